"""Personal and confidential data in a text: what has a shape (`shapes`), and names of people (`people`)."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import AnyStr, Generic

from ksb_mapper.kept import Kept
from ksb_mapper.personal_data.outlines import Line, PersonalDataKind, Shape
from ksb_mapper.personal_data.people import find_people, tells_of_named_things
from ksb_mapper.personal_data.shapes import SHAPES
from ksb_mapper.texts.passages import Cut, units_of
from ksb_mapper.texts.wrapping import unwrapped


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
        for (offset, _), pieces in zip(placed, find_in_lines([line for _, line in placed]), strict=True)
        for piece in pieces
    ]


def find_in_lines(lines: Sequence[str]) -> list[tuple[PersonalData, ...]]:
    """What each of some lines holds, by its offsets there."""
    return _found.of(lines, _find)


_found: Kept[tuple[PersonalData, ...]] = Kept(most=4_096)
_found_in_parts: Kept[tuple[PersonalData, ...]] = Kept(most=8_192)
_BEGINS_WITH_NUMBER = re.compile(r"\S{0,40}\d")


def _find(wanted: Sequence[str]) -> Iterator[tuple[PersonalData, ...]]:
    """What each line holds, by its parts: each is searched once, whichever lines it is in."""
    cut = [list(_parts(line, units)) for line, units in zip(wanted, units_of(wanted), strict=True)]
    found = iter(_found_in_parts.of([part for line in cut for _, part in line], _search))
    for line in cut:
        yield tuple(
            PersonalData(piece.kind, offset + piece.start, offset + piece.end, piece.confidence)
            for offset, _ in line
            for piece in next(found)
        )


def _parts(line: str, units: Cut) -> Iterator[tuple[int, str]]:
    """`(offset, part)` of a line, in order, so that what tells whether something is personal stands in the part with
    it: a sentence, but for two things. A number may be told by the last words before it ("Part no. AB12 CDE"), and
    things with people's names by any sentence near them ("the rooms are called …").
    """
    start = 0
    if not tells_of_named_things(line):
        for end, unit in units:
            if end > start and not _BEGINS_WITH_NUMBER.match(unit):
                yield start, line[start:end]
                start = end
    yield start, line[start:]


def _search(parts: Sequence[str]) -> Iterator[tuple[PersonalData, ...]]:
    """What each part of a line holds."""
    lines = [Line(part) for part in parts]
    for line, shapes in zip(lines, _worth_trying(lines), strict=True):
        yield _find_in(line, shapes)


def _worth_trying(lines: Sequence[Line]) -> Sequence[Sequence[Shape]]:
    """The shapes for which each of some lines has room, in order."""
    if len(lines) == 1:
        return [[shape for shape in SHAPES if shape.may_be_in(lines[0])]]
    # What most shapes need is in few lines: it is looked for in all of them at once.
    words = _Joined("\n", [line.lower for line in lines])
    outlines = _Joined(b"\n", [line.outline for line in lines])
    found: list[list[Shape]] = [[] for _ in lines]
    for shape in SHAPES:
        may_hold = words.holding(shape.words) if shape.words else outlines.holding(shape.outlines)
        for number in sorted(may_hold) if shape.words or shape.outlines else range(len(lines)):
            if shape.may_be_in(lines[number]):
                found[number].append(shape)
    return found


class _Joined(Generic[AnyStr]):
    """Some texts, none of which holds the end of a line, in one."""

    def __init__(self, end: AnyStr, texts: Sequence[AnyStr]) -> None:
        self._together: AnyStr = end.join(texts)
        self._ends = list(accumulate(len(text) + 1 for text in texts))

    def holding(self, parts: Iterable[AnyStr]) -> set[int]:
        """The numbers of the texts that hold one of these."""
        found: set[int] = set()
        for part in parts:
            place = self._together.find(part)
            while place >= 0:
                number = bisect_right(self._ends, place)
                found.add(number)
                place = self._together.find(part, self._ends[number])
        return found


def _find_in(line: Line, shapes: Sequence[Shape]) -> tuple[PersonalData, ...]:
    found: list[PersonalData] = []
    taken = bytearray(len(line.text))
    for candidate in _candidates(line, shapes):
        if not any(taken[candidate.start : candidate.end]):
            found.append(candidate)
            taken[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
    return tuple(sorted(found, key=lambda piece: piece.start))


def _candidates(line: Line, shapes: Sequence[Shape]) -> Iterator[PersonalData]:
    for shape in shapes:
        yield from _matches(shape, line.text)
    for start, end, confidence in find_people(line):
        yield PersonalData(PersonalDataKind.NAME, start, end, confidence)


def _matches(shape: Shape, text: str) -> Iterator[PersonalData]:
    for match in shape.pattern.finditer(text):
        if shape.accepts(match):
            # A pattern of several forms has a group for each ("value_curl").
            group = match.lastgroup or ""
            start, end = match.span(group) if group.startswith("value") else match.span()
            yield PersonalData(shape.kind, start, end, shape.confidence)
