"""One piece of evidence as its page shows it: documents with marked words, suggestions, findings, the card."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from documents import Document, Passage, note_on_name
from foundation.serving import as_size
from ksb_mapper import unbroken
from portfolio.access import why_locked
from portfolio.blocks import Block, blocks_of
from portfolio.describing import describe_file, present_files
from portfolio.finding_places import MOST_PASSAGES, FoundPlaces
from portfolio.marking import Mark, segments_of
from portfolio.models import (
    EvidenceFile,
    EvidenceItem,
    EvidenceText,
    KsbLink,
    LinkState,
    ReadState,
    TextSource,
)
from portfolio.places import doubt_about
from portfolio.queries import numbers_of
from portfolio.same_files import Twins, twins_in
from portfolio.suggesting import SuggestedPlace, answered_elsewhere, places_for
from sign_off.manifest import ManifestEntry
from standards import Standard, code_order

MOST_OTHER_PLACES = 4

# Marks by file and number of the passage.
Marks = dict[tuple[int | None, int], list[Mark]]


@dataclass(frozen=True)
class Addresses:
    """Where whoever reads opens a file, by its id, and a picture that we made of it, by its name."""

    file: Callable[[int], str]
    picture: Callable[[int, str], str]


SIGNED_IN = Addresses(
    file=lambda file_id: url_for("portfolio.file_content", file_id=file_id),
    picture=lambda file_id, name: url_for("portfolio.file_picture", file_id=file_id, name=name),
)


@dataclass(frozen=True)
class ShownSheet:
    """One page, slide or worksheet; the whole text, without a label, where a file has none of these. `picture` is how
    it looks, if we drew it."""

    id: str
    label: str
    blocks: Sequence[Block]
    picture: str | None = None


@dataclass(frozen=True)
class ShownFile:
    """A file in view. `cut` says that its text goes on; `typed` and `error` are an answer of hers about a clip that we
    could not take; `twins` are where else in her portfolio it is."""

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
    is_witness: bool
    duration: float | None
    sheets: Sequence[ShownSheet]
    notes: Sequence[str]
    pictures: Sequence[str]
    has_location: bool
    cut: str = ""
    typed: str = ""
    error: str = ""
    twins: Twins | None = None


@dataclass(frozen=True)
class AnsweredIn:
    """A piece in words, like “piece 2, “Patching””; `url` leads to her answer there."""

    words: str
    url: str


@dataclass(frozen=True)
class ShownLink:
    """A suggestion or a link of hers. `foreign` names the method that the KSB belongs to, where it is another;
    `again` says that she had answered yes, and what that rested on has changed; `at` leads to its words on the page;
    `doubt` says why the place cannot be right; `others` are further places that seem to show it, to choose from;
    `answered_in` is the other piece in which she said no to the same words: here she is not asked."""

    code: str
    text: str
    locator: str
    excerpt: str
    state: str
    foreign: str = ""
    again: bool = False
    at: str = ""
    doubt: str = ""
    others: Sequence[SuggestedPlace] = ()
    answered_in: AnsweredIn | None = None


def shown_files(item: EvidenceItem, texts: Sequence[EvidenceText], found: FoundPlaces) -> list[ShownFile]:
    """Every file of the piece, with its text marked where links and findings point. A suggestion that waits is marked
    where it can be answered: beside a locked piece none is shown."""
    marks = _marks_of_findings(found)
    marked = {LinkState.ACCEPTED} if why_locked(item) else {LinkState.ACCEPTED, LinkState.OPEN}
    for link in item.links:
        if link.passage is not None and link.start is not None and link.state in marked:
            look = "yes" if link.state is LinkState.ACCEPTED else "asked"
            mark = _mark(link.start, link.excerpt, look, link.code, f"#s-{link.code.lower()}")
            mark = replace(mark, id=_place_id(link.code))
            marks.setdefault((link.file_id, link.passage), []).append(mark)
    twins = twins_in(item) if item.deleted_at is None else {}
    shown = _shown(present_files(item), texts, marks)
    return [replace(file, twins=twins.get(file.id)) for file in shown]


def shown_sent_files(
    entry: ManifestEntry,
    files: Sequence[EvidenceFile],
    texts: Sequence[EvidenceText],
    mapping: Sequence[ShownLink],
    found: FoundPlaces,
    addresses: Addresses = SIGNED_IN,
) -> list[ShownFile]:
    """Files as `entry` says they were sent, the words of the mapping marked where they stand."""
    marks = _marks_of_findings(found)
    for file_id, document in _documents(texts).items():
        for link in mapping:
            for number, passage in enumerate(document.passages):
                start = (
                    passage.text.find(link.excerpt)
                    if link.excerpt and passage.locator == link.locator
                    else -1
                )
                if start >= 0:
                    mark = _mark(start, link.excerpt, "yes", link.code, f"#s-{link.code.lower()}")
                    marks.setdefault((file_id, number), []).append(mark)
    names = {int(file.id): file.name for file in entry.files}
    clips: Any = entry.facts.get("moments in view", ())
    moments = dict(clips)
    return [
        replace(shown, name=names[file.id], in_view_at=moments.get(file.sha256))
        for file, shown in zip(files, _shown(files, texts, marks, addresses), strict=True)
    ]


def _documents(texts: Sequence[EvidenceText]) -> dict[int | None, Document]:
    return {
        text.file_id: Document.from_dict(text.document) for text in texts if text.source is TextSource.FILE
    }


def _shown(
    files: Sequence[EvidenceFile],
    texts: Sequence[EvidenceText],
    marks: Marks,
    addresses: Addresses = SIGNED_IN,
) -> list[ShownFile]:
    documents = _documents(texts)
    return [_shown_file(file, documents.get(file.id), marks, addresses) for file in files]


def shown_links(item: EvidenceItem, standard: Standard, texts: Sequence[EvidenceText]) -> list[ShownLink]:
    """What waits for an answer first, then what was answered with yes; what was rejected comes last, behind it what was
    for the same words in another piece."""
    files = present_files(item)
    order = {LinkState.OPEN: 0, LinkState.ACCEPTED: 1, LinkState.REJECTED: 2}
    return [
        ShownLink(
            code=link.code,
            text=standard.ksb(link.code).text,
            locator=link.locator,
            excerpt=link.excerpt,
            state={"open": "asked", "accepted": "yes", "rejected": "no"}[link.state.value],
            foreign=_other_method(standard, link.code),
            again=link.is_asked_again,
            at=_where_marked(link),
            others=_other_places(link, texts),
            doubt=doubt_about(link.locator, files, texts) if link.state is LinkState.ACCEPTED else "",
        )
        for link in sorted(
            item.links, key=lambda link: (order[link.state], -(link.score or 0), code_order(link.code))
        )
    ] + _answered_elsewhere(item, standard, texts)


def _answered_elsewhere(
    item: EvidenceItem, standard: Standard, texts: Sequence[EvidenceText]
) -> list[ShownLink]:
    found = answered_elsewhere(item, texts)
    numbers = numbers_of(item.apprenticeship_id) if found else {}
    return [
        ShownLink(
            code=one.code,
            text=standard.ksb(one.code).text,
            locator=one.locator,
            excerpt=one.excerpt,
            state="no",
            answered_in=_answered_in(one.answer, numbers),
        )
        for one in found
    ]


def _answered_in(answer: KsbLink, numbers: Mapping[int, int]) -> AnsweredIn:
    number, title = numbers.get(answer.item_id), f"“{answer.item.title}”"
    words = f"piece {number}, {title}" if number else f"{title}, which you took out"
    anchor = f"s-{answer.code.lower()}"
    return AnsweredIn(words, url_for("portfolio.evidence", item_id=answer.item_id, _anchor=anchor))


def _other_places(link: KsbLink, texts: Sequence[EvidenceText]) -> list[SuggestedPlace]:
    if link.state is LinkState.REJECTED:
        return []
    places = places_for(link.code, texts)
    return [place for place in places if not place.is_of(link)][:MOST_OTHER_PLACES]


def _where_marked(link: KsbLink) -> str:
    """Where on the page its words are marked; empty where they are not."""
    if link.passage is None or link.start is None or link.state is LinkState.REJECTED:
        return ""
    if link.file is None:
        return "#card"
    shown = link.file.deleted_at is None and link.passage < MOST_PASSAGES
    return f"#{_place_id(link.code)}" if shown else ""


def _place_id(code: str) -> str:
    return f"m-{code.lower()}"


def _other_method(standard: Standard, code: str) -> str:
    if code in standard.evidenced.ksbs:
        return ""
    method = standard.method_of(code)
    return method.name if method is not None else ""


def _shown_file(
    file: EvidenceFile, document: Document | None, marks: Marks, addresses: Addresses
) -> ShownFile:
    pictures = {picture.name: addresses.picture(file.id, picture.name) for picture in file.pictures}
    return ShownFile(
        id=file.id,
        name=file.name,
        words=describe_file(file),
        size=as_size(file.size),
        url=addresses.file(file.id),
        kind=file.kind,
        waiting=file.state is ReadState.WAITING,
        problem=file.problem,
        playable=file.playable,
        in_view_at=file.in_view_at,
        is_witness=file.is_witness,
        duration=file.duration_seconds,
        sheets=_sheets(file, document, marks, pictures) if document else (),
        notes=_notes(file, document),
        pictures=[url for name, url in pictures.items() if name.startswith(("view", "frame"))],
        has_location=file.has_location,
        cut=_cut(document),
    )


def _notes(file: EvidenceFile, document: Document | None) -> list[str]:
    """What its owner should know of it: of its name as it is now, then what reading it told."""
    of_name = note_on_name(file.name, file.media_type)
    return [*([of_name] if of_name else []), *(document.notes if document else ())]


def _sheets(
    file: EvidenceFile, document: Document, marks: Marks, pictures: Mapping[str, str]
) -> list[ShownSheet]:
    groups: dict[int, list[int]] = {}
    passages = document.passages[:MOST_PASSAGES]
    texts = unbroken([passage.text for passage in passages])
    for number, passage in enumerate(passages):
        groups.setdefault(passage.group, []).append(number)
    word = {"slides": "Slide", "spreadsheet": "Sheet"}.get(file.kind, "Page")
    return [
        ShownSheet(
            id=f"file-{file.id}-{group}",
            label=_label(document, group, word) if document.pages else "",
            blocks=blocks_of(
                (passages[number], segments_of(texts[number], marks.get((file.id, number), [])))
                for number in numbers
            ),
            picture=next((url for name, url in pictures.items() if name.startswith(f"page-{group}.")), None),
        )
        for group, numbers in groups.items()
    ]


def _cut(document: Document | None) -> str:
    if document is None or len(document.passages) <= MOST_PASSAGES:
        return ""
    return f"This is the beginning, up to {document.passages[MOST_PASSAGES - 1].locator}. The file goes on."


def _label(document: Document, group: int, word: str) -> str:
    name = next(
        (passage.sheet for passage in document.passages if passage.group == group and passage.sheet), None
    )
    return f"{word} “{name}”" if name else f"{word} {group} of {document.pages}"


def _marks_of_findings(found: FoundPlaces) -> Marks:
    """The words of every open finding, each where others lead to it."""
    marks: Marks = {}
    for finding_id, places in found.items():
        for place in places:
            mark = _mark(place.start, place.excerpt, "finding", "Worth a look", f"#f-{finding_id}")
            marks.setdefault((place.file_id, place.passage), []).append(replace(mark, id=place.id))
    return marks


def _mark(start: int, excerpt: str, look: str, reference: str, url: str) -> Mark:
    return Mark(start, start + len(excerpt), look, reference, url)


def card_passages(texts: Sequence[EvidenceText], source: TextSource) -> list[Passage]:
    """The stored passages of a card or a witness statement."""
    return [
        passage
        for text in texts
        if text.source is source
        for passage in Document.from_dict(text.document).passages
    ]
