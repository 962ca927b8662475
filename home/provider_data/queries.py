"""Reads about a provider's download."""

from sqlalchemy import func, select

from accounts.models import Apprenticeship, Person, Provider
from foundation.clock import now
from foundation.database import db
from foundation.names import by_name
from home.models import ProviderDownload
from portfolio.models import EvidenceFile, EvidenceItem


def find_download(download_id: int) -> ProviderDownload | None:
    return db.session.get(ProviderDownload, download_id)


def list_downloads(provider_id: int) -> list[ProviderDownload]:
    """All that are kept, the newest first."""
    of_provider = select(ProviderDownload).where(ProviderDownload.provider_id == provider_id)
    return list(db.session.scalars(of_provider.order_by(ProviderDownload.id.desc())))


def find_latest_download(provider: Provider) -> ProviderDownload | None:
    """The newest, being made or made, that has not run out."""
    return next((one for one in list_downloads(provider.id) if not has_expired(one)), None)


def has_expired(download: ProviderDownload) -> bool:
    return download.expires_at is not None and download.expires_at <= now()


def list_learners(provider_id: int) -> list[int]:
    """The numbers of all its apprenticeships, by the learners' names as everywhere."""
    of_provider = (
        select(Apprenticeship.id, Person.name)
        .join(Apprenticeship.apprentice)
        .where(Apprenticeship.provider_id == provider_id)
        .order_by(Apprenticeship.id)
    )
    found = [(number, name) for number, name in db.session.execute(of_provider)]
    return [number for number, _ in by_name(found, lambda one: one[1])]


def size_of_evidence(provider: Provider) -> int:
    """How many bytes its learners' evidence takes, which is most of what a ZIP of everything holds."""
    return (
        db.session.scalar(
            select(func.sum(EvidenceFile.size))
            .join(EvidenceFile.item)
            .join(Apprenticeship, Apprenticeship.id == EvidenceItem.apprenticeship_id)
            .where(Apprenticeship.provider_id == provider.id)
        )
        or 0
    )
