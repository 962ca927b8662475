"""Earlier versions of a section: which of many saves are worth showing."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from report_builder.measuring import titles_of
from report_builder.models import ReportSection, SectionRevision

# She saves with every pause, so most versions differ by a word; a longer pause ends a spell of writing.
SPELL = timedelta(minutes=10)
# A save that takes away more words than this is a step to go back behind.
CUT = 10


def landmarks(revisions: Sequence[SectionRevision]) -> list[SectionRevision]:
    """Of all versions (newest first) the newest, the last of each spell, and each before many words went."""
    kept = list(revisions[:1])
    for newer, older in pairwise(revisions):
        if newer.saved_at - older.saved_at > SPELL or older.words - newer.words > CUT:
            kept.append(older)
    return kept


def title_of(section: ReportSection) -> str:
    """What the page calls it: "Test", with two projects "Test, project 2"."""
    return titles_of(section.report).get(section.key, section.key)
