"""What this room tells `sign_off` about its things: pieces as subjects, the portfolio as what is signed."""

from collections.abc import Sequence

from flask import url_for
from sqlalchemy import select

from accounts.models import Apprenticeship
from documents import true_name
from foundation.clock import now
from foundation.database import db
from foundation.jobs import enqueue
from foundation.wording import numbered, plural
from portfolio.card import CARD_QUESTIONS
from portfolio.describing import describe_piece, present_files, witness_facts
from portfolio.models import EvidenceFile, EvidenceItem, FindingState, LinkState, ReadState, TextSource
from portfolio.queries import (
    find_item_of_subject,
    list_findings,
    list_pieces,
    list_texts,
    list_texts_of_files,
    next_position,
)
from portfolio.signing import find_picture, reading_pages
from sign_off.manifest import Json, Manifest, ManifestEntry, ManifestFile
from sign_off.models import Subject, SubjectKind, WitnessStatement
from sign_off.state import ReviewState, is_shown, last_sent, state_of
from sign_off.subjects import Concern, Reading, ServedFile, Way
from standards import Force

_PORTFOLIO = Way("Open your portfolio", "portfolio.portfolio")


class PieceGuide:
    """A piece of evidence, as something that is sent, returned and accepted."""

    def title_of(self, subject: Subject) -> str:
        return find_item_of_subject(subject).title

    def url_of(self, subject: Subject) -> str:
        return url_for("portfolio.evidence", item_id=find_item_of_subject(subject).id)

    def manifest_of(self, subject: Subject) -> Manifest:
        item = find_item_of_subject(subject)
        return Manifest(
            title=item.title,
            apprentice=item.apprenticeship.apprentice.name,
            standard=item.apprenticeship.standard.label,
            standard_sha256=item.apprenticeship.standard_version.digest,
            entries=(entry_of(item),),
        )

    def blockers(self, subject: Subject) -> Sequence[str]:
        item = find_item_of_subject(subject)
        if item.deleted_at is not None:
            return [f"“{item.title}” is taken out of your portfolio. Bring it back first."]
        if any(file.state is ReadState.WAITING for file in present_files(item)):
            return ["We are still reading a file of this piece. Try again in a minute."]
        if not present_files(item) and item.witness_statement_id is None:
            return [f"“{item.title}” has no file yet. Add the file first."]
        return []

    def texts_of(self, subject: Subject, sent: Manifest | None) -> Sequence[str]:
        """Of its files in their order, and of the witness."""
        item = find_item_of_subject(subject)
        if sent is None:
            file_ids = [file.id for file in present_files(item)]
        else:
            file_ids = [int(file.id) for entry in sent.entries for file in entry.files]
        return _texts_in(item, file_ids)

    def find_file(self, subject: Subject, file_id: str) -> ServedFile | None:
        return _served(file_id, subject.apprenticeship_id)


class PortfolioGuide:
    """The whole portfolio, as what apprentice and employer confirm.

    Plan: the evidence "should be valid and attributable to the apprentice".
    """

    def is_asked_of(self, apprenticeship: Apprenticeship) -> bool:
        return True

    def attempt_of(self, apprenticeship: Apprenticeship) -> None:
        return None

    def manifest_of(self, apprenticeship: Apprenticeship) -> Manifest:
        return Manifest(
            title="Portfolio of evidence",
            apprentice=apprenticeship.apprentice.name,
            standard=apprenticeship.standard.label,
            standard_sha256=apprenticeship.standard_version.digest,
            entries=tuple(entry_of(item) for item in list_pieces(apprenticeship)),
        )

    def concerns(self, apprenticeship: Apprenticeship) -> Sequence[Concern]:
        pieces = list_pieces(apprenticeship)
        if not pieces:
            return [Concern("There is no piece of evidence yet. Add the first one.", way=_PORTFOLIO)]
        # Staff read these sentences too, and a draft is private, its title with it.
        lying = [piece.subject for piece in pieces if state_of(piece.subject) is ReviewState.SENT]
        unsent = sum(not is_shown(piece.subject) for piece in pieces)
        concerns = []
        if unsent:
            count = f"{numbered(unsent, 'piece')} {plural(unsent, 'is', 'are')}"
            them = plural(unsent, "it", "them")
            concerns.append(
                Concern(f"{count} not sent, or came back. Send {them}, or take {them} out.", way=_PORTFOLIO)
            )
        if lying:
            sent = [review.snapshot["title"] for subject in lying if (review := last_sent(subject))]
            named = ", ".join(f"“{title}”" for title in sent[:3]) + (" and others" if len(sent) > 3 else "")
            concerns.append(Concern(f"Not accepted yet: {named}."))
        if any(finding.force is Force.MUST for finding in list_findings(apprenticeship, FindingState.OPEN)):
            way = Way("Would this be bounced?", "gateway.bounced")
            concerns.append(Concern("Something must still be put right.", way=way))
        return concerns

    def find_file(self, apprenticeship: Apprenticeship, file_id: str) -> ServedFile | None:
        return _served(file_id, apprenticeship.id)

    def readings_of(self, apprenticeship: Apprenticeship, manifest: Manifest) -> Sequence[Reading]:
        return reading_pages(apprenticeship, manifest)

    def find_picture(
        self, apprenticeship: Apprenticeship, manifest: Manifest, picture_id: str
    ) -> ServedFile | None:
        return find_picture(apprenticeship, manifest, picture_id)


