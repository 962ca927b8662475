"""What the administrator's pages read, each in a fixed number of statements."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from accounts.models import AccessLink, Apprenticeship, LinkKind, Person, Provider, Role
from foundation.database import db
from foundation.names import by_name

PARAMETERS_AT_ONCE = 500


def latest_invitations_of(provider: Provider) -> dict[int, AccessLink]:
    """The newest invitation of everybody who has not accepted one yet, by the person's id."""
    links = db.session.scalars(
        select(AccessLink)
        .join(AccessLink.person)
        .where(
            Person.provider_id == provider.id,
            Person.password_hash.is_(None),
            AccessLink.kind == LinkKind.INVITATION,
        )
        .order_by(AccessLink.id)
    )
    return {link.person_id: link for link in links}


def list_tutors_of(provider: Provider) -> list[Person]:
    """Those who can be given learners, by name: an invited tutor can, one whose account is closed cannot."""
    tutors = select(Person).where(
        Person.provider_id == provider.id, Person.role == Role.TUTOR, Person.deactivated_at.is_(None)
    )
    return by_name(db.session.scalars(tutors.order_by(Person.id)), lambda one: one.name)


def list_learners_of(tutor: Person) -> list[Apprenticeship]:
    """By name."""
    learners = (
        select(Apprenticeship)
        .where(Apprenticeship.tutor_id == tutor.id)
        .options(joinedload(Apprenticeship.apprentice), joinedload(Apprenticeship.employer))
        .order_by(Apprenticeship.id)
    )
    return by_name(db.session.scalars(learners), lambda one: one.apprentice.name)


def known_addresses(addresses: Iterable[str]) -> set[str]:
    """Which of these (lower-case) addresses have an account, with any provider."""
    wanted = sorted(set(addresses))
    known: set[str] = set()
    for start in range(0, len(wanted), PARAMETERS_AT_ONCE):
        some = wanted[start : start + PARAMETERS_AT_ONCE]
        known.update(db.session.scalars(select(Person.email).where(Person.email.in_(some))))
    return known


def count_learners_by_standard(provider: Provider) -> dict[int, int]:
    """How many of the provider's apprentices are on each standard version, by its id."""
    counted = (
        select(Apprenticeship.standard_version_id, func.count().label("learners"))
        .where(Apprenticeship.provider_id == provider.id)
        .group_by(Apprenticeship.standard_version_id)
    )
    return {row.standard_version_id: row.learners for row in db.session.execute(counted)}


def count_learners_of(tutor: Person) -> int:
    """How many learn with this tutor."""
    theirs = select(func.count()).select_from(Apprenticeship).where(Apprenticeship.tutor_id == tutor.id)
    return db.session.scalar(theirs) or 0
