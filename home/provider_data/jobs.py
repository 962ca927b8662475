"""What the worker does for a provider that takes everything along. Each job may be done twice with the effect of
once."""

from sqlalchemy import update

from foundation.clock import now
from foundation.database import db
from foundation.deleting import delete_later
from foundation.files import Incoming, files
from foundation.jobs import enqueue
from gateway.models import PackState
from home.leaving.queries import DOWNLOAD_LASTS
from home.models import ProviderDownload
from home.provider_data.contents import write_everything
from home.provider_data.queries import has_expired
from home.provider_data.services import remove_download


def make_provider_download(download_id: int) -> None:
    """Put everything of the provider into one ZIP, straight into the store, and keep it for a week."""
    download = db.session.get(ProviderDownload, download_id)
    if download is None or download.state is not PackState.WAITING:
        return
    provider_id = download.provider_id
    db.release()

    def say_how_far(done: int, total: int) -> None:
        with db.transaction() as session:
            of_this = update(ProviderDownload).where(ProviderDownload.id == download_id)
            session.execute(of_this.values(done=done, total=total))

    def fill(target: Incoming) -> None:
        write_everything(provider_id, target, say_how_far)

    stored = files.write(fill)
    download = db.session.get(ProviderDownload, download_id, with_for_update=True)
    if download is None:  # somebody in it was deleted meanwhile
        delete_later([stored.key], f"provider:{provider_id}")
        return
    download.key, download.size, download.state = stored.key, stored.size, PackState.READY
    download.ready_at, download.expires_at = now(), now() + DOWNLOAD_LASTS
    enqueue("expire_provider_download", delay=DOWNLOAD_LASTS, download_id=download.id)


def give_up_provider_download(download_id: int) -> None:
    """Say that it could not be made, so that it can be asked for again."""
    download = db.session.get(ProviderDownload, download_id)
    if download is not None and download.state is PackState.WAITING:
        download.state = PackState.FAILED


def expire_provider_download(download_id: int) -> None:
    """Remove one that has lain for a week."""
    download = db.session.get(ProviderDownload, download_id)
    if download is not None and has_expired(download):
        remove_download(download)
