"""The mapping appendix: which sentence of the report shows each KSB of the project, and what nothing shows yet.

Suggestions are only ever offered. A row is in the appendix because she confirmed it, and stays hers: what she rejected
is not offered again, and a confirmed sentence that she has since rewritten is named, not quietly mended. A sentence
that only moved is still the same, so every place is looked up anew in the report as it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate

from documents.report.tree import AppendixRow
from standards import Method, Standard

# Characters of a sentence that are kept: PostgreSQL's index over them takes no more than 2,700 bytes.
MOST_EXCERPT = 600
# From so much likeness on (0..1) a sentence passes for a rewritten one: a mended word or two, not another thought.
ALIKE = 0.6
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")

Passages = Mapping[str, Sequence[tuple[str, str]]]
"""What stands in each section, by its key: stretches of text with where a reader finds them, in reading order."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a KSB is shown: a sentence of one section, with its locator ("Test, paragraph 2"). `row` is the id of the
    stored row, 0 where there is none; `is_own`: she pointed to it herself."""

    code: str
    section_key: str
    locator: str
    excerpt: str
    score: float = 0.0
    row: int = 0
    is_own: bool = False

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes two places the same, wherever the paragraph has moved to within its section."""
        return self.code, self.section_key, _plain(self.excerpt)

    def overlaps(self, other: Place) -> bool:
        """Whether one says what the other says, and perhaps more: a clause of a sentence, or the sentence."""
        mine, theirs = _plain(self.excerpt), _plain(other.excerpt)
        same = self.identity[:2] == other.identity[:2]
        return same and (mine in theirs or theirs in mine)


@dataclass(frozen=True, slots=True)
class AppendixEntry:
    """One KSB of the project. `confirmed` are in the report as it stands; `gone` were, and have been rewritten."""

    code: str
    statement: str
    theme: str | None
    confirmed: tuple[Place, ...] = ()
    gone: tuple[Place, ...] = ()
    suggested: tuple[Place, ...] = ()
    rejected: tuple[Place, ...] = ()

    @property
    def is_placed(self) -> bool:
        return bool(self.confirmed)


@dataclass(frozen=True, slots=True)
class Appendix:
    """Every KSB of the project in the order of its themes, and the themes that no confirmed row covers."""

    entries: tuple[AppendixEntry, ...]
    uncovered_themes: tuple[str, ...]

    @property
    def placed(self) -> int:
        """How many KSBs have at least one confirmed place ("14 of 19 KSBs placed")."""
        return sum(entry.is_placed for entry in self.entries)

    @property
    def placed_codes(self) -> frozenset[str]:
        return frozenset(entry.code for entry in self.entries if entry.is_placed)


def build_appendix(
    standard: Standard,
    method: Method,
    passages: Passages,
    *,
    confirmed: Sequence[Place] = (),
    rejected: Sequence[Place] = (),
    suggested: Sequence[Place] = (),
) -> Appendix:
    """The appendix as it stands. Suggestions come best first, confirmed places are put in the order of the report.

    A KSB that belongs to no theme stands at the end. Places for a KSB that the project does not assess are left out:
    the plan asks for the project's own.
    """
    decided = {place.identity for place in (*confirmed, *rejected)}
    asked = [place for place in suggested if place.identity not in decided]
    reader = Reader(passages)
    entries = tuple(
        AppendixEntry(
            code=code,
            statement=standard.ksb(code).text,
            theme=theme.name if (theme := method.theme_of(code)) else None,
            confirmed=tuple(
                sorted(
                    reader.standing(code, confirmed),
                    key=lambda place: reader.order(place.section_key, place.excerpt),
                )
            ),
            gone=tuple(
                place
                for place in confirmed
                if place.code == code and not reader.locate(place.section_key, place.excerpt)
            ),
            suggested=tuple(reader.standing(code, asked)),
            rejected=tuple(reader.standing(code, rejected)),
        )
        for code in in_theme_order(method)
    )
    covered = {entry.theme for entry in entries if entry.is_placed}
    return Appendix(entries, tuple(theme.name for theme in method.themes if theme.name not in covered))


def printed_rows(appendix: Appendix) -> tuple[AppendixRow, ...]:
    """The rows of the written appendix: confirmed places that still stand, one row each, and no others."""
    return tuple(
        AppendixRow(entry.code, entry.statement, place.locator, place.excerpt)
        for entry in appendix.entries
        for place in entry.confirmed
    )


class Reader:
    """Finds sentences in the report as it stands."""

    def __init__(self, passages: Passages) -> None:
        self._sections = {key: _Section(listed) for key, listed in passages.items()}
        self._keys = list(passages)

    def standing(self, code: str, places: Iterable[Place]) -> list[Place]:
        """Those of this KSB that still stand, each with where it stands now."""
        return [
            replace(place, locator=locator)
            for place in places
            if place.code == code and (locator := self.locate(place.section_key, place.excerpt))
        ]

    def locate(self, section_key: str, excerpt: str) -> str:
        """Where these words stand in the section now; empty where they do not."""
        section = self._sections.get(section_key)
        found = section.find(excerpt) if section else None
        return section.locators[found] if section and found is not None else ""

    def order(self, section_key: str, excerpt: str) -> tuple[int, int]:
        """Sorts words that stand in the report into reading order."""
        return self._keys.index(section_key), self._sections[section_key].find(excerpt) or 0

    def sections_with(self, excerpt: str) -> list[str]:
        """The keys of the sections in which these words stand, in reading order."""
        return [key for key, section in self._sections.items() if section.find(excerpt) is not None]

    def nearest(self, section_key: str, excerpt: str) -> str:
        """The sentence of the section that these words were most likely rewritten to; empty where none is like them."""
        section = self._sections.get(section_key)
        likeness = SequenceMatcher(b=_plain(excerpt), autojunk=False)
        best, nearest = ALIKE, ""
        for sentence in section.sentences if section else ():
            likeness.set_seq1(sentence)
            if likeness.quick_ratio() >= best and (ratio := likeness.ratio()) >= best:
                best, nearest = ratio, sentence
        return nearest


class _Section:
    """The text of a section in one line, single-spaced, and where each passage begins in it."""

    def __init__(self, passages: Sequence[tuple[str, str]]) -> None:
        texts = [_plain(text) for text, _ in passages]
        self.locators = [locator for _, locator in passages]
        self._text = " ".join(texts)
        self._starts = list(accumulate((len(text) + 1 for text in texts), initial=0))

    @property
    def sentences(self) -> list[str]:
        return _SENTENCE_END.split(self._text)

    def find(self, excerpt: str) -> int | None:
        """The number of the passage in which these words begin; None where they stand nowhere."""
        plain = _plain(excerpt)
        position = self._text.find(plain) if plain else -1
        return bisect_right(self._starts, position) - 1 if position >= 0 else None


def in_theme_order(method: Method) -> list[str]:
    """The project's KSBs by theme; those of no theme stand at the end."""
    themed = dict.fromkeys(code for theme in method.themes for code in theme.ksbs if code in method.ksbs)
    return [*themed, *(code for code in method.ksbs if code not in themed)]


def _plain(text: str) -> str:
    return " ".join(text.split())
