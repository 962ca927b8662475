"""Verbs about hints. The acting apprentice first; they flush and record, and never commit."""

from accounts.models import Person
from report_builder.models import HintState, ReportHint
from report_builder.services import hold_report, record_about


def leave_hint(actor: Person, hint: ReportHint) -> None:
    """She has looked, and keeps the sentence as it is: it is not named again while it stands."""
    _decide(actor, hint, HintState.LEFT, "report_hint_left")


def reopen_hint(actor: Person, hint: ReportHint) -> None:
    """She wants to look again."""
    _decide(actor, hint, HintState.OPEN, "report_hint_reopened")


def _decide(actor: Person, hint: ReportHint, state: HintState, event: str) -> None:
    report = hold_report(hint.report)
    hint.state = state
    record_about(actor, report, event, hint=hint.id, rule=hint.rule)
