"""A page as lines, whatever form it came in: the one shape that every reader below works on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

# No-break and other odd spaces count as spaces; characters without width are nothing.
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_NOTHING = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1f]")
_BULLET = re.compile(r"(?:[•◦▪‣●○·*–—-]|o(?=\s))\s+(?=\S)")
_BACK_LINK = re.compile(
    r"\s*\(?\bback\s+to\s+(?:dut(?:y|ies)(?:\s+\d+(?:\s*(?:,|and|&)\s*\d+)*)?|grading|ksbs?|top)\)?\s*[.↑]*$",
    re.IGNORECASE,
)
# The button that folds a part of the page, as copies have it behind the part's name: "Duty 4, Show".
_TOGGLE = re.compile(r"(?<=\d)\s*,\s*(?:Show|Hide)(?: this section)?$")


@dataclass(frozen=True)
class Cell:
    """Where in a table a line stands. Known for HTML and Markdown; plain text has lost it."""

    table: int
    row: int
    column: int


@dataclass(frozen=True)
class Line:
    """One line of words. `number` is its line in the source, `heading` 1 to 6 where it is marked as one. `gap` says
    that a blank line stands before it, `pause` that a line with only a no-break space does: in a copied table that is
    often the end of a cell. `back` says that a link back to the duties or the grading ended it. `width` is how far the
    line ran in the source, where lines may have been broken to a width: 0 for HTML and for cells."""

    number: int
    text: str
    bullet: bool = False
    heading: int = 0
    gap: bool = False
    pause: bool = False
    back: bool = False
    cell: Cell | None = None
    width: int = 0

    @property
    def key(self) -> str:
        return key(self.text)


def clean(text: str) -> str:
    """One row of words: odd spaces made plain, what has no width dropped, quotation marks left as they are."""
    return _SPACES.sub(" ", _NOTHING.sub("", text)).strip()


def key(text: str) -> str:
    """For comparing headings and names: lower case, letters and digits only, curly or straight alike."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", "")))


def line_of(number: int, raw: str, heading: int = 0) -> Line:
    """A line without its bullet and its link back, each kept as a mark."""
    text = _TOGGLE.sub("", clean(raw))
    bullet = None if heading else _BULLET.match(text)
    text = text[bullet.end() :] if bullet else text
    without = _BACK_LINK.sub("", text)
    return Line(number, without, bullet=bullet is not None, heading=heading, back=without != text)


def joined(before: str, after: str) -> str:
    """The words of two lines in a row; a word that was broken at its hyphen is one again."""
    broken = re.search(r"[A-Za-z]-$", before) and re.match(r"(?!(?:and|or|to)\b)[A-Za-z]", after)
    return f"{before}{after}" if broken else f"{before} {after}"


def lines_of_text(text: str) -> list[Line]:
    """The lines of a page that was copied as plain text."""
    return list(_joined(text.splitlines()))


def _joined(rows: list[str]) -> Iterator[Line]:
    gap = pause = False
    table, row = 0, -1
    for number, raw in enumerate(rows, start=1):
        if not clean(raw):
            gap, pause, row = True, pause or "\u00a0" in raw, -1
            continue
        cells = _cells(raw)
        if len(cells) > 1:  # a row of a table, its cells divided by tabs
            table, row = (table, row + 1) if row >= 0 else (table + 1, 0)
            for column, words in enumerate(cells):
                place = Cell(table, row, column)
                yield replace(line_of(number, words), gap=gap, pause=pause, cell=place)
        else:
            row = -1
            yield replace(line_of(number, raw), gap=gap, pause=pause, width=len(raw.rstrip()))
        gap = pause = False


def _cells(raw: str) -> list[str]:
    """The cells of a row that was copied with tabs. A bullet or a number before a tab is no cell."""
    parts = [part for part in raw.strip().split("\t") if clean(part)]
    if len(parts) > 1 and re.fullmatch(r"\W{1,2}|o|\d{1,2}[.)]", clean(parts[0])):
        parts = [f"{parts[0]} {parts[1]}", *parts[2:]]
    return parts