def entry_of(item: EvidenceItem) -> ManifestEntry:
    """A piece in a manifest: its files by digest, its card if it is in the pack, its mapping with places."""
    facts: dict[str, Json] = {}
    if item.card_in_pack:
        facts["context card"] = {question: getattr(item, name) for name, question in CARD_QUESTIONS.items()}
    links = sorted(
        (link for link in item.links if link.state is LinkState.ACCEPTED), key=lambda link: link.code
    )
    facts["mapping"] = [[link.code, link.locator, link.excerpt] for link in links]
    clips: list[Json] = [
        [file.sha256, file.in_view_at] for file in present_files(item) if file.in_view_at is not None
    ]
    if clips:
        facts["moments in view"] = clips
    if item.witness_statement is not None and item.witness_statement.digest:
        facts["witness statement"] = _witnessed(item.witness_statement)
    return ManifestEntry(
        key=f"evidence:{item.id}",
        title=item.title,
        kind=describe_piece(item),
        files=tuple(
            ManifestFile(str(file.id), file.name, file.sha256, file.size, file.media_type)
            for file in present_files(item)
        ),
        facts=facts,
    )


def _witnessed(signed: WitnessStatement) -> dict[str, Json]:
    """The witness's own words, for whoever signs to read, and the fingerprint of what the witness signed."""
    return {
        "What was seen": signed.what,
        **witness_facts(signed),
        "Fingerprint": signed.digest,
    }


def adopt_witness_statement(statement: WitnessStatement) -> None:
    """A signed witness statement becomes a piece of evidence. Signed once, adopted once."""
    known = select(EvidenceItem.id).where(EvidenceItem.witness_statement_id == statement.id)
    if db.session.scalar(known) is not None:
        return
    subject = Subject(kind=SubjectKind.EVIDENCE, apprenticeship_id=statement.apprenticeship_id)
    item = EvidenceItem(
        apprenticeship_id=statement.apprenticeship_id,
        subject=subject,
        witness_statement_id=statement.id,
        position=next_position(statement.apprenticeship_id),
        title=f"Witness statement: {statement.about}"[:120],
        created_at=now(),
        updated_at=now(),
    )
    db.session.add_all([subject, item])
    db.session.flush()
    enqueue("read_witness_statement", item_id=item.id)


def _texts_in(item: EvidenceItem, file_ids: Sequence[int]) -> list[str]:
    """The passages of these files, in this order, then the witness's."""
    by_file = {text.file_id: text for text in list_texts_of_files(file_ids)}
    witness = [text for text in list_texts([item.id]) if text.source is TextSource.WITNESS]
    read = [by_file[file_id] for file_id in file_ids if file_id in by_file]
    return [passage["text"] for text in (*read, *witness) for passage in text.document["passages"]]


def _served(file_id: str, apprenticeship_id: int) -> ServedFile | None:
    """A file of hers by its id, taken out since or not."""
    file = (
        db.session.scalar(
            select(EvidenceFile)
            .join(EvidenceFile.item)
            .where(EvidenceFile.id == int(file_id or 0), EvidenceItem.apprenticeship_id == apprenticeship_id)
        )
        if file_id.isdecimal()
        else None
    )
    if file is None:
        return None
    name = true_name(file.name, file.media_type)
    return ServedFile(file.key, name, file.media_type or "application/octet-stream", file.size, file.sha256)
