from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from documents import count_words, read
from tests.documents.conftest import WORD


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("target", [WORD, "odt:writer8"])
def test_changes_boxes_notes_and_page_headers_are_read_as_libreoffice_saves_them(
    converted: Callable[[str, str], Path], target: str
) -> None:
    document = read(converted("changes.fodt", target))
    assert sorted((passage.kind.value, passage.text) for passage in document.passages) == [
        ("margin", "Jo Bloggs, apprentice"),
        ("note", "See the ticket."),
        ("paragraph", "I mended it."),
        ("paragraph", "Inside the box"),
        ("paragraph", "Look here."),
    ]
    places = {passage.text: passage.locator for passage in document.passages}
    assert places["Inside the box"] == "text box 1"
    assert places["Look here."] == "paragraph 2"
    assert places["See the ticket."] == "footnote 1"
    assert document.notes == ("It holds tracked changes. We read it as if they were all accepted.",)
    assert count_words(document) == 11
