"""The editor's JSON as the tree that the writer writes."""

from __future__ import annotations

from documents.report.tree import (
    BulletList,
    Cell,
    Figure,
    Heading,
    ListItem,
    NumberedList,
    Paragraph,
    Quotation,
    Run,
    Table,
)
from report_builder.content import validate_content
from report_builder.to_tree import to_blocks
from tests.report_builder.test_content import FIGURE, bullets, doc, paragraph, table, text


def said(words: str) -> Paragraph:
    return Paragraph((Run(words),))


def test_every_kind_of_block_arrives_in_order() -> None:
    content = validate_content(
        doc(
            {"type": "heading", "attrs": {"level": 3}, "content": [text("Desks")]},
            {"type": "heading", "attrs": {"level": 4}, "content": [text("Floor 1")]},
            paragraph("I measured."),
            {"type": "paragraph"},
            bullets([paragraph("a"), bullets([paragraph("b")])]),
            {
                "type": "orderedList",
                "attrs": {"start": 3},
                "content": [{"type": "listItem", "content": [paragraph("c")]}],
            },
            {"type": "blockquote", "content": [paragraph("Quick.")]},
            FIGURE,
        )
    )
    assert to_blocks(content, lambda image: image.encode()) == (
        Heading((Run("Desks"),), 1),
        Heading((Run("Floor 1"),), 2),
        said("I measured."),
        BulletList((ListItem((said("a"), BulletList((ListItem((said("b"),)),)))),)),
        NumberedList((ListItem((said("c"),)),), 3),
        Quotation((said("Quick."),)),
        Figure(b"f_1", "Two switches", "How it is fed"),
    )


def test_marks_breaks_and_links_become_runs() -> None:
    link = {"type": "link", "attrs": {"href": "https://example.org/"}}
    content = validate_content(
        doc(
            paragraph(
                "I ",
                text("moved", {"type": "bold"}, {"type": "italic"}),
                {"type": "hardBreak"},
                text("it", {"type": "underline"}, link),
            )
        )
    )
    (block,) = to_blocks(content, lambda _: b"")
    assert block == Paragraph(
        (
            Run("I "),
            Run("moved", bold=True, italic=True),
            Run("\n"),
            Run("it", underline=True, href="https://example.org/"),
        )
    )


def test_a_table_has_a_header_only_where_its_whole_first_row_is_one() -> None:
    plain = table(["a", "b"], ["c", "d"])
    (without,) = to_blocks(validate_content(doc(plain)), lambda _: b"")
    assert without == Table(
        ((Cell((said("a"),)), Cell((said("b"),))), (Cell((said("c"),)), Cell((said("d"),)))), header=False
    )
    plain["content"][0]["content"][0]["type"] = "tableHeader"
    (half,) = to_blocks(validate_content(doc(plain)), lambda _: b"")
    assert isinstance(half, Table) and not half.header
    plain["content"][0]["content"][1]["type"] = "tableHeader"
    (whole,) = to_blocks(validate_content(doc(plain)), lambda _: b"")
    assert isinstance(whole, Table) and whole.header


def test_a_heading_without_words_is_left_out() -> None:
    content = validate_content(
        doc(
            {"type": "heading", "attrs": {"level": 4}},
            {"type": "heading", "attrs": {"level": 3}, "content": [text("  ")]},
            {"type": "heading", "attrs": {"level": 4}, "content": [{"type": "hardBreak"}]},
            paragraph("I measured."),
        )
    )
    assert to_blocks(content, lambda image: image.encode()) == (said("I measured."),)
