"""Which KSB is shown where: the grid, and the counts that home and the tutor's map read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from documents import short_locator
from foundation.wording import plural
from portfolio.access import why_locked
from portfolio.models import LinkState
from portfolio.rows import Link, Piece
from sign_off.state import is_shown
from standards import Method, Standard, Theme


class Cell(NamedTuple):
    """One filled cell. `url` opens what it names; `draft`: she confirmed it, on a piece that was not sent, or came
    back."""

    locator: str
    url: str
    suggested: bool
    draft: bool = False


class Row(NamedTuple):
    """One KSB against every piece. `cells` is None where nothing at all stands."""

    code: str
    text: str
    cells: Sequence[Cell | None] | None
    gap: bool


@dataclass(frozen=True)
class ThemeRows:
    name: str
    count: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Coverage:
    """Codes by how far they are: `shown` on a piece that was sent or accepted, `mapped` on any piece of hers."""

    method: Method
    shown: frozenset[str]
    mapped: frozenset[str]

    @property
    def missing(self) -> list[str]:
        """KSBs that no piece is mapped to, in the plan's order."""
        return [code for code in self.method.ksbs if code not in self.mapped]

    @property
    def count(self) -> str:
        """ "12 of 25": the one count of what is shown, for every page."""
        return f"{len(self.shown)} of {len(self.method.ksbs)}"

    @property
    def in_drafts(self) -> int:
        """KSBs that would be shown if every piece were sent."""
        return len(self.mapped - self.shown)

    def shown_in(self, theme: Theme) -> list[bool]:
        return [code in self.shown for code in theme.ksbs]

    def count_in(self, theme: Theme) -> str:
        """ "1 of 3 shown, 2 in drafts"."""
        words = f"{sum(self.shown_in(theme))} of {len(theme.ksbs)} shown"
        drafts = sum(code in self.mapped - self.shown for code in theme.ksbs)
        return f"{words}, {drafts} in {plural(drafts, 'a draft', 'drafts')}" if drafts else words


def coverage_of(pieces: Sequence[Piece], method: Method) -> Coverage:
    """Read the coverage off pieces with their links and reviews loaded."""
    own = frozenset(method.ksbs)
    return Coverage(
        method=method,
        shown=own & mapped_codes(piece for piece in pieces if is_shown(piece.subject)),
        mapped=own & mapped_codes(pieces),
    )


def mapped_codes(pieces: Iterable[Piece]) -> frozenset[str]:
    """The KSBs that she says these pieces show."""
    return frozenset(
        link.code for piece in pieces for link in piece.links if link.state is LinkState.ACCEPTED
    )


def grid_of(
    pieces: Sequence[Piece], standard: Standard, coverage: Coverage, urls: Mapping[int, str]
) -> list[ThemeRows]:
    """The coverage grid: KSBs by theme, against the pieces in their order, whose `coverage` it is. `urls` opens each
    piece."""
    columns = [_column(piece, urls[piece.id]) for piece in pieces]
    return [
        ThemeRows(
            name=theme.name,
            count=coverage.count_in(theme),
            rows=[_row(code, standard, [column.get(code) for column in columns]) for code in theme.ksbs],
        )
        for theme in coverage.method.themes
    ]


def _column(piece: Piece, url: str) -> dict[str, Cell]:
    """The filled cells of one piece, by KSB. What is suggested stands there while she can answer it."""
    shown, locked = is_shown(piece.subject), bool(why_locked(piece))
    return {
        link.code: _cell(link, url, shown=shown)
        for link in piece.links
        if link.state is LinkState.ACCEPTED or (link.state is LinkState.OPEN and not locked)
    }


def _cell(link: Link, url: str, *, shown: bool) -> Cell:
    suggested = link.state is LinkState.OPEN
    words = short_locator(link.locator) if link.locator else "where?"
    draft = not suggested and not shown
    return Cell(words, f"{url}#s-{link.code.lower()}", suggested, draft)


def _row(code: str, standard: Standard, cells: list[Cell | None]) -> Row:
    filled = [cell for cell in cells if cell is not None]
    settled = any(not cell.suggested for cell in filled)
    return Row(code, standard.ksb(code).text, cells if filled else None, gap=not settled)
