"""Deleting files from the store: by a job of the transaction that takes their rows, tried while the store is away.

What still lies there after two days stands on the administrator's home until somebody has it tried again.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from foundation.clock import now
from foundation.database import db
from foundation.files import files
from foundation.jobs import Job, JobState, enqueue

log = logging.getLogger(__name__)

KIND = "delete_files"
KEEPS_TRYING = timedelta(days=2)
MOST_SAID = 500  # letters of what a store answers: some send a page


class StillThere(Exception):
    """The store did not let go of files for as long as we try."""


def delete_later(keys: Sequence[str], concerns: str) -> None:
    """Have these files deleted once this session has committed. `concerns` says whose they were, like an event's
    subject ("provider:3")."""
    if keys:
        enqueue(KIND, keys=list(keys), concerns=concerns, since=now().isoformat())


def delete_files(keys: Sequence[str], concerns: str = "", since: str = "") -> None:
    """The job: delete each of them. Those that the store keeps go into the queue again: after a minute, then at growing
    intervals up to an hour, for two days. Raises StillThere then; `since` is when it began."""
    db.release()
    left = [key for key in keys if not _is_deleted(key)]
    if not left:
        return
    began = datetime.fromisoformat(since) if since else now()
    waited = now() - began
    if waited > KEEPS_TRYING:
        raise StillThere(f"{len(left)} of {len(keys)}")
    log.warning("%s of %s files could not be deleted yet", len(left), len(keys))
    delay = min(max(waited, timedelta(minutes=1)), timedelta(hours=1))
    enqueue(KIND, delay=delay, keys=left, concerns=concerns, since=began.isoformat())


def count_left(concerns: str) -> int:
    """How many files that should be gone nobody tries to delete any more."""
    return sum(len(job.payload["keys"]) for job in _given_up(concerns))


def delete_again(concerns: str) -> None:
    """Begin anew with those."""
    for job in _given_up(concerns):
        delete_later(job.payload["keys"], concerns)
        db.session.delete(job)


def _given_up(concerns: str) -> list[Job]:
    failed = select(Job).where(Job.kind == KIND, Job.state == JobState.FAILED).order_by(Job.id)
    return [job for job in db.session.scalars(failed) if job.payload.get("concerns") == concerns]


def _is_deleted(key: str) -> bool:
    try:
        files.delete_now(key)
    except Exception as error:  # every store has its own
        said = " ".join(str(error).split())[:MOST_SAID]
        log.warning("file %s could not be deleted: %s: %s", key, type(error).__name__, said)
        return False
    return True
