"""Verbs about leaving: taking everything along, asking for deletion, taking that back, deleting."""

from datetime import timedelta

from accounts.models import Apprenticeship, Person
from foundation.clock import as_day, today
from foundation.database import db
from foundation.deleting import delete_later
from foundation.errors import NotAllowed, Refused
from foundation.events import record
from foundation.jobs import enqueue
from gateway.models import Pack, PackKind
from gateway.services import find_or_begin_pack
from home.leaving.access import can_leave
from home.leaving.belongings import belongings_of, delete_belongings
from home.leaving.telling import tell_of_deletion, tell_of_keeping
from home.provider_data.services import forget_downloads

DELETED_AFTER = timedelta(days=30)


def ask_for_everything(actor: Person, apprenticeship: Apprenticeship) -> Pack:
    """Let a job put everything of hers into one ZIP; while it makes one, that is the answer. Raises NotAllowed."""
    _require(actor, apprenticeship)
    pack, is_new = find_or_begin_pack(actor, apprenticeship, PackKind.EVERYTHING)
    if is_new:
        enqueue("make_everything", pack_id=pack.id)
        _record("everything_asked", actor, apprenticeship)
    return pack


def ask_for_deletion(actor: Person, apprenticeship: Apprenticeship) -> None:
    """Have everything of hers deleted after 30 days, and tell her and her tutor. Raises NotAllowed; Refused when it is
    asked for already."""
    _require(actor, apprenticeship)
    if apprenticeship.delete_after is not None:
        raise Refused(f"Everything will be deleted after {as_day(apprenticeship.delete_after)} already.")
    apprenticeship.delete_after = today() + DELETED_AFTER
    db.session.flush()
    enqueue(
        "delete_when_due",
        delay=DELETED_AFTER + timedelta(days=1),
        apprenticeship_id=apprenticeship.id,
    )
    _record("deletion_asked", actor, apprenticeship, after=apprenticeship.delete_after.isoformat())
    tell_of_deletion(actor, apprenticeship)


def withdraw_deletion(actor: Person, apprenticeship: Apprenticeship) -> None:
    """Keep everything after all, and tell her and her tutor. Raises NotAllowed."""
    _require(actor, apprenticeship)
    if apprenticeship.delete_after is None:
        return
    apprenticeship.delete_after = None
    db.session.flush()
    _record("deletion_withdrawn", actor, apprenticeship)
    tell_of_keeping(actor, apprenticeship)


def delete_everything(apprenticeship: Apprenticeship) -> None:
    """Delete her account and everything of hers. What stays is one event that names nobody.

    Raises Refused before her last day has gone by. The files go by a job of the same transaction: a file is never lost
    while a row still names it.
    """
    if apprenticeship.delete_after is None or apprenticeship.delete_after >= today():
        raise Refused("This is not due for deletion.")
    subject = f"apprenticeship:{apprenticeship.id}"
    belongings = belongings_of(apprenticeship)
    provider_id = apprenticeship.provider_id
    delete_belongings(apprenticeship, belongings)
    forget_downloads(provider_id)
    delete_later(belongings.file_keys, f"provider:{provider_id}")
    record("everything_deleted", actor="server", subject=subject, files=len(belongings.file_keys))


def _require(actor: Person, apprenticeship: Apprenticeship) -> None:
    if not can_leave(actor, apprenticeship):
        raise NotAllowed("Only the apprentice and your administrator can take everything along or delete it.")


def _record(kind: str, actor: Person, apprenticeship: Apprenticeship, **details: object) -> None:
    record(
        kind,
        actor=actor.actor,
        subject=f"apprenticeship:{apprenticeship.id}",
        apprenticeship_id=apprenticeship.id,
        **details,
    )
