"""How many words a word processor will show for the whole file, without writing it.

Writing a report takes a fifth of a second, which is too long for every save and every page. This walks the same tree
by the writer's rules; tests hold it to `words_for_a_word_processor`, which opens what the writer wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from documents.report.tree import (
    Block,
    BulletList,
    Cell,
    Figure,
    Heading,
    NumberedList,
    Paragraph,
    Quotation,
    Report,
    Run,
    Table,
)
from documents.report.writer import APPENDIX_TITLE, REFERENCES_TITLE, appendix_table, cover_lines

_CONTENTS_TITLE = 1
_NUMBER = 1
_LABEL_AND_NUMBER = 2  # "Figure 3."


def words_in_file(report: Report) -> int:
    """What a word processor shows for the whole file: cover, contents, sections, references and appendix."""
    cover = sum(_in(line) for line in cover_lines(report.cover))
    sections = sum(_in(section.title) + _in_blocks(section.blocks) for section in report.sections)
    references = _in(REFERENCES_TITLE) if report.references else 0
    appendix = _in(APPENDIX_TITLE) if report.appendix else 0
    contents = _CONTENTS_TITLE + sum(_NUMBER + words for words in _numbered_headings(report))
    listed = references + sum(_headings_in(report.references)) + appendix  # without a number
    return (
        cover
        + contents
        + listed
        + sections
        + references
        + _in_blocks(report.references)
        + words_in_appendix(report)
    )


def words_in_appendix(report: Report) -> int:
    """Its title and its table; 0 where there is no row."""
    return _in(APPENDIX_TITLE) + _in_blocks((appendix_table(report),)) if report.appendix else 0


def _numbered_headings(report: Report) -> Iterator[int]:
    """The words of every heading that the contents list with a number."""
    for section in report.sections:
        yield _in(section.title)
        yield from _headings_in(section.blocks)


def _headings_in(blocks: Iterable[Block]) -> Iterator[int]:
    return (_in_runs(block.runs) for block in blocks if isinstance(block, Heading))


def _in_blocks(blocks: Iterable[Block]) -> int:
    return sum(_in_block(block) for block in blocks)


def _in_block(block: Block) -> int:
    match block:
        case Paragraph(runs) | Heading(runs):
            return _in_runs(runs)
        case Quotation(blocks):
            return _in_blocks(blocks)
        case BulletList(items) | NumberedList(items):
            return sum(_in_blocks(item.blocks) for item in items)
        case Table():
            return _in_caption(block.caption) + sum(_in_cell(cell) for row in block.rows for cell in row)
        case Figure():
            return _LABEL_AND_NUMBER + _in(block.caption)


def _in_cell(cell: Cell) -> int:
    return _in_blocks(cell.blocks)


def _in_caption(caption: str) -> int:
    return _LABEL_AND_NUMBER + _in(caption) if caption else 0


def _in_runs(runs: Iterable[Run]) -> int:
    return _in("".join(run.text for run in runs))


def _in(text: str) -> int:
    return len(text.split())
