"""A button pressed twice makes one thing, also where the second press comes before the first has been answered."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts.models import Apprenticeship, Employer, Manager, Person
from accounts.services import find_or_create_employer, find_or_create_manager
from foundation.database import Base, db
from foundation.jobs import Job
from foundation.migrate import upgrade
from foundation.settings import Settings
from gateway.models import Pack, RequirementTick
from gateway.services import confirm_requirement
from home.leaving.services import ask_for_everything
from tests.cast import Cast, assemble
from tests.web import create_app

PATIENCE = 20  # seconds; nothing here takes one
HALF_DONE = 0.4


@pytest.fixture
def either(database_url: str, tmp_path: Path) -> Iterator[tuple[Flask, Cast]]:
    """The whole application on SQLite, then on PostgreSQL."""
    upgrade(database_url)
    app = create_app(
        Settings(
            database_url=database_url,
            files_url=tmp_path.as_uri(),
            secret_key="only for tests",
            public_url="http://masterpiece.test",
        )
    )
    with app.app_context():
        cast = assemble()
    yield app, cast
    db.engine.dispose()


def twice_at_once(app: Flask, press: Callable[[], Base]) -> tuple[int, int]:
    """The ids that two presses answer: the second begins while the first has written and not committed."""
    written, second_id, failures = threading.Event(), [], []

    def press_again() -> None:
        written.wait(PATIENCE)
        try:
            with app.app_context(), db.transaction():
                second_id.append(press().id)  # type: ignore[attr-defined]
        except Exception as error:
            failures.append(error)

    second = threading.Thread(target=press_again)
    second.start()
    with app.app_context(), db.transaction():
        first_id = press().id  # type: ignore[attr-defined]
        written.set()
        second.join(HALF_DONE)
    second.join(PATIENCE)
    assert failures == []
    return first_id, second_id[0]


def count(app: Flask, kind: type[Base]) -> int | None:
    with app.app_context(), db.transaction() as session:
        return session.scalar(select(func.count()).select_from(kind))


def test_one_pack_is_made_and_both_presses_lead_to_it(either: tuple[Flask, Cast]) -> None:
    app, cast = either

    def press() -> Pack:
        own = db.session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        return ask_for_everything(own.apprentice, own)

    first, second = twice_at_once(app, press)
    assert first == second
    assert (count(app, Pack), count(app, Job)) == (1, 1)


def test_a_requirement_is_confirmed_once_and_the_last_word_stands(either: tuple[Flask, Cast]) -> None:
    app, cast = either
    notes = iter(("Certificates seen.", "Certificates seen on Monday."))

    def press() -> RequirementTick:
        own = db.session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        ben = db.session.get_one(Person, cast.ben)
        [asked] = [one for one in own.standard.gateway if one.id == "english_maths"]
        return confirm_requirement(ben, own, asked.id, (*asked.variants, "")[0], next(notes))

    first, second = twice_at_once(app, press)
    assert first == second and count(app, RequirementTick) == 1
    with app.app_context(), db.transaction() as session:
        assert session.get_one(RequirementTick, first).note == "Certificates seen on Monday."


def test_an_employer_and_a_manager_are_known_once(either: tuple[Flask, Cast]) -> None:
    app, cast = either
    before = count(app, Employer), count(app, Manager)

    def press() -> Manager:
        ben = db.session.get_one(Person, cast.ben)
        employer = find_or_create_employer(ben.provider, "Hallam Foods")
        return find_or_create_manager(employer, "Asif Khan", "asif@hallam.example")

    first, second = twice_at_once(app, press)
    assert first == second
    assert (count(app, Employer), count(app, Manager)) == tuple(one + 1 for one in before if one is not None)
