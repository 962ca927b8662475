"""Verbs about a provider's download: asking for it, making it anew, removing it."""

from sqlalchemy.exc import IntegrityError

from accounts.models import Person
from foundation.clock import now
from foundation.database import db
from foundation.deleting import delete_later
from foundation.errors import Refused
from foundation.events import record
from foundation.jobs import enqueue
from gateway.models import PackState
from home.models import ProviderDownload
from home.provider_data.queries import list_downloads, list_learners


def ask_for_download(actor: Person) -> ProviderDownload:
    """Let a job put everything of the administrator's own provider into one ZIP. Raises Refused while one is being
    made."""
    try:
        with db.session.begin_nested():
            download = _begin(actor.provider_id, actor.actor)
    except IntegrityError as error:
        raise Refused("We are putting it together already. This page says how far it is.") from error
    record("provider_download_asked", actor=actor.actor, subject=f"provider:{actor.provider_id}")
    return download


def forget_downloads(provider_id: int) -> None:
    """Somebody whose things are in them was deleted, so no ZIP keeps them: what was made goes, and what is being made
    begins again without her."""
    for download in list_downloads(provider_id):
        asked_by = download.asked_by if download.state is PackState.WAITING else None
        remove_download(download)
        if asked_by is not None:
            _begin(provider_id, asked_by)


def remove_download(download: ProviderDownload) -> None:
    """The row goes now, the file by a job of the same transaction."""
    if download.key:
        delete_later([download.key], f"provider:{download.provider_id}")
    db.session.delete(download)
    db.session.flush()


def _begin(provider_id: int, asked_by: str) -> ProviderDownload:
    download = ProviderDownload(
        provider_id=provider_id, asked_by=asked_by, asked_at=now(), total=len(list_learners(provider_id))
    )
    db.session.add(download)
    db.session.flush()
    enqueue("make_provider_download", download_id=download.id)
    return download
