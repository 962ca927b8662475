"""Fixtures for tests of the web application: a fresh database for each test, the cast in it, browsers for the cast."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Dialect, Engine

from foundation import database
from foundation.database import db
from foundation.files import MemoryStore, files
from foundation.jobs import Worker
from foundation.migrate import upgrade
from foundation.settings import Settings
from tests import pages
from tests.cast import Cast, assemble, client_of

pages.install()


class CompiledTemplates(BytecodeCache):
    """Templates that an app before has compiled: every test has an app of its own, and they have the same templates."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._compiled[bucket.key, bucket.checksum] = bucket.code


_compiled_templates = CompiledTemplates()
_compiled_statements: dict[Any, Any] = {}
_make_engine = database.make_engine


@cache
def _dialect_of_sqlite() -> Dialect:
    """As it is after a first connection, which finds out what this SQLite can do."""
    engine = _make_engine("sqlite://")
    with closing(engine.connect()):
        return engine.dialect


def _make_engine_that_remembers(url: str) -> Engine:
    """An engine that takes statements as an engine before has compiled them, for every test has one of its own. They
    are compiled for SQLite, and for no one database."""
    engine = _make_engine(url)
    if engine.dialect.name == "sqlite":
        engine.dialect = _dialect_of_sqlite()
        engine.update_execution_options(compiled_cache=_compiled_statements)
    return engine


database.make_engine = _make_engine_that_remembers


def create_app(settings: Settings) -> Flask:
    """The app, imported only by tests that ask for it: a room's own tests do not load every other room."""
    import app

    made = app.create_app(settings)
    made.jinja_env.bytecode_cache = _compiled_templates
    return made


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
