"""What the worker does for those who leave. Each job may be done twice with the effect of once."""

from collections.abc import Mapping, Sequence

from accounts.models import Apprenticeship
from accounts.queries import find_apprenticeship
from foundation.clock import now, today
from foundation.database import db
from foundation.deleting import delete_later
from foundation.files import Incoming, files
from foundation.jobs import enqueue
from gateway.models import Pack, PackState
from home.leaving.archive import Archive, Kept
from home.leaving.belongings import belongings_of
from home.leaving.contents import files_of, texts_of
from home.leaving.queries import DOWNLOAD_LASTS, has_expired
from home.leaving.services import delete_everything


def make_everything(pack_id: int) -> None:
    """Put everything of hers into one ZIP and keep it for a week."""
    pack = db.session.get(Pack, pack_id)
    if pack is None or pack.state is not PackState.WAITING:
        return
    apprenticeship = find_apprenticeship(pack.apprenticeship_id)
    assert apprenticeship is not None, "a pack belongs to an apprenticeship"
    belongings = belongings_of(apprenticeship)
    kept = files_of(belongings)
    concerns = f"provider:{apprenticeship.provider_id}"
    texts = texts_of(apprenticeship, belongings, kept)
    db.release()

    def fill(target: Incoming) -> None:
        with Archive(target, files.store) as archive:
            put_into(archive, texts, kept)

    stored = files.write(fill)
    pack = db.session.get(Pack, pack_id)
    if pack is None:
        delete_later([stored.key], concerns)
        return
    pack.key, pack.size, pack.sha256 = stored.key, stored.size, stored.sha256
    pack.state, pack.ready_at = PackState.READY, now()
    enqueue("expire_everything", delay=DOWNLOAD_LASTS, pack_id=pack.id)


def put_into(archive: Archive, texts: Mapping[str, bytes], kept: Sequence[Kept], folder: str = "") -> None:
    """Everything of one apprentice, in `folder` of the archive (its name ends with "/")."""
    archive.add_files(kept, folder)
    archive.add_texts(texts, folder)
    archive.add_digests("sha256.txt", folder)


def give_up_everything(pack_id: int) -> None:
    """Say that it could not be made, so that she can ask again."""
    pack = db.session.get(Pack, pack_id)
    if pack is not None and pack.state is PackState.WAITING:
        pack.state, pack.problem = PackState.FAILED, "Try once more. If it fails again, tell your provider."


def expire_everything(pack_id: int) -> None:
    """Remove a download that has lain for a week."""
    pack = db.session.get(Pack, pack_id)
    if pack is None or not has_expired(pack):
        return
    if pack.key:
        delete_later([pack.key], f"provider:{pack.apprenticeship.provider_id}")
    db.session.delete(pack)


def delete_when_due(apprenticeship_id: int) -> None:
    """Delete everything of hers, unless she has taken it back or asked again later."""
    apprenticeship = db.session.get(Apprenticeship, apprenticeship_id)
    if apprenticeship is None or apprenticeship.delete_after is None:
        return
    if apprenticeship.delete_after < today():
        delete_everything(apprenticeship)
