"""What a form sent: whole files, and large ones whose parts are all with us."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from accounts.models import Person
from foundation.database import db
from foundation.files import StoredFile, files
from portfolio.models import EvidenceItem, Upload
from portfolio.uploads.access import get_own_upload_for
from portfolio.uploads.services import OutOfStep, finish_upload, join


@dataclass(frozen=True)
class Sent:
    """A file at rest that is no evidence yet; `upload` is what it came by, where it came in parts."""

    name: str
    stored: StoredFile
    upload: Upload | None = None

    def became(self, item: EvidenceItem) -> None:
        if self.upload is not None:
            finish_upload(self.upload, item)


def receive(uploads: Sequence[Upload]) -> list[Sent]:
    """Keep every file of this request, and join these `uploads`. Raises OutOfStep where some of one is missing.

    Keeping a long clip takes a while, so the database is let go first: nobody else waits for it.
    """
    whole = [upload for upload in request.files.getlist("files") if upload.filename]
    joined = [(upload, upload.name, _keys(upload)) for upload in uploads]
    db.release()
    return [
        *(Sent(file.filename or "", files.put(file.stream)) for file in whole),
        *(Sent(name, join(keys), upload) for upload, name, keys in joined),
    ]


def named_uploads(person: Person) -> list[Upload]:
    """The uploads that the form names. Raises NotFound for another's."""
    return [get_own_upload_for(person, id_) for id_ in request.form.getlist("upload", type=int)]


def _keys(upload: Upload) -> list[str]:
    if upload.received != upload.size:
        raise OutOfStep(
            "Not all of this file is with us yet. Choose it again, and it goes on where it stopped."
        )
    return [part.key for part in upload.parts]
