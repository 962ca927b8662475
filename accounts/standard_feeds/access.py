"""Whose feeds an administrator may see: her own provider's."""

from accounts.models import Person, StandardFeed
from foundation.database import db
from foundation.errors import NotFound


def get_feed_for(administrator: Person, feed_id: int) -> StandardFeed:
    """Raises NotFound for those of other providers, and for those that were let go."""
    feed = db.session.get(StandardFeed, feed_id)
    if feed is None or feed.provider_id != administrator.provider_id:
        raise NotFound("We do not have that file any more. Add it again.")
    return feed
