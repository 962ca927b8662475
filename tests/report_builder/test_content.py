"""What a section may hold, what is left behind, and what is refused and how."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from report_builder.content import (
    MAX_CHARACTERS,
    BadContent,
    from_plain_text,
    plain_passages,
    to_plain_text,
    validate_content,
)


def doc(*content: Any) -> dict[str, Any]:
    return {"type": "doc", "content": list(content)}


def text(words: str, *marks: Any) -> dict[str, Any]:
    return {"type": "text", "text": words, **({"marks": list(marks)} if marks else {})}


def paragraph(*content: Any) -> dict[str, Any]:
    return {
        "type": "paragraph",
        "content": [text(part) if isinstance(part, str) else part for part in content if part],
    }


def bullets(*items: Any) -> dict[str, Any]:
    return {"type": "bulletList", "content": [{"type": "listItem", "content": list(item)} for item in items]}


def table(*rows: list[str]) -> dict[str, Any]:
    return {
        "type": "table",
        "content": [
            {
                "type": "tableRow",
                "content": [{"type": "tableCell", "content": [paragraph(cell)]} for cell in row],
            }
            for row in rows
        ],
    }


FIGURE = {"type": "figure", "attrs": {"image": "f_1", "alt": "Two switches", "caption": "How it is fed"}}


def test_every_case_of_the_count_is_valid_and_stays_as_it_is() -> None:
    cases = json.loads(Path(__file__).with_name("count_cases.json").read_text(encoding="utf-8"))["contents"]
    for case in cases:
        once = validate_content(case["document"])
        assert validate_content(once.document) == once


def test_attributes_that_are_not_ours_are_left_behind() -> None:
    noisy = doc(
        {"type": "paragraph", "attrs": {"style": "color:red", "onclick": "x()"}, "content": [text("Hello")]},
        {"type": "heading", "attrs": {"level": 1, "id": "x"}, "content": [text("Plan")]},
        {
            "type": "table",
            "content": [
                {
                    "type": "tableRow",
                    "content": [
                        {
                            "type": "tableCell",
                            "attrs": {"colspan": 2, "rowspan": 0, "colwidth": [90]},
                            "content": [paragraph("a")],
                        }
                    ],
                }
            ],
        },
    )
    kept = validate_content(noisy).document["content"]
    assert kept[0] == paragraph("Hello")
    assert kept[1]["attrs"] == {"level": 3}
    assert kept[2]["content"][0]["content"][0]["attrs"] == {"colspan": 2, "rowspan": 1}


def test_a_link_keeps_its_words_and_loses_an_address_that_could_run() -> None:
    for address in (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        7,
        None,
    ):
        content = validate_content(doc(paragraph(text("here", {"type": "link", "attrs": {"href": address}}))))
        assert content.document["content"][0] == paragraph("here")
    kept = validate_content(
        doc(
            paragraph(
                text("here", {"type": "link", "attrs": {"href": "https://example.org/a", "target": "_top"}})
            )
        )
    )
    assert kept.document["content"][0]["content"][0]["marks"] == [
        {"type": "link", "attrs": {"href": "https://example.org/a"}}
    ]


def test_controls_and_halves_of_pairs_are_cleaned_from_the_text() -> None:
    content = validate_content(doc(paragraph("a\x00b\x1f c\vd \ud83d e\u2028f")))
    assert content.document["content"][0]["content"][0]["text"] == "ab c d \ufffd e\u2028f"


@pytest.mark.parametrize(
    "json_",
    [
        None,
        [],
        "text",
        4,
        {},
        {"type": "paragraph"},
        {"type": ["doc"]},
        doc(paragraph()) | {"content": {"a": 1}},
    ],
)
def test_what_is_no_document_is_refused(json_: Any) -> None:
    with pytest.raises(BadContent, match="Reload the page"):
        validate_content(json_)


@pytest.mark.parametrize("kind", ["image", "codeBlock", "script", "iframe", None, 5, {"a": 1}, ["doc"]])
def test_a_node_that_a_report_cannot_keep_is_refused_by_name(kind: Any) -> None:
    with pytest.raises(BadContent, match="cannot keep"):
        validate_content(doc({"type": kind}))


@pytest.mark.parametrize(
    "nested",
    [
        bullets([paragraph("a"), {"type": "heading", "content": []}]),
        {"type": "paragraph", "content": [FIGURE]},
        {"type": "blockquote", "content": [table(["a"])]},
        {"type": "paragraph", "content": [paragraph("a")]},
        doc(),
    ],
)
def test_a_node_in_the_wrong_place_is_refused(nested: Any) -> None:
    with pytest.raises(BadContent, match="where it cannot stand"):
        validate_content(doc(nested))


def test_an_unknown_mark_is_refused() -> None:
    with pytest.raises(BadContent, match="textStyle"):
        validate_content(doc(paragraph(text("a", {"type": "textStyle"}))))


@pytest.mark.parametrize("image", [None, "", "../../etc", "a b", 4, "x" * 65])
def test_a_figure_without_an_uploaded_picture_is_refused(image: Any) -> None:
    with pytest.raises(BadContent, match="was not uploaded"):
        validate_content(doc({"type": "figure", "attrs": {"image": image}}))


def test_a_caption_is_one_line_of_bounded_length() -> None:
    kept = validate_content(
        doc({"type": "figure", "attrs": {"image": "a", "caption": " two\n lines ", "alt": 4}})
    )
    assert kept.document["content"][0]["attrs"] == {"image": "a", "alt": "", "caption": "two lines"}
    with pytest.raises(BadContent, match="caption of a picture is longer"):
        validate_content(doc({"type": "figure", "attrs": {"image": "a", "caption": "x" * 501}}))


def test_lists_go_three_deep_and_no_deeper() -> None:
    three = bullets([paragraph("a"), bullets([paragraph("b"), bullets([paragraph("c")])])])
    assert validate_content(doc(three))
    with pytest.raises(BadContent, match="3 deep"):
        validate_content(doc(bullets([paragraph("0"), three])))


def test_a_bottomless_document_is_refused_not_followed() -> None:
    quote: dict[str, Any] = bullets([paragraph("a")])
    for _ in range(5000):
        quote = bullets([quote])
    with pytest.raises(BadContent):
        validate_content(doc(quote))


def test_a_huge_document_is_refused() -> None:
    with pytest.raises(BadContent, match="too many parts"):
        validate_content(doc(*[{"type": "paragraph"}] * 20_001))
    with pytest.raises(BadContent, match="200,000 characters"):
        validate_content(doc(paragraph("x" * (MAX_CHARACTERS + 1))))
    with pytest.raises(BadContent, match="200 rows"):
        validate_content(doc(table(*[["a"]] * 201)))
    with pytest.raises(BadContent, match="20 columns"):
        validate_content(doc(table(["a"] * 21)))


def test_the_pictures_of_a_section_are_named_so_that_they_can_be_fetched_for_their_owner() -> None:
    assert validate_content(doc(FIGURE, paragraph("a"), FIGURE | {"attrs": {"image": "g"}})).image_ids == (
        "f_1",
        "g",
    )


def test_empty_means_no_word_and_no_picture() -> None:
    assert validate_content(doc()).is_empty
    assert validate_content(doc(paragraph("  "))).is_empty
    assert not validate_content(doc(FIGURE)).is_empty
    assert not validate_content(doc(table(["a"]))).is_empty


def test_passages_name_the_place_where_a_reader_would_find_them() -> None:
    content = validate_content(
        doc(
            {"type": "heading", "attrs": {"level": 3}, "content": [text("Desks")]},
            paragraph("I measured."),
            {"type": "paragraph"},
            paragraph("Then ", text("again", {"type": "bold"}), "."),
            bullets([paragraph("one")], [paragraph("two"), bullets([paragraph("under two")])]),
            table(["a", "b"], ["c", ""]),
            FIGURE,
            {"type": "blockquote", "content": [paragraph("Quick.")]},
        )
    )
    assert plain_passages(content, "Test") == [
        ("I measured.", "Test, paragraph 1"),
        ("Then again.", "Test, paragraph 2"),
        ("one", "Test, list 1, item 1"),
        ("two", "Test, list 1, item 2"),
        ("under two", "Test, list 1, item 2"),
        ("a", "Test, table 1, row 1"),
        ("b", "Test, table 1, row 1"),
        ("c", "Test, table 1, row 2"),
        ("How it is fed", "Test, figure 1"),
        ("Quick.", "Test, quotation 1"),
    ]


def test_plain_text_becomes_paragraphs_and_line_breaks_and_comes_back() -> None:
    typed = "First line\r\nsecond line\r\n\r\n\r\nNext paragraph"
    content = from_plain_text(typed)
    assert content.document == doc(
        paragraph("First line", {"type": "hardBreak"}, "second line"), paragraph("Next paragraph")
    )
    assert content.is_plain
    assert to_plain_text(content) == "First line\nsecond line\n\nNext paragraph"
    assert from_plain_text(to_plain_text(content)) == content


def test_no_text_is_an_empty_section() -> None:
    assert from_plain_text(" \n\n ").is_empty


def test_a_section_that_a_text_box_would_flatten_says_so() -> None:
    for rich in (FIGURE, bullets([paragraph("a")]), paragraph(text("a", {"type": "bold"}))):
        assert not validate_content(doc(rich)).is_plain
    assert to_plain_text(validate_content(doc(paragraph("a"), bullets([paragraph("b")])))) == "a\n\nb"
