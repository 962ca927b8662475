"""Files that should go do go, also when the store is away for a while: nobody is left with what was hers."""

import ast
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from foundation.clock import now
from foundation.database import Database
from foundation.deleting import KIND, count_left, delete_again, delete_files, delete_later
from foundation.files import FileStore, MemoryStore, files
from foundation.jobs import Job, JobState, Worker

OURS = "provider:3"
ROOT = Path(__file__).parents[2]
ROOMS = ("accounts", "sign_off", "portfolio", "report_builder", "gateway", "home")


class Unsteady(MemoryStore):
    """A store that is away, or keeps one file."""

    def __init__(self) -> None:
        super().__init__()
        self.away = False
        self.keeps = ""

    def delete(self, key: str) -> None:
        if self.away or key == self.keeps:
            raise ConnectionError("503 Slow Down")
        super().delete(key)

    def __len__(self) -> int:
        return len(self._files)


@pytest.fixture
def store() -> Unsteady:
    store = Unsteady()
    files.connect(store)
    return store


def delete_three(database: Database, store: Unsteady) -> list[str]:
    keys = [store.put(BytesIO(name)).key for name in (b"one", b"two", b"three")]
    with database.transaction():
        delete_later(keys, OURS)
    return keys


def work(database: Database, after: timedelta = timedelta(0), times: int = 1) -> None:
    """What the worker does so much later."""
    for _ in range(times):
        with database.transaction() as session:
            for job in session.scalars(select(Job).where(Job.state == JobState.WAITING)):
                job.run_at = now()
                began = now() - after
                job.payload = {**job.payload, "since": began.isoformat()}
        Worker({KIND: delete_files}).run_one()


def test_files_are_deleted_once_their_rows_are_gone(database: Database, store: Unsteady) -> None:
    delete_three(database, store)
    work(database)
    assert len(store) == 0


def test_one_that_stays_keeps_none_of_the_others(database: Database, store: Unsteady) -> None:
    store.keeps = delete_three(database, store)[0]
    work(database)
    assert len(store) == 1
    store.keeps = ""
    work(database, times=2)
    assert len(store) == 0


def test_a_store_that_is_away_is_tried_again_later_and_later(database: Database, store: Unsteady) -> None:
    delete_three(database, store)
    store.away = True
    for passed, next_in in ((0, 60), (600, 600), (7200, 3600), (150_000, 3600)):
        work(database, after=timedelta(seconds=passed))
        with database.transaction() as session:
            (waiting,) = session.scalars(select(Job).where(Job.state == JobState.WAITING)).all()
            assert (waiting.run_at - now()).total_seconds() == pytest.approx(next_in, abs=20)
            assert waiting.attempts == 0
            assert count_left(OURS) == 0
    store.away = False
    work(database)
    assert len(store) == 0


def test_what_was_given_up_is_counted_for_its_provider_and_can_be_tried_anew(
    database: Database, store: Unsteady
) -> None:
    delete_three(database, store)
    store.away = True
    work(database, after=timedelta(days=3), times=3)
    with database.transaction():
        assert count_left(OURS) == 3
        assert count_left("provider:4") == 0
        delete_again("provider:4")
        assert count_left(OURS) == 3
        delete_again(OURS)
        assert count_left(OURS) == 0
    store.away = False
    work(database)
    assert len(store) == 0


def test_jobs_from_before_this_release_are_done_too(database: Database, store: Unsteady) -> None:
    key = store.put(BytesIO(b"old")).key
    with database.transaction() as session:
        session.add(Job(kind=KIND, payload={"keys": [key]}, created_at=now(), run_at=now()))
    Worker({KIND: delete_files}).run_all()
    assert len(store) == 0


def test_old_ones_that_say_nothing_of_whose_they_were_are_nobodys_to_see_or_to_try(
    database: Database,
) -> None:
    with database.transaction() as session:
        for payload in ({"keys": ["aa/1"]}, {"keys": ["aa/2"], "concerns": ""}):
            session.add(
                Job(kind=KIND, payload=payload, state=JobState.FAILED, created_at=now(), run_at=now())
            )
    with database.transaction() as session:
        assert count_left(OURS) == 0
        delete_again(OURS)
        assert session.scalars(select(Job.state)).all() == [JobState.FAILED, JobState.FAILED]


def test_the_log_says_of_which_file_the_store_answered_what(
    database: Database, store: Unsteady, caplog: pytest.LogCaptureFixture
) -> None:
    store.keeps = delete_three(database, store)[1]
    work(database)
    assert f"file {store.keeps} could not be deleted: ConnectionError: 503 Slow Down" in caplog.messages


def test_no_room_deletes_a_file_before_its_session_has_committed() -> None:
    """It has the keys of its files deleted by `delete_later`: nothing else of the store can."""
    assert not hasattr(FileStore, "delete"), "which mypy then refuses of `files.store`"
    at_once = [where for room in ROOMS for where in _deletes_of_files_in(room)]
    assert at_once == []
    assert list(_deletes_of_files_in("foundation")), "the walk sees those that may"


def _deletes_of_files_in(room: str) -> Iterator[str]:
    for path in sorted((ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and _deletes_a_file(node):
                yield f"{path.relative_to(ROOT)}:{node.lineno}"


def _deletes_a_file(node: ast.Attribute) -> bool:
    of = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    return node.attr == "delete_now" or (node.attr == "delete" and of in {"files", "store", "_store"})
