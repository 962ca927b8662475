from __future__ import annotations

import json

import pytest

from documents import Document, Passage, PassageKind, count_words, short_locator
from documents.passages import capped, clean


@pytest.mark.parametrize(
    ("locator", "short"),
    [
        ("page 3, paragraph 2", "p. 3"),
        ("page 3", "p. 3"),
        ('heading "Before the run", paragraph 2', "§ Before the run"),
        ('heading "Before the run"', "§ Before the run"),
        ('heading "Testing" (2), table 1, row 4', "§ Testing (2)"),
        ('heading "He said "stop", then", text box 1', '§ He said "stop", then'),
        ("slide 4", "slide 4"),
        ("slide 4, notes", "slide 4"),
        ('sheet "Costs, 2026", cell B7', "B7"),
        ("paragraph 4", "¶ 4"),
        ("1:05", "1:05"),
        ("at 1:05:10 to 1:06:00", "1:05:10"),
        ("footnote 2", "footnote 2"),
        ("message", "message"),
    ],
)
def test_a_locator_has_a_short_form(locator: str, short: str) -> None:
    assert short_locator(locator) == short


def test_a_document_survives_json() -> None:
    document = Document(
        "text/plain",
        (
            Passage("One “two”", "paragraph 1"),
            Passage("3", 'sheet "A", cell B7', PassageKind.TABLE_CELL, "A", 2),
        ),
        pages=2,
        notes=("Page 4 has no text (a scan?).",),
        title="T",
    )
    assert Document.from_dict(json.loads(json.dumps(document.to_dict()))) == document


def test_a_passage_unpacks_as_its_text_and_its_place() -> None:
    text, locator = Passage("Words", "page 1, paragraph 1")
    assert (text, locator) == ("Words", "page 1, paragraph 1")


def test_page_headers_are_read_but_not_counted() -> None:
    body = Passage("two words", "paragraph 1")
    margin = Passage("Jane Smith", "page header", PassageKind.MARGIN)
    document = Document("text/plain", (body, margin))
    assert count_words(document) == 2
    assert "Jane Smith" in document.text


def test_cleaning_keeps_words_and_lines_and_drops_controls() -> None:
    assert clean(" a\x00b\x07\r\nc\vd\te\ufffe ") == "ab\nc\nd\te"


def test_a_very_long_document_is_cut_and_says_where() -> None:
    notes: list[str] = []
    passages = [Passage("x" * 10, f"paragraph {number}") for number in range(1, 4)]
    assert capped(passages, notes, characters=25) == tuple(passages[:2])
    assert notes == ["It is very long, so we read it only up to paragraph 3."]
