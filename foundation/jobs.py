"""Slow work: enqueued in the same transaction as what it is about, done by a worker, begun again after a crash.

A job is leased. While its worker lives, a heartbeat renews the lease; when the worker is killed, the lease runs out and
another worker takes the job. What a job writes and the mark that it is done are one transaction, so its effects
happen once. See docs/decisions/0003-jobs-on-a-lease-table.md.
"""

import logging
import os
import socket
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, Update, func, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, db, one_of

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=15)
MOST_ATTEMPTS = 3
Work = Callable[..., None]


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """One piece of slow work. `payload` are the keyword arguments of its function."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_state_run_at", "state", "run_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    state: Mapped[JobState] = mapped_column(one_of(JobState), default=JobState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    run_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    worker: Mapped[str | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


def enqueue(kind: str, *, delay: timedelta = timedelta(0), **payload: Any) -> Job:
    """Add a job to this session: it becomes real when the session commits."""
    job = Job(kind=kind, payload=payload, created_at=now(), run_at=now() + delay)
    db.session.add(job)
    return job


@dataclass(frozen=True)
class JobKind:
    """How jobs of a kind are done. `on_failure` is called with the same arguments, once, when one is given up.

    `prepare` loads what the first job would have to wait for: a worker that has nothing to do calls it, once. Jobs that
    are `long` take many minutes, and a worker of their own: nobody's upload waits for them.
    """

    work: Work
    on_failure: Work | None = None
    prepare: Callable[[], object] | None = None
    long: bool = False


class Worker:
    """Does jobs, one at a time. `kinds` maps the name of each kind of job to its function, or to its JobKind.

    `lease` is how long a job of a worker that was killed waits for another.
    """

    def __init__(self, kinds: Mapping[str, Work | JobKind], lease: timedelta = LEASE) -> None:
        self.kinds = {
            name: kind if isinstance(kind, JobKind) else JobKind(kind) for name, kind in kinds.items()
        }
        self.lease = lease
        self.name = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"

    def run_until(self, stop: threading.Event, pause: float = 0.3) -> None:
        """Work until `stop` is set, looking for jobs every `pause` seconds when there are none."""
        to_prepare = [kind.prepare for kind in self.kinds.values() if kind.prepare is not None]
        while not stop.is_set():
            try:
                busy = self.run_one()
            except Exception:
                log.exception("the worker could not reach its jobs")
                busy = False
            if not busy and to_prepare:
                _try(to_prepare.pop())
            elif not busy:
                stop.wait(pause)

    def run_all(self) -> int:
        """Do every job that can be done now. Returns how many were done."""
        done = 0
        while self.run_one():
            done += 1
        return done

    def run_one(self) -> bool:
        """Take the oldest job that is due and do it. False where there is none."""
        self._give_up_abandoned()
        job = self._take()
        if job is None:
            return False
        with self._heartbeat(job.id):
            try:
                self._finish(job, self.kinds[job.kind].work, JobState.DONE)
            except Exception:
                log.exception("job %s (%s) failed on attempt %s", job.id, job.kind, job.attempts)
                if job.attempts < MOST_ATTEMPTS:
                    self._put_back(job)
                else:
                    self._give_up(job)
        return True

    def _take(self) -> Job | None:
        moment = now()
        abandoned = (Job.state == JobState.RUNNING) & (Job.lease_until < moment)
        due = or_((Job.state == JobState.WAITING) & (Job.run_at <= moment), abandoned)
        mine = (due, Job.kind.in_(self.kinds), Job.attempts < MOST_ATTEMPTS)
        oldest = select(Job.id).where(*mine).order_by(Job.run_at, Job.id).limit(1)
        with db.transaction() as session:
            taken = (
                update(Job)
                .where(Job.id == oldest.with_for_update(skip_locked=True).scalar_subquery())
                .values(
                    state=JobState.RUNNING,
                    worker=self.name,
                    lease_until=moment + self.lease,
                    attempts=Job.attempts + 1,
                )
                .returning(Job)
            )
            return session.scalars(taken).one_or_none()

    def _finish(self, job: Job, work: Work, state: JobState) -> None:
        """Do `work` and say so, in one transaction; undo it when another worker has the job by then."""
        with db.transaction() as session:
            work(**job.payload)
            over = _still_held(job).values(state=state, finished_at=now(), lease_until=None)
            if session.execute(over).rowcount != 1:  # type: ignore[attr-defined]
                raise LeaseLost(job.id)

    def _put_back(self, job: Job) -> None:
        later = now() + timedelta(seconds=2**job.attempts)
        with db.transaction() as session:
            session.execute(_still_held(job).values(state=JobState.WAITING, run_at=later, lease_until=None))

    def _give_up_abandoned(self) -> None:
        """A job that takes its worker down with it must not do so for ever."""
        abandoned = (Job.state == JobState.RUNNING) & (Job.lease_until < now())
        last = (abandoned, Job.kind.in_(self.kinds), Job.attempts >= MOST_ATTEMPTS)
        with db.transaction(writes=False) as session:
            given_up = session.scalars(select(Job).where(*last)).all()
        for job in given_up:
            log.error("job %s (%s) took its worker down %s times", job.id, job.kind, job.attempts)
            self._give_up(job)

    def _give_up(self, job: Job) -> None:
        """Its room is told in the transaction that ends it. Should that fail too, the job ends all the same."""
        on_failure = self.kinds[job.kind].on_failure or _nothing
        try:
            with suppress(LeaseLost):
                self._finish(job, on_failure, JobState.FAILED)
        except Exception:
            log.exception("the room of job %s (%s) could not be told that it was given up", job.id, job.kind)
            with suppress(LeaseLost):
                self._finish(job, _nothing, JobState.FAILED)

    @contextmanager
    def _heartbeat(self, job_id: int) -> Iterator[None]:
        stop = threading.Event()

        def beat() -> None:
            while not stop.wait(self.lease.total_seconds() / 3):
                try:
                    with db.transaction() as session:
                        session.execute(
                            update(Job)
                            .where(Job.id == job_id, Job.worker == self.name, Job.state == JobState.RUNNING)
                            .values(lease_until=now() + self.lease)
                        )
                except Exception:
                    log.exception("the lease of job %s could not be renewed", job_id)

        thread = threading.Thread(target=beat, name=f"heartbeat-{job_id}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()


def _still_held(job: Job) -> Update:
    """A change to `job` that happens only while the worker that we know of has it."""
    return update(Job).where(Job.id == job.id, Job.worker == job.worker, Job.state == JobState.RUNNING)


def _try(prepare: Callable[[], object]) -> None:
    """What is not prepared now is loaded by the first job that needs it, which then says what is wrong."""
    try:
        prepare()
    except Exception:
        log.exception("the worker could not prepare")


def _nothing(**_payload: Any) -> None:
    """What is done when a job of a kind without `on_failure` is given up."""


class LeaseLost(Exception):
    """Another worker took the job over; what this one did is rolled back."""


_UNFINISHED = (JobState.WAITING, JobState.RUNNING)


def count_waiting() -> int:
    """How many jobs are not finished."""
    return db.session.scalar(select(func.count()).select_from(Job).where(Job.state.in_(_UNFINISHED))) or 0


def list_unfinished(kind: str, **payload: Any) -> list[Job]:
    """The jobs of this kind with exactly this payload that are not finished."""
    jobs = db.session.scalars(select(Job).where(Job.state.in_(_UNFINISHED), Job.kind == kind))
    return [job for job in jobs if job.payload == payload]
