"""The standards of a feed as its page shows them: those that a search finds, so many at a time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import Provider, StandardFeed
from accounts.queries import list_standard_versions
from accounts.standard_drafts.queries import list_drafts_of

MOST_SHOWN = 50


@dataclass(frozen=True)
class ShownEntry:
    """`standing`: that this very version is here already, or was read; "" for neither."""

    place: int
    label: str
    standing: str


@dataclass(frozen=True)
class FeedPage:
    """`found` of `all` standards match `search`; the first of them are shown. `elsewhere` are those that are chosen
    and are not among them."""

    entries: Sequence[ShownEntry]
    elsewhere: Sequence[ShownEntry]
    search: str
    found: int
    all: int


def feed_page(feed: StandardFeed, provider: Provider, search: str, chosen: Collection[int]) -> FeedPage:
    """Found is what has every word of the search in its reference or title, however they are written. `chosen` are
    places."""
    words = search.casefold().split()
    found = [
        entry
        for entry in sorted(feed.entries, key=lambda entry: (entry["title"].casefold(), entry["reference"]))
        if all(word in f"{entry['reference']} {entry['title']}".casefold() for word in words)
    ]
    standings = _standings(provider)

    def shown(entry: Mapping[str, Any]) -> ShownEntry:
        label = f"{entry['title'] or 'Without a title'}, {entry['reference']}, version {entry['version']}"
        return ShownEntry(entry["place"], label, standings.get((entry["reference"], entry["version"]), ""))

    entries = [shown(entry) for entry in found[:MOST_SHOWN]]
    left = set(chosen) - {entry.place for entry in entries}
    elsewhere = [shown(entry) for entry in feed.entries if entry["place"] in left]
    return FeedPage(entries, elsewhere, search.strip(), len(found), len(feed.entries))


def _standings(provider: Provider) -> dict[tuple[str, str], str]:
    """{(reference, version): what became of it}."""
    drafts = ((str(d.content["reference"]), str(d.content["version"])) for d in list_drafts_of(provider))
    published = ((version.reference, version.version) for version in list_standard_versions(provider.id))
    return dict.fromkeys(drafts, "read, not yet published") | dict.fromkeys(published, "published here")
