"""The app on the worlds of the table, and a browser for each kind of person."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

from foundation.database import db
from foundation.files import MemoryStore, files
from tests.access.builder import DRAFT, FILES, World
from tests.access.table import PEOPLE, Row, body_of, filled
from tests.access.worlds import BUILDERS, build
from tests.cast import Cast
from tests.web import create_app, settings_for

UNKNOWN = "a-link-that-nobody-ever-made"
HOLDERS = ("live", "used", "expired", "another")
SCRIPT = {"Accept": "application/json"}


@dataclass
class Stage:
    """Plays a row: as each kind of person, on its world, and puts the world back where something was written."""

    app: Flask
    cast: Cast
    worlds: dict[str, World]
    path: Path
    playing: str = ""
    _watch: sqlite3.Connection | None = None

    def play(self, row: Row, *people: str) -> dict[str, str]:
        """What each of these people gets, everybody where none is named."""
        return {who: self.play_as(row, who) for who in people or PEOPLE}

    def play_as(self, row: Row, who: str, token: bool = True) -> str:
        self._set(row.world)
        before = self._version()
        answer = self.ask(row, who, with_token=token)
        wrote = self._version() != before
        if wrote:
            self.playing = ""
        shows_draft = who != "amira" and DRAFT.encode() in answer.get_data()
        answer.close()
        return said(answer, row, wrote) + (", and shows a draft" if shows_draft else "")

    def ask(self, row: Row, who: str, *, with_token: bool = True) -> TestResponse:
        """The very answer."""
        self._set(row.world)
        world = self.worlds[row.world]
        browser = self.app.test_client()
        browser.set_cookie("session", self.sessions[who])
        headers = {"X-CSRFToken": self.token} if with_token else {}
        if row.sends and row.sends[0][0] == "":
            headers |= SCRIPT
        names = world.names | {name: _held(tokens, who) for name, tokens in world.tokens.items()}
        return browser.open(
            filled(row.address, names), method=row.method, headers=headers, **body_of(row, names, FILES)
        )

    @cached_property
    def _signed(self) -> tuple[str, dict[str, str]]:
        """The token that forms carry, and the cookie of each kind of person that goes with it."""
        with self.app.test_request_context():
            token = generate_csrf()
            raw = session["csrf_token"]
            cookies = {}
            interface = self.app.session_interface
            assert isinstance(interface, SecureCookieSessionInterface)
            serializer = interface.get_signing_serializer(self.app)
            assert serializer is not None
            for who in PEOPLE:
                identity = {} if who in (*HOLDERS, "nobody") else {"_user_id": f"{self._id(who)}.stamp"}
                cookies[who] = str(serializer.dumps({"csrf_token": raw, "_fresh": True, **identity}))
        return token, cookies

    @property
    def token(self) -> str:
        return self._signed[0]

    @property
    def sessions(self) -> dict[str, str]:
        return self._signed[1]

    def _id(self, who: str) -> int:
        strangers = {
            "sven": "stranger_apprentice",
            "tomos": "stranger_tutor",
            "adaeze": "stranger_administrator",
        }
        number: int = getattr(self.cast, strangers.get(who, who))
        return number

    def _set(self, world: str) -> None:
        """Begin in this world as it was built, unless it is still untouched."""
        if self.playing != world:
            self.close()
            for ending in ("-wal", "-shm"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
            shutil.copy(self.worlds[world].path, self.path)
            self.playing = world
            self._watch = sqlite3.connect(self.path)

    def close(self) -> None:
        """Let go of the database file."""
        db.engine.dispose()
        if self._watch is not None:
            self._watch.close()

    def _version(self) -> int:
        """A number that changes when another connection commits a change to the database."""
        assert self._watch is not None, "a world is set"
        (version,) = self._watch.execute("PRAGMA data_version").fetchone()
        return int(version)


def said(answer: TestResponse, row: Row, wrote: bool) -> str:
    """The answer in the words of the table."""
    status = answer.status_code
    to_the_door = status == 302 and answer.location.partition("?")[0] == "/sign-in"
    if wrote:
        fine = status < 400 and row.method not in ("GET", "HEAD")
        return "done" if fine else f"{status}, yet something was written"
    if to_the_door:
        return "door"
    return "on" if status in (302, 303) else str(status)


def _held(tokens: object, who: str) -> str:
    """The token in the hands of this kind of person: those who are signed in try the live one."""
    if who == "nobody":
        return UNKNOWN
    return str(getattr(tokens, who if who in HOLDERS else "live"))


@pytest.fixture(scope="session")
def worlds(
    furnished: tuple[Path, Cast], tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, World], MemoryStore]:
    """Every world, built once, and the store that holds the files of all."""
    store = MemoryStore()
    made = {}
    for name in BUILDERS:
        path = tmp_path_factory.mktemp("world") / "masterpiece.sqlite3"
        shutil.copy(furnished[0], path)
        app = create_app(settings_for(path))
        files.connect(store)
        made[name] = build(name, app, furnished[1], path)
        _settle(path)
    return made, store


def _settle(path: Path) -> None:
    """All in one file, so that it can be copied."""
    db.engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.fixture(scope="session")
def built_stage(
    worlds: tuple[dict[str, World], MemoryStore],
    furnished: tuple[Path, Cast],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stage]:
    path = tmp_path_factory.mktemp("stage") / "masterpiece.sqlite3"
    stage = Stage(create_app(settings_for(path)), furnished[1], worlds[0], path)
    yield stage
    stage.close()


@pytest.fixture
def stage(built_stage: Stage, worlds: tuple[dict[str, World], MemoryStore]) -> Stage:
    """The stage, also after a test that had an app and a database of its own."""
    db.connect(f"sqlite:///{built_stage.path}")
    files.connect(worlds[1])
    return built_stage
