"""How the text of a file is laid out on its page: rows that follow each other are a table, code a listing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from documents import Passage, PassageKind
from portfolio.marking import Segment, cells_of

_CELL = re.compile(r"cell ([A-Z]{1,3})(\d{1,7})$")
_SOFT = frozenset({PassageKind.CAPTION, PassageKind.NOTE, PassageKind.MARGIN})


@dataclass(frozen=True)
class Line:
    """A passage with its marked words, and the place that a comment on it names."""

    locator: str
    segments: Sequence[Segment]


@dataclass(frozen=True)
class TableRow:
    """`name` is the number of a worksheet's row, empty in a document's table."""

    name: str
    cells: Sequence[Line]


@dataclass(frozen=True)
class Block:
    """What stands together. `kind` is heading, paragraph, soft, code or table; a table has `rows` and, in a worksheet,
    the letters of its columns; anything else has `lines`."""

    kind: str
    lines: Sequence[Line] = ()
    rows: Sequence[TableRow] = ()
    columns: Sequence[str] = ()


def blocks_of(passages: Iterable[tuple[Passage, Sequence[Segment]]]) -> list[Block]:
    """The blocks of one sheet, from its passages and their marked words in order."""
    return [
        block
        for kind, group in groupby(passages, key=lambda one: _kind(one[0]))
        for block in _together(kind, list(group))
    ]


def _kind(passage: Passage) -> str:
    if passage.kind is PassageKind.TABLE_CELL:
        return "worksheet" if _CELL.search(passage.locator) else "paragraph"
    if passage.kind is PassageKind.TABLE_ROW:
        # Two tables may follow each other with nothing between: their locators tell them apart.
        return f"table {passage.locator.rpartition(', row ')[0]}"
    if passage.kind in _SOFT:
        return "soft"
    return passage.kind.value if passage.kind in (PassageKind.HEADING, PassageKind.CODE) else "paragraph"


def _together(kind: str, group: list[tuple[Passage, Sequence[Segment]]]) -> list[Block]:
    lines = [Line(passage.locator, segments) for passage, segments in group]
    if kind == "worksheet":
        return [_worksheet(lines)]
    if kind.startswith("table "):
        return [Block("table", rows=_rows(lines))]
    if kind == "code":
        return [Block(kind, lines)]
    return [Block(kind, [line]) for line in lines]


def _rows(lines: Sequence[Line]) -> list[TableRow]:
    rows = [[Line(line.locator, cell) for cell in cells_of(line.segments)] for line in lines]
    width = max(len(row) for row in rows)
    return [TableRow("", row + [Line("", ())] * (width - len(row))) for row in rows]


def _worksheet(lines: Sequence[Line]) -> Block:
    """Cells where they stand, from the first column that holds something to the last; empty rows are left out."""
    placed: dict[int, dict[str, Line]] = {}
    for line in lines:
        match = _CELL.search(line.locator)
        assert match is not None, "_kind() calls nothing else a cell"
        placed.setdefault(int(match[2]), {})[match[1]] = line
    used = {column for row in placed.values() for column in row}
    columns = sorted(used, key=lambda letters: (len(letters), letters))
    rows = [
        TableRow(str(number), [row.get(column, Line("", ())) for column in columns])
        for number, row in sorted(placed.items())
    ]
    return Block("table", rows=rows, columns=columns)
