"""SQLite and PostgreSQL behave alike: foreign keys hold, transactions are real, moments are aware."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path

import pytest
from sqlalchemy import (
    CheckConstraint,
    Engine,
    ForeignKey,
    MetaData,
    delete,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from foundation.database import NAMES, Base, Database, Moment, make_engine, one_of
from foundation.events import Event, record
from foundation.jobs import Job
from tests.waiting import PATIENCE


class Shape(StrEnum):
    ROUND = "round"
    SQUARE = "square"


class Garden(DeclarativeBase):
    """Tables of this test alone, on the project's names and types."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Moment}


class Bed(Garden):
    __tablename__ = "bed"
    __table_args__ = (CheckConstraint("size > 0", name="size"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int] = mapped_column(default=1)
    shape: Mapped[Shape] = mapped_column(one_of(Shape), default=Shape.ROUND)
    dug_at: Mapped[datetime | None]


class Plant(Garden):
    __tablename__ = "plant"

    id: Mapped[int] = mapped_column(primary_key=True)
    bed_id: Mapped[int] = mapped_column(ForeignKey("bed.id"))


@pytest.fixture
def garden(database: Database) -> Engine:
    with database.engine.execution_options(writes=True).begin() as connection:
        Garden.metadata.create_all(connection)
    return database.engine


def names_of_beds(database: Database) -> list[str]:
    with Session(database.engine) as session:
        return list(session.scalars(select(Bed.name).order_by(Bed.id)))


def error_of(database: Database, row: Garden) -> IntegrityError:
    with pytest.raises(IntegrityError) as caught, database.transaction() as session:
        session.add(row)
    return caught.value


@pytest.mark.usefixtures("garden")
def test_a_foreign_key_to_nothing_is_refused(database: Database) -> None:
    error_of(database, Plant(bed_id=404))


@pytest.mark.usefixtures("garden")
def test_a_row_that_others_point_at_stays(database: Database) -> None:
    with database.transaction() as session:
        session.add(bed := Bed(name="herbs"))
        session.flush()
        session.add(Plant(bed_id=bed.id))

    with pytest.raises(IntegrityError), database.transaction() as session:
        session.execute(text("DELETE FROM bed"))
    assert names_of_beds(database) == ["herbs"]


@pytest.mark.usefixtures("garden")
def test_a_moment_without_a_time_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 3, 18, 16, 40)  # noqa: DTZ001
    with pytest.raises(StatementError, match="without a time zone"), database.transaction() as session:
        session.add(Bed(name="herbs", dug_at=naive))


@pytest.mark.usefixtures("garden")
def test_a_moment_of_any_zone_comes_back_in_utc(database: Database) -> None:
    summer = datetime(2026, 7, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    with database.transaction() as session:
        session.add(Bed(name="herbs", dug_at=summer))

    with Session(database.engine) as session:
        found = session.scalars(select(Bed.dug_at)).one()
    assert found is not None
    assert found == summer
    assert found.tzinfo is UTC


@pytest.mark.usefixtures("garden")
def test_a_value_outside_its_kind_is_refused_by_the_database_itself(database: Database) -> None:
    with pytest.raises(IntegrityError) as caught, database.transaction() as session:
        session.execute(text("INSERT INTO bed (name, size, shape) VALUES ('herbs', 1, 'oval')"))
    assert "ck_bed_shape" in str(caught.value)


@pytest.mark.usefixtures("garden")
def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError), database.transaction() as session:
        session.add(Bed(name="herbs"))
        session.flush()
        raise RuntimeError("half-way")
    assert names_of_beds(database) == []


@pytest.mark.usefixtures("garden")
def test_a_savepoint_rolls_back_alone(database: Database) -> None:
    with database.transaction() as session:
        session.add(Bed(name="herbs"))
        session.flush()
        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(Bed(name="herbs"))
            session.flush()
        session.add(Bed(name="roses"))
    assert names_of_beds(database) == ["herbs", "roses"]


@pytest.mark.usefixtures("garden")
def test_a_session_that_is_only_closed_wrote_nothing(database: Database) -> None:
    session, token = database.open(writes=False)
    session.add(Bed(name="herbs"))
    session.flush()
    database.close(session, token)

    assert names_of_beds(database) == []


@pytest.mark.usefixtures("garden")
def test_the_session_is_the_innermost_open_one(database: Database) -> None:
    with database.transaction() as outer:
        with database.transaction() as inner:
            assert database.session is inner
        assert database.session is outer
    with pytest.raises(AssertionError, match="no session is open"):
        _ = database.session


