"""A job is enqueued with what it is about, done once, tried again when it fails, and begun again after a kill -9."""

import subprocess
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.database import Database
from foundation.events import Event, record
from foundation.jobs import (
    MOST_ATTEMPTS,
    Job,
    JobKind,
    JobState,
    Worker,
    count_waiting,
    enqueue,
    list_unfinished,
)
from tests.waiting import PATIENCE, wait_until

SLOW_WORKER = """
import sys, time
from datetime import timedelta
from foundation.database import db
from foundation.events import record
from foundation.jobs import Worker
from foundation.registry import import_models

def read_file(name):
    record("file_read", actor="worker", subject=name)
    db.session.flush()
    db.release()
    print("reading", flush=True)
    time.sleep(60)

import_models()
db.connect(sys.argv[1])
Worker({"read_file": read_file}, lease=timedelta(seconds=0.3)).run_one()
"""


def note(name: str) -> None:
    """The work of these tests: it leaves an event behind."""
    record("noted", actor="worker", subject=name)


def fail(name: str) -> None:
    record("half_done", actor="worker", subject=name)
    raise RuntimeError(name)


def put(database: Database, kind: str, **payload: Any) -> int:
    with database.transaction() as session:
        job = enqueue(kind, **payload)
        session.flush()
        return job.id


def job_of(database: Database, job_id: int) -> Job:
    with Session(database.engine) as session:
        return session.get_one(Job, job_id)


def lease_of(database: Database, job_id: int) -> datetime:
    until = job_of(database, job_id).lease_until
    assert until is not None
    return until


def subjects(database: Database) -> list[str]:
    with Session(database.engine) as session:
        return list(session.scalars(select(Event.subject).order_by(Event.id)))


def make_due(database: Database, at: datetime | None = None) -> None:
    """Let the wait after a failure be over."""
    with database.transaction() as session:
        session.execute(update(Job).where(Job.state == JobState.WAITING).values(run_at=at or now()))


def test_a_job_is_as_real_as_the_transaction_that_caused_it(database: Database) -> None:
    with pytest.raises(RuntimeError), database.transaction():
        enqueue("note", name="never")
        raise RuntimeError("the upload broke off")

    assert Worker({"note": note}).run_one() is False
    assert subjects(database) == []


def test_a_job_is_done_with_what_it_was_given(database: Database) -> None:
    job_id = put(database, "note", name="log.pdf")

    assert Worker({"note": note}).run_all() == 1
    assert subjects(database) == ["log.pdf"]
    job = job_of(database, job_id)
    assert (job.state, job.attempts, job.lease_until) == (JobState.DONE, 1, None)
    assert job.finished_at is not None


def test_the_oldest_job_is_done_first(database: Database) -> None:
    for name in ("first", "second", "third"):
        put(database, "note", name=name)
    Worker({"note": note}).run_all()

    assert subjects(database) == ["first", "second", "third"]


def test_a_delayed_job_waits(database: Database) -> None:
    with database.transaction():
        enqueue("note", delay=timedelta(hours=1), name="later")
        assert count_waiting() == 1

    assert Worker({"note": note}).run_one() is False


def test_unfinished_jobs_are_found_by_kind_and_by_what_they_were_given(database: Database) -> None:
    wanted = put(database, "note", name="first")
    put(database, "note", name="second")
    put(database, "fail", name="first")
    with database.transaction(writes=False):
        assert [job.id for job in list_unfinished("note", name="first")] == [wanted]
        assert list_unfinished("note") == []
    Worker({"note": note}).run_all()
    with database.transaction(writes=False):
        assert list_unfinished("note", name="first") == []


def test_a_worker_leaves_the_kinds_that_it_does_not_know(database: Database) -> None:
    job_id = put(database, "make_pack", name="pack")

    assert Worker({"note": note}).run_one() is False
    assert job_of(database, job_id).state is JobState.WAITING


