"""Personal and confidential data in a text: what has a shape (`shapes`), and names of people (`people`)."""

from collections.abc import Iterator
from dataclasses import dataclass

from ksb_mapper.people import find_people
from ksb_mapper.shapes import SHAPES, PersonalDataKind, Shape

__all__ = ["PersonalData", "PersonalDataKind", "find_personal_data"]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One piece of such data, by its offsets into the text, and how sure the reading is (0..1)."""

    kind: PersonalDataKind
    start: int
    end: int
    confidence: float


def find_personal_data(text: str) -> list[PersonalData]:
    """Every such piece of a text, in order of place, none overlapping another; what has a shape goes before a name."""
    found: list[PersonalData] = []
    for candidate in _candidates(text):
        if all(candidate.end <= other.start or candidate.start >= other.end for other in found):
            found.append(candidate)
    return sorted(found, key=lambda piece: piece.start)


def _candidates(text: str) -> Iterator[PersonalData]:
    for shape in SHAPES:
        yield from _matches(shape, text)
    for start, end, confidence in find_people(text):
        yield PersonalData(PersonalDataKind.NAME, start, end, confidence)


def _matches(shape: Shape, text: str) -> Iterator[PersonalData]:
    for match in shape.pattern.finditer(text):
        if shape.accepts(match):
            start, end = match.span("value") if match.groupdict().get("value") is not None else match.span()
            yield PersonalData(shape.kind, start, end, shape.confidence)
