"""A frozen report to read, section by section, with its appendix: for the tutor and for whoever signs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from documents.report.tree import AppendixRow
from report_builder.content import Content
from report_builder.frozen import FrozenReport, FrozenSection, words_in_all
from report_builder.length import Length, printed_keys
from report_builder.measuring import counts_of, outline_of
from report_builder.scaffold import REFERENCES_KEY
from report_builder.sheets import SheetBlock, read_sheet
from sign_off.reviews.threads import Thread


@dataclass(frozen=True)
class SentSection:
    """A section, or only a title above others. `threads` is what was said about it."""

    key: str
    title: str
    level: int
    words: str
    blocks: tuple[SheetBlock, ...]
    threads: Sequence[Thread]


@dataclass(frozen=True)
class SentKsb:
    """A KSB with the rows that show it."""

    code: str
    statement: str
    rows: tuple[AppendixRow, ...]


@dataclass(frozen=True)
class SentAppendix:
    """The confirmed rows as they were sent, by KSB, and the KSBs of the project that have none."""

    words: str
    placed: tuple[SentKsb, ...]
    missing: tuple[str, ...]


def shown_sections(
    frozen: FrozenReport, length: Length, talk: Mapping[str, Sequence[Thread]]
) -> list[SentSection]:
    """Those with something in them, with the titles above them, in the order of the scaffold; the references last."""
    outline, counts = outline_of(frozen), counts_of(frozen)
    printed = printed_keys(outline, counts)
    written = {section.key: section for section in frozen.sections}
    shown = [
        SentSection(
            key=section.key,
            title=section.title,
            level=section.level,
            words=words_in_all(length.by_section[section.key]),
            blocks=_blocks(written.get(section.key)),
            threads=talk.get(section.key, ()),
        )
        for section in outline
        if section.key in printed
    ]
    references = written.get(REFERENCES_KEY)
    if references is not None:
        threads = talk.get(REFERENCES_KEY, ())
        shown.append(
            SentSection(REFERENCES_KEY, references.title, 1, references.words, _blocks(references), threads)
        )
    return shown


def _blocks(section: FrozenSection | None) -> tuple[SheetBlock, ...]:
    return read_sheet(Content(section.content), section.title) if section else ()


def shown_appendix(frozen: FrozenReport) -> SentAppendix:
    method = frozen.apprenticeship.standard.project
    asked = method.ksbs if method else ()
    placed = tuple(
        SentKsb(code, frozen.apprenticeship.standard.ksb(code).text, tuple(rows))
        for code, rows in groupby(frozen.rows, key=lambda row: row.code)
    )
    codes = {one.code for one in placed}
    words = f"{len(placed)} of {len(asked)} KSBs placed"
    return SentAppendix(words, placed, tuple(code for code in asked if code not in codes))
