"""One piece of evidence as its page shows it: documents with marked words, suggestions, findings, the card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from documents import Document, Passage
from foundation.serving import as_size
from portfolio.describing import describe_file, present_files
from portfolio.marking import Mark, Segment, segments_of
from portfolio.models import (
    EvidenceFile,
    EvidenceItem,
    EvidenceText,
    Finding,
    FindingState,
    KsbLink,
    LinkState,
    ReadState,
    TextSource,
)
from standards import Standard, code_order

# A page that a phone can hold; the whole file is one press away.
MOST_PASSAGES = 600


@dataclass(frozen=True)
class ShownPassage:
    kind: str
    segments: Sequence[Segment]


@dataclass(frozen=True)
class ShownSheet:
    """One page, slide or worksheet; the whole text where a file has none. `picture` is how it looks, if we drew it."""

    id: str
    label: str
    passages: Sequence[ShownPassage]
    picture: str | None = None


@dataclass(frozen=True)
class ShownFile:
    """A file in view."""

    id: int
    name: str
    words: str
    size: str
    url: str
    kind: str
    waiting: bool
    problem: str
    playable: bool
    in_view_at: float | None
    duration: float | None
    sheets: Sequence[ShownSheet]
    notes: Sequence[str]
    pictures: Sequence[str]
    has_location: bool


@dataclass(frozen=True)
class ShownLink:
    """A suggestion or a link of hers."""

    code: str
    text: str
    locator: str
    excerpt: str
    state: str
    foreign: bool


def shown_files(
    item: EvidenceItem, texts: Sequence[EvidenceText], findings: Sequence[Finding]
) -> list[ShownFile]:
    """Every file of the piece, with its text marked where links and findings point."""
    documents = {
        text.file_id: Document.from_dict(text.document) for text in texts if text.source is TextSource.FILE
    }
    return [_shown_file(file, documents.get(file.id), item.links, findings) for file in present_files(item)]


def shown_links(item: EvidenceItem, standard: Standard) -> list[ShownLink]:
    """What waits for an answer first, then what was answered with yes; what was rejected comes last."""
    order = {LinkState.OPEN: 0, LinkState.ACCEPTED: 1, LinkState.REJECTED: 2}
    own = standard.portfolio.ksbs if standard.portfolio else ()
    return [
        ShownLink(
            code=link.code,
            text=standard.ksb(link.code).text,
            locator=link.locator,
            excerpt=link.excerpt,
            state={"open": "asked", "accepted": "yes", "rejected": "no"}[link.state.value],
            foreign=link.code not in own,
        )
        for link in sorted(
            item.links, key=lambda link: (order[link.state], -(link.score or 0), code_order(link.code))
        )
    ]


def _shown_file(
    file: EvidenceFile, document: Document | None, links: Sequence[KsbLink], findings: Sequence[Finding]
) -> ShownFile:
    pictures = {
        picture.name: url_for("portfolio.file_picture", file_id=file.id, name=picture.name)
        for picture in file.pictures
    }
    return ShownFile(
        id=file.id,
        name=file.name,
        words=describe_file(file),
        size=as_size(file.size),
        url=url_for("portfolio.file_content", file_id=file.id),
        kind=file.kind,
        waiting=file.state is ReadState.WAITING,
        problem=file.problem,
        playable=file.playable,
        in_view_at=file.in_view_at,
        duration=file.duration_seconds,
        sheets=_sheets(file, document, links, findings, pictures) if document else (),
        notes=document.notes if document else (),
        pictures=[url for name, url in pictures.items() if name.startswith(("view", "frame"))],
        has_location=file.has_location,
    )


def _sheets(
    file: EvidenceFile,
    document: Document,
    links: Sequence[KsbLink],
    findings: Sequence[Finding],
    pictures: Mapping[str, str],
) -> list[ShownSheet]:
    marks = _marks(file.id, links, findings)
    groups: dict[int, list[ShownPassage]] = {}
    for number, passage in enumerate(document.passages[:MOST_PASSAGES]):
        segments = segments_of(passage.text, marks.get(number, []))
        groups.setdefault(passage.group, []).append(ShownPassage(passage.kind.value, segments))
    word = {"slides": "Slide", "spreadsheet": "Sheet"}.get(file.kind, "Page")
    return [
        ShownSheet(
            id=f"file-{file.id}-{group}",
            label=_label(document, group, word) if document.pages else file.name,
            passages=passages,
            picture=next((url for name, url in pictures.items() if name.startswith(f"page-{group}.")), None),
        )
        for group, passages in groups.items()
    ]


def _label(document: Document, group: int, word: str) -> str:
    name = next(
        (passage.sheet for passage in document.passages if passage.group == group and passage.sheet), None
    )
    return f"{word} “{name}”" if name else f"{word} {group} of {document.pages}"


def _marks(file_id: int, links: Sequence[KsbLink], findings: Sequence[Finding]) -> dict[int, list[Mark]]:
    marks: dict[int, list[Mark]] = {}
    for link in links:
        if link.file_id == file_id and link.passage is not None and link.start is not None:
            if link.state is LinkState.REJECTED:
                continue
            look = "yes" if link.state is LinkState.ACCEPTED else "asked"
            end = link.start + len(link.excerpt)
            marks.setdefault(link.passage, []).append(
                Mark(link.start, end, look, link.code, f"#s-{link.code.lower()}")
            )
    for finding in findings:
        if finding.file_id == file_id and finding.passage is not None and finding.start is not None:
            if finding.state is not FindingState.OPEN:
                continue
            end = finding.start + len(finding.excerpt)
            marks.setdefault(finding.passage, []).append(
                Mark(finding.start, end, "finding", "Worth a look", f"#f-{finding.id}")
            )
    return marks


def card_passages(texts: Sequence[EvidenceText], source: TextSource) -> list[Passage]:
    """The stored passages of a card or a witness statement."""
    return [
        passage
        for text in texts
        if text.source is source
        for passage in Document.from_dict(text.document).passages
    ]
