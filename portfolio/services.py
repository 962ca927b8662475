"""Verbs about evidence. The acting apprentice first; they flush and record, and never commit."""

from collections.abc import Sequence
from dataclasses import fields
from typing import TypeVar

from accounts.models import Apprenticeship, Person
from documents import is_program
from foundation.clock import as_duration, now
from foundation.database import db
from foundation.errors import Refused
from foundation.events import record
from foundation.files import StoredFile, bare_name, files
from foundation.jobs import enqueue
from portfolio.access import why_locked
from portfolio.card import ContextCard
from portfolio.following import follow_files, let_go_of_lost_words
from portfolio.holding import hold_link, hold_portfolio
from portfolio.models import (
    EvidenceFile,
    EvidenceItem,
    Finding,
    FindingState,
    KsbLink,
    LinkState,
    Origin,
    ReadState,
)
from portfolio.queries import count_files, find_link, list_pieces, next_file_position, next_position
from portfolio.refresh import refresh_findings
from portfolio.suggesting import SuggestedPlace, answered_elsewhere, refresh_alike, refresh_suggestions
from portfolio.titles import told_apart
from sign_off.models import Subject, SubjectKind
from sign_off.statements.voiding import watch_signatures
from standards import Force

_Placed = TypeVar("_Placed", EvidenceItem, EvidenceFile)

MOST_PIECES = 60
MOST_FILES_IN_A_PIECE = 40
_HEAD = 4096  # bytes, enough to tell a program


def create_piece(actor: Person, apprenticeship: Apprenticeship, title: str) -> EvidenceItem:
    """Start a piece at the end of the portfolio. Raises Refused when there are too many."""
    hold_portfolio(apprenticeship.id)
    titles = [piece.title for piece in list_pieces(apprenticeship)]
    count = len(titles)
    if count >= MOST_PIECES:
        raise Refused(f"You have {count} pieces, and we hold no more. Remove one you will not use first.")
    subject = Subject(kind=SubjectKind.EVIDENCE, apprenticeship_id=apprenticeship.id)
    item = EvidenceItem(
        apprenticeship_id=apprenticeship.id,
        subject=subject,
        position=next_position(apprenticeship.id),
        title=told_apart(title, titles),
        created_at=now(),
        updated_at=now(),
    )
    db.session.add_all([subject, item])
    db.session.flush()
    _record(actor, item, "evidence_created")
    return item


def add_file(actor: Person, item: EvidenceItem, name: str, stored: StoredFile) -> EvidenceFile:
    """Keep a file and let a job read it. Raises Refused for an empty one, for a program, and where the piece has too
    many."""
    _require_changeable(item)
    count = count_files(item)
    if count >= MOST_FILES_IN_A_PIECE:
        raise Refused(f"This piece has {count} files, and we hold no more in one. Start another piece.")
    return _attach(actor, item, name, stored)


def replace_file(
    actor: Person, file: EvidenceFile, name: str, stored: StoredFile, *, is_witness: bool = False
) -> EvidenceFile:
    """Put another file in this one's place; the old one can be brought back. Whether a witness wrote the new one she
    says anew. Raises Refused for an empty one and for a program."""
    _require_changeable(file.item)
    new = _attach(actor, file.item, name, stored)
    new.position, new.is_witness = file.position, is_witness
    file.deleted_at = now()
    db.session.flush()
    _changed(actor, file.item, "file_replaced", file=file.id, by=new.id)
    return new


def rename_file(actor: Person, file: EvidenceFile, name: str) -> None:
    _require_changeable(file.item)
    file.name = name.strip()
    _changed(actor, file.item, "file_renamed", file=file.id)


def delete_file(actor: Person, file: EvidenceFile) -> None:
    _require_changeable(file.item)
    file.deleted_at = now()
    db.session.flush()
    follow_files(file.item, actor.actor)
    _changed(actor, file.item, "file_deleted", file=file.id)


def restore_file(actor: Person, file: EvidenceFile) -> list[EvidenceFile]:
    """Bring a file back. Where another was put in its place, that one goes out instead, and is returned."""
    _require_changeable(file.item)
    instead = [
        other
        for other in file.item.files
        if other is not file and other.deleted_at is None and other.position == file.position
    ]
    for other in instead:
        other.deleted_at = now()
    file.deleted_at = None
    db.session.flush()
    follow_files(file.item, actor.actor)
    _changed(actor, file.item, "file_restored", file=file.id)
    return instead


def set_in_view(actor: Person, file: EvidenceFile, second: float | None) -> None:
    """She says that she is in view and identifiable at this second of the clip, or takes that back."""
    _require_changeable(file.item)
    length = file.duration_seconds
    if length is None:
        raise Refused(f"“{file.name}” is not a clip, so nobody can be in view in it.")
    if second is not None and not 0 <= second <= length:
        raise Refused(f"The clip runs {as_duration(length)}. Choose a place inside it.")
    file.in_view_at = second
    _changed(actor, file.item, "clip_in_view_set", file=file.id, second=second)


