"""What the report pack waits for and what is worth a look, each with the plan's own words: what the report's own
checks say, and that it is begun and signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Apprenticeship
from report_builder.models import Report, ReportKind
from report_builder.preflight import Check, ReportPart, as_strong, checks_of
from report_builder.queries import list_reports
from report_builder.report_page import Deadline, deadline_of
from sign_off.models import StatementKind
from sign_off.statements.standing import Standing, StandingState, standing_for
from standards import Force, Standard


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
        return [check for check in self.checks if check.blocks]

    @property
    def should(self) -> list[Check]:
        return [check for check in self.checks if not check.met and not check.blocks]

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
        checks += [*checks_of(report), _signed(standard, standing)]
    return ReportFlight(report, checks, standing, deadline_of(apprenticeship, report))


def _begun(standard: Standard, apprenticeship: Apprenticeship, report: Report | None) -> Check:
    past = apprenticeship.is_past_gateway
    return Check(
        said="The final report is begun" if report else "There is no final report yet",
        met=report is not None,
        todo="Start it: it begins empty." if past else "It can be started once the gateway is confirmed.",
        force=Force.MUST,
        clause=standard.find_clause("report_start_after_gateway"),
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
    clause = standard.find_clause("report_confirm_unaided")
    return Check(
        said=said,
        met=standing.state is StandingState.SIGNED,
        todo=todo,
        part=ReportPart.STATEMENTS,
        clause=clause,
        force=as_strong(clause),
    )
