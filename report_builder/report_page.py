"""What the page of a report shows, as ready values: no arithmetic in templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from accounts.models import Apprenticeship
from foundation.clock import as_day, as_time, as_weekday, now, today
from foundation.wording import numbered
from report_builder.access import can_suggest
from report_builder.appendix import Appendix
from report_builder.content import Content, to_plain_text
from report_builder.export import file_words
from report_builder.length import Count, Length, page_data
from report_builder.mapping.page import theme_id
from report_builder.mapping.standing import appendix_of
from report_builder.measuring import (
    NO_PROJECT,
    contents_of,
    counts_of,
    length_of,
    limits_of,
    outline_of,
    titles_of,
)
from report_builder.models import Report, ReportKind, ReportSection
from report_builder.reading.page import count_open_hints
from report_builder.scaffold import REFERENCES_KEY, Part, ScaffoldSection
from report_builder.sheets import SheetBlock, read_sheet
from standards import Clause, Standard

# In the outline; the appendix is no section, and has a page of its own.
APPENDIX_KEY = "appendix"


@dataclass(frozen=True)
class ShownSection:
    """A section to write in, or only a title above others. `stored` is what the editor begins with; `text` what a
    plain text box holds, None where it could not show everything; `blocks` what to read; `of` the project that it
    belongs to, where there are several that share its title."""

    key: str
    title: str
    level: int
    words: str
    part: Part | None
    is_written: bool = True
    scaffold: ScaffoldSection | None = None
    stored: dict[str, Any] | None = None
    text: str | None = None
    blocks: tuple[SheetBlock, ...] = ()
    of: str = ""

    @property
    def called(self) -> str:
        """Its title, which no other section of the report has."""
        return f"{self.title} of {self.of}" if self.of else self.title

    @property
    def theme_id(self) -> str:
        """Where the appendix shows the KSBs of this section; empty where it has none."""
        return theme_id(self.scaffold.theme) if self.scaffold and self.scaffold.theme else ""

    @property
    def has_guide(self) -> bool:
        return self.scaffold is not None and bool(self.scaffold.prompt or self.scaffold.ksbs)


@dataclass(frozen=True)
class OutlineEntry:
    """One line of the outline, with those beneath it."""

    key: str
    title: str
    words: str
    is_none: bool
    children: tuple["OutlineEntry", ...] = ()


@dataclass(frozen=True)
class Deadline:
    """When the report is due: the end of a week counted from the day that the gateway was confirmed; a rework, some
    weeks after its outcome was told."""

    on: date
    week: int | None
    rework: int = 0

    @property
    def days(self) -> int:
        return (self.on - today()).days

    @property
    def words(self) -> str:
        """ "Due by the end of week 4, Sunday 29 March: 12 days left"."""
        left = f"{numbered(self.days, 'day')} left" if self.days else "today"
        if self.days < 0:
            left = f"that was {-self.days} {'day' if self.days == -1 else 'days'} ago"
        if self.rework:
            return f"Rework {self.rework} is due by {as_weekday(self.on)}: {left}"
        return f"Due by the end of week {self.week}, {as_weekday(self.on)}: {left}"

    @property
    def in_the_pack(self) -> str:
        """ "the end of week 4, 29 March 2026"."""
        return as_day(self.on) if self.rework else f"the end of week {self.week}, {as_day(self.on)}"


@dataclass(frozen=True)
class Placed:
    """How many KSBs have a place in the appendix ("14 of 19"), and of a section's own, with what waits for an answer:
    "2 of 4 placed, 1 to decide"."""

    placed: frozenset[str]
    asked: Mapping[str, int]
    words: str

    @classmethod
    def of(cls, appendix: Appendix, *, asks: bool) -> "Placed":
        return cls(
            placed=appendix.placed_codes,
            asked={entry.code: len(entry.suggested) if asks else 0 for entry in appendix.entries},
            words=f"{appendix.placed} of {len(appendix.entries)}",
        )

    def words_for(self, codes: Sequence[str]) -> str:
        asked = sum(self.asked.get(code, 0) for code in codes)
        placed = f"{sum(code in self.placed for code in codes)} of {len(codes)} placed"
        return f"{placed}, {asked} to decide" if asked else placed


@dataclass(frozen=True)
class Share:
    """What one of several projects takes of the total. `key` is that of its title, which the live count goes by."""

    key: str
    label: str
    title: str
    words: str


@dataclass(frozen=True)
class ReportPage:
    """`file_words`: what a word processor shows for the whole file; `worth_a_look`: how many sentences are."""

    sections: tuple[ShownSection, ...]
    outline: tuple[OutlineEntry, ...]
    not_counted: tuple[OutlineEntry, ...]
    length: Length
    shares: tuple[Share, ...]
    meta: tuple[str, ...]
    file_words: str
    placed: Placed
    worth_a_look: int
    standing: str
    saved: str
    data: dict[str, object]


def report_page(report: Report) -> ReportPage:
    outline = outline_of(report)
    length, counts = length_of(report), counts_of(report)
    rows = {section.key: section for section in report.sections}
    contents, places = contents_of(report), titles_of(report)
    projects = _names_of_projects(report)
    sections = tuple(
        replace(
            _shown(
                section,
                rows.get(section.key),
                contents.get(section.key),
                length.by_section[section.key],
                places[section.key],
            ),
            of=projects.get(section.project, ""),
        )
        for section in outline
    )
    references = counts.get(REFERENCES_KEY, Count())
    appendix, (in_file, in_appendix) = appendix_of(report), file_words(report, now=now())
    return ReportPage(
        sections=(*sections, _references(rows[REFERENCES_KEY], contents[REFERENCES_KEY], references)),
        outline=tuple(_entries(outline, length, None)),
        not_counted=_not_counted(length, references, in_appendix),
        length=length,
        shares=_shares(report, length),
        meta=_meta(report),
        file_words=f"{in_file:,}",
        placed=Placed.of(appendix, asks=can_suggest(report.apprenticeship)),
        worth_a_look=count_open_hints(report),
        standing=standing_of(report),
        saved=_last_saved(report),
        data=page_data(outline, counts, limits_of(report)),
    )


def _names_of_projects(report: Report) -> dict[int, str]:
    """What to tell sections of the same title apart by; nothing where there is one project."""
    titles = report.project_titles
    if len(titles) < 2:
        return {}
    return {number: title or f"project {number}" for number, title in enumerate(titles, 1)}


def deadline_of(apprenticeship: Apprenticeship, report: Report | None) -> Deadline | None:
    """The end of the plan's week, counted from the day that the gateway was confirmed: its first day is day one. A
    `report` that is reworked has the plan's weeks for that; None where the plan does not say."""
    if report is not None and report.told_on is not None:
        return _rework_deadline(apprenticeship, report.told_on, report.attempt)
    method, begins = apprenticeship.standard.project, apprenticeship.gateway_confirmed_on
    week = method.limits.due_week if method else None
    if week is None or begins is None:
        return None
    return Deadline(end_of_week(begins, week), week)


