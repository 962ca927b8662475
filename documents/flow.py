"""Turns a flowing document into passages as its parts open and close: headings, paragraphs, tables, boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.passages import Passage, PassageKind

_LONGEST_HEADING = 80


@dataclass
class Places:
    """Names places by heading and paragraph, since such a document has no pages until somebody lays it out.

    Paragraphs, tables and text boxes are counted from 1 under each heading; empty paragraphs are not counted.
    A heading that comes again is told apart by its number: 'heading "Testing" (2)'. `whole` is what the places
    are in when there is something around them ("message").
    """

    whole: str = ""
    _heading: str = ""
    _seen: Counter[str] = field(default_factory=Counter)
    _counts: Counter[str] = field(default_factory=Counter)

    def heading(self, text: str) -> str:
        line = " ".join(text.split())
        if len(line) > _LONGEST_HEADING:
            line = line[:_LONGEST_HEADING].rsplit(" ", 1)[0] + "…"
        self._seen[line] += 1
        number = f" ({self._seen[line]})" if self._seen[line] > 1 else ""
        self._heading = f'heading "{line}"{number}'
        self._counts.clear()
        return ", ".join(filter(None, (self.whole, self._heading)))

    def next(self, thing: str) -> str:
        """The next paragraph (or table, or text box) under this heading: 'heading "Costs", paragraph 2'."""
        self._counts[thing] += 1
        return ", ".join(filter(None, (self.whole, self._heading, f"{thing} {self._counts[thing]}")))


@dataclass
class _Table:
    """A table that is being read: where it stands, and the paragraphs of the cells of its current row."""

    locator: str
    row: int = 0
    cells: list[list[str]] = field(default_factory=list)


class Flow:
    """Told what opens and closes, gives the passages, each with its place."""

    def __init__(self, places: Places | None = None) -> None:
        self._places = places or Places()
        self._tables: list[_Table] = []
        self._boxes: list[str] = []

    def open_box(self) -> None:
        self._boxes.append(self._places.next("text box"))

    def close_box(self) -> None:
        if self._boxes:
            self._boxes.pop()

    def open_table(self) -> None:
        self._tables.append(_Table("" if self._tables else self._places.next("table")))

    def close_table(self) -> None:
        if self._tables:
            self._tables.pop()

    def open_row(self) -> None:
        if self._tables:
            self._tables[-1].row += 1
            self._tables[-1].cells = []

    def open_cell(self) -> None:
        if self._tables:
            self._tables[-1].cells.append([])

    def paragraph(self, text: str, kind: PassageKind) -> Iterator[Passage]:
        """A paragraph that has ended; in a table it waits for the end of its row."""
        if not text:
            return
        if self._boxes:
            yield Passage(text, self._boxes[-1])
        elif self._tables:
            if self._tables[-1].cells:
                self._tables[-1].cells[-1].append(text)
        elif kind is PassageKind.HEADING:
            yield Passage(text, self._places.heading(text), kind)
        else:
            yield Passage(text, self._places.next("paragraph"), kind)

    def close_row(self) -> Iterator[Passage]:
        if not self._tables:
            return
        table = self._tables[-1]
        if len(self._tables) > 1:
            # A table inside a cell is read as that cell's text.
            outer = self._tables[-2]
            if outer.cells:
                outer.cells[-1].extend(text for cell in table.cells for text in cell)
        else:
            yield from _passages_of_row(table.cells, f"{table.locator}, row {table.row}")
        table.cells = []


def _passages_of_row(cells: list[list[str]], locator: str) -> Iterator[Passage]:
    """A row of short cells as one passage, tabs between them; a row with longer writing cell by cell.

    Many evidence templates are one big table, and a whole page of writing in a cell wants its own paragraphs.
    """
    if all(len(paragraphs) <= 1 for paragraphs in cells):
        row = "\t".join(paragraphs[0] if paragraphs else "" for paragraphs in cells).strip("\t")
        if row:
            yield Passage(row, locator, PassageKind.TABLE_ROW)
        return
    for column, paragraphs in enumerate(cells, start=1):
        for number, text in enumerate(paragraphs, start=1):
            place = f"{locator}, column {column}"
            if len(paragraphs) > 1:
                place += f", paragraph {number}"
            yield Passage(text, place, PassageKind.TABLE_CELL)
