"""The words that give a reflection, a self-assessment or an opinion away, as data with their strengths."""

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from ksb_mapper.finding import PatternFinder


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern over one sentence: the rule it speaks for, the message it calls for, how surely (0..1)."""

    rule: str
    message: str
    strength: float
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Cues:
    """Every cue, and the messages by name."""

    cues: tuple[Cue, ...]
    messages: dict[str, str]
    not_the_writer: tuple[re.Pattern[str], ...]
    what_was_done: tuple[re.Pattern[str], ...]

    def in_sentence(self, sentence: str, rules: Collection[str]) -> list[Cue]:
        """The cues for these rules that a sentence holds, in the file's order; none where another than the writer
        speaks of himself in it."""
        plain = _plain(sentence)
        numbers = [number for number in self._finder.find(plain) if self.cues[number].rule in rules]
        found = [self.cues[number] for number in numbers]
        return [] if found and any(pattern.search(plain) for pattern in self.not_the_writer) else found

    @cached_property
    def _finder(self) -> PatternFinder:
        return PatternFinder([cue.pattern for cue in self.cues])

    def tells_a_fact(self, sentence: str) -> bool:
        """Whether a sentence says what was done, or holds a figure."""
        plain = _plain(sentence)
        return _FIGURE.search(plain) is not None or any(
            pattern.search(plain) for pattern in self.what_was_done
        )


@cache
def load_cues() -> Cues:
    """The cues of `data/cues.toml`, read once."""
    data = tomllib.loads(files("ksb_mapper").joinpath("data/cues.toml").read_text(encoding="utf-8"))
    lists: dict[str, str] = data["lists"]
    cues = tuple(
        Cue(table["rule"], table["message"], table["strength"], re.compile(_fill(pattern, lists)))
        for table in data["cue"]
        for pattern in table["patterns"]
    )
    return Cues(
        cues,
        data["messages"],
        _compiled(data["not_the_writer"]["patterns"], lists),
        _compiled(data["what_was_done"]["patterns"], lists),
    )


_FIGURE = re.compile(r"\d")


def _plain(sentence: str) -> str:
    return sentence.lower().replace("’", "'")


def _compiled(patterns: Iterable[str], lists: dict[str, str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_fill(pattern, lists)) for pattern in patterns)


def _fill(pattern: str, lists: dict[str, str]) -> str:
    return re.sub(r"\{([A-Za-z]+)\}", lambda name: lists[name[1]], pattern)
