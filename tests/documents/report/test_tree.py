"""The counted parts are the report without its figures."""

from __future__ import annotations

from documents.report.tree import (
    BulletList,
    Cell,
    Figure,
    ListItem,
    Paragraph,
    Quotation,
    Report,
    Run,
    Section,
    Table,
    counted_parts,
    figures_in,
)
from tests.documents.report.a_report import COVER, REPORT

WORD = Paragraph((Run("word"),))
PICTURE = Figure(b"", "alt", "caption")


def test_counted_parts_keep_every_section_and_lose_every_figure() -> None:
    parts = counted_parts(REPORT)
    assert [part.title for part in parts] == ["Situation", "Action", "Plan", "Build"]
    assert not [figure for part in parts for figure in figures_in(part.blocks)]
    assert len(parts[3].blocks) == len(REPORT.sections[3].blocks) - 2


def test_a_figure_deep_in_lists_quotations_and_tables_is_found_and_left_out() -> None:
    deep = (
        Quotation((WORD, PICTURE)),
        BulletList((ListItem((WORD, PICTURE)),)),
        Table(((Cell((PICTURE, WORD)),),)),
    )
    assert list(figures_in(deep)) == [PICTURE] * 3
    (section,) = counted_parts(Report(COVER, (Section("S", 1, deep),)))
    assert section.blocks == (
        Quotation((WORD,)),
        BulletList((ListItem((WORD,)),)),
        Table(((Cell((WORD,)),),)),
    )
