"""What the log of help used reads, each in one statement; none where there is nothing to ask for."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from accounts.models import Apprenticeship, Person
from foundation.database import db
from foundation.events import Event
from sign_off.models import Comment


def list_events_of(apprenticeship: Apprenticeship, kinds: Collection[str]) -> Sequence[Event]:
    """Of these kinds in her history, oldest first."""
    own = (Event.apprenticeship_id == apprenticeship.id, Event.kind.in_(kinds))
    return db.session.scalars(select(Event).where(*own).order_by(Event.at, Event.id)).all()


def list_people(ids: Collection[int]) -> Sequence[Person]:
    return db.session.scalars(select(Person).where(Person.id.in_(ids))).all() if ids else ()


def list_comments_by_id(ids: Collection[int]) -> Sequence[Comment]:
    return db.session.scalars(select(Comment).where(Comment.id.in_(ids))).all() if ids else ()
