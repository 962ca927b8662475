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
        return self.in_plain_sentence(in_plain_letters(sentence), rules)

    def in_plain_sentence(self, plain: str, rules: Collection[str]) -> list[Cue]:
        """As `in_sentence`, of one in plain letters."""
        finder = self._finder_of(frozenset(rules))
        found = [finder.cues[number] for number in finder.patterns.find(plain)]
        return [] if found and any(pattern.search(plain) for pattern in self.not_the_writer) else found

    def _finder_of(self, rules: frozenset[str]) -> "_Finder":
        if rules not in self._finders:
            cues = tuple(cue for cue in self.cues if cue.rule in rules)
            self._finders[rules] = _Finder(cues, PatternFinder([cue.pattern for cue in cues]))
        return self._finders[rules]

    @cached_property
    def _finders(self) -> dict[frozenset[str], "_Finder"]:
        return {}

    def tells_a_fact(self, plain: str) -> bool:
        """Whether a sentence in plain letters says what was done, or holds a figure."""
        return _FIGURE.search(plain) is not None or any(
            pattern.search(plain) for pattern in self.what_was_done
        )


@dataclass(frozen=True)
class _Finder:
    """The cues of some rules, and their patterns, by the same numbers."""

    cues: tuple[Cue, ...]
    patterns: PatternFinder


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


def in_plain_letters(sentence: str) -> str:
    """A sentence in lower case with straight apostrophes, as patterns are written."""
    return sentence.lower().replace("’", "'")


def _compiled(patterns: Iterable[str], lists: dict[str, str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_fill(pattern, lists)) for pattern in patterns)


def _fill(pattern: str, lists: dict[str, str]) -> str:
    return re.sub(r"\{([A-Za-z]+)\}", lambda name: lists[name[1]], pattern)
