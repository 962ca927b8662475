"""The words that give a reflection, a self-assessment or an opinion away, as data with their strengths."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern over one sentence: the rule it speaks for, the message it calls for, how surely (0..1)."""

    rule: str
    message: str
    strength: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """Every cue, and the messages by name."""

    cues: tuple[Cue, ...]
    messages: dict[str, str]

    def in_sentence(self, sentence: str, rules: Collection[str]) -> list[Cue]:
        """The cues for these rules that a sentence holds, in the file's order."""
        plain = sentence.lower().replace("’", "'")
        return [cue for cue in self.cues if cue.rule in rules and cue.pattern.search(plain)]


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
    return Cues(cues, data["messages"])


def _fill(pattern: str, lists: dict[str, str]) -> str:
    return re.sub(r"\{([A-Za-z]+)\}", lambda name: lists[name[1]], pattern)
