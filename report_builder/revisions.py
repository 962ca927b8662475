"""Earlier versions of a section: which of many saves are worth showing, and a version as plain blocks to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from report_builder.content import Content, Node, inline_text, walk
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


@dataclass(frozen=True)
class ReadBlock:
    """A stretch of a version: "heading", "paragraph", "item", "cell", or a "figure" with its picture's id."""

    kind: str
    text: str
    image: str = ""
    alt: str = ""
    locator: str = ""


def read_revision(document: Node) -> list[ReadBlock]:
    """The version as plain blocks, in reading order: every word of it, without its looks."""
    return [
        block
        for node in Content(document).document["content"]
        for block in _blocks(node)
        if block.text.strip() or block.image
    ]


_KINDS = {"bulletList": "item", "orderedList": "item", "table": "cell", "blockquote": "quotation"}


def _blocks(node: Node) -> list[ReadBlock]:
    if node["type"] == "figure":
        return [ReadBlock("figure", node["attrs"]["caption"], node["attrs"]["image"], node["attrs"]["alt"])]
    kind = _KINDS.get(node["type"]) or str(node["type"])
    return [
        ReadBlock(kind, inline_text(inner))
        for inner in walk(node)
        if inner["type"] in {"paragraph", "heading"}
    ]
