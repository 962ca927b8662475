"""Reads: ordered, with what the pages need loaded at once."""

from sqlalchemy import ColumnElement, Select, bindparam, or_, select
from sqlalchemy.orm import joinedload, undefer

from accounts.models import (
    AccessLink,
    Apprenticeship,
    Employer,
    Person,
    Provider,
    Role,
    SignedOut,
    StandardVersion,
)
from foundation.clock import now
from foundation.database import db
from foundation.names import by_name, name_order
from foundation.tokens import digest_of
from standards import Standard, version_order

# With everybody in it: options of a statement, or of a joinedload, that loads an Apprenticeship.
WHOLE_APPRENTICESHIP = (
    joinedload(Apprenticeship.apprentice),
    joinedload(Apprenticeship.tutor),
    joinedload(Apprenticeship.manager),
    joinedload(Apprenticeship.employer),
    joinedload(Apprenticeship.provider),
    joinedload(Apprenticeship.standard_version),
)

_OWN = (
    select(Apprenticeship)
    .where(Apprenticeship.apprentice_id == bindparam("apprentice"))
    .options(*WHOLE_APPRENTICESHIP)
)
# Every page asks this, so it is composed once. The apprentice is the person herself, and need not be joined again; her
# employer and her provider are asked for by the few pages of hers that name them.
_PERSON_AND_OWN = (
    select(Person, Apprenticeship)
    .outerjoin(Apprenticeship, Apprenticeship.apprentice_id == Person.id)
    .where(
        Person.id == bindparam("person"),
        ~select(SignedOut.id).where(SignedOut.digest == bindparam("sign_in")).exists(),
    )
    .options(
        joinedload(Apprenticeship.tutor),
        joinedload(Apprenticeship.manager),
        joinedload(Apprenticeship.standard_version),
    )
)


def find_person(person_id: int) -> Person | None:
    return db.session.get(Person, person_id)


def find_person_and_own(person_id: int, token: str) -> tuple[Person, Apprenticeship | None] | None:
    """Somebody, and her apprenticeship where she is an apprentice: every page of hers needs both. None once the sign-in
    of this token was ended."""
    sought = {"person": person_id, "sign_in": digest_of(token)}
    found = db.session.execute(_PERSON_AND_OWN, sought).one_or_none()
    return None if found is None else (found[0], found[1])


def find_person_by_email(email: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.email == email.strip().lower()))


def apprenticeship_of(person: Person) -> Apprenticeship | None:
    return db.session.scalar(_OWN, {"apprentice": person.id})


def find_apprenticeship(apprenticeship_id: int) -> Apprenticeship | None:
    return db.session.scalar(
        select(Apprenticeship)
        .where(Apprenticeship.id == apprenticeship_id)
        .options(*WHOLE_APPRENTICESHIP, undefer(Apprenticeship.shares_its_number))
    )


def list_apprenticeships_for(person: Person) -> list[Apprenticeship]:
    """A tutor's learners or a provider's, by name. An apprentice sees her own."""
    chosen = select(Apprenticeship).options(*WHOLE_APPRENTICESHIP)
    match person.role:
        case Role.TUTOR:
            chosen = chosen.where(Apprenticeship.tutor_id == person.id)
        case Role.ADMINISTRATOR:
            chosen = chosen.where(Apprenticeship.provider_id == person.provider_id)
        case Role.APPRENTICE:
            chosen = chosen.where(Apprenticeship.apprentice_id == person.id)
    return _by_name(chosen)


def list_apprenticeships_of(provider: Provider) -> list[Apprenticeship]:
    """A provider's learners, by name."""
    chosen = select(Apprenticeship).options(*WHOLE_APPRENTICESHIP)
    return _by_name(chosen.where(Apprenticeship.provider_id == provider.id))


def _by_name(chosen: Select[Apprenticeship]) -> list[Apprenticeship]:
    found = db.session.scalars(chosen.order_by(Apprenticeship.id))
    return by_name(found, lambda one: one.apprentice.name)


def list_people_of(provider: Provider) -> list[Person]:
    """By role, then by name."""
    people = db.session.scalars(select(Person).where(Person.provider_id == provider.id).order_by(Person.id))
    return sorted(people, key=lambda one: (one.role, name_order(one.name)))


def list_employers_of(provider: Provider) -> list[Employer]:
    """By name."""
    employers = db.session.scalars(select(Employer).where(Employer.provider_id == provider.id))
    return by_name(employers, lambda one: one.name)


def list_standard_versions(provider_id: int) -> list[StandardVersion]:
    """Those that this provider's apprentices can be on: everybody's and its own. By reference, the newest version of
    each last: 1.10 after 1.9, and of two with one number its own."""
    chosen = select(StandardVersion).where(_is_for(provider_id)).order_by(StandardVersion.id)
    versions = db.once(("standard versions", provider_id), lambda: list(db.session.scalars(chosen)))
    return sorted(
        versions,
        key=lambda one: (one.reference, version_order(one.version), one.provider_id is not None),
    )


def _is_for(provider_id: int) -> ColumnElement[bool]:
    return or_(StandardVersion.provider_id.is_(None), StandardVersion.provider_id == provider_id)


def find_published(reference: str, version: str, provider_id: int | None) -> StandardVersion | None:
    """The provider's own version of this number; without a provider, everybody's."""
    return db.session.scalar(
        select(StandardVersion).where(
            StandardVersion.reference == reference,
            StandardVersion.version == version,
            StandardVersion.provider_id.is_not_distinct_from(provider_id),
        )
    )


def find_standard(label: str, digest: str, provider_id: int) -> Standard | None:
    """The version of this provider's or everybody's, and the option of it, that is called so, as manifests name what
    they were made on. Of two that are called the same the one with this digest, or where none is known the provider's
    own."""
    newest_first = list_standard_versions(provider_id)[::-1]
    for version in sorted(newest_first, key=lambda one: one.digest != digest):
        for option in ("", *(one.id for one in version.standard.options)):
            if version.for_option(option).label == label:
                return version.for_option(option)
    return None


def find_live_link(token: str) -> AccessLink | None:
    """The link behind a token, unless it was used or has run out."""
    link = db.session.scalar(
        select(AccessLink).where(AccessLink.digest == digest_of(token)).options(joinedload(AccessLink.person))
    )
    if link is None or link.used_at is not None or link.expires_at <= now():
        return None
    return link
