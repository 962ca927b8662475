"""Verbs about files that come in parts. They flush, and never commit."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from accounts.models import Apprenticeship
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.files import Incoming, StoredFile, bare_name, files
from foundation.jobs import enqueue
from portfolio.models import EvidenceItem, Upload, UploadPart
from portfolio.uploads.queries import list_uploads

# What a slow phone sends in half a minute; a lost connection costs no more than this.
PART_BYTES = 4_000_000
MOST_AT_ONCE = 20
WAITS_FOR = timedelta(days=1)


class OutOfStep(Refused):
    """This part does not follow on what we have: the browser asks how far we are, and goes on from there."""


def begin_upload(apprenticeship: Apprenticeship, name: str, size: int, limit: int) -> Upload:
    """Make room for a file of `size` bytes. What is not whole a day after its last part is given up."""
    if size <= 0:
        raise Refused("This file is empty, so there is nothing to add.")
    if size > limit:
        raise Refused("This file is larger than we take. Make it smaller, or split it.")
    if len(list_uploads(apprenticeship)) >= MOST_AT_ONCE:
        raise Refused(f"{MOST_AT_ONCE} large files are on their way already. Let one of them end first.")
    upload = Upload(apprenticeship_id=apprenticeship.id, name=bare_name(name), size=size, moved_at=now())
    db.session.add(upload)
    db.session.flush()
    enqueue("clear_upload", delay=WAITS_FOR, upload_id=upload.id)
    return upload


def add_part(upload: Upload, start: int, stored: StoredFile) -> None:
    """The bytes from `start` on are with us. Raises OutOfStep where others are, or some before it are missing."""
    if start != upload.received:
        raise OutOfStep("This part does not follow on what we have.")
    if stored.size == 0 or start + stored.size > upload.size:
        raise Refused("The file is another than it was at first. Add it again.")
    try:
        with db.session.begin_nested():
            upload.parts.append(UploadPart(start=start, size=stored.size, key=stored.key))
            upload.moved_at = now()
    except IntegrityError as error:  # the same part, sent twice, came at the same time
        raise OutOfStep("This part is with us already.") from error


def join(keys: Sequence[str]) -> StoredFile:
    """Put the parts together as one file at rest. Needs no database; the parts stay."""

    def fill(target: Incoming) -> None:
        for content in _contents(keys):
            target.write(content)

    return files.write(fill)


def finish_upload(upload: Upload, item: EvidenceItem) -> None:
    """The file is evidence of `item`: what it came in is cleared away. The row stays for a day, for a browser that did
    not hear our answer and asks again."""
    upload.item = item
    db.session.flush()
    enqueue("clear_parts", upload_id=upload.id)


def _contents(keys: Sequence[str]) -> Iterator[bytes]:
    for key in keys:
        yield from files.store.read(key)
