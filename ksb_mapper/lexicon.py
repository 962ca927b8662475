"""The language of a trade, as data: how standards speak of a thing and how people at work write about it.

The format is told at the head of `data/digital.toml`; another trade is another such file.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files

from ksb_mapper.errors import BadFile

Stems = tuple[str, ...]


@dataclass(frozen=True)
class Concept:
    """One thing of the trade, with the phrases that statements and evidence use for it."""

    name: str
    statement: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(slots=True)
class Beginning:
    """Stems with which a phrase begins: the phrase itself where they are a whole one, and the stems that may follow."""

    phrase: Stems | None = None
    then: dict[str, "Beginning"] = field(default_factory=dict)


@dataclass(frozen=True)
class PhraseIndex:
    """Phrases by their stems, found in one pass over a sentence."""

    concepts_by_phrase: Mapping[Stems, frozenset[str]]

    @cached_property
    def beginnings(self) -> Mapping[str, Beginning]:
        """What each stem begins that begins a phrase."""
        nothing = Beginning()
        for phrase in self.concepts_by_phrase:
            beginning = nothing
            for stem in phrase:
                beginning = beginning.then.setdefault(stem, Beginning())
            beginning.phrase = phrase
        return nothing.then

    def find(self, stems: Sequence[str]) -> list[tuple[Stems, int, int]]:
        """`(phrase, first, past last)` for every phrase in the sentence, in order of place."""
        return find_phrases(stems, [self.beginnings.get(stem) for stem in stems])


def find_phrases(
    stems: Sequence[str], beginnings: Sequence[Beginning | None]
) -> list[tuple[Stems, int, int]]:
    """As `PhraseIndex.find`, for who knows already what each of the stems begins."""
    found: list[tuple[Stems, int, int]] = []
    for first, beginning in enumerate(beginnings):
        past = first
        while beginning is not None:
            past += 1
            if beginning.phrase is not None:
                found.append((beginning.phrase, first, past))
            if past == len(stems) or not beginning.then:
                break
            beginning = beginning.then.get(stems[past])
    return found


@dataclass(frozen=True)
class Lexicon:
    """The concepts of a trade."""

    concepts: tuple[Concept, ...]

    def statement_phrases(self, stems_of: Callable[[str], Stems]) -> PhraseIndex:
        """What shows in a statement that it is about a concept."""
        return _index(
            ((phrase, concept.name) for concept in self.concepts for phrase in concept.statement), stems_of
        )

    def evidence_phrases(self, stems_of: Callable[[str], Stems]) -> PhraseIndex:
        """What shows in a text that it is about a concept: the statements' own phrases among them."""
        return _index(
            (
                (phrase, concept.name)
                for concept in self.concepts
                for phrase in (*concept.statement, *concept.evidence)
            ),
            stems_of,
        )


def load_lexicon(trade: str) -> Lexicon:
    """The lexicon `data/<trade>.toml` of this package. Raises `BadFile` naming what is wrong with it."""
    source = files("ksb_mapper").joinpath(f"data/{trade}.toml")
    try:
        tables = tomllib.loads(source.read_text(encoding="utf-8"))
        return Lexicon(
            tuple(
                Concept(name, tuple(table["statement"]), tuple(table["evidence"]))
                for name, table in tables.items()
            )
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise BadFile(f"The lexicon {source} could not be read: {error}.") from error


def _index(pairs: Iterable[tuple[str, str]], stems_of: Callable[[str], Stems]) -> PhraseIndex:
    concepts: dict[Stems, set[str]] = {}
    for phrase, concept in pairs:
        if stems := stems_of(phrase):
            concepts.setdefault(stems, set()).add(concept)
    return PhraseIndex({phrase: frozenset(names) for phrase, names in concepts.items()})
