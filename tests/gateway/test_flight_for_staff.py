"""“Would this be bounced?” as her tutor and her administrator read it: what was sent, and nothing to put right."""

import pytest

from tests.access.stage import Stage
from tests.access.table import Row

PAGE = Row("while she works", "GET", "/learners/<amiras>/gateway", {})


@pytest.mark.parametrize("who", ["ben", "olive"])
def test_what_is_found_in_her_drafts_is_counted_and_not_told(stage: Stage, who: str) -> None:
    page = stage.ask(PAGE, who).text
    assert "“Replacing a switch”" in page
    assert "“Patching the estate”" not in page  # it came back, so she is working on it
    assert "are about pieces that Amira is working on. You read them once they are sent." in page


def test_only_she_is_offered_to_put_it_right(stage: Stage) -> None:
    hers = stage.ask(Row("while she works", "GET", "/gateway/", {}), "amira").text
    assert "Keep it, with a note" in hers and "Take the note back" in hers
    assert "are about pieces that Amira is working on" not in hers
    page = stage.ask(PAGE, "ben").text
    assert "Keep it, with a note" not in page and "Take the note back" not in page
