"""The words of each statement, from `statements.json`: what each party puts its name to, filled in for one apprentice.

The words are ours. They say in the first person what the plan asks to be confirmed; the clauses stand beside them,
verbatim, from the standard. Words that rest on a clause have others for a plan that lacks it: {"where": clause,
"words", "else"}.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from accounts.models import Apprenticeship
from sign_off.manifest import Manifest
from sign_off.models import Party, StatementKind
from standards import Clause, Standard

_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


@dataclass(frozen=True)
class PartyWords:
    """What one party confirms: paragraphs to read, and boxes to tick one by one."""

    paragraphs: tuple[str, ...]
    boxes: tuple[str, ...]


@dataclass(frozen=True)
class StatementWords:
    """Everything a statement says. Frozen into the statement and part of what is signed."""

    title: str
    question: str
    asks: str
    contents: str
    noun: str
    parties: Mapping[Party, PartyWords]

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "StatementWords":
        parties = {
            Party(party): PartyWords(tuple(words["paragraphs"]), tuple(words["boxes"]))
            for party, words in content["parties"].items()
        }
        return cls(**{**content, "parties": parties})


def words_for(kind: StatementKind, apprenticeship: Apprenticeship, manifest: Manifest) -> StatementWords:
    """The words of this kind of statement, about this apprentice and what the manifest holds."""
    raw = _statements()[kind]
    count = len(manifest.entries)
    pieces = f"{_in_words(count)} {raw['noun'] if count == 1 else raw['plural']}"
    filling = {
        "apprentice": apprenticeship.apprentice.name,
        "first_name": apprenticeship.apprentice.first_name,
        "employer": apprenticeship.employer.name,
        "standard": manifest.standard,
        "pieces": pieces,
        "these_pieces": f"this {raw['noun']}" if count == 1 else f"these {pieces}",
    }
    standard = apprenticeship.standard
    return StatementWords(
        title=raw["title"],
        question=_for_plan(raw["question"], standard).format(**filling),
        asks=raw["asks"].format(**filling),
        contents=raw["contents"].format(**filling),
        noun=raw["noun"],
        parties={
            Party(party): PartyWords(
                tuple(_for_plan(words, standard).format(**filling) for words in said["paragraphs"]),
                tuple(words.format(**filling) for words in said["boxes"]),
            )
            for party, said in raw["parties"].items()
        },
    )


def _for_plan(words: str | Mapping[str, str], standard: Standard) -> str:
    if isinstance(words, str):
        return words
    return words["words"] if standard.find_clause(words["where"]) else words["else"]


def title_of(kind: StatementKind) -> str:
    title: str = _statements()[kind]["title"]
    return title


def parties_of(kind: StatementKind) -> tuple[Party, ...]:
    """Who signs it, in the order in which they sign."""
    return tuple(party for party in Party if party in _statements()[kind]["parties"])


def clauses_of(kind: StatementKind, apprenticeship: Apprenticeship) -> tuple[Clause, ...]:
    """What the plan says about it, verbatim, where this standard says it."""
    found = (apprenticeship.standard.find_clause(clause) for clause in _statements()[kind]["clauses"])
    return tuple(clause for clause in found if clause is not None)


@cache
def _statements() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Path(__file__).with_name("statements.json").read_text("utf-8"))
    return content


def _in_words(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
