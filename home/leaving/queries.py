"""Reads about leaving."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from accounts.models import Apprenticeship, Person
from accounts.queries import find_person
from foundation.clock import now
from foundation.database import db
from foundation.events import Event
from gateway.models import Pack, PackKind
from gateway.queries import list_packs

DOWNLOAD_LASTS = timedelta(days=7)


def find_latest_everything(apprenticeship: Apprenticeship) -> Pack | None:
    """The newest pack of everything, being made or made, that has not run out."""
    packs = list_packs(apprenticeship, PackKind.EVERYTHING)
    return next((pack for pack in packs if not has_expired(pack)), None)


def expires_at(pack: Pack) -> datetime | None:
    """When a finished download is removed."""
    return pack.ready_at + DOWNLOAD_LASTS if pack.ready_at else None


def has_expired(pack: Pack) -> bool:
    end = expires_at(pack)
    return end is not None and end <= now()


def list_due_for_deletion(day: date) -> list[Apprenticeship]:
    """Apprenticeships whose last day has gone by on `day`."""
    due = select(Apprenticeship).where(Apprenticeship.delete_after < day).order_by(Apprenticeship.id)
    return list(db.session.scalars(due))


def who_asked_for_deletion(apprenticeship: Apprenticeship) -> Person | None:
    """Whoever set the day on which everything of hers is deleted; None where nobody did, or the account is gone."""
    if apprenticeship.delete_after is None:
        return None
    asked = Event.apprenticeship_id == apprenticeship.id, Event.kind == "deletion_asked"
    actor = db.session.scalar(select(Event.actor).where(*asked).order_by(Event.id.desc()).limit(1)) or ""
    kind, _, number = actor.partition(":")
    return find_person(int(number)) if kind == "person" else None
