"""A report as plain values: what the writer writes, whoever made it.

Nothing here knows Word, Flask or the editor. A tree is whole before it is written: pictures are bytes,
words are text, and every line that the cover shows has been worded by whoever built it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum


class ReportKind(StrEnum):
    """Which of the two reports this is; the cover says so."""

    PRACTICE = "practice"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. A line feed in the text is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; `depth` 1 stands one level below the section's own title."""

    runs: tuple[Run, ...]
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Quotation:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    items: tuple[ListItem, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: tuple[Block, ...]
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell that reaches across or down is given once, where it begins."""

    rows: tuple[tuple[Cell, ...], ...]
    header: bool = False
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with the words for those who cannot see it. `width_share` is of the text's width, 0 to 1."""

    image: bytes
    alt: str
    caption: str
    width_share: float = 1.0


Block = Paragraph | Heading | Quotation | BulletList | NumberedList | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the report; level 1 is the highest."""

    title: str
    level: int
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first page says. Empty lines are left out; from the second `attempt` on it says which it is."""

    title: str
    apprentice: str
    standard: str
    word_count: str
    date: str
    kind: ReportKind
    provider: str = ""
    employer: str = ""
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class AppendixRow:
    """One knowledge, skill or behaviour and the exact place that shows it."""

    code: str
    statement: str
    section: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    cover: Cover
    sections: tuple[Section, ...]
    references: tuple[Block, ...] = ()
    appendix: tuple[AppendixRow, ...] = field(default=())


def counted_parts(report: Report) -> tuple[Section, ...]:
    """The sections as they are counted: without the figures, which assessment plans leave out."""
    return tuple(replace(section, blocks=without_figures(section.blocks)) for section in report.sections)


def without_figures(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks with every figure gone, however deep it stood."""
    return tuple(_thin(block) for block in blocks if not isinstance(block, Figure))


def figures_in(blocks: tuple[Block, ...]) -> Iterator[Figure]:
    """Every figure, in reading order."""
    for block in blocks:
        match block:
            case Figure():
                yield block
            case Quotation():
                yield from figures_in(block.blocks)
            case BulletList(items) | NumberedList(items):
                for item in items:
                    yield from figures_in(item.blocks)
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from figures_in(cell.blocks)


def _thin(block: Block) -> Block:
    match block:
        case Quotation():
            return replace(block, blocks=without_figures(block.blocks))
        case BulletList() | NumberedList():
            items = tuple(replace(item, blocks=without_figures(item.blocks)) for item in block.items)
            return replace(block, items=items)
        case Table():
            rows = tuple(
                tuple(replace(cell, blocks=without_figures(cell.blocks)) for cell in row)
                for row in block.rows
            )
            return replace(block, rows=rows)
        case _:
            return block
