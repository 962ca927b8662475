"""What the worker does about files with many standards: it lets them go."""

from accounts.models import StandardFeed
from accounts.standard_feeds.services import drop_feed
from foundation.database import db


def clear_standard_feed(feed_id: int) -> None:
    """A week has passed."""
    feed = db.session.get(StandardFeed, feed_id)
    if feed is not None:
        drop_feed(feed)
