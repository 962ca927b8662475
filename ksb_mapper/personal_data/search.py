"""Personal and confidential data in a text: what has a shape (`shapes`), and names of people (`people`)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ksb_mapper.kept import Kept
from ksb_mapper.personal_data.blocks import Lines, find_in_blocks
from ksb_mapper.personal_data.command_lines import find_in_commands
from ksb_mapper.personal_data.given_names import nobody_signs, places
from ksb_mapper.personal_data.known import figure_of
from ksb_mapper.personal_data.outlines import Line, PersonalDataKind, Shape
from ksb_mapper.personal_data.people import find_people, tells_of_named_things
from ksb_mapper.personal_data.shapes import SHAPES
from ksb_mapper.personal_data.surnamed import find_surnamed
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
        for (offset, _), pieces in zip(placed, find_in_lines(placed), strict=True)
        for piece in pieces
    ]


def find_in_lines(lines: Lines) -> list[tuple[PersonalData, ...]]:
    """What each of some lines holds, by its offsets there, given where each begins in its text. An address over several
    lines is found in the first of them, and ends beyond it."""
    found = _found.of([line for _, line in lines], _find)
    for number, kind, start, end, confidence in find_in_blocks(lines):
        for other, offset in _reached(lines, number, end):
            found[other] = tuple(
                piece
                for piece in found[other]
                if piece.end + offset <= start
                or piece.start + offset >= end
                or (kind is None and piece.kind not in _MISTAKEN)
            )
        if kind is not None:
            pieces = [*found[number], PersonalData(kind, start, end, confidence)]
            found[number] = tuple(sorted(pieces, key=lambda piece: piece.start))
    _find_again(lines, found)
    return found


def _find_again(lines: Lines, found: list[tuple[PersonalData, ...]]) -> None:
    """What was found once is the same wherever it stands: who signs in, a machine, a password, somebody's surname."""
    known = _known_again(lines, found)
    repeats = dict.fromkeys(known, 0)
    for number, (_, line) in enumerate(lines):
        values = [value for value in known if value in line and repeats[value] < _MOST_REPEATS]
        if not values:
            continue
        taken = bytearray(len(line))
        for piece in found[number]:
            taken[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
        again: list[PersonalData] = []
        for value in values:
            piece = known[value]
            for start in _places_again(value, line, taken):
                if repeats[value] == _MOST_REPEATS:
                    break
                repeats[value] += 1
                end = start + len(value)
                taken[start:end] = b"\1" * len(value)
                again.append(PersonalData(piece.kind, start, end, piece.confidence))
        if again:
            found[number] = tuple(sorted([*found[number], *again], key=lambda one: one.start))


def _known_again(lines: Lines, found: Sequence[tuple[PersonalData, ...]]) -> dict[str, PersonalData]:
    """What is looked for again, by its words."""
    known: dict[str, PersonalData] = {}
    for (_, line), pieces in zip(lines, found, strict=True):
        for piece in pieces:
            value = line[piece.start : piece.end]
            if piece.kind is PersonalDataKind.NAME:
                value = value.rpartition(" ")[2] if " " in value and value[-1].islower() else ""
            elif piece.kind not in _SAME_AGAIN:
                continue
            if len(value) < _FEWEST_LETTERS or not value.isascii():
                continue
            known.setdefault(value, piece)
            if len(known) == _MOST_AGAIN:
                return _without_words(known)
    return _without_words(known)


def _without_words(known: dict[str, PersonalData]) -> dict[str, PersonalData]:
    """Without what a sentence says of other things too: a place, a desk, a password that is a word or two."""
    return {
        value: piece
        for value, piece in known.items()
        if not (
            (piece.kind is PersonalDataKind.NAME and (value in places() or value in nobody_signs()))
            or (piece.kind is PersonalDataKind.CREDENTIAL and _A_WORD_OR_TWO.fullmatch(value))
        )
    }


def _places_again(value: str, line: str, taken: bytearray) -> Iterator[int]:
    """Where a value stands by itself in a line and nothing else was found."""
    start = line.find(value)
    while start >= 0:
        end = start + len(value)
        if (
            1 not in taken[start:end]
            and not (start and _GOES_BEFORE.match(line, start - 1))
            and not _GOES_ON.match(line, end)
        ):
            yield start
        start = line.find(value, end)


_GOES_BEFORE = re.compile(r"[\w.@\\/-]")
_GOES_ON = re.compile(r"[\w@\\/-]|\.\w| [A-Z&]")
_A_WORD_OR_TWO = re.compile(r"[A-Za-z][a-z]*(?: [A-Za-z][a-z]*)?|[A-Z]+")
_SAME_AGAIN = frozenset((PersonalDataKind.USERNAME, PersonalDataKind.HOST, PersonalDataKind.CREDENTIAL))
_MOST_AGAIN = figure_of("figures", "most_found_again")
_MOST_REPEATS = figure_of("figures", "most_repeats")
_FEWEST_LETTERS = figure_of("figures", "fewest_letters_found_again")


def _reached(lines: Lines, number: int, end: int) -> Iterator[tuple[int, int]]:
    """The numbers of the lines that something begun on one of them reaches, with how far behind it each begins.

    What goes past the end of a line is of the same text as the line below, which a line of another text may seem to be:
    a passage that begins with an empty line has its first words behind where a passage above it begins.
    """
    begins = lines[number][0]
    yield number, 0
    while begins + end > lines[number][0] + len(lines[number][1]):
        number += 1
        yield number, lines[number][0] - begins


_MISTAKEN = frozenset(
    (PersonalDataKind.HOST, PersonalDataKind.PLATE, PersonalDataKind.PHONE, PersonalDataKind.POST_CODE)
)
"""What is read into the number of a part or a thing where no column says what it is."""
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
    """What each part of a line holds. What shapes need and none of the parts has is not looked for in each."""
    lines = [Line(part) for part in parts]
    lower = "\n".join([line.lower for line in lines])
    outline_of_all = b"\n".join([line.outline for line in lines])
    words = [word for word in _NEED_WORD if word in lower]
    outlines = [outline for outline in _NEED_OUTLINE if outline in outline_of_all]
    for line in lines:
        numbers = set(_NEED_NEITHER)
        for beginning in line.beginnings & _BEGINNINGS:
            numbers.update(_NEED_BEGINNING[beginning])
        for whole in line.words & _WHOLE_WORDS:
            numbers.update(_NEED_WHOLE_WORD[whole])
        for word in filter(line.lower.__contains__, words):
            numbers.update(_NEED_WORD[word])
        for outline in filter(line.outline.__contains__, outlines):
            numbers.update(_NEED_OUTLINE[outline])
        yield _find_in(
            line, [shape for number in sorted(numbers) if (shape := SHAPES[number]).has_room_in(line)]
        )


def _find_in(line: Line, shapes: Sequence[Shape]) -> tuple[PersonalData, ...]:
    candidates = list(_candidates(line, shapes))
    if not candidates:
        return ()
    found: list[PersonalData] = []
    taken = bytearray(len(line.text))
    for candidate in candidates:
        if not any(taken[candidate.start : candidate.end]):
            found.append(candidate)
            taken[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
    return tuple(sorted(found, key=lambda piece: piece.start))


def _candidates(line: Line, shapes: Sequence[Shape]) -> Iterator[PersonalData]:
    for kind, start, end, confidence in find_in_commands(line):
        yield PersonalData(kind, start, end, confidence)
    for shape in shapes:
        yield from _matches(shape, line.text)
    for kind, start, end, confidence in find_surnamed(line):
        yield PersonalData(kind, start, end, confidence)
    for start, end, confidence in find_people(line):
        yield PersonalData(PersonalDataKind.NAME, start, end, confidence)


_NEED_WORD: dict[str, list[int]] = {}
_NEED_OUTLINE: dict[bytes, list[int]] = {}
_NEED_BEGINNING: dict[bytes, list[int]] = {}
_NEED_WHOLE_WORD: dict[bytes, list[int]] = {}
_NEED_NEITHER = [
    number
    for number, shape in enumerate(SHAPES)
    if not (shape.begins or shape.any_of or shape.words or shape.outlines)
]
for _number, _shape in enumerate(SHAPES):
    for _beginning in _shape.begins:
        _NEED_BEGINNING.setdefault(_beginning, []).append(_number)
    for _whole in () if _shape.begins else _shape.any_of:
        _NEED_WHOLE_WORD.setdefault(_whole, []).append(_number)
    if _shape.begins or _shape.any_of:
        continue
    for _word in _shape.words:
        _NEED_WORD.setdefault(_word, []).append(_number)
    for _outline in () if _shape.words else _shape.outlines:
        _NEED_OUTLINE.setdefault(_outline, []).append(_number)
# The keys of a dictionary are no set to meet another quickly.
_BEGINNINGS, _WHOLE_WORDS = frozenset(_NEED_BEGINNING), frozenset(_NEED_WHOLE_WORD)


def _matches(shape: Shape, text: str) -> Iterator[PersonalData]:
    for match in shape.pattern.finditer(text):
        if shape.accepts(match):
            # A pattern of several forms has a group for each ("value_curl").
            group = match.lastgroup or ""
            start, end = match.span(group) if group.startswith("value") else match.span()
            yield PersonalData(shape.kind, start, end, shape.confidence)
