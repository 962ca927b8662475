"""What the report pack waits for and what is worth a look, each with the plan's own words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from accounts.models import Apprenticeship
from report_builder.export import appendix_of
from report_builder.measuring import length_of
from report_builder.models import Report, ReportKind
from report_builder.queries import list_reports
from report_builder.reading.page import count_open_hints
from report_builder.report_page import Deadline, deadline_of
from sign_off.models import StatementKind
from sign_off.statements.standing import Standing, StandingState, standing_for
from standards import Clause, Force, Standard


class Place(StrEnum):
    """Where something is put right; the page knows which address that is."""

    REPORT = "report"
    APPENDIX = "appendix"
    READING = "reading"
    PRESENTATION = "presentation"
    STATEMENTS = "statements"


@dataclass(frozen=True)
class Check:
    """Something that was looked at. Not met, it blocks the pack where the plan says “must”, and else is worth a look.
    `said` is what is so; `todo` what to do about it."""

    said: str
    met: bool
    todo: str = ""
    place: Place = Place.REPORT
    force: Force = Force.SHOULD
    clause: Clause | None = None


@dataclass(frozen=True)
class ReportFlight:
    """The checks in the order in which they are put right; the final report if there is one."""

    report: Report | None
    checks: Sequence[Check]
    statement: Standing
    deadline: Deadline | None

    @property
    def must(self) -> list[Check]:
        """What blocks the pack."""
        return [check for check in self.checks if not check.met and check.force is Force.MUST]

    @property
    def should(self) -> list[Check]:
        return [check for check in self.checks if not check.met and check.force is not Force.MUST]

    @property
    def in_order(self) -> list[Check]:
        return [check for check in self.checks if check.met]


def report_flight(apprenticeship: Apprenticeship) -> ReportFlight:
    """Look at the final report as it stands."""
    standard = apprenticeship.standard
    report = list_reports(apprenticeship).get(ReportKind.FINAL)
    standing = standing_for(apprenticeship, StatementKind.REPORT, who=apprenticeship.apprentice.first_name)
    checks = [_begun(standard, apprenticeship, report)]
    if report is not None:
        checks += [*_length(standard, report), _read_through(report), *_appendix(standard, report)]
        checks += _presentation(standard, report)
        checks.append(_signed(standard, standing))
    return ReportFlight(report, checks, standing, deadline_of(apprenticeship))


def _begun(standard: Standard, apprenticeship: Apprenticeship, report: Report | None) -> Check:
    past = apprenticeship.is_past_gateway
    return Check(
        said="The final report is begun" if report else "There is no final report yet",
        met=report is not None,
        todo="Start it: it begins empty." if past else "It can be started once the gateway is confirmed.",
        force=Force.MUST,
        clause=standard.find_clause("report_start_after_gateway"),
    )


def _length(standard: Standard, report: Report) -> Iterator[Check]:
    length = length_of(report)
    if not length.allowed:
        return
    yield Check(
        said=f"The report has {length.headline}; {length.allowed}",
        met=length.state.is_allowed,
        todo=f"{length.advice}.".replace("..", "."),
        clause=(clause := standard.find_clause("report_words")),
        force=_as_strong(clause),
    )


def _read_through(report: Report) -> Check:
    count = count_open_hints(report)
    sentences = "One sentence is" if count == 1 else f"{count or 'No'} sentences are"
    return Check(
        said=f"{sentences} worth a look before anybody else reads it",
        met=not count,
        todo="Read what we found, and change it or leave it.",
        place=Place.READING,
    )


def _appendix(standard: Standard, report: Report) -> Iterator[Check]:
    appendix = appendix_of(report)
    missing = [entry.code for entry in appendix.entries if not entry.is_placed]
    yield Check(
        said=f"The appendix places {appendix.placed} of {len(appendix.entries)} KSBs",
        met=appendix.placed > 0,
        todo="Say in the appendix where the report shows each KSB.",
        place=Place.APPENDIX,
        clause=(clause := standard.find_clause("report_mapping")),
        force=_as_strong(clause),
    )
    if appendix.placed and missing:
        yield Check(
            said=f"The appendix has no place for {', '.join(missing)}",
            met=False,
            todo="If the report shows them, say where. If it does not, the assessor can still ask about them.",
            place=Place.APPENDIX,
            clause=standard.find_clause("report_mapping"),
        )
    if appendix.placed and appendix.uncovered_themes:
        yield Check(
            said=f"Nothing in the appendix shows {', '.join(appendix.uncovered_themes)}",
            met=False,
            todo="See whether the report covers it. Only a reader can tell for certain.",
            place=Place.APPENDIX,
            clause=standard.find_clause("report_themes"),
        )


def _presentation(standard: Standard, report: Report) -> Iterator[Check]:
    presentation = report.presentation
    told = presentation is not None and presentation.needs_told_at is not None
    yield Check(
        said="What is needed in the room is told" if told else "Nobody has said what is needed in the room",
        met=told,
        todo="Say it on the page of the presentation, even if it is nothing more.",
        place=Place.PRESENTATION,
        clause=(clause := standard.find_clause("presentation_technical")),
        force=_as_strong(clause),
    )
    slides = presentation.slides if presentation else None
    yield Check(
        said=f"Slides go in with the report: {slides.name}" if slides else "No slides go in with the report",
        met=slides is not None,
        todo="If slides are shown, add them. If there are none, leave it so.",
        place=Place.PRESENTATION,
        clause=standard.find_clause("presentation_materials_due"),
    )


_STANDINGS = {
    StandingState.UNSIGNED: (
        "Nobody has signed the report statement",
        "The apprentice signs it first, then the employer is asked.",
    ),
    StandingState.HALF_SIGNED: (
        "One of two has signed the report statement",
        "Ask the employer to sign it.",
    ),
    StandingState.DECLINED: (
        "The employer declined to sign the report statement",
        "Read the reason, then ask again.",
    ),
    StandingState.VOID: (
        "The report statement was signed, but something changed afterwards",
        "Read what changed. Both sign it again.",
    ),
    StandingState.SIGNED: ("The report statement is signed by both", ""),
}


def _signed(standard: Standard, standing: Standing) -> Check:
    said, todo = _STANDINGS[standing.state]
    return Check(
        said=said,
        met=standing.state is StandingState.SIGNED,
        todo=todo,
        place=Place.STATEMENTS,
        clause=(clause := standard.find_clause("report_confirm_unaided")),
        force=_as_strong(clause),
    )


def _as_strong(clause: Clause | None) -> Force:
    """What a plan does not say is never a must."""
    return clause.force if clause else Force.SHOULD
