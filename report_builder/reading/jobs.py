"""What the worker does for the report: reads it once she has paused, for suggestions and for hints.

It takes what it needs, lets go of the database, does the slow part, and stores the result: done twice, it stores the
same.
"""

from foundation.clock import now
from foundation.database import db
from foundation.events import record
from report_builder.access import can_suggest, why_locked
from report_builder.appendix import Place
from report_builder.mapping.standing import appendix_of, place_of, project_of
from report_builder.measuring import passages_of
from report_builder.models import MappingRow, Report, ReportHint, RowState
from report_builder.queries import find_report, list_hints, list_rows, lock_report
from report_builder.reading.analysing import analyse, choose
from report_builder.reading.hints import Hint
from report_builder.review.help_log import OFFERED

GIVEN_UP = "We could not read your report, though we tried three times."


def read_report(report_id: int) -> None:
    """Offer rows for the appendix, and hints. What she decided stays as she decided it."""
    report = find_report(report_id)
    if report is None or why_locked(report):
        return
    passages, standard, method = passages_of(report), report.apprenticeship.standard, project_of(report)
    suggests, apprentice = can_suggest(report.apprenticeship), report.apprenticeship.apprentice.name
    db.release()
    analysis = analyse(passages, standard, method, suggests=suggests, apprentice=apprentice)
    report = find_report(report_id)
    if report is None or why_locked(report):
        return
    report = lock_report(report)
    report.read_at, report.reading_problem = now(), analysis.problem
    if analysis.problem:
        return
    opened = _store_places(report, analysis.places)
    hinted = _store_hints(report, analysis.hints)
    if report.apprenticeship.is_past_gateway:
        _log_help(report, opened, hinted)


def give_up_report(report_id: int) -> None:
    """Say on the appendix's page that the report could not be read."""
    report = find_report(report_id)
    if report is not None:
        report.reading_problem = GIVEN_UP


def _store_places(report: Report, found: tuple[Place, ...]) -> list[str]:
    """Open a row for each place worth asking about, and drop open ones that nothing suggests any more. Returns the
    codes of the rows that are new."""
    rows = list_rows(report)
    wanted = choose(
        found,
        confirmed=[place for entry in appendix_of(report).entries for place in entry.confirmed],
        rejected=[place_of(row) for row in rows if row.state is RowState.REJECTED],
    )
    known = {place_of(row).identity: row for row in rows}
    kept = {place.identity for place in wanted}
    for identity, row in known.items():
        if row.state is RowState.OPEN and identity not in kept and not row.is_asked_again:
            db.session.delete(row)
    projects = {section.key: section.project for section in report.sections}
    new = [place for place in wanted if place.identity not in known]
    for place in wanted:
        row = known.get(place.identity) or MappingRow(
            report_id=report.id,
            code=place.code,
            project=projects[place.section_key],
            section_key=place.section_key,
            excerpt=place.excerpt,
            suggested=True,
            state=RowState.OPEN,
        )
        row.locator, row.score = place.locator, place.score
        db.session.add(row)
    db.session.flush()
    return [place.code for place in new]


def _store_hints(report: Report, found: tuple[Hint, ...]) -> int:
    """Keep hints in step with the report; one that she left stays left while its sentence stands. Returns how many
    are new."""
    known = {Hint(hint.rule, hint.section_key, hint.excerpt): hint for hint in list_hints(report)}
    for hint, row in known.items():
        if hint not in found:
            db.session.delete(row)
    new = dict.fromkeys(hint for hint in found if hint not in known)
    for hint in new:
        db.session.add(
            ReportHint(
                report_id=report.id,
                rule=hint.rule,
                section_key=hint.section_key,
                excerpt=hint.excerpt,
                found_at=now(),
            )
        )
    db.session.flush()
    return len(new)


def _log_help(report: Report, opened: list[str], hinted: int) -> None:
    """The report is written unaided, so what we offered after the gateway is on record. Plan: "unaided"."""
    if opened or hinted:
        record(
            OFFERED,
            actor="worker",
            subject=f"report:{report.id}",
            apprenticeship_id=report.apprenticeship_id,
            rows=opened,
            hints=hinted,
        )