def _rework_deadline(apprenticeship: Apprenticeship, told_on: date, attempt: int) -> Deadline | None:
    method = apprenticeship.standard.project
    weeks = method.limits.rework_weeks if method else None
    return Deadline(told_on + timedelta(weeks=weeks), week=None, rework=attempt) if weeks else None


def end_of_week(begins: date, week: int) -> date:
    """The last day of this week of the assessment, whose first day is the day that the gateway was confirmed."""
    return begins + timedelta(weeks=week, days=-1)


def standing_of(report: Report) -> str:
    """Which of the two reports this is, in a line."""
    if report.kind is ReportKind.FINAL:
        deadline = deadline_of(report.apprenticeship, report)
        return deadline.words if deadline else report.label if report.told_on else "The final report"
    if report.apprenticeship.is_past_gateway:
        return "Your practice report, kept as it was at the gateway"
    return "Practice. The real one opens at the gateway"


def clauses_of(standard: Standard, *ids: str) -> list[Clause]:
    """What the plan says, verbatim, where this standard says it."""
    return [clause for one in ids if (clause := standard.find_clause(one)) is not None]


def in_words(words: int) -> str:
    return f"{words:,}" if words else "none yet"


def _shown(
    section: ScaffoldSection, row: ReportSection | None, content: Content | None, words: int, place: str
) -> ShownSection:
    """`place` is what the places in it begin with."""
    if row is None or content is None:
        return ShownSection(
            section.key, section.title, section.level, in_words(words), section.part, is_written=False
        )
    return ShownSection(
        section.key,
        section.title,
        section.level,
        in_words(words),
        section.part,
        scaffold=section,
        stored=stored_of(row),
        text=to_plain_text(content) if content.is_plain else None,
        blocks=read_sheet(content, place),
    )


def _references(row: ReportSection, content: Content, count: Count) -> ShownSection:
    return ShownSection(
        REFERENCES_KEY,
        "References",
        1,
        in_words(count.counted),
        None,
        stored=stored_of(row),
        text=to_plain_text(content) if content.is_plain else None,
        blocks=read_sheet(content, "References"),
    )


def stored_of(section: ReportSection) -> dict[str, Any]:
    """What the editor and an answer to a save say of a section."""
    return {
        "content": section.content,
        "revision": section.revision,
        "saved_at": as_time(section.saved_at) if section.saved_at else None,
    }


def _entries(
    outline: tuple[ScaffoldSection, ...], length: Length, parent: str | None
) -> tuple[OutlineEntry, ...]:
    return tuple(
        OutlineEntry(
            section.key,
            section.title,
            in_words(length.by_section[section.key]),
            not length.by_section[section.key],
            _entries(outline, length, section.key),
        )
        for section in outline
        if section.parent == parent
    )


def _not_counted(length: Length, references: Count, in_appendix: int) -> tuple[OutlineEntry, ...]:
    figures = numbered(length.figures, "diagram")
    return (
        OutlineEntry("diagrams", figures, in_words(length.caption_words), not length.caption_words),
        OutlineEntry(REFERENCES_KEY, "References", in_words(references.counted), not references.counted),
        OutlineEntry(APPENDIX_KEY, "KSB appendix", in_words(in_appendix), not in_appendix),
    )


def _shares(report: Report, length: Length) -> tuple[Share, ...]:
    """What each project takes of the one total; nothing to say of a single project."""
    if len(report.titles) < 2:
        return ()
    return tuple(
        Share(f"p{number}", f"Project {number}", title, in_words(length.by_project[number]))
        for number, title in enumerate(report.project_titles, 1)
        if number != NO_PROJECT
    )


def _meta(report: Report) -> tuple[str, ...]:
    return ("One project" if len(report.titles) == 1 else f"{len(report.titles)} projects in one total",)


def _last_saved(report: Report) -> str:
    moments = [section.saved_at for section in report.sections if section.saved_at is not None]
    if not moments:
        return "Nothing to save yet"
    latest = max(moments)
    day = "" if as_day(latest) == as_day(now()) else f"on {as_day(latest)} "
    return f"Saved to our server {day}at {as_time(latest)}"
