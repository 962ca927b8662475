"""Pieces as lists show them: rows to read, not entities to change. They take a third of the time that entities take.

Whatever describes a piece takes both shapes (`Piece`, `File`, `Link`), so that nothing is said of one in two ways.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, bindparam, select

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
    is_witness: bool
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
    return [piece for piece in _read(_OF_ONE, apprenticeship.id) if piece.deleted_at is None]


def read_pieces_of(apprenticeship_ids: Sequence[int]) -> list[PieceRow]:
    """The same for several apprentices at once: as many statements as for one."""
    return [piece for piece in _read(_OF_SEVERAL, apprenticeship_ids) if piece.deleted_at is None]


def read_pieces_and_deleted(apprenticeship: Apprenticeship) -> tuple[list[PieceRow], list[PieceRow]]:
    """Her pieces in their order, and those that she took out, the last first: the statements of the first alone."""
    every = _read(_OF_ONE, apprenticeship.id)
    deleted = {piece.id: piece.deleted_at for piece in every if piece.deleted_at is not None}
    return [piece for piece in every if piece.id not in deleted], sorted(
        (piece for piece in every if piece.id in deleted),
        key=lambda piece: deleted[piece.id],
        reverse=True,
    )


class _Statements(NamedTuple):
    """What is asked: pieces with their rounds, files, links."""

    pieces: Select[*tuple[Any, ...]]
    files: Select[*tuple[Any, ...]]
    links: Select[*tuple[Any, ...]]


def _read(statements: _Statements, whose: int | Sequence[int]) -> list[PieceRow]:
    # Not of the session, which takes its time over rows. So they lack what it has not flushed: on a page, nothing.
    ask = db.session.connection().execute
    files, links = defaultdict[int, list[FileRow]](list), defaultdict[int, list[LinkRow]](list)
    for item_id, *file in ask(statements.files, {"whose": whose}):
        files[item_id].append(FileRow._make(file))
    for item_id, *link in ask(statements.links, {"whose": whose}):
        links[item_id].append(LinkRow._make(link))
    pieces: dict[int, PieceRow] = {}
    rounds = defaultdict[int, list[ReviewRow]](list)
    for id_, *columns, sent_at, decision, decided_at, note in ask(statements.pieces, {"whose": whose}):
        if id_ not in pieces:
            pieces[id_] = PieceRow(id_, SubjectRow(rounds[id_]), files[id_], links[id_], *columns)
        if sent_at is not None:
            rounds[id_].append(ReviewRow(sent_at, decision, decided_at, note))
    return list(pieces.values())


def _statements(are_theirs: ColumnElement[bool]) -> _Statements:
    return _Statements(
        pieces=select(
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
        .where(are_theirs)
        .order_by(EvidenceItem.position, EvidenceItem.id, Review.number),
        files=select(
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
            EvidenceFile.is_witness,
            EvidenceFile.deleted_at,
            FilePicture.name,
        )
        .join(EvidenceFile.item)
        .outerjoin(FilePicture, and_(FilePicture.file_id == EvidenceFile.id, FilePicture.name == THUMB))
        .where(are_theirs, EvidenceFile.deleted_at.is_(None))
        .order_by(EvidenceFile.position),
        links=select(KsbLink.item_id, KsbLink.code, KsbLink.locator, KsbLink.state)
        .join(KsbLink.item)
        .where(are_theirs)
        .order_by(KsbLink.id),
    )


# Composed once: composing takes a good part of the time in which they are answered.
_OF_ONE = _statements(EvidenceItem.apprenticeship_id == bindparam("whose"))
_OF_SEVERAL = _statements(EvidenceItem.apprenticeship_id.in_(bindparam("whose", expanding=True)))
