"""How often ordinary writing at work says a word: what everybody says shows little."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from ksb_mapper.lexicon.concepts import Stems
from ksb_mapper.lexicon.stems import stem


@dataclass(frozen=True)
class Everyday:
    """Of so many texts, how many hold each stem, or would if they spoke of more of life; the words that say only
    how well a thing is done; and phrases in which words of a trade mean something else."""

    texts: int
    held_by: Mapping[str, int]
    how_well: frozenset[str]
    other_meanings: tuple[str, ...]

    def rarity(self, phrase: Stems) -> float:
        """1 for a phrase with a word that none of the texts holds, down to 0 where they all hold every word of it."""
        rarest = min(self.held_by.get(stem, 0) for stem in phrase)
        return log((self.texts + 2) / (rarest + 1)) / log(self.texts + 2)


@cache
def load_everyday() -> Everyday:
    """The words of `data/everyday.toml`, read once."""
    data = tomllib.loads(files("ksb_mapper").joinpath("data/everyday.toml").read_text(encoding="utf-8"))
    held_by: dict[str, int] = data["held_by"]
    often = {stem(word): data["as_if_held_by"] for word in data["two_meanings"]}
    often = {one: max(count, held_by.get(one, 0)) for one, count in often.items()}
    return Everyday(
        data["texts"], held_by | often, frozenset(data["how_well"]), tuple(data["other_meanings"])
    )


def count_stems(texts: Iterable[Stems]) -> tuple[int, dict[str, int]]:
    """How many texts there are, and how many of them hold each stem, for those that two or more hold."""
    held_by: dict[str, int] = {}
    total = 0
    for stems in texts:
        total += 1
        for one in set(stems):
            held_by[one] = held_by.get(one, 0) + 1
    return total, {one: count for one, count in sorted(held_by.items()) if count > 1}