@pytest.mark.usefixtures("garden")
def test_release_undoes_what_was_written_and_lets_others_write(database: Database) -> None:
    with database.transaction() as session:
        session.add(Bed(name="undone"))
        session.flush()
        database.release()
        with database.transaction() as other:
            other.add(Bed(name="of another"))
        session.add(Bed(name="after"))
    assert names_of_beds(database) == ["of another", "after"]


@pytest.mark.usefixtures("garden")
def test_two_writers_wait_for_each_other_instead_of_failing(database: Database) -> None:
    first_has_written, failures = threading.Event(), []

    def write_second() -> None:
        first_has_written.wait(PATIENCE)
        try:
            with database.transaction() as session:
                count = session.scalar(select(func.count()).select_from(Bed))
                session.add(Bed(name=f"second of {count}"))
        except Exception as error:
            failures.append(error)

    second = threading.Thread(target=write_second)
    second.start()
    with database.transaction() as session:
        session.scalar(
            select(func.count()).select_from(Bed)
        )  # read, then write: where a deferred lock would fail
        session.add(Bed(name="first"))
        session.flush()
        first_has_written.set()
        second.join(0.3)
    second.join(PATIENCE)

    assert failures == []
    assert len(names_of_beds(database)) == 2


def test_on_sqlite_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'garden.sqlite3'}")
    writing = engine.execution_options(writes=True)
    with writing.begin() as connection:
        Garden.metadata.create_all(connection)
    with Session(writing) as writer, Session(engine) as reader:
        writer.add(Bed(name="not yet"))
        writer.flush()
        assert reader.scalars(select(Bed.name)).all() == []
    engine.dispose()


def test_on_sqlite_what_was_committed_survives_a_power_cut(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'garden.sqlite3'}")
    with engine.connect() as connection:
        full = 2
        assert connection.scalar(text("PRAGMA synchronous")) == full
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
    engine.dispose()


def test_on_sqlite_the_folder_of_the_file_is_made(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'new' / 'folder' / 'garden.sqlite3'}")
    engine.connect().close()
    engine.dispose()

    assert (tmp_path / "new" / "folder" / "garden.sqlite3").exists()


def counts_up(database: Database, table: str) -> bool:
    """Whether SQLite gives each number of this table once, which it does only of a key without a name."""
    known = Base.metadata.tables.get(table)
    return (
        database.engine.dialect.name == "sqlite"
        and known is not None
        and bool(known.dialect_options["sqlite"]["autoincrement"])
    )


def test_every_constraint_of_the_project_has_a_name(database: Database) -> None:
    inspector = inspect(database.engine)
    for table in inspector.get_table_names():
        named = [
            *inspector.get_check_constraints(table),
            *inspector.get_unique_constraints(table),
            *inspector.get_foreign_keys(table),
        ]
        if not counts_up(database, table):
            named.append(inspector.get_pk_constraint(table))
        for constraint in named:
            assert str(constraint["name"]).startswith(("ck_", "uq_", "fk_", "pk_")), (table, constraint)


def test_an_event_is_never_changed_and_never_deleted(database: Database) -> None:
    with database.transaction():
        happened = record("evidence_submitted", actor="person:1", subject="evidence:3", files=2)

    with pytest.raises(AssertionError, match="never changed"), database.transaction() as session:
        session.merge(happened).kind = "evidence_accepted"
    with pytest.raises(AssertionError, match="never changed"), database.transaction() as session:
        session.delete(session.merge(happened))

    with Session(database.engine) as session:
        kept = session.scalars(select(Event)).one()
    assert (kept.kind, kept.actor, kept.details) == ("evidence_submitted", "person:1", {"files": 2})
    assert kept.at.tzinfo is UTC


def test_where_anothers_row_is_not_what_is_sought_any_more_one_is_made_after_all(database: Database) -> None:
    with database.transaction() as session:
        session.add(a_job("theirs"))
    asked = 0

    def find() -> Job | None:
        """Another request's row is not seen at first, stands in the way then, and is gone when it is looked for."""
        nonlocal asked
        asked += 1
        if asked == 2:
            database.session.execute(delete(Job))
        return None

    with database.transaction():
        made, is_new = database.find_or_add(find, lambda: a_job("ours"))
        assert (made.kind, is_new) == ("ours", True)
    with database.transaction() as session:
        assert session.scalars(select(Job.kind)).all() == ["ours"]


def test_a_row_that_no_constraint_lets_in_is_an_error(database: Database) -> None:
    with database.transaction() as session:
        session.add(a_job("theirs"))
    with database.transaction(), pytest.raises(IntegrityError):
        database.find_or_add(lambda: None, lambda: a_job("ours"))


def a_job(kind: str) -> Job:
    """All of them have the same number, so that there can be one."""
    return Job(id=7, kind=kind, payload={}, created_at=datetime.now(UTC), run_at=datetime.now(UTC))