def set_witness(actor: Person, file: EvidenceFile, *, is_witness: bool) -> None:
    """She says that a witness wrote this file, or that she did: a job checks its words anew as what they are. Raises
    Refused where nothing in it could be read."""
    _require_changeable(file.item)
    if file.state is not ReadState.READ or not file.has_text:
        raise Refused(
            f"We have no words of “{file.name}” to check. Wait until it is read, or write in its card."
        )
    if file.is_witness == is_witness:
        return
    file.is_witness, file.state = is_witness, ReadState.WAITING
    enqueue("analyse_file", file_id=file.id)
    _changed(actor, file.item, "file_author_set", file=file.id, is_witness=is_witness)


def update_title(actor: Person, item: EvidenceItem, title: str) -> None:
    _require_changeable(item)
    item.title = title.strip()
    _changed(actor, item, "evidence_renamed")


def update_card(actor: Person, item: EvidenceItem, card: ContextCard, *, in_pack: bool) -> None:
    """Save the context card; a job checks its language and looks for KSBs in it."""
    _require_changeable(item)
    for field in fields(card):
        setattr(item, field.name, getattr(card, field.name).strip())
    item.card_in_pack = in_pack
    _changed(actor, item, "card_updated")
    enqueue("read_card", item_id=item.id)


def put_in_order(actor: Person, files: Sequence[EvidenceFile]) -> None:
    """Put files that came together, of one piece or each a piece of its own, in the order in which they are given,
    at the places that they have."""
    pieces = list(dict.fromkeys(file.item for file in files))
    if len(pieces) > 1:
        for piece in _placed(pieces):
            _record(actor, piece, "evidence_moved", to=piece.position)
    elif pieces:
        _require_changeable(pieces[0])
        if _placed(files):
            _changed(actor, pieces[0], "files_moved")


def _placed(things: Sequence[_Placed]) -> list[_Placed]:
    """Those that had to change places. Two that were added at the same moment may have been given the same one."""
    moved, last = [], 0
    for thing, position in zip(things, sorted(thing.position for thing in things), strict=True):
        last = max(position, last + 1)
        if thing.position != last:
            thing.position = last
            moved.append(thing)
    db.session.flush()
    return moved


def move_piece(actor: Person, item: EvidenceItem, places: int) -> None:
    """Move a piece up (negative) or down among the others."""
    hold_portfolio(item.apprenticeship_id)
    pieces = list_pieces(item.apprenticeship)
    here = pieces.index(item)
    pieces.insert(max(0, here + places), pieces.pop(here))
    for position, piece in enumerate(pieces, start=1):
        piece.position = position
    db.session.flush()
    _record(actor, item, "evidence_moved", to=item.position)


def delete_piece(actor: Person, item: EvidenceItem) -> None:
    """Take a piece out of the portfolio. `restore_piece` brings it back."""
    _require_changeable(item)
    item.deleted_at = now()
    _changed(actor, item, "evidence_deleted")


def restore_piece(actor: Person, item: EvidenceItem) -> None:
    hold_portfolio(item.apprenticeship_id)
    item.deleted_at = None
    _changed(actor, item, "evidence_restored")


def accept_link(actor: Person, link: KsbLink, place: SuggestedPlace | None = None) -> None:
    """Say that the piece shows this KSB, at the place that stands in the link or at another that is suggested. Asked
    again about words that are gone, the yes is kept without them."""
    _require_there(link)
    if place is not None:
        link.file_id, link.passage, link.start = place.file_id, place.passage, place.start
        link.excerpt, link.locator = place.excerpt, place.locator
    elif link.is_asked_again:
        let_go_of_lost_words(link)
    _decide(actor, link, LinkState.ACCEPTED, "ksb_link_accepted")


def reject_link(actor: Person, link: KsbLink) -> None:
    """Say that the piece does not show this KSB: it is never suggested for it again, nor elsewhere for these words."""
    _decide(actor, link, LinkState.REJECTED, "ksb_link_rejected")
    refresh_alike(link.item, link.code, link.excerpt)


def reopen_link(actor: Person, link: KsbLink) -> None:
    """Take an answer back. A link of her own disappears; a suggestion waits again, here whatever she said elsewhere."""
    _require_there(link)
    item, said_no = link.item, link.state is LinkState.REJECTED
    if link.origin is Origin.OWN:
        item.links.remove(link)  # loads them, so before it is deleted
        db.session.delete(link)
    else:
        link.state, link.decided_at, link.asked_here = LinkState.OPEN, None, True
    _changed(actor, item, "ksb_link_reopened", code=link.code)
    if said_no:
        refresh_alike(item, link.code, link.excerpt)


