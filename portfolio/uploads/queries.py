"""Reads about files that come in parts."""

from collections.abc import Sequence

from sqlalchemy import select

from accounts.models import Apprenticeship
from foundation.database import db
from portfolio.models import Upload


def list_uploads(apprenticeship: Apprenticeship) -> Sequence[Upload]:
    """Those on their way, oldest first."""
    own = (Upload.apprenticeship_id == apprenticeship.id, Upload.item_id.is_(None))
    return db.session.scalars(select(Upload).where(*own).order_by(Upload.id)).all()
