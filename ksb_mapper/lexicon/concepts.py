"""The language of a trade, as data: how standards speak of a thing and how people at work write about it.

The format is told at the head of `data/digital.toml`. A provider whose apprentices work in another trade puts such
files of its own into the folder that `KSB_LEXICONS` names: they are read besides the one we ship, and a concept of the
same name gains their phrases.
"""

import os
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path

from ksb_mapper.errors import BadFile
from ksb_mapper.lexicon.illustrations import TABLE, Illustration, illustrations_of, load_illustrations
from ksb_mapper.lexicon.stems import NUMBER
from ksb_mapper.shipped import DATA

Stems = tuple[str, ...]

FOLDER_SETTING = "KSB_LEXICONS"
"""The environment variable that names the folder of a provider's own lexicons."""

_LISTS = ("statement", "evidence")
_BY_CONDUCT = "by_conduct"


@dataclass(frozen=True)
class Concept:
    """One thing of the trade, with the phrases that statements and evidence use for it.

    A way to behave is shown by conduct (`by_conduct`): what statements say of it is no evidence of it.
    """

    name: str
    statement: tuple[str, ...]
    evidence: tuple[str, ...]
    by_conduct: bool = False

    @property
    def shown_by(self) -> tuple[str, ...]:
        """The phrases of a text that show it."""
        return self.evidence if self.by_conduct else self.statement + self.evidence

    def joined_with(self, other: "Concept") -> "Concept":
        """The concept with the phrases of another besides its own."""
        return Concept(
            self.name,
            self.statement + other.statement,
            self.evidence + other.evidence,
            self.by_conduct or other.by_conduct,
        )


@dataclass(slots=True)
class Beginning:
    """Stems with which a phrase begins: the phrase itself where they are a whole one, and the stems that may follow."""

    phrase: Stems | None = None
    then: dict[str, "Beginning"] = field(default_factory=dict)

    def joined_with(self, other: "Beginning") -> "Beginning":
        """What both begin; where both are a whole phrase, the phrase of this one."""
        then = dict(self.then)
        for stem, beginning in other.then.items():
            then[stem] = then[stem].joined_with(beginning) if stem in then else beginning
        return Beginning(self.phrase or other.phrase, then)


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

    def begun_by(self, stem: str, *, is_number: bool = False) -> Beginning | None:
        """What a stem begins, if anything; that of a number also what any number does."""
        own = self.beginnings.get(stem)
        of_any = self.beginnings.get(NUMBER) if is_number else None
        return own.joined_with(of_any) if own and of_any else own or of_any

    def find(self, stems: Sequence[str]) -> list[tuple[Stems, int, int]]:
        """`(phrase, first, past last)` for every phrase in the sentence, in order of place; a number is none that could
        stand for another."""
        return find_phrases(stems, [self.beginnings.get(stem) for stem in stems])


def find_phrases(
    stems: Sequence[str], beginnings: Sequence[Beginning | None]
) -> list[tuple[Stems, int, int]]:
    """As `PhraseIndex.find`, given for each stem the phrases that begin with it, as `beginnings` has them."""
    found: list[tuple[Stems, int, int]] = []
    length = len(stems)
    for first, beginning in enumerate(beginnings):
        past = first
        while beginning is not None:
            past += 1
            if beginning.phrase is not None:
                found.append((beginning.phrase, first, past))
            beginning = beginning.then.get(stems[past]) if past < length else None
    return found


@dataclass(frozen=True)
class Lexicon:
    """The concepts of a trade, and lines that illustrate statements of its standards."""

    concepts: tuple[Concept, ...]
    illustrations: tuple[Illustration, ...] = ()

    def statement_phrases(self, stems_of: Callable[[str], Stems]) -> PhraseIndex:
        """What shows in a statement that it is about a concept."""
        return _index(
            ((phrase, concept.name) for concept in self.concepts for phrase in concept.statement), stems_of
        )

    def evidence_phrases(self, stems_of: Callable[[str], Stems]) -> PhraseIndex:
        """What shows in a text that it is about a concept: the statements' own phrases among them."""
        return _index(
            ((phrase, concept.name) for concept in self.concepts for phrase in concept.shown_by),
            stems_of,
        )


def load_lexicon(trade: str) -> Lexicon:
    """The lexicon `data/<trade>.toml` of this package with the illustrations in `data/<trade>/`, and those of the
    provider's own folder, concepts of one name joined.

    Raises `BadFile` naming the file and what is wrong with it.
    """
    sources: list[Traversable] = [DATA.joinpath(f"{trade}.toml"), *own_lexicons()]
    lexicons = [read_lexicon(source) for source in sources]
    joined: dict[str, Concept] = {}
    for lexicon in lexicons:
        for concept in lexicon.concepts:
            known = joined.get(concept.name)
            joined[concept.name] = known.joined_with(concept) if known else concept
    own = (one for lexicon in lexicons for one in lexicon.illustrations)
    return Lexicon(tuple(joined.values()), (*load_illustrations(trade), *own))


def own_lexicons() -> list[Path]:
    """The provider's own files, by name. Raises `BadFile` where `KSB_LEXICONS` names no folder."""
    folder = os.environ.get(FOLDER_SETTING)
    if not folder:
        return []
    if not Path(folder).is_dir():
        raise BadFile(
            f"{FOLDER_SETTING} is {folder}, which is no folder. Name a folder of lexicons (*.toml)."
        )
    return sorted(Path(folder).glob("*.toml"))


def read_lexicon(source: Traversable) -> Lexicon:
    """The lexicon of one file. Raises `BadFile` naming the file, the concept and what is wrong with it."""
    try:
        tables = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadFile(f"The lexicon {source} could not be read: {error}.") from error
    if not tables:
        raise BadFile(f"The lexicon {source} is empty. Give it a table for each concept, like [jointing].")
    concepts = (_concept(name, table, source) for name, table in tables.items() if name != TABLE)
    return Lexicon(tuple(concepts), illustrations_of(tables, source))


def _concept(name: str, table: object, source: Traversable) -> Concept:
    if not isinstance(table, dict):
        raise BadFile(f"{source}: {name} stands outside a concept. Begin one above it, like [jointing].")
    if unknown := sorted(set(table) - {*_LISTS, _BY_CONDUCT}):
        raise BadFile(f"{source}, [{name}]: {unknown[0]} is none of {', '.join(_LISTS)} and {_BY_CONDUCT}.")
    by_conduct = table.get(_BY_CONDUCT, False)
    if not isinstance(by_conduct, bool):
        raise BadFile(f"{source}, [{name}]: {_BY_CONDUCT} must be true or false.")
    for which in _LISTS:
        phrases = table.get(which)
        if not isinstance(phrases, list) or not phrases:
            raise BadFile(
                f'{source}, [{name}]: {which} must be a list of phrases, like ["mortise", "tenon"].'
            )
        for phrase in phrases:
            if not isinstance(phrase, str) or not any(character.isalnum() for character in phrase):
                raise BadFile(f"{source}, [{name}]: {which} holds {phrase!r}, which is no phrase in quotes.")
    return Concept(name, tuple(table["statement"]), tuple(table["evidence"]), by_conduct)


def _index(pairs: Iterable[tuple[str, str]], stems_of: Callable[[str], Stems]) -> PhraseIndex:
    concepts: dict[Stems, set[str]] = {}
    for phrase, concept in pairs:
        if stems := stems_of(phrase):
            concepts.setdefault(stems, set()).add(concept)
    return PhraseIndex({phrase: frozenset(names) for phrase, names in concepts.items()})
