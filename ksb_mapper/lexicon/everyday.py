"""How often ordinary writing at work says a word: what everybody says shows little."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log

from ksb_mapper.lexicon.concepts import Stems
from ksb_mapper.lexicon.stems import NUMBER, stem
from ksb_mapper.shipped import shipped_tables


@dataclass(frozen=True)
class Everyday:
    """How many of `texts` have each stem (`document_frequency`), or would if they spoke of more of life; the words that
    say only how well a thing is done; and phrases in which words of a trade mean something else."""

    texts: int
    document_frequency: Mapping[str, int]
    how_well: frozenset[str]
    other_meanings: tuple[str, ...]

    def idf(self, phrase: Stems) -> float:
        """The inverse document frequency of a phrase by its rarest word, as a share: 1 where no text has that word,
        0 where all have it."""
        rarest = min(self.document_frequency.get(stem, 0) for stem in phrase)
        return log((self.texts + 2) / (rarest + 1)) / log(self.texts + 2)


@cache
def load_everyday() -> Everyday:
    """The words of `data/everyday.toml`, read once."""
    data = shipped_tables("everyday.toml")
    document_frequency: dict[str, int] = data["document_frequency"]
    often = {stem(word): data["document_frequency_of_two_meanings"] for word in data["two_meanings"]}
    often = {one: max(count, document_frequency.get(one, 0)) for one, count in often.items()}
    # Any text has a number: what follows it says how much a phrase says.
    often[NUMBER] = data["texts"]
    return Everyday(
        data["texts"], document_frequency | often, frozenset(data["how_well"]), tuple(data["other_meanings"])
    )
