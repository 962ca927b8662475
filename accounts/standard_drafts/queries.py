"""Reads of the drafts."""

from sqlalchemy import select

from accounts.models import Provider, StandardDraft, StandardVersion
from foundation.database import db


def list_drafts_of(provider: Provider) -> list[StandardDraft]:
    """Newest first."""
    return list(
        db.session.scalars(
            select(StandardDraft)
            .where(StandardDraft.provider_id == provider.id)
            .order_by(StandardDraft.uploaded_at.desc(), StandardDraft.id.desc())
        )
    )


def find_draft(draft_id: int, *, to_change: bool = False) -> StandardDraft | None:
    """`to_change`: nobody else changes it until this transaction ends."""
    return db.session.get(StandardDraft, draft_id, with_for_update=to_change or None)


def find_version(version_id: int) -> StandardVersion | None:
    return db.session.get(StandardVersion, version_id)
