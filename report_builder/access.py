"""Who may read and write a report. State, role and ownership are asked together; fetching is checking."""

from accounts.access import can_see_apprenticeship
from accounts.models import Apprenticeship, Person, Role
from foundation.errors import MasterpieceError, NotAllowed, NotFound
from report_builder.models import (
    HandedIn,
    MappingRow,
    Report,
    ReportFigure,
    ReportHint,
    ReportKind,
    ReportSection,
    SectionRevision,
    Slides,
)
from report_builder.queries import (
    find_figure,
    find_handed_in,
    find_hint,
    find_report,
    find_revision,
    find_row,
    find_section,
    find_slides,
    list_handed_in,
)
from sign_off.manifest import Manifest
from sign_off.models import StatementKind
from sign_off.reviews.taken_back import missing
from sign_off.state import ReviewState, last_sent, state_of, was_sent
from sign_off.statements.queries import find_statement_over
from sign_off.statements.words import parties_of


class Locked(MasterpieceError):
    """The report cannot change as it stands. Not 409: to the editor that means two versions of one section."""

    status = 423


def why_locked(report: Report) -> str:
    """Why the report cannot change now, in words; empty when it can. While the tutor reads what was sent she goes on
    writing: he has his own copy."""
    if report.kind is ReportKind.PRACTICE and report.apprenticeship.is_past_gateway:
        return "The gateway is passed, so your practice report is kept as it is. Write in the final report."
    if state_of(report.subject) is ReviewState.ACCEPTED:
        return "This report is accepted, so it is locked. Open it again first if you want to change it."
    return ""


def can_change_report(person: Person, report: Report) -> bool:
    return report.apprenticeship.apprentice_id == person.id and not why_locked(report)


def can_see_report(person: Person, report: Report) -> bool:
    """A tutor sees what was sent, never a draft."""
    if not can_see_apprenticeship(person, report.apprenticeship):
        return False
    return person.role is Role.APPRENTICE or last_sent(report.subject) is not None


def get_report_for(person: Person, report_id: int) -> Report:
    """Raises NotFound for strangers, and for a tutor when it was never sent: TakenBack where it was taken back."""
    report = find_report(report_id)
    if report is None or report.apprenticeship.standard.project is None or not can_see_report(person, report):
        raise missing(
            person, report.subject if report else None, "We could not find that report among yours."
        )
    return report


def get_own_report_for(person: Person, report_id: int) -> Report:
    """The same for whoever means to work on it. Raises NotAllowed for those who may only look."""
    report = get_report_for(person, report_id)
    if report.apprenticeship.apprentice_id != person.id:
        raise NotAllowed("Only the apprentice can work on a report. You can comment on what was sent.")
    return report


def can_read_handed_in(person: Person, kept: HandedIn) -> bool:
    """What both signed went in, and is no draft: her staff may read it where they may read the report as it was frozen,
    the administrator as its pack, the tutor once it was sent. What nobody signed stays hers."""
    report = kept.report
    if not can_see_apprenticeship(person, report.apprenticeship):
        return False
    if person.role is Role.APPRENTICE:
        return True
    if person.role is Role.TUTOR and last_sent(report.subject) is None:
        return False
    manifest = Manifest.from_dict(kept.manifest)
    statement = find_statement_over(report.apprenticeship, StatementKind.REPORT, manifest)
    signed = {one.party for one in statement.signatures} if statement else set()
    return signed == set(parties_of(StatementKind.REPORT))


def get_handed_in_for(person: Person, report_id: int, attempt: int) -> HandedIn:
    """An earlier attempt at a report, as it was handed in. Raises NotFound, also for what this person may not read."""
    kept = find_handed_in(report_id, attempt)
    if kept is None or not can_read_handed_in(person, kept):
        raise NotFound("We could not find that attempt among those you may read.")
    return kept


def list_handed_in_for(person: Person, report: Report) -> list[HandedIn]:
    """The earlier attempts that this person may read, oldest first."""
    return [kept for kept in list_handed_in(report) if can_read_handed_in(person, kept)]


def get_section_for(person: Person, report_id: int, key: str) -> ReportSection:
    section = find_section(get_own_report_for(person, report_id), key)
    if section is None:
        raise NotFound("This report has no such section.")
    return section


def get_revision_for(person: Person, report_id: int, key: str, number: int) -> SectionRevision:
    revision = find_revision(get_section_for(person, report_id, key), number)
    if revision is None:
        raise NotFound("This section has no such version.")
    return revision


def get_row_for(person: Person, report_id: int, row_id: int) -> MappingRow:
    row = find_row(get_own_report_for(person, report_id), row_id)
    if row is None:
        raise NotFound("The appendix has no such row.")
    return row


def why_presentation_closed(report: Report) -> str:
    """Why the presentation cannot change, in words; empty when it can. Plan: its materials go in with the report, which
    is started after the gateway; so the practice report has none. What a tutor accepts are the words of the report, so
    that does not lock it."""
    if report.kind is ReportKind.PRACTICE:
        return "The presentation belongs to the final report, which opens at the gateway."
    return ""


def get_slides_for(person: Person, report_id: int, slides_id: int) -> Slides:
    """Slides of her own report, in use or not. What was sent of them, her tutor opens where it was sent."""
    slides = find_slides(get_own_report_for(person, report_id), slides_id)
    if slides is None:
        raise NotFound("This report has no such slides.")
    return slides


def get_hint_for(person: Person, report_id: int, hint_id: int) -> ReportHint:
    hint = find_hint(get_own_report_for(person, report_id), hint_id)
    if hint is None:
        raise NotFound("This hint is settled: the sentence has been rewritten.")
    return hint


def get_figure_for(person: Person, report_id: int, figure_id: int) -> ReportFigure:
    """A picture of a report that she may read; for others than her, one that was in what was sent."""
    report = get_report_for(person, report_id)
    figure = find_figure(report, figure_id)
    if figure is None or (
        person.role is not Role.APPRENTICE and not was_sent(report.subject, str(figure.id))
    ):
        raise NotFound("We could not find that picture in this report.")
    return figure


def can_suggest(apprenticeship: Apprenticeship) -> bool:
    """After the gateway the provider may switch our suggestions off."""
    return not apprenticeship.is_past_gateway or apprenticeship.provider.suggestions_after_gateway
