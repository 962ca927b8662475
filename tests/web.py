"""Fixtures for tests of the web application: a fresh database for each test, the cast in it, browsers for the cast."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient

from foundation.database import db
from foundation.files import MemoryStore, files
from foundation.jobs import Worker
from foundation.migrate import upgrade
from foundation.settings import Settings
from tests import pages
from tests.cast import Cast, assemble, client_of

pages.install()


def create_app(settings: Settings) -> Flask:
    """The app, imported only by tests that ask for it: a room's own tests do not load every other room."""
    import app

    return app.create_app(settings)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """A database with the cast in it, made once and copied for every test."""
    path = tmp_path_factory.mktemp("furnished") / "masterpiece.sqlite3"
    upgrade(f"sqlite:///{path}")
    app = create_app(settings_for(path))
    with app.app_context():
        cast = assemble()
    db.engine.dispose()
    return path, cast


@pytest.fixture
def cast(furnished: tuple[Path, Cast]) -> Cast:
    return furnished[1]


@pytest.fixture
def app(furnished: tuple[Path, Cast], tmp_path: Path) -> Iterator[Flask]:
    path = tmp_path / "masterpiece.sqlite3"
    shutil.copy(furnished[0], path)
    app = create_app(settings_for(path))
    app.config.update(TESTING=False, WTF_CSRF_ENABLED=False)
    files.connect(MemoryStore())
    assert not has_app_context()
    yield app
    db.engine.dispose()


@pytest.fixture
def amira(app: Flask, cast: Cast) -> FlaskClient:
    """The apprentice's browser."""
    return client_of(app, cast.amira)


@pytest.fixture
def ben(app: Flask, cast: Cast) -> FlaskClient:
    """Her tutor's browser."""
    return client_of(app, cast.ben)


@pytest.fixture
def olive(app: Flask, cast: Cast) -> FlaskClient:
    """Her administrator's browser."""
    return client_of(app, cast.olive)


@pytest.fixture
def nobody(app: Flask) -> FlaskClient:
    """A browser in which nobody is signed in: Dana's, when she opens a link."""
    return client_of(app, None)


@pytest.fixture
def work(app: Flask) -> "Work":
    """`work()` does every job that is waiting."""
    return Work(app)


class Work:
    def __init__(self, app: Flask) -> None:
        self._app = app

    def __call__(self) -> int:
        with self._app.app_context():
            return Worker(self._app.extensions["jobs"]).run_all()


def settings_for(path: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{path}",
        files_url=f"file://{path.parent / 'files'}",
        secret_key="only for tests",
        public_url="http://masterpiece.test",
        secure_cookies=False,
        rate_limits=False,
    )
