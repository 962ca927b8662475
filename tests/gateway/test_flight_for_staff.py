"""“Would this be bounced?” as her tutor and her administrator read it: what was sent, and nothing to put right."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portfolio.models import FindingState
from portfolio.queries import list_findings
from portfolio.services import explain_finding
from tests.access.stage import Stage
from tests.access.table import Row
from tests.cast import Cast
from tests.home.conftest import Bench

PAGE = Row("while she works", "GET", "/learners/<amiras>/gateway", {})


@pytest.mark.parametrize("who", ["ben", "olive"])
def test_what_is_found_in_her_drafts_is_counted_and_not_told(stage: Stage, who: str) -> None:
    page = stage.ask(PAGE, who).text
    assert "“Replacing a switch”" in page
    assert "“Patching the estate”" not in page  # it came back, so she is working on it
    said = " ".join(page.split())
    assert re.search(r"Not counted: \w+ pieces? that Amira is working on\. You read \w+ once", said)
    assert "Of what Amira sent" in said


def test_only_she_is_offered_to_put_it_right(stage: Stage) -> None:
    hers = stage.ask(Row("while she works", "GET", "/gateway/", {}), "amira").text
    assert "Keep it, with a note" in hers and "Take the note back" in hers
    assert "Not counted:" not in hers and "Of what Amira sent" not in hers
    page = stage.ask(PAGE, "ben").text
    assert "Keep it, with a note" not in page and "Take the note back" not in page


@pytest.mark.parametrize(
    ("who", "rest"),
    [("ben", "the rest is yours to read"), ("olive", "Ben reads the rest"), ("amira", "Ben reads the rest")],
)
def test_each_reads_who_reads_the_rest(stage: Stage, who: str, rest: str) -> None:
    address = "/gateway/" if who == "amira" else "/learners/<amiras>/gateway"
    assert rest in " ".join(stage.ask(Row("while she works", "GET", address, {}), who).text.split())


def test_what_her_tutor_reads_as_missing_counts_no_draft(
    app: Flask, amira: FlaskClient, ben: FlaskClient, bench: Bench, cast: Cast
) -> None:
    bench.sent("Laptops", "K7")
    bench.draft("Disk use", "K13", "K14")
    total = len(bench.portfolio_ksbs)
    assert f"{total - 3} KSBs without evidence" in amira.get("/gateway/").text
    page = ben.get(f"/learners/{cast.amiras_apprenticeship}/gateway").text
    assert f"{total - 1} KSBs without evidence" in page
    assert "K13, " in page.partition("without evidence:")[2].partition("<")[0]


def test_a_note_on_the_whole_is_read_by_her_tutor(
    app: Flask, amira: FlaskClient, ben: FlaskClient, bench: Bench, cast: Cast
) -> None:
    bench.sent("Laptops", "K7")
    with bench.apprenticeship() as amiras:
        (gap,) = [one for one in list_findings(amiras, FindingState.OPEN) if one.rule == "ksb_without_item"]
        explain_finding(amiras.apprentice, gap, "The rest comes in May.")
    page = ben.get(f"/learners/{cast.amiras_apprenticeship}/gateway").text
    assert "What the apprentice says" in page
    assert "The rest comes in May." in page


def test_what_must_be_put_right_in_a_draft_is_no_good_news_for_her_tutor(
    amira: FlaskClient, ben: FlaskClient, bench: Bench, cast: Cast
) -> None:
    bench.accepted("Laptops", "K7")
    bench.draft("Disk use")  # mapped to nothing
    page = ben.get(f"/learners/{cast.amiras_apprenticeship}/gateway").text
    assert "If the pack were sent today, yes, for what Amira is still working on." in page
    assert "In it, one thing must be put right" in page
    assert "Disk use" not in page
