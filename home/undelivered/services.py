"""Verbs about mail that was given up. They flush, record, and never commit."""

from accounts.models import Person
from foundation.clock import now
from foundation.database import db
from foundation.events import record
from foundation.outbox import Mail


def settle_mail(actor: Person, mail: Mail) -> None:
    """Somebody told the person in another way."""
    mail.settled_at = now()
    db.session.flush()
    record(
        "undelivered_mail_settled",
        actor=actor.actor,
        subject=f"mail:{mail.id}",
        apprenticeship_id=mail.apprenticeship_id,
    )
