"""What the worker does about uploads: it clears away what is evidence by now, and what never became any."""

from accounts.models import Apprenticeship
from foundation.clock import now
from foundation.database import db
from foundation.deleting import delete_later
from foundation.jobs import enqueue
from portfolio.models import Upload
from portfolio.uploads.services import WAITS_FOR


def clear_parts(upload_id: int) -> None:
    """Delete what a file came in, now that it rests as one."""
    upload = db.session.get(Upload, upload_id)
    if upload is not None:
        _clear(upload)


def clear_upload(upload_id: int) -> None:
    """Forget an upload that has not moved for a day; another is looked at again a day later."""
    upload = db.session.get(Upload, upload_id)
    if upload is None:
        return
    if now() - upload.moved_at < WAITS_FOR:
        enqueue("clear_upload", delay=WAITS_FOR, upload_id=upload.id)
        return
    _clear(upload)
    db.session.delete(upload)


def _clear(upload: Upload) -> None:
    apprenticeship = db.session.get_one(Apprenticeship, upload.apprenticeship_id)
    delete_later([part.key for part in upload.parts], f"provider:{apprenticeship.provider_id}")
    upload.parts.clear()
