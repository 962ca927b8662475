"""A statement that was handed in, and is not open any more: the next attempt is signed by itself.

Its signatures are over what went in and stay as they are. Should the next attempt be taken back, it is the present one
again, and counts while what it is about is what it was (decisions 70 and 93).
"""

from accounts.models import Apprenticeship, Person
from foundation.clock import now
from foundation.database import db
from foundation.events import record
from sign_off.links.services import withdraw_links
from sign_off.manifest import Manifest
from sign_off.models import Statement, StatementKind
from sign_off.statements.queries import find_current_statement, find_statement_over


def set_aside(actor: Person, apprenticeship: Apprenticeship, kind: StatementKind) -> None:
    """The present statement of this kind, if there is one, is a record from now on. Unanswered links stop working."""
    statement = find_current_statement(apprenticeship, kind)
    if statement is None:
        return
    statement.replaced_at = now()
    db.session.flush()
    withdraw_links(statement=statement)
    _record("statement_set_aside", actor, statement)


def bring_back(
    actor: Person, apprenticeship: Apprenticeship, kind: StatementKind, manifest: Manifest
) -> None:
    """The statement over `manifest` is the present one again, in place of whatever is; none where there was none."""
    before = find_statement_over(apprenticeship, kind, manifest)
    set_aside(actor, apprenticeship, kind)
    if before is None:
        return
    before.replaced_at = None
    db.session.flush()
    _record("statement_brought_back", actor, before)


def _record(event: str, actor: Person, statement: Statement) -> None:
    record(
        event,
        actor=actor.actor,
        subject=f"statement:{statement.id}",
        apprenticeship_id=statement.apprenticeship_id,
        of=statement.kind.value,
    )
