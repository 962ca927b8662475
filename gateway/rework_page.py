"""What stands in the way of taking a rework back: what was done since, which would be undone."""

from collections.abc import Iterator

from accounts.models import Apprenticeship
from foundation.clock import as_day
from gateway.models import PackKind, PackState
from gateway.queries import list_packs
from report_builder.models import Report, name_of_attempt
from sign_off.models import StatementKind
from sign_off.statements.queries import find_current_statement


def undone_by_taking_back(apprenticeship: Apprenticeship, final: Report) -> list[str]:
    """Sentences; none where nothing rests on the rework yet, and where none is recorded."""
    return list(_undone(apprenticeship, final)) if final.told_on else []


def _undone(apprenticeship: Apprenticeship, final: Report) -> Iterator[str]:
    rework = name_of_attempt(final.attempt)
    statement = find_current_statement(apprenticeship, StatementKind.REPORT)
    names = [one.name for one in statement.signatures] if statement else []
    if names:
        so = "both signatures no longer count" if len(names) > 1 else "that signature no longer counts"
        yield f"{' and '.join(names)} signed {rework}: {so}."
    for pack in list_packs(apprenticeship, PackKind.REPORT):
        if pack.attempt == final.attempt and pack.state is PackState.READY:
            yield f"The pack of {rework}, asked for on {as_day(pack.asked_at)}, is out of date then."