def ask_here(actor: Person, item: EvidenceItem, code: str) -> None:
    """Ask in this piece too about words that she said no to in another. Raises Refused where nothing here is kept from
    her for that."""
    _require_changeable(item)
    if all(code != one.code for one in answered_elsewhere(item)):
        raise Refused(f"{code} is not suggested for this piece any more. You can choose it from the list.")
    db.session.add(
        KsbLink(
            item=item,
            code=code,
            origin=Origin.SUGGESTED,
            state=LinkState.OPEN,
            asked_here=True,
            created_at=now(),
        )
    )
    _changed(actor, item, "ksb_link_asked_here", code=code)


def create_link(
    actor: Person, item: EvidenceItem, code: str, locator: str, file: EvidenceFile | None = None
) -> KsbLink:
    """She says herself that the piece shows this KSB, and where. Raises standards.UnknownKsb."""
    _require_changeable(item)
    item.apprenticeship.standard.ksb(code)
    link = find_link(item, code)
    no = link.excerpt if link is not None and link.state is LinkState.REJECTED else None
    if link is None:
        link = KsbLink(item=item, code=code, origin=Origin.OWN, state=LinkState.ACCEPTED, created_at=now())
        db.session.add(link)
    link.state, link.decided_at = LinkState.ACCEPTED, now()
    if locator.strip() != link.locator:  # the words that were suggested stand somewhere else
        link.locator, link.file = locator.strip(), file
        link.excerpt, link.passage, link.start = "", None, None
    _changed(actor, item, "ksb_link_created", code=code)
    if no is not None:
        refresh_alike(item, code, no)
    return link


def update_locator(actor: Person, link: KsbLink, locator: str) -> None:
    _require_there(link)
    link.locator = locator.strip()
    _changed(actor, link.item, "ksb_link_located", code=link.code)


def explain_finding(actor: Person, finding: Finding, note: str) -> None:
    """Keep what a "should" finding is about, with a note that says why. Raises Refused for a "must", and for what was
    put right meanwhile."""
    hold_portfolio(finding.apprenticeship_id)
    if finding.force is Force.MUST:
        raise Refused("The plan says “must” here, so a note is not enough. Put it right instead.")
    if finding.state is FindingState.MENDED:
        raise Refused("This was put right meanwhile, so there is nothing left to keep. No note is needed.")
    finding.state, finding.note, finding.settled_at = FindingState.EXPLAINED, note.strip(), now()
    db.session.flush()
    _record_finding(actor, finding, "finding_explained")


def reopen_finding(actor: Person, finding: Finding) -> None:
    hold_portfolio(finding.apprenticeship_id)
    finding.state, finding.note, finding.settled_at = FindingState.OPEN, "", None
    db.session.flush()
    _record_finding(actor, finding, "finding_reopened")


def _attach(actor: Person, item: EvidenceItem, name: str, stored: StoredFile) -> EvidenceFile:
    if stored.size == 0:
        raise Refused("It is empty (0 bytes). Check the original, save it again and add that copy.")
    if is_program(b"".join(files.store.read(stored.key, 0, min(stored.size, _HEAD)))):
        raise Refused("It is a program, and we take none. Add a document or a clip that shows what it does.")
    file = EvidenceFile(
        item=item,
        position=next_file_position(item),
        name=bare_name(name),
        key=stored.key,
        size=stored.size,
        sha256=stored.sha256,
        uploaded_at=now(),
    )
    db.session.add(file)
    db.session.flush()
    enqueue("read_file", file_id=file.id)
    _changed(actor, item, "file_added", file=file.id)
    return file


def _decide(actor: Person, link: KsbLink, state: LinkState, event: str) -> None:
    _require_there(link)
    link.state, link.decided_at = state, now()
    _changed(actor, link.item, event, code=link.code)


def _require_changeable(item: EvidenceItem) -> None:
    """Held from here on. A piece that lies with the tutor cannot change under his eyes; an accepted one is locked until
    she reopens it."""
    hold_portfolio(item.apprenticeship_id)
    reason = why_locked(item)
    if reason:
        raise Refused(reason)


def _require_there(link: KsbLink) -> None:
    hold_link(link)
    _require_changeable(link.item)


def _changed(actor: Person, item: EvidenceItem, event: str, **details: object) -> None:
    item.updated_at = now()
    db.session.flush()
    _record(actor, item, event, **details)
    refresh_suggestions(item)
    refresh_findings(item.apprenticeship)


def _record(actor: Person, item: EvidenceItem, event: str, **details: object) -> None:
    record(
        event,
        actor=actor.actor,
        subject=f"evidence:{item.id}",
        apprenticeship_id=item.apprenticeship_id,
        **details,
    )
    watch_signatures(item.apprenticeship_id)


def _record_finding(actor: Person, finding: Finding, event: str) -> None:
    record(
        event,
        actor=actor.actor,
        subject=f"finding:{finding.id}",
        apprenticeship_id=finding.apprenticeship_id,
        rule=finding.rule,
    )
