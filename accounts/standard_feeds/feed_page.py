"""The standards of a feed as its page shows them: those that a search finds, so many at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import StandardFeed
from accounts.queries import list_standard_versions

MOST_SHOWN = 50


@dataclass(frozen=True)
class ShownEntry:
    """`published`: this very version is here already."""

    place: int
    label: str
    published: bool


@dataclass(frozen=True)
class FeedPage:
    """`found` of `all` standards match `search`; the first of them are shown."""

    entries: Sequence[ShownEntry]
    search: str
    found: int
    all: int


def feed_page(feed: StandardFeed, search: str) -> FeedPage:
    """Found is what has every word of the search in its reference or title, however they are written."""
    words = search.casefold().split()
    found = [
        entry
        for entry in sorted(feed.entries, key=lambda entry: (entry["title"].casefold(), entry["reference"]))
        if all(word in f"{entry['reference']} {entry['title']}".casefold() for word in words)
    ]
    here = {(version.reference, version.version) for version in list_standard_versions()}
    shown = [
        ShownEntry(
            entry["place"],
            f"{entry['title'] or 'Without a title'}, {entry['reference']}, version {entry['version']}",
            (entry["reference"], entry["version"]) in here,
        )
        for entry in found[:MOST_SHOWN]
    ]
    return FeedPage(shown, search.strip(), len(found), len(feed.entries))
