"""Reads: ordered, with what the pages need loaded at once."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from accounts.models import Apprenticeship
from accounts.queries import WHOLE_APPRENTICESHIP
from foundation.database import db
from portfolio.models import (
    EvidenceFile,
    EvidenceItem,
    EvidenceText,
    Finding,
    FindingState,
    KsbLink,
    LinkState,
    ReadState,
)
from sign_off.models import Subject


def list_pieces(apprenticeship: Apprenticeship) -> list[EvidenceItem]:
    """Her pieces in their order, with files, thumbnails, links and reviews; deleted ones left out."""
    return list_pieces_of([apprenticeship.id])


def list_pieces_of(apprenticeship_ids: Sequence[int]) -> list[EvidenceItem]:
    """The same for several apprentices at once: as many statements as for one."""
    return _list(_pieces(), apprenticeship_ids)


def list_pieces_and_deleted(apprenticeship: Apprenticeship) -> tuple[list[EvidenceItem], list[EvidenceItem]]:
    """Her pieces in their order, and those that she took out, the last first: the statements of the first alone."""
    every = _list(_pieces(deleted_too=True), [apprenticeship.id])
    deleted = {piece: piece.deleted_at for piece in every if piece.deleted_at is not None}
    return [piece for piece in every if piece not in deleted], sorted(
        deleted, key=deleted.__getitem__, reverse=True
    )


def _list(pieces: Select[EvidenceItem], apprenticeship_ids: Sequence[int]) -> list[EvidenceItem]:
    return list(db.session.scalars(pieces, {"apprenticeships": apprenticeship_ids}).unique())


@cache
def _pieces(*, deleted_too: bool = False) -> Select[EvidenceItem]:
    """The statement, composed once: composing takes a good part of the time in which it is answered.

    A piece is sent once or twice, so its reviews come in its row.
    """
    present = EvidenceItem.files.and_(EvidenceFile.deleted_at.is_(None))
    chosen = (
        select(EvidenceItem) if deleted_too else select(EvidenceItem).where(EvidenceItem.deleted_at.is_(None))
    )
    return (
        chosen.where(EvidenceItem.apprenticeship_id.in_(bindparam("apprenticeships", expanding=True)))
        .options(
            selectinload(present).joinedload(EvidenceFile.thumb),
            selectinload(EvidenceItem.links),
            joinedload(EvidenceItem.subject).joinedload(Subject.reviews),
            joinedload(EvidenceItem.witness_statement),
        )
        .order_by(EvidenceItem.position, EvidenceItem.id)
    )


def find_item(item_id: int) -> EvidenceItem | None:
    return db.session.scalar(
        select(EvidenceItem)
        .where(EvidenceItem.id == item_id)
        .options(
            selectinload(EvidenceItem.files).selectinload(EvidenceFile.pictures),
            selectinload(EvidenceItem.links),
            joinedload(EvidenceItem.subject).selectinload(Subject.reviews),
            joinedload(EvidenceItem.apprenticeship).options(*WHOLE_APPRENTICESHIP),
        )
    )


def place_of(item: EvidenceItem) -> tuple[int | None, int]:
    """Which of her pieces it is, counted from 1 (None when it is taken out), and how many there are."""
    ids = list(
        db.session.scalars(
            select(EvidenceItem.id)
            .where(
                EvidenceItem.apprenticeship_id == item.apprenticeship_id, EvidenceItem.deleted_at.is_(None)
            )
            .order_by(EvidenceItem.position, EvidenceItem.id)
        )
    )
    return ids.index(item.id) + 1 if item.id in ids else None, len(ids)


def find_file(file_id: int) -> EvidenceFile | None:
    return db.session.scalar(
        select(EvidenceFile)
        .join(EvidenceFile.item)
        .where(EvidenceFile.id == file_id)
        .options(contains_eager(EvidenceFile.item), selectinload(EvidenceFile.pictures))
    )


def list_waiting(apprenticeship: Apprenticeship) -> list[str]:
    """The names of her files that are still to be read."""
    return list(
        db.session.scalars(
            select(EvidenceFile.name)
            .join(EvidenceFile.item)
            .where(
                EvidenceItem.apprenticeship_id == apprenticeship.id,
                EvidenceItem.deleted_at.is_(None),
                EvidenceFile.deleted_at.is_(None),
                EvidenceFile.state == ReadState.WAITING,
            )
            .order_by(EvidenceFile.id)
        )
    )


def find_link(item: EvidenceItem, code: str) -> KsbLink | None:
    return db.session.scalar(select(KsbLink).where(KsbLink.item_id == item.id, KsbLink.code == code))


def list_answers(apprenticeship_id: int) -> list[KsbLink]:
    """What she answered in all pieces that are in her portfolio: links with a yes or a no."""
    return list(
        db.session.scalars(
            select(KsbLink)
            .join(KsbLink.item)
            .where(
                EvidenceItem.apprenticeship_id == apprenticeship_id,
                EvidenceItem.deleted_at.is_(None),
                KsbLink.state != LinkState.OPEN,
            )
            .order_by(KsbLink.id)
        )
    )


def list_texts(item_ids: Sequence[int]) -> list[EvidenceText]:
    """The texts of these pieces that still count: those of deleted files are left out."""
    return list(
        db.session.scalars(
            select(EvidenceText)
            .outerjoin(EvidenceText.file)
            .where(EvidenceText.item_id.in_(item_ids), EvidenceFile.deleted_at.is_(None))
            .order_by(EvidenceText.id)
        )
    )


def list_findings(apprenticeship: Apprenticeship, *states: FindingState) -> list[Finding]:
    """Her findings in these states (open and explained, when none is named), "must" first."""
    wanted = states or (FindingState.OPEN, FindingState.EXPLAINED)
    found = db.session.scalars(
        select(Finding)
        .where(Finding.apprenticeship_id == apprenticeship.id, Finding.state.in_(wanted))
        .options(joinedload(Finding.item), joinedload(Finding.file))
        .order_by(Finding.id)
    )
    return sorted(found, key=lambda finding: (finding.force != "must", finding.id))


def find_item_of_subject(subject: Subject) -> EvidenceItem:
    """The piece that this subject stands for: there always is one."""
    return db.session.scalars(
        select(EvidenceItem)
        .where(EvidenceItem.subject_id == subject.id)
        .options(
            selectinload(EvidenceItem.files),
            selectinload(EvidenceItem.links),
            joinedload(EvidenceItem.subject),
        )
    ).one()
