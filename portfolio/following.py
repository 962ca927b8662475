"""Keeps what she said yes to in step with the files: words that moved are followed, lost ones are asked about.

A link quotes a piece. Once the file that held its words is replaced or taken out, or the card is written anew, the
quote may stand nowhere: then her answer is open again, and comes back by itself if the words do.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from documents import Document
from foundation.database import db
from foundation.events import Event, record
from portfolio.models import EvidenceFile, EvidenceItem, EvidenceText, KsbLink, LinkState, ReadState
from portfolio.queries import list_every_file, list_every_text
from sign_off.statements.voiding import watch_signatures

ASKED_AGAIN = "ksb_link_asked_again"


@dataclass(frozen=True)
class _Found:
    """Where the words of a link stand, and how they are written there."""

    file_id: int | None
    passage: int
    start: int
    words: str
    locator: str


def follow_files(item: EvidenceItem, actor: str) -> None:
    """Ask again about accepted links that rest on nothing present any more; give answers back where it has returned.

    While a file is still to be read nothing is asked: it may hold the words.
    """
    files = list_every_file(item)
    if any(file.deleted_at is None and file.state is ReadState.WAITING for file in files):
        return
    texts = list_every_text(item)
    for link in item.links:
        if link.state is not LinkState.ACCEPTED and not link.is_asked_again:
            continue
        stands = _follow(link, files, texts)
        if link.state is LinkState.ACCEPTED and not stands:
            link.state = LinkState.OPEN
            record_asked_again(link, actor, why="file")
        elif link.is_asked_again and stands and _why_asked(link) == "file":
            link.state = LinkState.ACCEPTED
            _record(link, actor, "ksb_link_given_back")
    db.session.flush()


def let_go_of_lost_words(link: KsbLink) -> None:
    """She says yes although the words are gone: nothing is quoted any more, and she is to say where it stands now."""
    if _follow(link, list_every_file(link.item), list_every_text(link.item)):
        return
    if link.excerpt:
        link.excerpt = link.locator = ""
    link.file_id = link.passage = link.start = None


def record_asked_again(link: KsbLink, actor: str, *, why: str) -> None:
    """Tell in the history that her answer is open again. `why` is "file" or "reworded"."""
    _record(link, actor, ASKED_AGAIN, why=why)


def _follow(link: KsbLink, files: Sequence[EvidenceFile], texts: Sequence[EvidenceText]) -> bool:
    """Whether what the link rests on is present. Words that stand elsewhere now take the link along."""
    if not link.excerpt:
        return _has_its_file(link, files)
    gone = {file.id for file in files if file.deleted_at is not None}
    found = list(_places(link.excerpt, [text for text in texts if text.file_id not in gone]))
    if not found:
        return False
    if not any(
        (one.file_id, one.passage, one.start) == (link.file_id, link.passage, link.start) for one in found
    ):
        if link.locator == _locator_read(link, texts):  # a place in her own words stays hers
            link.locator = found[0].locator
        link.file_id, link.passage, link.start = found[0].file_id, found[0].passage, found[0].start
        link.excerpt = found[0].words
    return True


def _has_its_file(link: KsbLink, files: Sequence[EvidenceFile]) -> bool:
    """A link by hand quotes nothing. It rests on its file, or on any that the piece had when she made it."""
    if link.file_id is not None:
        rests_on = [file for file in files if file.id == link.file_id]
    else:
        decided = link.decided_at or link.created_at
        rests_on = [
            file
            for file in files
            if file.uploaded_at <= decided and (file.deleted_at is None or file.deleted_at > decided)
        ]
    return not rests_on or any(file.deleted_at is None for file in rests_on)


def _places(excerpt: str, texts: Sequence[EvidenceText]) -> Iterator[_Found]:
    """Line breaks and double spaces come and go when a file is saved anew; the words count."""
    pattern = re.compile(r"\s+".join(map(re.escape, excerpt.split())))
    for text in texts:
        for number, passage in enumerate(Document.from_dict(text.document).passages):
            for match in pattern.finditer(passage.text):
                yield _Found(text.file_id, number, match.start(), match.group(), passage.locator or "")


def _locator_read(link: KsbLink, texts: Sequence[EvidenceText]) -> str | None:
    """The place of the words as it was read off the file, unless that text is gone."""
    for text in texts:
        if text.file_id == link.file_id and link.file_id is not None and link.passage is not None:
            passages = Document.from_dict(text.document).passages
            return passages[link.passage].locator if link.passage < len(passages) else None
    return None


def _why_asked(link: KsbLink) -> str | None:
    told = select(Event).where(Event.subject == f"evidence:{link.item_id}", Event.kind == ASKED_AGAIN)
    about = [
        event for event in db.session.scalars(told.order_by(Event.id)) if event.details["link"] == link.id
    ]
    return about[-1].details["why"] if about else None


def _record(link: KsbLink, actor: str, kind: str, **details: object) -> None:
    apprenticeship_id = link.item.apprenticeship_id
    record(
        kind,
        actor=actor,
        subject=f"evidence:{link.item_id}",
        apprenticeship_id=apprenticeship_id,
        link=link.id,
        code=link.code,
        locator=link.locator,
        **details,
    )
    watch_signatures(apprenticeship_id)
