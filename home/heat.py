"""Where learners are, KSB by KSB: shown, with the tutor, or missing. Pure counting on what was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from foundation.wording import listed
from portfolio.coverage import coverage_of, mapped_codes
from portfolio.rows import Piece
from sign_off.state import ReviewState, state_of
from standards import Method

# A KSB that so large a share of the learners has nothing for is worth a word.
_MANY = 2 / 3
_NAMED_AT_MOST = 3


class Cell(StrEnum):
    SHOWN = "shown"
    WITH = "with you"
    MISSING = "missing"


@dataclass(frozen=True)
class HeatTheme:
    name: str
    codes: Sequence[str]


@dataclass(frozen=True)
class HeatRow:
    """One learner, with a cell for each KSB in the order of the themes."""

    name: str
    url: str
    cells: Sequence[Cell]

    @property
    def shown(self) -> int:
        """KSBs on a piece that was sent or accepted."""
        return sum(cell is not Cell.MISSING for cell in self.cells)


@dataclass(frozen=True)
class HeatMap:
    """`missing` is (how many learners lack it, whether that is many), one for each KSB."""

    themes: Sequence[HeatTheme]
    rows: Sequence[HeatRow]
    missing: Sequence[tuple[int, bool]]
    sentence: str


def cells_of(pieces: Sequence[Piece], method: Method) -> list[Cell]:
    """One learner's cells, in the order of the method's themes. A draft shows nothing."""
    shown = coverage_of(pieces, method).shown
    accepted = mapped_codes(piece for piece in pieces if state_of(piece.subject) is ReviewState.ACCEPTED)
    return [
        Cell.MISSING if code not in shown else Cell.SHOWN if code in accepted else Cell.WITH
        for theme in method.themes
        for code in theme.ksbs
    ]


def heat_map(rows: Sequence[HeatRow], method: Method) -> HeatMap:
    """The map of these learners, who all learn by `method`."""
    codes = [code for theme in method.themes for code in theme.ksbs]
    counts = [sum(row.cells[place] is Cell.MISSING for row in rows) for place in range(len(codes))]
    many = _MANY * len(rows)
    return HeatMap(
        themes=[HeatTheme(theme.name, theme.ksbs) for theme in method.themes],
        rows=rows,
        missing=[(count, len(rows) > 1 and count >= many) for count in counts],
        sentence=_sentence(dict(zip(codes, counts, strict=True)), len(rows)),
    )


def _sentence(missing: Mapping[str, int], learners: int) -> str:
    """What most of them lack, in words; nothing where no KSB is missing widely."""
    if learners < 2:
        return ""
    widely = sorted(
        ((count, code) for code, count in missing.items() if count >= _MANY * learners),
        key=lambda pair: -pair[0],
    )
    if not widely:
        return ""
    if len(widely) == len(missing):
        return "Most of what the plan asks is still to come from most of them."
    (first, code), *others = widely[:_NAMED_AT_MOST]
    parts = [f"{first} of {learners} have nothing for {code}", *(f"{n} nothing for {c}" for n, c in others)]
    one = " One workshop could serve them all." if len(parts) > 1 else " A workshop could serve them."
    return f"{listed(parts)}.{one}"
