"""A text by its lines, as their writer meant them: mapping and the checks both begin with it, so it is told once."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from ksb_mapper.kept import Last
from ksb_mapper.language.letters import is_within, not_by_writer
from ksb_mapper.texts.passages import Passage
from ksb_mapper.texts.wrapping import unwrapped, wrap_width

Held = TypeVar("Held")


@dataclass(frozen=True, slots=True)
class Written:
    """The lines of a text, in the order of its passages; of each the number of its passage and its offset there, and
    whether the writer of the text wrote it (`letters`)."""

    lines: Sequence[str]
    places: Sequence[tuple[int, int]]
    is_by_writer: Sequence[bool]


class InLines(Generic[Held]):
    """What the lines of a text hold, numbered through."""

    def __init__(self, places: Sequence[tuple[int, int]], held: Sequence[Sequence[Held]]) -> None:
        """`places` are those of the lines, as in `Written`."""
        self._places = places
        self._held = held
        self._up_to = list(accumulate(map(len, held)))

    def __len__(self) -> int:
        return self._up_to[-1] if self._up_to else 0

    def __getitem__(self, number: int) -> tuple[int, int, Held]:
        """One of them, after the number of its passage and the offset of its line there."""
        line = bisect_right(self._up_to, number)
        # Counted back from the last of its line.
        return *self._places[line], self._held[line][number - self._up_to[line]]


def as_written(passages: tuple[Passage, ...]) -> Written:
    """The lines of a text."""
    return _written.of(passages)


def _write(passages: tuple[Passage, ...]) -> Written:
    width = wrap_width(passage.text for passage in passages)
    others = not_by_writer(passages)
    lines: list[str] = []
    places: list[tuple[int, int]] = []
    is_by_writer: list[bool] = []
    for number, passage in enumerate(passages):
        for start, line in unwrapped(passage.text, width):
            lines.append(line)
            places.append((number, start))
            is_by_writer.append(not is_within(others[number], start))
    return Written(lines, places, is_by_writer)


_written: Last[Written] = Last(_write)
