"""Reads: ordered, with what the pages need loaded at once."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, bindparam, func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from accounts.models import Apprenticeship, Person
from foundation.database import db
from foundation.jobs import Job, JobState
from report_builder.length import Length, plain_length
from report_builder.models import (
    HandedIn,
    MappingRow,
    Presentation,
    Report,
    ReportFigure,
    ReportHint,
    ReportKind,
    ReportSection,
    RowState,
    SectionRevision,
    Slides,
)
from sign_off.models import Subject

# The kind of job that reads a report.
READING = "read_report"
_ROUNDS = joinedload(Report.subject).selectinload(Subject.reviews)
_WHOLE = (
    selectinload(Report.sections),
    joinedload(Report.apprenticeship),
    joinedload(Report.presentation),
    _ROUNDS,
)


def find_report(report_id: int) -> Report | None:
    return db.session.scalar(select(Report).where(Report.id == report_id).options(*_WHOLE))


def list_reports(apprenticeship: Apprenticeship) -> dict[ReportKind, Report]:
    """Her reports by kind, whole."""
    found = db.session.scalars(
        select(Report).where(Report.apprenticeship_id == apprenticeship.id).options(*_WHOLE)
    )
    return {report.kind: report for report in found}


def find_current_report(apprenticeship: Apprenticeship) -> Report | None:
    """The report that counts now: the final from the gateway on, before it the practice."""
    return list_reports(apprenticeship).get(_kind_now(apprenticeship))


def _kind_now(apprenticeship: Apprenticeship) -> ReportKind:
    return ReportKind.FINAL if apprenticeship.is_past_gateway else ReportKind.PRACTICE


def find_current_rounds(apprenticeship: Apprenticeship) -> Report | None:
    """The same with its rounds and without its words, for pages that do not show it."""
    wanted = {"apprenticeship": apprenticeship.id, "kind": _kind_now(apprenticeship)}
    return db.session.scalar(_CURRENT, wanted)


# Composed once: that takes a good part of the time in which it is answered.
_CURRENT = (
    select(Report)
    .where(Report.apprenticeship_id == bindparam("apprenticeship"), Report.kind == bindparam("kind"))
    .options(_ROUNDS)
)


def list_rounds(apprenticeship: Apprenticeship) -> list[Report]:
    """Both her reports likewise, the practice first."""
    found = db.session.scalars(
        select(Report)
        .where(Report.apprenticeship_id == apprenticeship.id)
        .options(_ROUNDS)
        .order_by(Report.id)
    )
    return list(found)


def find_report_of_subject(subject: Subject) -> Report:
    """The report that this subject stands for: there always is one."""
    return db.session.scalars(select(Report).where(Report.subject_id == subject.id).options(*_WHOLE)).one()


def find_section(report: Report, key: str) -> ReportSection | None:
    return next((section for section in report.sections if section.key == key), None)


def lock_report(report: Report) -> Report:
    """The report and its sections as they are now, held until this transaction ends: nobody else saves meanwhile.

    On SQLite the whole transaction is already alone, since it began as one that writes.
    """
    return db.session.scalars(
        select(Report)
        .where(Report.id == report.id)
        .options(selectinload(Report.sections))
        .with_for_update(of=Report)
        .execution_options(populate_existing=True)
    ).one()


def list_revisions(section: ReportSection) -> list[SectionRevision]:
    """How the section once stood, newest first."""
    return list(
        db.session.scalars(
            select(SectionRevision)
            .where(SectionRevision.section_id == section.id)
            .order_by(SectionRevision.number.desc())
        )
    )


def find_revision(section: ReportSection, number: int) -> SectionRevision | None:
    return db.session.scalar(
        select(SectionRevision).where(
            SectionRevision.section_id == section.id, SectionRevision.number == number
        )
    )


def list_named_revisions(report: Report, named: Sequence[tuple[str, int]]) -> dict[str, SectionRevision]:
    """Revisions of this report's sections by the section's key, each named by key and number."""
    if not named:
        return {}
    rows = db.session.execute(
        select(ReportSection.key, SectionRevision)
        .join(SectionRevision, SectionRevision.section_id == ReportSection.id)
        .where(
            ReportSection.report_id == report.id,
            tuple_(ReportSection.key, SectionRevision.number).in_(named),
        )
    )
    return {row.key: row.SectionRevision for row in rows}


def find_figure(report: Report, figure_id: int) -> ReportFigure | None:
    return db.session.scalar(
        select(ReportFigure).where(ReportFigure.id == figure_id, ReportFigure.report_id == report.id)
    )


def find_slides(report: Report, slides_id: int) -> Slides | None:
    return db.session.scalar(
        select(Slides)
        .join(Slides.presentation)
        .where(Slides.id == slides_id, Presentation.report_id == report.id)
        .options(selectinload(Slides.pictures))
    )


def list_figures(report: Report) -> dict[str, ReportFigure]:
    """Every picture that was ever put into this report, by the id that its content names."""
    found = db.session.scalars(select(ReportFigure).where(ReportFigure.report_id == report.id))
    return {str(figure.id): figure for figure in found}


def list_rows(report: Report, *states: RowState) -> list[MappingRow]:
    """Rows of the appendix, the most telling first. In every state where none is named."""
    chosen = select(MappingRow).where(MappingRow.report_id == report.id)
    if states:
        chosen = chosen.where(MappingRow.state.in_(states))
    return list(db.session.scalars(chosen.order_by(MappingRow.score.desc(), MappingRow.id)))


def find_row(report: Report, row_id: int) -> MappingRow | None:
    return db.session.scalar(
        select(MappingRow).where(MappingRow.id == row_id, MappingRow.report_id == report.id)
    )


def list_hints(report: Report) -> list[ReportHint]:
    """Every hint that was ever given and is still true, in the order in which it was found."""
    return list(
        db.session.scalars(
            select(ReportHint).where(ReportHint.report_id == report.id).order_by(ReportHint.id)
        )
    )


def find_hint(report: Report, hint_id: int) -> ReportHint | None:
    return db.session.scalar(
        select(ReportHint).where(ReportHint.id == hint_id, ReportHint.report_id == report.id)
    )


def is_being_read(report: Report) -> bool:
    """Whether a job waits to read the report, or is reading it."""
    unfinished = Job.state.in_([JobState.WAITING, JobState.RUNNING])
    return db.session.scalar(select(func.count()).where(unfinished, *_reads(report))) != 0


def find_waiting_reading(report: Report) -> Job | None:
    """The job that will read the report, if none has taken it yet."""
    return db.session.scalar(select(Job).where(Job.state == JobState.WAITING, *_reads(report)))


def _reads(report: Report) -> tuple[ColumnElement[bool], ...]:
    return Job.kind == READING, Job.payload["report_id"].as_integer() == report.id


def words_of(apprenticeship: Apprenticeship) -> tuple[int, Length] | None:
    """How long the report that counts now is, for pages that do not show it: in one statement, from what each save
    counted. None before it is begun."""
    return words_of_all([apprenticeship]).get(apprenticeship.id)


def words_of_all(apprenticeships: Sequence[Apprenticeship]) -> dict[int, tuple[int, Length]]:
    """The same for several at once, by apprenticeship: as many statements as for one."""
    kinds = {one.id: _kind_now(one) for one in apprenticeships}
    rows = db.session.execute(
        select(Report.apprenticeship_id, Report.kind, Report.words).where(
            Report.apprenticeship_id.in_(list(kinds))
        )
    )
    words = {whose: count for whose, kind, count in rows if kinds[whose] is kind}
    return {
        one.id: (words[one.id], plain_length(words[one.id], one.standard.project))
        for one in apprenticeships
        if one.id in words
    }


def find_handed_in(report_id: int, attempt: int) -> HandedIn | None:
    return db.session.scalar(
        select(HandedIn).where(HandedIn.report_id == report_id, HandedIn.attempt == attempt)
    )


def list_handed_in(report: Report) -> list[HandedIn]:
    """Every earlier attempt, oldest first."""
    return list(
        db.session.scalars(select(HandedIn).where(HandedIn.report_id == report.id).order_by(HandedIn.attempt))
    )


def list_reworks_of(tutor: Person) -> list[Report]:
    """The final reports that this tutor's learners rework, each with whose it is and by which plan."""
    whose = joinedload(Report.apprenticeship).options(
        joinedload(Apprenticeship.apprentice), joinedload(Apprenticeship.standard_version)
    )
    return list(
        db.session.scalars(
            select(Report)
            .join(Report.apprenticeship)
            .join(Apprenticeship.apprentice)
            .where(
                Report.kind == ReportKind.FINAL,
                Report.told_on.is_not(None),
                Apprenticeship.tutor_id == tutor.id,
                Person.deactivated_at.is_(None),
            )
            .options(whose)
        )
    )
