"""Reads of the drafts."""

from sqlalchemy import select

from accounts.models import Person, Provider, StandardDraft, StandardVersion
from foundation.database import db
from foundation.events import Event


def list_drafts_of(provider: Provider) -> list[StandardDraft]:
    """Newest first."""
    return list(
        db.session.scalars(
            select(StandardDraft)
            .where(StandardDraft.provider_id == provider.id)
            .order_by(StandardDraft.uploaded_at.desc(), StandardDraft.id.desc())
        )
    )


def find_draft(draft_id: int, *, to_change: bool = False) -> StandardDraft | None:
    """`to_change`: nobody else changes it until this transaction ends."""
    return db.session.get(StandardDraft, draft_id, with_for_update=to_change or None)


def find_draft_gone(provider_id: int, draft_id: int) -> str | None:
    """What the standard was last called of a draft that this provider had and has no more; None for every other."""
    if find_draft(draft_id) is not None:
        return None
    own = select(Person.id).where(Person.provider_id == provider_id)
    actors = [f"person:{person_id}" for person_id in db.session.scalars(own)]
    happened = select(Event).where(Event.subject == f"standard_draft:{draft_id}", Event.actor.in_(actors))
    last = db.session.scalars(happened.order_by(Event.id.desc()).limit(1)).first()
    return last.details["standard"] if last is not None else None


def find_version(version_id: int) -> StandardVersion | None:
    return db.session.get(StandardVersion, version_id)
