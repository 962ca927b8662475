"""The packs of the worlds, and the downloads of a whole provider."""

from datetime import datetime, timedelta
from io import BytesIO

from foundation.clock import now
from foundation.database import db
from foundation.files import files
from gateway.models import Pack, PackKind, PackState
from home.leaving.queries import DOWNLOAD_LASTS
from home.models import ProviderDownload
from tests.access.builder import Builder


def packs(build: Builder) -> None:
    """One of each kind, finished; and everything once more, which has run out. So it is of the provider's."""
    for name, kind, age in (
        ("portfolio_pack", PackKind.PORTFOLIO, timedelta(0)),
        ("everything_pack", PackKind.EVERYTHING, timedelta(0)),
        ("run_out_pack", PackKind.EVERYTHING, DOWNLOAD_LASTS),
    ):
        pack(build, name, kind, age)

    for name, ends in (("provider_zip", now() + DOWNLOAD_LASTS), ("run_out_zip", now())):
        _provider_download(build, name, ends)


def _provider_download(build: Builder, name: str, expires_at: datetime) -> None:
    stored = files.store.put(BytesIO(b"everything"))
    download = ProviderDownload(
        provider_id=build.person("olive").provider_id,
        state=PackState.READY,
        asked_by=build.person("olive").actor,
        asked_at=now(),
        ready_at=now(),
        expires_at=expires_at,
        key=stored.key,
        size=stored.size,
    )
    db.session.add(download)
    db.session.flush()
    build.name(**{name: download.id})


def pack(build: Builder, name: str, kind: PackKind, age: timedelta = timedelta(0)) -> None:
    stored = files.store.put(BytesIO(b"a pack"))
    made = Pack(
        apprenticeship_id=build.cast.amiras_apprenticeship,
        kind=kind,
        state=PackState.READY,
        asked_by=build.person("amira").actor,
        asked_at=now() - age,
        ready_at=now() - age,
        key=stored.key,
        size=stored.size,
        sha256=stored.sha256,
    )
    db.session.add(made)
    db.session.flush()
    build.name(**{name: made.id})
