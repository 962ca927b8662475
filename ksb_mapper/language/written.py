"""A text by its lines, as their writer meant them: mapping and the checks both begin with it, so it is told once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ksb_mapper.language.letters import is_within, not_the_writer_s
from ksb_mapper.texts.passages import Passage
from ksb_mapper.texts.wrapping import measure, unwrapped


@dataclass(frozen=True, slots=True)
class Written:
    """The lines of a text, in the order of its passages; of each the number of its passage and its offset there, and
    whether somebody else wrote it (`letters`)."""

    lines: Sequence[str]
    places: Sequence[tuple[int, int]]
    is_another_s: Sequence[bool]


@lru_cache(maxsize=4)
def as_written(passages: tuple[Passage, ...]) -> Written:
    """The lines of a text. Those of the texts asked about last are kept."""
    width = measure(passage.text for passage in passages)
    lines: list[str] = []
    places: list[tuple[int, int]] = []
    for number, passage in enumerate(passages):
        for start, line in unwrapped(passage.text, width):
            lines.append(line)
            places.append((number, start))
    another_s = not_the_writer_s(passages)
    is_another_s = [
        bool(another_s[number]) and is_within(another_s[number], start) for number, start in places
    ]
    return Written(lines, places, is_another_s)
