"""The mapping appendix: which sentence of the report shows each KSB of the project, and what nothing shows yet.

Suggestions are only ever offered. A row is in the appendix because she confirmed it, and stays hers: what she rejected
is not offered again, and a confirmed sentence that she has since rewritten is named, not quietly mended.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from documents.report.tree import AppendixRow
from standards import Method, Standard


@dataclass(frozen=True, slots=True)
class Place:
    """Where a KSB is shown: a sentence of one section, with its locator ("Test, paragraph 2")."""

    code: str
    section_key: str
    locator: str
    excerpt: str
    score: float = 0.0

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes two places the same, wherever the paragraph has moved to within its section."""
        return self.code, self.section_key, _plain(self.excerpt)


@dataclass(frozen=True, slots=True)
class AppendixEntry:
    """One KSB of the project. `confirmed` are in the report as it stands; `gone` were, and have been rewritten."""

    code: str
    statement: str
    theme: str | None
    confirmed: tuple[Place, ...] = ()
    gone: tuple[Place, ...] = ()
    suggested: tuple[Place, ...] = ()

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


def build_appendix(
    standard: Standard,
    method: Method,
    texts: Mapping[str, str],
    *,
    confirmed: Sequence[Place] = (),
    rejected: Collection[Place] = (),
    suggested: Sequence[Place] = (),
) -> Appendix:
    """The appendix as it stands. `texts` is the plain text of each section by key; suggestions come best first.

    A KSB that belongs to no theme stands at the end. Places for a KSB that the project does not assess are left out:
    the plan asks for the project's own.
    """
    decided = {place.identity for place in (*confirmed, *rejected)}
    plain = {key: _plain(text) for key, text in texts.items()}
    entries = tuple(
        AppendixEntry(
            code=code,
            statement=standard.ksb(code).text,
            theme=theme.name if (theme := method.theme_of(code)) else None,
            confirmed=tuple(place for place in confirmed if place.code == code and _stands(place, plain)),
            gone=tuple(place for place in confirmed if place.code == code and not _stands(place, plain)),
            suggested=tuple(
                place for place in suggested if place.code == code and place.identity not in decided
            ),
        )
        for code in in_theme_order(method)
    )
    covered = {entry.theme for entry in entries if entry.is_placed}
    return Appendix(entries, tuple(theme.name for theme in method.themes if theme.name not in covered))


def printed_rows(appendix: Appendix, titles: Mapping[str, str]) -> tuple[AppendixRow, ...]:
    """The rows of the written appendix: confirmed places that still stand, one row each, and no others.

    `titles` names each section by key as the report prints it; the locator says the exact place within.
    """
    return tuple(
        AppendixRow(
            entry.code, entry.statement, place.locator or titles.get(place.section_key, ""), place.excerpt
        )
        for entry in appendix.entries
        for place in entry.confirmed
    )


def in_theme_order(method: Method) -> list[str]:
    """The project's KSBs by theme; those of no theme stand at the end."""
    themed = dict.fromkeys(code for theme in method.themes for code in theme.ksbs if code in method.ksbs)
    return [*themed, *(code for code in method.ksbs if code not in themed)]


def _stands(place: Place, plain: Mapping[str, str]) -> bool:
    return _plain(place.excerpt) in plain.get(place.section_key, "") and bool(place.excerpt.strip())


def _plain(text: str) -> str:
    return " ".join(text.split())