def test_two_workers_do_every_job_once(database: Database) -> None:
    names = [f"{number:02}" for number in range(20)]
    for name in names:
        put(database, "note", name=name)
    workers = [threading.Thread(target=Worker({"note": note}).run_all) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(PATIENCE)
    Worker({"note": note}).run_all()  # a worker stops when the other holds the only job left to see

    assert sorted(subjects(database)) == names


def test_a_job_that_fails_leaves_nothing_and_waits_longer_each_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = put(database, "fail", name="broken.pdf")
    moment = now()
    monkeypatch.setattr("foundation.jobs.now", lambda: moment)
    worker, waits = Worker({"fail": fail}), []
    for _ in range(MOST_ATTEMPTS):
        assert worker.run_one() is True
        assert worker.run_one() is False  # not again at once
        waits.append(job_of(database, job_id).run_at - moment)
        make_due(database, at=moment)

    assert timedelta(seconds=1) < waits[0] < waits[1]
    job = job_of(database, job_id)
    assert (job.state, job.attempts) == (JobState.FAILED, MOST_ATTEMPTS)
    assert job.finished_at is not None
    assert subjects(database) == []


def test_a_job_may_succeed_after_it_failed(database: Database) -> None:
    job_id = put(database, "read", name="busy.pdf")
    Worker({"read": fail}).run_one()
    make_due(database)
    Worker({"read": note}).run_one()

    assert subjects(database) == ["busy.pdf"]
    assert (job_of(database, job_id).state, job_of(database, job_id).attempts) == (JobState.DONE, 2)


def test_the_job_of_a_killed_worker_runs_again_and_its_effect_is_there_once(
    database: Database, database_url: str
) -> None:
    job_id = put(database, "read_file", name="clip.mp4")
    command = [sys.executable, "-W", "error", "-c", SLOW_WORKER, database_url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as victim:
        assert victim.stdout is not None
        assert victim.stdout.readline() == b"reading\n"
        victim.kill()
    assert subjects(database) == []
    assert job_of(database, job_id).state is JobState.RUNNING

    wait_until(Worker({"read_file": note}).run_one)
    assert subjects(database) == ["clip.mp4"]
    assert (job_of(database, job_id).state, job_of(database, job_id).attempts) == (JobState.DONE, 2)


def test_a_slow_job_keeps_its_lease_while_its_worker_lives(database: Database) -> None:
    job_id = put(database, "slow", name="long.mp4")
    started, finish = threading.Event(), threading.Event()

    def slow(name: str) -> None:
        database.release()
        started.set()
        finish.wait(PATIENCE)
        note(name)

    worker = threading.Thread(target=Worker({"slow": slow}, lease=timedelta(seconds=3)).run_one)
    worker.start()
    assert started.wait(PATIENCE)
    first_lease = lease_of(database, job_id)
    wait_until(lambda: lease_of(database, job_id) > first_lease)
    assert Worker({"slow": note}).run_one() is False
    finish.set()
    worker.join(PATIENCE)

    assert subjects(database) == ["long.mp4"]
    assert job_of(database, job_id).attempts == 1


def test_what_a_worker_did_after_it_lost_its_lease_is_undone(database: Database) -> None:
    job_id = put(database, "read", name="clip.mp4")

    def lose(name: str) -> None:
        database.release()
        with database.transaction() as session:  # as if the machine had slept, and another worker had come
            session.execute(update(Job).values(lease_until=now() - timedelta(hours=1)))
        assert Worker({"read": lambda name: note("by the other")}).run_one() is True
        note("by the one who lost it")

    Worker({"read": lose}).run_one()

    assert subjects(database) == ["by the other"]
    assert job_of(database, job_id).state is JobState.DONE


def test_a_job_that_takes_its_worker_down_every_time_is_given_up(database: Database) -> None:
    job_id = put(database, "note", name="bomb.docx")
    with database.transaction() as session:
        session.execute(
            update(Job).values(
                state=JobState.RUNNING, attempts=MOST_ATTEMPTS, lease_until=now() - timedelta(seconds=1)
            )
        )

    assert Worker({"note": note}).run_one() is False
    assert job_of(database, job_id).state is JobState.FAILED
    assert subjects(database) == []


def give_up(name: str) -> None:
    record("given_up", actor="worker", subject=f"{name} was given up")


def abandon(database: Database, attempts: int) -> None:
    """As if the worker that has the job had died, after so many attempts."""
    with database.transaction() as session:
        dead = {"worker": "dead", "attempts": attempts, "lease_until": now() - timedelta(seconds=1)}
        session.execute(update(Job).values(state=JobState.RUNNING, **dead))


def test_when_the_last_attempt_failed_the_room_is_told_once(database: Database) -> None:
    job_id = put(database, "read", name="broken.pdf")
    worker = Worker({"read": JobKind(fail, on_failure=give_up)})
    for _ in range(MOST_ATTEMPTS):
        assert subjects(database) == []
        worker.run_one()
        make_due(database)

    assert worker.run_one() is False
    assert subjects(database) == ["broken.pdf was given up"]
    assert job_of(database, job_id).state is JobState.FAILED


def test_when_a_job_took_every_worker_down_the_room_is_told_once(database: Database) -> None:
    job_id = put(database, "read", name="bomb.docx")
    worker = Worker({"read": JobKind(note, on_failure=give_up)})
    abandon(database, MOST_ATTEMPTS)

    assert worker.run_one() is False
    assert worker.run_one() is False
    assert subjects(database) == ["bomb.docx was given up"]
    assert job_of(database, job_id).state is JobState.FAILED


def test_the_room_is_not_told_while_there_is_an_attempt_left(database: Database) -> None:
    put(database, "read", name="clip.mp4")
    abandon(database, MOST_ATTEMPTS - 1)
    Worker({"read": JobKind(note, on_failure=give_up)}).run_all()

    assert subjects(database) == ["clip.mp4"]


def test_a_job_is_given_up_even_when_its_room_fails_to_hear_of_it(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    job_id = put(database, "read", name="bomb.docx")
    abandon(database, MOST_ATTEMPTS)
    put(database, "read", name="the next")
    Worker({"read": JobKind(note, on_failure=fail)}).run_all()

    assert job_of(database, job_id).state is JobState.FAILED
    assert subjects(database) == ["the next"]
    assert "could not be told" in caplog.text


def test_of_two_workers_one_tells_the_room(database: Database) -> None:
    put(database, "read", name="bomb.docx")
    abandon(database, MOST_ATTEMPTS)
    other = Worker({"read": JobKind(note, on_failure=give_up)})

    def give_up_slowly(name: str) -> None:
        database.release()
        other.run_one()
        give_up(name)

    Worker({"read": JobKind(note, on_failure=give_up_slowly)}).run_one()
    assert subjects(database) == ["bomb.docx was given up"]


def test_a_worker_runs_until_it_is_told_to_stop(database: Database) -> None:
    stop = threading.Event()
    worker = threading.Thread(target=Worker({"note": note}).run_until, args=(stop, 0.02))
    worker.start()
    put(database, "note", name="while it runs")
    wait_until(lambda: subjects(database) == ["while it runs"])
    stop.set()
    worker.join(PATIENCE)

    assert not worker.is_alive()


def test_a_worker_outlives_a_database_that_is_away(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    put(database, "note", name="after the break")
    run_alone(database, "ALTER TABLE job RENAME TO job_away")
    stop = threading.Event()
    worker = threading.Thread(target=Worker({"note": note}).run_until, args=(stop, 0.02))
    worker.start()
    wait_until(lambda: "could not reach its jobs" in caplog.text)
    run_alone(database, "ALTER TABLE job_away RENAME TO job")
    wait_until(lambda: subjects(database) == ["after the break"])
    stop.set()
    worker.join(PATIENCE)

    assert not worker.is_alive()


def test_a_worker_with_nothing_to_do_prepares_once_what_the_first_job_would_wait_for(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    prepared: list[list[str]] = []

    def prepare() -> None:
        prepared.append(subjects(database))
        raise OSError("no fonts")

    put(database, "note", name="first")
    stop = threading.Event()
    kinds = {"note": JobKind(note, prepare=prepare)}
    worker = threading.Thread(target=Worker(kinds).run_until, args=(stop, 0.02))
    worker.start()
    wait_until(lambda: "could not prepare" in caplog.text)
    put(database, "note", name="second")
    wait_until(lambda: len(subjects(database)) == 2)
    stop.set()
    worker.join(PATIENCE)

    assert prepared == [["first"]]


def run_alone(database: Database, statement: str) -> None:
    with database.transaction() as session:
        session.execute(text(statement))
