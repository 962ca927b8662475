"""The assessment organisation told that the report must be reworked: the next attempt at it.

What was handed in stays as it was: every save is a revision that never changes, so the manifest that was signed is all
that has to be kept. She writes on in the same report, which is "rework 2" from then on. See decision 93.
"""

from dataclasses import replace
from datetime import date

from sqlalchemy.exc import IntegrityError

from accounts.access import can_see_apprenticeship
from accounts.models import Apprenticeship, Person, Role
from foundation.clock import as_day, now, today
from foundation.database import db
from foundation.errors import NotAllowed, NotFound, Refused
from report_builder.frozen import REPORT_KEY, section_key
from report_builder.models import HandedIn, Report, ReportKind
from report_builder.queries import find_handed_in, list_reports, lock_report
from report_builder.services import record_about
from sign_off.manifest import Manifest, changes_between
from sign_off.models import StatementKind
from sign_off.statements.queries import find_current_statement
from sign_off.statements.setting_aside import bring_back, set_aside
from sign_off.statements.voiding import watch_signatures
from sign_off.statements.words import parties_of
from sign_off.subjects import guide_to_statement


def find_final(apprenticeship: Apprenticeship) -> Report | None:
    """The final report, once it is begun; None before the gateway and where the plan asks for no report."""
    if apprenticeship.standard.project is None or not apprenticeship.is_past_gateway:
        return None
    return list_reports(apprenticeship).get(ReportKind.FINAL)


def is_as_handed_in(report: Report) -> bool:
    """Whether a rework is still word for word the attempt before it: sections, appendix, slides and needs."""
    kept = find_handed_in(report.id, report.attempt - 1)
    if kept is None:
        return False
    before, present = Manifest.from_dict(kept.manifest), _manifest_of(report)
    return not changes_between(before, replace(before, entries=present.entries, form=present.form))


def record_rework(actor: Person, report: Report, told_on: date, *, after: int) -> None:
    """Begin the next attempt: the organisation told on `told_on` that attempt `after`, the present one, must be
    reworked. Raises NotAllowed, Refused.

    Plan: "If the apprentice fails the project assessment method, they must amend the project output".
    """
    _require_staff(actor, report)
    report = lock_report(report)
    if report.attempt != after:
        raise Refused("This was recorded a moment ago. Reload the page to see it.")
    _require_possible(report, told_on)
    manifest = find_signed(report.apprenticeship) or _manifest_of(report)
    if not any(section_key(entry) for entry in manifest.entries):
        raise Refused("Nothing is written in the final report here, so there is nothing to rework.")
    kept = HandedIn(
        report_id=report.id,
        attempt=report.attempt,
        told_on=report.told_on,
        manifest=manifest.to_dict(),
        kept_at=now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(kept)
    except IntegrityError as error:
        raise Refused("This was recorded a moment ago. Reload the page to see it.") from error
    set_aside(actor, report.apprenticeship, StatementKind.REPORT)
    report.attempt, report.told_on = report.attempt + 1, told_on
    db.session.flush()
    record_about(actor, report, "rework_recorded", attempt=report.attempt, told_on=told_on.isoformat())
    watch_signatures(report.apprenticeship_id)


def take_back_rework(actor: Person, report: Report, *, attempt: int) -> None:
    """It was recorded by mistake. What was written since stays; signatures over what was handed in count again if it
    is still that, and those over the rework no more. Raises NotAllowed, NotFound."""
    _require_staff(actor, report)
    report = lock_report(report)
    before = find_handed_in(report.id, attempt - 1)
    if before is None or report.attempt != attempt:
        raise NotFound("No such rework is recorded. Reload the page to see how it stands.")
    report.attempt, report.told_on = before.attempt, before.told_on
    bring_back(actor, report.apprenticeship, StatementKind.REPORT, Manifest.from_dict(before.manifest))
    db.session.delete(before)
    db.session.flush()
    record_about(actor, report, "rework_taken_back", attempt=attempt)
    watch_signatures(report.apprenticeship_id)


def _manifest_of(final: Report) -> Manifest:
    return guide_to_statement(StatementKind.REPORT).manifest_of(final.apprenticeship)


def _require_staff(actor: Person, report: Report) -> None:
    if actor.role is Role.APPRENTICE or not can_see_apprenticeship(actor, report.apprenticeship):
        raise NotAllowed("Your training provider records what the assessment organisation told.")


def _require_possible(report: Report, told_on: date) -> None:
    if told_on > today():
        raise Refused("That day has not come yet. Enter the day on which the outcome was told.")
    gateway = report.apprenticeship.gateway_confirmed_on
    if report.kind is not ReportKind.FINAL or gateway is None:
        raise Refused("Only the final report is reworked, and it starts after the gateway.")
    earliest = report.told_on or gateway
    if told_on < earliest:
        before = "the last outcome was told" if report.told_on else "the gateway was confirmed"
        raise Refused(f"That day is before {before}, on {as_day(earliest)}. Enter the day of this outcome.")


def find_signed(apprenticeship: Apprenticeship) -> Manifest | None:
    """The final report as both have signed it, since only that goes in, also where it has moved since."""
    statement = find_current_statement(apprenticeship, StatementKind.REPORT)
    if statement and {one.party for one in statement.signatures} == set(parties_of(StatementKind.REPORT)):
        signed = Manifest.from_dict(statement.manifest)
        if signed.find_entry(REPORT_KEY):
            return signed
    return None
