"""Verbs about the report and its sections. The acting apprentice first; they flush and record, and never commit."""

from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from accounts.models import Apprenticeship, Person
from foundation.clock import now
from foundation.database import db
from foundation.errors import MasterpieceError, Refused
from foundation.events import record
from foundation.files import StoredFile
from foundation.jobs import enqueue
from report_builder.access import Locked, why_locked
from report_builder.content import BadContent, Content, validate_content
from report_builder.figures import Picture
from report_builder.length import Length
from report_builder.mapping.standing import appendix_of
from report_builder.measuring import length_of, outline_of, written_keys
from report_builder.models import Report, ReportFigure, ReportKind, ReportSection, SectionRevision
from report_builder.queries import READING, find_waiting_reading, list_figures, lock_report
from report_builder.scaffold import projects_allowed
from sign_off.models import Subject, SubjectKind
from sign_off.statements.voiding import watch_signatures

MOST_FIGURES = 200
MOST_TITLE = 150
# How long she must have paused before a job reads what she wrote.
LOOKS_AFTER = timedelta(seconds=20)
EMPTY = validate_content({"type": "doc"})


class SectionMoved(Exception):
    """The server holds a newer version of `section` than the one this save rests on."""

    def __init__(self, section: ReportSection) -> None:
        super().__init__(section.key)
        self.section = section


