"""Reads of the feeds."""

from sqlalchemy import select

from accounts.models import Provider, StandardFeed
from foundation.database import db


def list_feeds_of(provider: Provider) -> list[StandardFeed]:
    """Newest first."""
    chosen = select(StandardFeed).where(StandardFeed.provider_id == provider.id)
    return list(db.session.scalars(chosen.order_by(StandardFeed.id.desc())))
