"""The database: one engine, one session per request or job, one base class.

Nobody but the edge (`foundation.edge`) and the worker (`foundation.jobs`) commits. SQLite and PostgreSQL behave
alike here: foreign keys hold, transactions are real, moments are aware.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    String,
    TypeDecorator,
    create_engine,
    event,
)
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session

from foundation.setting_urls import BadSetting

log = logging.getLogger(__name__)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


# As many as a server has threads, and some: one beyond them is closed after each request, and opening one costs as much
# as a small page.
KEPT_OPEN = 12


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC. A naive one is a bug and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def one_of(kind: type[StrEnum]) -> Enum:
    """A column type that holds the values of `kind` as text, checked by the database."""
    name = "".join("_" + letter.lower() if letter.isupper() else letter for letter in kind.__name__).lstrip(
        "_"
    )
    return Enum(kind, name=name, native_enum=False, create_constraint=True, length=40, values_callable=list)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Moment, str: String, dict[str, Any]: JSON, list[Any]: JSON}


Row = TypeVar("Row", bound=Base)
_Read = TypeVar("_Read")
_session: ContextVar[Session | None] = ContextVar("session", default=None)


class _Session(Session):
    """A session that knows what to undo outside the database when nothing comes of it, and that keeps what was read
    where nothing can change it."""

    def __init__(self, engine: Engine | None, *, writes: bool) -> None:
        super().__init__(engine, expire_on_commit=False)
        self._to_undo: list[Callable[[], object]] = []
        self._writes = writes
        self._read: dict[object, Any] = {}

    def once(self, key: object, read: Callable[[], Any]) -> Any:
        if self._writes:
            return read()
        if key not in self._read:
            self._read[key] = read()
        return self._read[key]

    def rollback(self) -> None:
        self._read.clear()
        super().rollback()

    def on_undo(self, work: Callable[[], object]) -> None:
        self._to_undo.append(work)

    def commit(self) -> None:
        """Once the database was asked to commit it may have done so, whatever becomes of its answer: from there on
        nothing is undone. What it refuses, it refuses when it is flushed."""
        self.flush()
        self._to_undo.clear()
        super().commit()

    def undo(self) -> None:
        while self._to_undo:
            try:
                self._to_undo.pop()()
            except Exception:
                log.exception("what was done beside the database could not be undone")


class Database:
    """Holds the engine and the session of whoever is working now."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._reading: Engine | None = None
        self._writing: Engine | None = None

    def connect(self, url: str) -> Engine:
        """Point at `url`, disposing of any engine from before."""
        if self._engine is not None:
            self._engine.dispose()
        self._engine = make_engine(url)
        self._reading = self._engine.execution_options(writes=False)
        self._writing = self._engine.execution_options(writes=True)
        return self._engine

    @property
    def engine(self) -> Engine:
        assert self._engine is not None, "connect() comes first"
        return self._engine

    @property
    def session(self) -> Session:
        """The session of this request or job."""
        session = _session.get()
        assert session is not None, "no session is open: the edge, the worker or the command line opens one"
        return session

    def open(self, *, writes: bool) -> tuple[Session, Token[Session | None]]:
        """Open the session of this request or job. Give both values back to `close`."""
        session = _Session(self._writing if writes else self._reading, writes=writes)
        return session, _session.set(session)

    def close(self, session: Session, token: Token[Session | None]) -> None:
        session.close()
        _session.reset(token)
        if isinstance(session, _Session):
            session.undo()

    def once(self, key: object, read: Callable[[], _Read]) -> _Read:
        """What `read` gives, asked for once by this `key` in a session that only reads: several parts of a page may
        each need it. A session that writes asks each time, for it may have changed it."""
        session = self.session
        assert isinstance(session, _Session), "open() makes no others"
        found: _Read = session.once(key, read)
        return found

    def on_undo(self, work: Callable[[], object]) -> None:
        """Have `work` done when this session ends and has not committed: what was done outside the database beside
        it, as a file that its row would have named, is then taken back."""
        session = self.session
        assert isinstance(session, _Session), "open() makes no others"
        session.on_undo(work)

    def release(self) -> None:
        """End the transaction so far, undoing what it wrote: nobody then waits for the slow work that follows."""
        self.session.rollback()

    def find_or_add(self, find: Callable[[], Row | None], make: Callable[[], Row]) -> tuple[Row, bool]:
        """The row that `find` finds, or else the one that `make` makes, and whether it is new. Where another request
        adds the same at this moment, a constraint of the table decides, and its row is found; where that is not what
        `find` seeks any more, as a job that was done in between, one more is made."""
        if (found := find()) is not None:
            return found, False
        try:
            return self._added(make()), True
        except IntegrityError:
            if (found := find()) is not None:
                return found, False
        return self._added(make()), True

    def _added(self, made: Row) -> Row:
        with self.session.begin_nested():
            self.session.add(made)
        return made

    @contextmanager
    def transaction(self, *, writes: bool = True) -> Iterator[Session]:
        """A session of its own that commits when the block ends and rolls back when it raises."""
        session, token = self.open(writes=writes)
        try:
            yield session
            session.commit()
        finally:
            self.close(session, token)


db = Database()


def make_engine(url: str) -> Engine:
    """An engine for `url`; on SQLite with foreign keys, WAL, full synchronisation and real transactions."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, pool_size=KEPT_OPEN)
    engine = create_engine(url, pool_size=KEPT_OPEN)
    if engine.url.database:
        Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def reachable() -> Iterator[None]:
    """Raises BadSetting where the database does not answer, or its file cannot be opened."""
    try:
        yield
    except (OperationalError, OSError) as error:
        said = " ".join(str(getattr(error, "orig", error)).split())
        raise BadSetting(f"The database that DATABASE_URL names cannot be opened: {said}") from error


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own transactions leak savepoints: ours begin below
    for pragma in ("busy_timeout=10000", "foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    # IMMEDIATE for whoever said it will write: two writers then wait in turn instead of failing half-way.
    mode = "IMMEDIATE" if connection.get_execution_options().get("writes") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")


def refuse_changes(model: type[Base]) -> None:
    """Make rows of `model` append-only: changing or deleting one through the session raises."""

    def refuse(_mapper: Any, _connection: Any, target: Any) -> None:
        raise AssertionError(f"{type(target).__name__} rows are never changed")

    event.listen(model, "before_update", refuse)
    event.listen(model, "before_delete", refuse)
