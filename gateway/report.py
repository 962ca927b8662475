"""How the final report stands, once it is begun: what a machine can see of it before it goes in."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Apprenticeship
from report_builder.length import plain_length
from report_builder.models import ReportKind
from report_builder.queries import find_current_report
from report_builder.reading.page import count_open_hints
from report_builder.report_page import deadline_of


@dataclass(frozen=True)
class ReportCheck:
    """One thing to look at: `page` is the endpoint that shows it; `words` how it stands, a count first."""

    id: str
    title: str
    page: str
    words: str
    in_order: bool


@dataclass(frozen=True)
class ReportStanding:
    report_id: int
    due: str
    checks: Sequence[ReportCheck]


def report_standing(apprenticeship: Apprenticeship) -> ReportStanding | None:
    """None before the gateway, when all of it is practice, and while the final is not begun."""
    report, method = find_current_report(apprenticeship), apprenticeship.standard.project
    if report is None or method is None or report.kind is not ReportKind.FINAL:
        return None
    length, worth_a_look = plain_length(report.words, method), count_open_hints(report)
    deadline = deadline_of(apprenticeship)
    return ReportStanding(
        report_id=report.id,
        due=deadline.words if deadline else "",
        checks=(
            ReportCheck(
                "length",
                "How long it is",
                "report_builder.read",
                f"{length.headline}. {length.advice}".strip(),
                length.state.is_allowed,
            ),
            ReportCheck(
                "appendix",
                "KSB appendix",
                "report_builder.appendix",
                f"{report.placed} of {len(method.ksbs)} KSBs placed",
                report.placed == len(method.ksbs),
            ),
            ReportCheck(
                "hints",
                "Read it through",
                "report_builder.hints",
                "1 sentence is worth a look"
                if worth_a_look == 1
                else f"{worth_a_look or 'No'} sentences are worth a look",
                not worth_a_look,
            ),
        ),
    )
