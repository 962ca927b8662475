"""A report frozen into a manifest, and read again from one.

Every save of a section is kept as a revision that never changes, so a manifest need not hold the words: it names the
revision of each section (`ManifestEntry.id`, which is not signed) and the digest of its content (which is).
"""

import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import Apprenticeship
from documents.report.tree import AppendixRow
from foundation.errors import MasterpieceError
from foundation.wording import numbered
from report_builder.appendix import in_theme_order
from report_builder.content import Content
from report_builder.length import Length, LengthState, count_content
from report_builder.measuring import length_of, limits_of, titles_of
from report_builder.models import Report, ReportFigure, ReportKind, ReportSection, title_of_projects
from report_builder.queries import list_named_revisions
from sign_off.manifest import Json, Manifest, ManifestEntry, ManifestFile, canonical_json

log = logging.getLogger(__name__)

REPORT_KEY = "report"
APPENDIX_KEY = "appendix"
PRESENTATION_KEY = "presentation"
_SECTION = "section:"


class WordsLost(MasterpieceError):
    """A manifest names words that we no longer hold as they were."""

    status = 500


@dataclass(frozen=True)
class FrozenSection:
    """A section as it was; `words` says how long it was, as the editor did."""

    key: str
    title: str
    content: dict[str, Any]
    words: str


@dataclass(frozen=True)
class FrozenReport:
    """A report as a manifest froze it. `report` is the row it was frozen from, which may have moved on since;
    `saved_at` is when the last of these words was saved."""

    report: Report
    project_titles: tuple[str, ...]
    sections: tuple[FrozenSection, ...]
    rows: tuple[AppendixRow, ...]
    saved_at: datetime

    @property
    def apprenticeship(self) -> Apprenticeship:
        return self.report.apprenticeship

    @property
    def kind(self) -> ReportKind:
        return self.report.kind

    @property
    def attempt(self) -> int:
        return self.report.attempt

    @property
    def label(self) -> str:
        return self.report.label

    @property
    def title(self) -> str:
        return title_of_projects(self.project_titles)

    @property
    def length(self) -> Length:
        return length_of(self)


def freeze_report(
    report: Report, figures: Mapping[str, ReportFigure], rows: Sequence[AppendixRow]
) -> tuple[ManifestEntry, ...]:
    """The report as entries of a manifest: itself, each section with something in it, the printed `rows` of its
    appendix, whose order does not matter."""
    stored, length = {section.key: section for section in report.sections}, length_of(report)
    whole = ManifestEntry(
        key=REPORT_KEY,
        title=report.kind.label,
        kind=f"{report.title}, {_length_in_words(length)}",
        facts={"title": list(report.project_titles)},
    )
    sections = [
        _freeze_section(report, stored[key], title, figures, length)
        for key, title in titles_of(report).items()
        if key in stored and not Content(stored[key].content).is_empty
    ]
    return (whole, *sections, *_freeze_rows(report, rows))


def thaw_report(report: Report, manifest: Manifest) -> FrozenReport:
    """The report that `manifest` froze. Raises WordsLost where a revision is gone or is not what it was."""
    named = {key: entry for entry in manifest.entries if (key := section_key(entry))}
    held = list_named_revisions(report, [(key, int(entry.id)) for key, entry in named.items()])
    for key, entry in named.items():
        if key not in held or digest_of_content(held[key].content) != entry.facts["text"]:
            log.error("report %s: revision %s of %s is not what was frozen", report.id, entry.id, key)
            raise WordsLost(
                f"The words of “{entry.title}” as they were then are missing on our side. "
                "Please tell whoever looks after this site; nothing written since is lost."
            )
    whole = manifest.find_entry(REPORT_KEY)
    titles: Any = whole.facts["title"] if whole else ()
    return FrozenReport(
        report=report,
        project_titles=tuple(titles),
        sections=tuple(
            FrozenSection(key, entry.title, held[key].content, entry.kind) for key, entry in named.items()
        ),
        rows=tuple(_thaw_rows(report, manifest)),
        saved_at=max((revision.saved_at for revision in held.values()), default=report.created_at),
    )


def section_key(entry: ManifestEntry) -> str:
    """The key of the section that an entry froze; empty where it is something else."""
    return entry.key.removeprefix(_SECTION) if entry.key.startswith(_SECTION) else ""


def digest_of_content(document: Json) -> str:
    """SHA-256 of a section's content in its one canonical form, in hexadecimal."""
    return hashlib.sha256(canonical_json(document)).hexdigest()


def _freeze_section(
    report: Report,
    section: ReportSection,
    title: str,
    figures: Mapping[str, ReportFigure],
    length: Length,
) -> ManifestEntry:
    content = Content(section.content)
    shown = dict.fromkeys(image for image in content.image_ids if image in figures)
    return ManifestEntry(
        key=f"{_SECTION}{section.key}",
        title=title,
        kind=_words_of(report, section.key, content, length),
        files=tuple(_file(figures[image]) for image in shown),
        facts={"text": digest_of_content(content.document)},
        id=str(section.revision),
    )


def _words_of(report: Report, key: str, content: Content, length: Length) -> str:
    """As the editor counts it: a section with its title. What belongs to no part of the outline adds to no total."""
    if key in length.by_section:
        return words_in_all(length.by_section[key])
    return f"{words_in_all(count_content(content, limits_of(report).excluded).counted)}, not counted"


def _file(figure: ReportFigure) -> ManifestFile:
    return ManifestFile(str(figure.id), figure.name, figure.sha256, figure.size, figure.media_type)


def words_in_all(count: int) -> str:
    return numbered(count, "word")


def _length_in_words(length: Length) -> str:
    """ "2,260 words, more than the 2,200 that the plan allows": said to whoever reads or signs, and no hindrance."""
    if length.state is LengthState.OVER:
        return f"{length.headline}, more than the {length.high:,} that the plan allows"
    return length.headline


def _freeze_rows(report: Report, rows: Sequence[AppendixRow]) -> Iterator[ManifestEntry]:
    if not rows:
        return
    method = report.apprenticeship.standard.project
    asked = len(method.ksbs) if method else 0
    yield ManifestEntry(
        key=APPENDIX_KEY,
        title="Mapping appendix",
        kind=f"{len({row.code for row in rows})} of {asked} KSBs placed",
        facts={"mapping": sorted([row.code, row.section, row.sentence] for row in rows)},
    )


def _thaw_rows(report: Report, manifest: Manifest) -> Iterator[AppendixRow]:
    """In the order of the plan's themes, as the appendix is printed."""
    entry = manifest.find_entry(APPENDIX_KEY)
    method = report.apprenticeship.standard.project
    if entry is None or method is None:
        return
    rows: Any = entry.facts["mapping"]
    order = {code: number for number, code in enumerate(in_theme_order(method))}
    for code, locator, excerpt in sorted(rows, key=lambda row: order.get(row[0], len(order))):
        yield AppendixRow(code, report.apprenticeship.standard.ksb(code).text, locator, excerpt)
