"""Reads any standard: its page as people save it (text, HTML, Markdown) or the open data's JSON, record or feed."""

from standards.importing.clauses import clause_names
from standards.importing.feed import FeedEntry, Progress, import_feed, is_feed, list_feed, records_at
from standards.importing.found import Doubt, Imported, Missing, NotAStandard
from standards.importing.patches import BadPatch, patched
from standards.importing.reading import import_page, page_lines

__all__ = [
    "BadPatch", "Doubt", "FeedEntry", "Imported", "Missing", "NotAStandard", "Progress", "clause_names", "import_feed",
    "import_page", "is_feed", "list_feed", "page_lines", "patched", "records_at",
]  # fmt: skip
