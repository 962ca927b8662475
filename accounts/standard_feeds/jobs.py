"""What the worker does about files with many standards: it lets them go."""

from accounts.models import StandardFeed
from foundation.database import db
from foundation.files import files


def clear_standard_feed(feed_id: int) -> None:
    """A week has passed."""
    feed = db.session.get(StandardFeed, feed_id)
    if feed is not None:
        files.store.delete(feed.key)
        db.session.delete(feed)


def delete_standard_feed_file(key: str) -> None:
    files.store.delete(key)
