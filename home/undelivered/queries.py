"""Reads about mail that was given up."""

from sqlalchemy import ColumnElement, or_, select

from accounts.models import Apprenticeship, Person, Role
from foundation.database import db
from foundation.outbox import ON_ITS_WAY, UNDELIVERED, Mail


def list_undelivered_for(person: Person) -> list[Mail]:
    """What did not arrive and waits for this tutor or administrator, longest first."""
    waiting = select(Mail).where(*UNDELIVERED, _whose(person))
    return list(db.session.scalars(waiting.order_by(Mail.failed_at, Mail.id)))


def list_on_its_way_for(person: Person) -> list[Mail]:
    """What no mail server has taken yet, longest first."""
    trying = select(Mail).where(*ON_ITS_WAY, _whose(person))
    return list(db.session.scalars(trying.order_by(Mail.created_at, Mail.id)))


def find_undelivered_for(person: Person, mail_id: int) -> Mail | None:
    return db.session.scalar(select(Mail).where(Mail.id == mail_id, *UNDELIVERED, _whose(person)))


def _whose(person: Person) -> ColumnElement[bool]:
    """A tutor's are about her learners; an administrator's about anybody of her provider, or to them."""
    learners = select(Apprenticeship.id)
    if person.role is Role.TUTOR:
        return Mail.apprenticeship_id.in_(learners.where(Apprenticeship.tutor_id == person.id))
    people = select(Person.email).where(Person.provider_id == person.provider_id)
    theirs = learners.where(Apprenticeship.provider_id == person.provider_id)
    return or_(Mail.apprenticeship_id.in_(theirs), Mail.to.in_(people))
