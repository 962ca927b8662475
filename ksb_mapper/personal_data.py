"""Personal and confidential data in a text: what has a shape (`shapes`), and names of people (`people`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ksb_mapper.kept import Kept
from ksb_mapper.outlines import Line, PersonalDataKind, Shape
from ksb_mapper.people import find_people
from ksb_mapper.shapes import SHAPES
from ksb_mapper.wrapping import unwrapped

__all__ = ["PersonalData", "PersonalDataKind", "find_personal_data"]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One piece of such data, by its offsets into the text, and how sure the reading is (0..1)."""

    kind: PersonalDataKind
    start: int
    end: int
    confidence: float


def find_personal_data(text: str, width: int = 0) -> list[PersonalData]:
    """Every such piece of a text, in order of place, none overlapping another; what has a shape goes before a name.

    Nothing of the kind goes past a line, unless lines were broken at a `width`; a line searched before is not searched
    again.
    """
    placed = list(unwrapped(text, width))
    return [
        PersonalData(piece.kind, offset + piece.start, offset + piece.end, piece.confidence)
        for (offset, _), pieces in zip(placed, _found.of([line for _, line in placed], _find), strict=True)
        for piece in pieces
    ]


_found: Kept[tuple[PersonalData, ...]] = Kept(most=4_096)


def _find(wanted: Sequence[str]) -> Iterator[tuple[PersonalData, ...]]:
    """What each line holds. A shape for which all of them together have no room is not tried in any."""
    all_of_it = Line("\n".join(wanted))
    shapes = [shape for shape in SHAPES if shape.may_be_in(all_of_it)] if len(wanted) > 1 else SHAPES
    for line in wanted:
        yield _find_in(line, shapes)


def _find_in(line: str, shapes: Sequence[Shape]) -> tuple[PersonalData, ...]:
    found: list[PersonalData] = []
    taken = bytearray(len(line))
    for candidate in _candidates(line, shapes):
        if not any(taken[candidate.start : candidate.end]):
            found.append(candidate)
            taken[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
    return tuple(sorted(found, key=lambda piece: piece.start))


def forget_what_was_found() -> None:
    """Search every line anew from here on (for measuring)."""
    _found.forget()


def _candidates(text: str, shapes: Sequence[Shape]) -> Iterator[PersonalData]:
    line = Line(text)
    for shape in shapes:
        if shape.may_be_in(line):
            yield from _matches(shape, text)
    for start, end, confidence in find_people(line):
        yield PersonalData(PersonalDataKind.NAME, start, end, confidence)


def _matches(shape: Shape, text: str) -> Iterator[PersonalData]:
    for match in shape.pattern.finditer(text):
        if shape.accepts(match):
            # A pattern of several forms has a group for each ("value_curl").
            group = match.lastgroup or ""
            start, end = match.span(group) if group.startswith("value") else match.span()
            yield PersonalData(shape.kind, start, end, shape.confidence)