def create_report(actor: Person, apprenticeship: Apprenticeship, titles: tuple[str, ...]) -> Report:
    """Begin the report that is due: practice before the gateway; after it the final, which starts empty.

    Plan: "The apprentice must start the project report after the gateway." Raises Refused where it is begun already.
    """
    standard = apprenticeship.standard
    if standard.project is None:
        raise Refused("Your standard asks for no project report.")
    kind = ReportKind.FINAL if apprenticeship.is_past_gateway else ReportKind.PRACTICE
    subject = Subject(kind=SubjectKind.REPORT, apprenticeship_id=apprenticeship.id)
    report = Report(
        apprenticeship=apprenticeship,
        subject=subject,
        kind=kind,
        titles=list(_clean_titles(titles, projects_allowed(standard))),
        created_at=now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add_all([subject, report])
    except IntegrityError as error:
        raise Refused("This report is begun already. Reload the page to write in it.") from error
    _add_sections(report)
    record_about(actor, report, "report_created", of=kind.value, projects=len(report.titles))
    return report


def update_titles(actor: Person, report: Report, titles: tuple[str, ...]) -> None:
    """Name the projects, add one, or take the last away while nothing is written in it. Raises Refused."""
    report = hold_report(report)
    wanted = list(_clean_titles(titles, projects_allowed(report.apprenticeship.standard)))
    for section in report.sections:
        if section.project > len(wanted) and not _content(section).is_empty:
            raise Refused(
                f"Project {section.project} has words in it. Move them or delete them first, then take it away."
            )
    report.titles = wanted
    _add_sections(report)
    _measure(report)
    record_about(actor, report, "report_projects_changed", projects=len(wanted))


def fit_to_standard(report: Report) -> None:
    """Give the report the sections of the version that its apprenticeship is on now. The caller has asked whether words
    would stand in none of them."""
    report.titles = list(report.project_titles[: projects_allowed(report.apprenticeship.standard)])
    _add_sections(report)
    _measure(report)
    _read_again(report)


def save_section(actor: Person, section: ReportSection, content: Content, based_on: int) -> ReportSection:
    """Keep what she wrote as a new revision; the same words again make none.

    Raises SectionMoved where the server holds a newer version, Locked where the report cannot change now, BadContent
    where a picture is not of this report.
    """
    report = hold_report(section.report)
    section = _held_section(report, section)
    if section.revision != based_on:
        raise SectionMoved(section)
    if content.document == section.content:
        return section
    if any(image not in list_figures(report) for image in content.image_ids):
        raise BadContent("A picture of this section is not in this report. Delete it and add it again.")
    _write(report, section, content)
    _read_again(report)
    return section


def restore_revision(actor: Person, section: ReportSection, revision: SectionRevision) -> None:
    """Bring an older version back as the newest one; what stands now stays among the versions."""
    report = hold_report(section.report)
    section = _held_section(report, section)
    if revision.content != section.content:
        _write(report, section, validate_content(revision.content))
        _read_again(report)
    record_about(actor, report, "revision_restored", section=section.key, number=revision.number)


def add_figure(
    actor: Person, report: Report, name: str, picture: Picture, stored: StoredFile
) -> ReportFigure:
    """Keep a picture that was made ready. Raises Locked, Refused where there are too many."""
    report = hold_report(report)
    if len(list_figures(report)) >= MOST_FIGURES:
        raise MasterpieceError(f"This report has had {MOST_FIGURES} pictures, and we hold no more.")
    figure = ReportFigure(
        report_id=report.id,
        name=name[:200],
        key=stored.key,
        size=stored.size,
        sha256=stored.sha256,
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
        added_at=now(),
    )
    db.session.add(figure)
    db.session.flush()
    record_about(actor, report, "figure_added", figure=figure.id)
    return figure


def ask_for_reading(actor: Person, report: Report) -> None:
    """She asks us to read the whole report now: for KSBs, as far as her provider lets us suggest, and for hints."""
    _read_again(hold_report(report), delay=timedelta(0))
    db.session.flush()


def hold_report(report: Report) -> Report:
    """The report as it is now, held until this transaction ends. Raises Locked where it cannot change."""
    held = lock_report(report)
    _require_changeable(held)
    return held


def _held_section(report: Report, section: ReportSection) -> ReportSection:
    if section.project > len(report.titles):
        raise Locked(
            f"Project {section.project} was taken out of this report. Copy these words, then reload the page."
        )
    return next(one for one in report.sections if one.id == section.id)


def _require_changeable(report: Report) -> None:
    reason = why_locked(report)
    if reason:
        raise Locked(reason)


def _write(report: Report, section: ReportSection, content: Content) -> None:
    moment = now()
    section.content = content.document
    section.revision += 1
    section.saved_at = moment
    section.words = _measure(report).by_section.get(section.key, 0)
    db.session.add(
        SectionRevision(
            section_id=section.id,
            number=section.revision,
            content=content.document,
            words=section.words,
            saved_at=moment,
        )
    )
    db.session.flush()
    watch_signatures(report.apprenticeship_id)


def _measure(report: Report) -> Length:
    """Keep what pages say of the report that do not show it."""
    length = length_of(report)
    report.words = length.words
    report.placed = appendix_of(report).placed
    return length


def _content(section: ReportSection) -> Content:
    return Content(section.content)


def _add_sections(report: Report) -> None:
    """A row for each section to write in, so that saving never has to make one. Those of a project that was taken
    away stay, empty, and come back with it."""
    there = {section.key for section in report.sections}
    for project, key in written_keys(outline_of(report)):
        if key not in there:
            report.sections.append(
                ReportSection(project=project, key=key, content=EMPTY.document, revision=0, words=0)
            )
    db.session.flush()


def _clean_titles(titles: tuple[str, ...], allowed: int) -> tuple[str, ...]:
    clean = tuple(" ".join(title.split())[:MOST_TITLE] for title in titles)
    if not 1 <= len(clean) <= allowed:
        raise Refused(f"The plan allows 1 to {allowed} projects in one report.")
    return clean


def _read_again(report: Report, delay: timedelta = LOOKS_AFTER) -> None:
    """One job at a time waits to read; it reads whatever stands there once she has paused."""
    waiting = find_waiting_reading(report)
    if waiting is None:
        enqueue(READING, delay=delay, report_id=report.id)
    else:
        waiting.run_at = now() + delay


def record_about(actor: Person, report: Report, kind: str, **details: object) -> None:
    """Add an event about the report to its history. What happened may be what somebody has signed about."""
    db.session.flush()
    watch_signatures(report.apprenticeship_id)
    record(
        kind,
        actor=actor.actor,
        subject=f"report:{report.id}",
        apprenticeship_id=report.apprenticeship_id,
        **details,
    )
