"""Pieces as lists show them: rows to read, not entities to change. They take a third of the time that entities take.

Whatever describes a piece takes both shapes (`Piece`, `File`, `Link`), so that nothing is said of one in two ways.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeAlias

from sqlalchemy import and_, bindparam, select

from accounts.models import Apprenticeship
from foundation.database import db
from portfolio.models import THUMB, EvidenceFile, EvidenceItem, FilePicture, KsbLink, LinkState, ReadState
from sign_off.models import Review
from sign_off.rows import ReviewRow, SubjectRow


class FileRow(NamedTuple):
    """A file that was not deleted. `thumb` is the name of its small picture, if it has one."""

    id: int
    name: str
    state: ReadState
    problem: str
    kind: str
    pages: int | None
    duration_seconds: float | None
    has_text: bool
    in_view_at: float | None
    deleted_at: datetime | None
    thumb: str | None


class LinkRow(NamedTuple):
    code: str
    locator: str
    state: LinkState


@dataclass(frozen=True, slots=True)
class PieceRow:
    """A piece with its rounds, files and links. The names are those of `EvidenceItem`."""

    id: int
    subject: SubjectRow
    files: Sequence[FileRow]
    links: Sequence[LinkRow]
    apprenticeship_id: int
    position: int
    title: str
    witness_statement_id: int | None
    deleted_at: datetime | None


Piece: TypeAlias = EvidenceItem | PieceRow
File: TypeAlias = EvidenceFile | FileRow
Link: TypeAlias = KsbLink | LinkRow


def read_pieces(apprenticeship: Apprenticeship) -> list[PieceRow]:
    """Her pieces in their order; deleted ones left out."""
    return read_pieces_of([apprenticeship.id])


def read_pieces_of(apprenticeship_ids: Sequence[int]) -> list[PieceRow]:
    """The same for several apprentices at once: as many statements as for one."""
    return [piece for piece in _read(apprenticeship_ids) if piece.deleted_at is None]


def read_pieces_and_deleted(apprenticeship: Apprenticeship) -> tuple[list[PieceRow], list[PieceRow]]:
    """Her pieces in their order, and those that she took out, the last first: the statements of the first alone."""
    every = _read([apprenticeship.id])
    deleted = {piece.id: piece.deleted_at for piece in every if piece.deleted_at is not None}
    return [piece for piece in every if piece.id not in deleted], sorted(
        (piece for piece in every if piece.id in deleted),
        key=lambda piece: deleted[piece.id],
        reverse=True,
    )


def _read(apprenticeship_ids: Sequence[int]) -> list[PieceRow]:
    """Three statements, whoever and however much: pieces with their rounds, files, links."""
    whose = {"apprenticeships": apprenticeship_ids}
    files, links = defaultdict[int, list[FileRow]](list), defaultdict[int, list[LinkRow]](list)
    for item_id, *file in db.session.execute(_FILES, whose):
        files[item_id].append(FileRow._make(file))
    for item_id, *link in db.session.execute(_LINKS, whose):
        links[item_id].append(LinkRow._make(link))
    pieces: dict[int, PieceRow] = {}
    rounds = defaultdict[int, list[ReviewRow]](list)
    for id_, *columns, sent_at, decision, decided_at, note in db.session.execute(_PIECES, whose):
        if id_ not in pieces:
            pieces[id_] = PieceRow(id_, SubjectRow(rounds[id_]), files[id_], links[id_], *columns)
        if sent_at is not None:
            rounds[id_].append(ReviewRow(sent_at, decision, decided_at, note))
    return list(pieces.values())


# Composed once: composing takes a good part of the time in which they are answered.
_OF_THESE = EvidenceItem.apprenticeship_id.in_(bindparam("apprenticeships", expanding=True))
_PIECES = (
    select(
        EvidenceItem.id,
        EvidenceItem.apprenticeship_id,
        EvidenceItem.position,
        EvidenceItem.title,
        EvidenceItem.witness_statement_id,
        EvidenceItem.deleted_at,
        Review.sent_at,
        Review.decision,
        Review.decided_at,
        Review.note,
    )
    .outerjoin(Review, Review.subject_id == EvidenceItem.subject_id)
    .where(_OF_THESE)
    .order_by(EvidenceItem.position, EvidenceItem.id, Review.number)
)
_FILES = (
    select(
        EvidenceFile.item_id,
        EvidenceFile.id,
        EvidenceFile.name,
        EvidenceFile.state,
        EvidenceFile.problem,
        EvidenceFile.kind,
        EvidenceFile.pages,
        EvidenceFile.duration_seconds,
        EvidenceFile.has_text,
        EvidenceFile.in_view_at,
        EvidenceFile.deleted_at,
        FilePicture.name,
    )
    .join(EvidenceFile.item)
    .outerjoin(FilePicture, and_(FilePicture.file_id == EvidenceFile.id, FilePicture.name == THUMB))
    .where(_OF_THESE, EvidenceFile.deleted_at.is_(None))
    .order_by(EvidenceFile.position)
)
_LINKS = (
    select(KsbLink.item_id, KsbLink.code, KsbLink.locator, KsbLink.state)
    .join(KsbLink.item)
    .where(_OF_THESE)
    .order_by(KsbLink.id)
)
