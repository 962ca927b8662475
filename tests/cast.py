"""The fixed cast of every test, and how each of them signs in.

Amira learns with Ben; Dana manages her at Northgate; Olive administers their provider. Each has a stranger of the same
kind at another provider, and Ben has a colleague, Carys, who teaches others.
"""

from dataclasses import dataclass
from datetime import date

from flask import Flask
from flask.testing import FlaskClient

import standards
from accounts import services
from accounts.models import Apprenticeship, Manager, Person, Provider, Role, StandardVersion
from accounts.passwords import hash_password
from foundation.database import db

PASSWORD = "a long enough password"
_HASH = hash_password(PASSWORD)


@dataclass(frozen=True)
class Cast:
    """Ids, not rows: a test opens its own session."""

    amira: int
    callum: int
    ben: int
    carys: int
    olive: int
    dana: int
    stranger_apprentice: int
    stranger_tutor: int
    stranger_administrator: int
    amiras_apprenticeship: int
    strangers_apprenticeship: int


def assemble() -> Cast:
    """Put the cast into the database. Callum is a second learner of Ben's."""
    with db.transaction():
        version = services.publish_standard(standards.load("ST0505"), by="tests")
        provider = services.create_provider("Larkfield Training")
        ben = _person(provider, Role.TUTOR, "Ben Carter")
        carys = _person(provider, Role.TUTOR, "Carys Bevan")
        olive = _person(provider, Role.ADMINISTRATOR, "Olive Marsh")
        amira = _person(provider, Role.APPRENTICE, "Amira Hussain")
        callum = _person(provider, Role.APPRENTICE, "Callum Reid")
        amiras, dana = _apprenticeship(version, amira, ben, "Northgate Housing Trust", "Dana Novak")
        _apprenticeship(version, callum, ben, "Northgate Housing Trust", "Dana Novak")

        elsewhere = services.create_provider("Weirside College")
        tutor = _person(elsewhere, Role.TUTOR, "Tomos Pugh")
        administrator = _person(elsewhere, Role.ADMINISTRATOR, "Adaeze Obi")
        stranger = _person(elsewhere, Role.APPRENTICE, "Sven Lind")
        strangers, _ = _apprenticeship(version, stranger, tutor, "Weirside Council", "Morag Bell")
        return Cast(
            amira=amira.id,
            callum=callum.id,
            ben=ben.id,
            carys=carys.id,
            olive=olive.id,
            dana=dana.id,
            stranger_apprentice=stranger.id,
            stranger_tutor=tutor.id,
            stranger_administrator=administrator.id,
            amiras_apprenticeship=amiras.id,
            strangers_apprenticeship=strangers.id,
        )


def _person(provider: Provider, role: Role, name: str) -> Person:
    person = Person(
        provider=provider,
        role=role,
        name=name,
        email=f"{name.lower().replace(' ', '.')}@example.org",
        password_hash=_HASH,
        session_stamp="stamp",
        created_at=provider.created_at,
    )
    db.session.add(person)
    db.session.flush()
    return person


def _apprenticeship(
    version: StandardVersion, apprentice: Person, tutor: Person, employer: str, manager: str
) -> tuple[Apprenticeship, Manager]:
    where = services.find_or_create_employer(apprentice.provider, employer)
    address = f"{manager.lower().replace(' ', '.')}@example.org"
    who = services.find_or_create_manager(where, manager, address, "IT service manager")
    apprenticeship = services.create_apprenticeship(
        "tests",
        apprentice,
        standard_version=version,
        employer=where,
        tutor=tutor,
        manager=who,
        started_on=date(2025, 1, 6),
        gateway_planned_on=date(2027, 5, 12),
    )
    return apprenticeship, who


def client_of(app: Flask, person_id: int | None) -> FlaskClient:
    """A browser in which this person is signed in; nobody when None. No context is left pushed."""
    client = app.test_client()
    if person_id is not None:
        with client.session_transaction() as session:
            session["_user_id"] = f"{person_id}.stamp"
            session["_fresh"] = True
    return client
