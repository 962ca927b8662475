"""What the page of the appendix shows, as ready values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from foundation.pictures import StoneRow
from report_builder.access import can_suggest, why_locked
from report_builder.appendix import Appendix, AppendixEntry, Place, Reader
from report_builder.mapping.standing import appendix_of, project_of
from report_builder.measuring import passages_of, titles_of
from report_builder.models import Report
from report_builder.queries import is_being_read


@dataclass(frozen=True)
class ShownRow:
    """A sentence that shows a KSB, or may. `state` is asked, yes or no; `is_own`: she pointed to it herself."""

    id: int
    code: str
    excerpt: str
    locator: str
    section_key: str
    state: str
    is_own: bool


@dataclass(frozen=True)
class GoneRow:
    """A sentence that she has rewritten since. `now_reads` is what it most likely reads now, if anything is like it."""

    id: int
    code: str
    excerpt: str
    section: str
    section_key: str
    now_reads: str


@dataclass(frozen=True)
class ShownKsb:
    """`rows` are confirmed, then those that wait for an answer."""

    code: str
    text: str
    rows: Sequence[ShownRow]
    gone: Sequence[GoneRow]
    rejected: Sequence[ShownRow]
    is_placed: bool


@dataclass(frozen=True)
class ShownTheme:
    """`name` is empty for KSBs that belong to no theme; `is_uncovered`: nothing in the report shows any of it."""

    id: str
    name: str
    count: str
    is_uncovered: bool
    ksbs: Sequence[ShownKsb]


@dataclass(frozen=True)
class AppendixPage:
    """`switched_off`: her provider lets us suggest nothing after the gateway. `has_text`: there is something to map."""

    themes: Sequence[ShownTheme]
    uncovered: Sequence[str]
    placed: int
    total: int
    undecided: int
    gone: int
    stones: Sequence[StoneRow]
    has_text: bool
    is_reading: bool
    was_read: bool
    problem: str
    switched_off: bool
    locked: str

    @property
    def rows(self) -> Iterator[ShownRow]:
        """Every row that stands in the report, whatever she answered."""
        return (row for theme in self.themes for ksb in theme.ksbs for row in (*ksb.rows, *ksb.rejected))

    @property
    def names_uncovered(self) -> bool:
        """Whether to name the themes that nothing covers: not while every answer is still to be given."""
        return bool(self.uncovered) and self.has_text and bool(self.placed or not self.undecided)

    @property
    def is_complete(self) -> bool:
        return self.placed == self.total and not self.gone

    @property
    def count(self) -> str:
        return f"{self.placed} of {self.total} KSBs placed"


def appendix_page(report: Report) -> AppendixPage:
    """The appendix as it stands now."""
    method, appendix, passages = project_of(report), appendix_of(report), passages_of(report)
    switched_off = not can_suggest(report.apprenticeship)
    reader, titles = Reader(passages), titles_of(report)
    shown = [_shown(entry, reader, titles, asks=not switched_off) for entry in appendix.entries]
    return AppendixPage(
        themes=tuple(_themes(appendix, shown)),
        uncovered=tuple(_title(name) for name in appendix.uncovered_themes),
        placed=appendix.placed,
        total=len(method.ksbs),
        undecided=sum(row.state == "asked" for ksb in shown for row in ksb.rows),
        gone=sum(len(ksb.gone) for ksb in shown),
        stones=tuple(
            StoneRow.of(_title(theme.name), [code in appendix.placed_codes for code in theme.ksbs])
            for theme in method.themes
        ),
        has_text=any(passages.values()),
        is_reading=is_being_read(report),
        was_read=report.read_at is not None,
        problem=report.reading_problem,
        switched_off=switched_off,
        locked=why_locked(report),
    )


def theme_id(name: str) -> str:
    """The theme's place on the page."""
    return f"theme-{re.sub(r'[^a-z0-9]+', '-', name.casefold()).strip('-') or 'none'}"


def _themes(appendix: Appendix, shown: Sequence[ShownKsb]) -> Iterator[ShownTheme]:
    names = dict.fromkeys(entry.theme or "" for entry in appendix.entries)
    for name in names:
        ksbs = [
            ksb for ksb, entry in zip(shown, appendix.entries, strict=True) if (entry.theme or "") == name
        ]
        yield ShownTheme(
            id=theme_id(name),
            name=_title(name),
            count=f"{sum(ksb.is_placed for ksb in ksbs)} of {len(ksbs)} placed",
            is_uncovered=name in appendix.uncovered_themes,
            ksbs=ksbs,
        )


def _shown(entry: AppendixEntry, reader: Reader, titles: Mapping[str, str], *, asks: bool) -> ShownKsb:
    asked = entry.suggested if asks else ()
    return ShownKsb(
        code=entry.code,
        text=entry.statement,
        rows=[*(_row(place, "yes") for place in entry.confirmed), *(_row(place, "asked") for place in asked)],
        gone=[
            GoneRow(
                id=place.row,
                code=place.code,
                excerpt=place.excerpt,
                section=titles.get(place.section_key, "a project that you took out"),
                section_key=place.section_key,
                now_reads=reader.nearest(place.section_key, place.excerpt),
            )
            for place in entry.gone
        ],
        rejected=[_row(place, "no") for place in entry.rejected],
        is_placed=entry.is_placed,
    )


def _row(place: Place, state: str) -> ShownRow:
    return ShownRow(
        place.row, place.code, place.excerpt, place.locator, place.section_key, state, place.is_own
    )


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]
