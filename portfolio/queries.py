"""Reads: ordered, with what the pages need loaded at once."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from accounts.models import Apprenticeship
from accounts.queries import WHOLE_APPRENTICESHIP
from foundation.database import db
from portfolio.models import (
    EvidenceFile,
    EvidenceItem,
    EvidenceText,
    FilePicture,
    Finding,
    FindingState,
    KsbLink,
    LinkState,
    ReadState,
    TextSource,
)
from sign_off.models import Subject


def list_pieces(apprenticeship: Apprenticeship) -> list[EvidenceItem]:
    """Her pieces in their order, with files, thumbnails, links and reviews; deleted ones left out."""
    return list(db.once((list_pieces, apprenticeship.id), lambda: _list(_PIECES, apprenticeship)))


def list_every_piece(apprenticeship: Apprenticeship) -> list[EvidenceItem]:
    """Her pieces in their order, also those that she took out."""
    return _list(_EVERY_PIECE, apprenticeship)


def _list(pieces: Select[EvidenceItem], apprenticeship: Apprenticeship) -> list[EvidenceItem]:
    """The pieces, then their files and their links in a statement each.

    SQLAlchemy's own way to load these (`selectinload`) composes its statements anew each time, which takes longer than
    they take to be answered. What is loaded already stays as it is, as it would with that.
    """
    whose = {"apprenticeship": apprenticeship.id}
    found = list(db.session.scalars(pieces, whose).unique())
    files, links = defaultdict[int, list[EvidenceFile]](list), defaultdict[int, list[KsbLink]](list)
    for file in db.session.scalars(_FILES, whose):
        files[file.item_id].append(file)
    for link in db.session.scalars(_LINKS, whose):
        links[link.item_id].append(link)
    for piece in found:
        _fill(piece, files[piece.id], links[piece.id])
    return found


def _fill(piece: EvidenceItem, files: Sequence[EvidenceFile], links: Sequence[KsbLink]) -> None:
    loaded = piece.__dict__
    if "files" not in loaded:
        set_committed_value(piece, "files", files)
    if "links" not in loaded:
        set_committed_value(piece, "links", links)


def next_position(apprenticeship_id: int) -> int:
    """The place after the last piece, deleted ones counted too."""
    highest = select(func.max(EvidenceItem.position)).where(
        EvidenceItem.apprenticeship_id == apprenticeship_id
    )
    return (db.session.scalar(highest) or 0) + 1


# Statements are composed once: composing takes a good part of the time in which they are answered.
_HERS = EvidenceItem.apprenticeship_id == bindparam("apprenticeship")
# A piece is sent once or twice, so its reviews come in its row.
_EVERY_PIECE = (
    select(EvidenceItem)
    .where(_HERS)
    .options(
        joinedload(EvidenceItem.subject).joinedload(Subject.reviews),
        joinedload(EvidenceItem.witness_statement),
    )
    .order_by(EvidenceItem.position, EvidenceItem.id)
)
_PIECES = _EVERY_PIECE.where(EvidenceItem.deleted_at.is_(None))
_FILES = (
    select(EvidenceFile)
    .join(EvidenceFile.item)
    .where(_HERS, EvidenceFile.deleted_at.is_(None))
    .options(joinedload(EvidenceFile.thumb))
    .order_by(EvidenceFile.position)
)
_LINKS = select(KsbLink).join(KsbLink.item).where(_HERS).order_by(KsbLink.id)


def find_item(item_id: int) -> EvidenceItem | None:
    """One piece with files, pictures, links, reviews and her whole apprenticeship, which is already there for a page
    of her own."""
    item = db.session.scalars(_ITEM, {"item": item_id}).unique().one_or_none()
    if item is not None:
        files = db.session.scalars(_FILES_OF_ITEM, {"item": item_id}).unique().all()
        _fill(item, files, db.session.scalars(_LINKS_OF_ITEM, {"item": item_id}).all())
        whose = db.session.get(Apprenticeship, item.apprenticeship_id, options=WHOLE_APPRENTICESHIP)
        set_committed_value(item, "apprenticeship", whose)
    return item


_ITEM = (
    select(EvidenceItem)
    .where(EvidenceItem.id == bindparam("item"))
    .options(joinedload(EvidenceItem.subject).joinedload(Subject.reviews))
)
_FILES_OF_ITEM = (
    select(EvidenceFile)
    .where(EvidenceFile.item_id == bindparam("item"))
    .options(joinedload(EvidenceFile.pictures))
    .order_by(EvidenceFile.position)
)
_LINKS_OF_ITEM = select(KsbLink).where(KsbLink.item_id == bindparam("item")).order_by(KsbLink.id)


def place_of(item: EvidenceItem) -> tuple[int | None, int]:
    """Which of her pieces it is, counted from 1 (None when it is taken out), and how many there are."""
    numbers = numbers_of(item.apprenticeship_id)
    return numbers.get(item.id), len(numbers)


def numbers_of(apprenticeship_id: int) -> dict[int, int]:
    """By the id of a piece of hers, which of them it is, counted from 1."""
    ids = db.session.scalars(_PLACES, {"apprenticeship": apprenticeship_id}).all()
    return {id_: number for number, id_ in enumerate(ids, start=1)}


_PLACES = (
    select(EvidenceItem.id)
    .where(EvidenceItem.apprenticeship_id == bindparam("apprenticeship"), EvidenceItem.deleted_at.is_(None))
    .order_by(EvidenceItem.position, EvidenceItem.id)
)


def find_file(file_id: int) -> EvidenceFile | None:
    return db.session.scalar(
        select(EvidenceFile)
        .join(EvidenceFile.item)
        .where(EvidenceFile.id == file_id)
        .options(contains_eager(EvidenceFile.item), selectinload(EvidenceFile.pictures))
    )


def list_files_like(item: EvidenceItem) -> list[EvidenceFile]:
    """The files of her portfolio with the very bytes of a file of this piece, that file among them; by piece, in their
    order."""
    hashes = {file.sha256 for file in item.files if file.deleted_at is None}
    if not hashes:
        return []
    return list(
        db.session.scalars(_FILES_LIKE, {"apprenticeship": item.apprenticeship_id, "hashes": list(hashes)})
    )


_FILES_LIKE = (
    select(EvidenceFile)
    .join(EvidenceFile.item)
    .where(
        _HERS,
        EvidenceItem.deleted_at.is_(None),
        EvidenceFile.deleted_at.is_(None),
        EvidenceFile.sha256.in_(bindparam("hashes", expanding=True)),
    )
    .options(contains_eager(EvidenceFile.item))
    .order_by(EvidenceItem.position, EvidenceFile.position, EvidenceFile.id)
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


def list_nos_elsewhere(item: EvidenceItem) -> list[KsbLink]:
    """What she said no to in her other pieces, in their order; those in the portfolio before those taken out."""
    return list(
        db.session.scalars(_NOS_ELSEWHERE, {"apprenticeship": item.apprenticeship_id, "item": item.id})
    )


_NOS_ELSEWHERE = (
    select(KsbLink)
    .join(KsbLink.item)
    .where(
        _HERS,
        KsbLink.item_id != bindparam("item"),
        KsbLink.state == LinkState.REJECTED,
    )
    .options(contains_eager(KsbLink.item))
    .order_by(EvidenceItem.deleted_at.is_not(None), EvidenceItem.position, KsbLink.id)
)


def list_suggestions_elsewhere(item: EvidenceItem) -> list[tuple[int, list[Any]]]:
    """The ids of her other pieces, each with what a text of it suggests."""
    found = db.session.execute(
        select(EvidenceText.item_id, EvidenceText.suggestions)
        .join(EvidenceText.item)
        .where(
            EvidenceItem.apprenticeship_id == item.apprenticeship_id,
            EvidenceItem.deleted_at.is_(None),
            EvidenceItem.id != item.id,
        )
        .order_by(EvidenceText.id)
    )
    return [(item_id, suggestions) for item_id, suggestions in found]


def list_texts(item_ids: Sequence[int]) -> list[EvidenceText]:
    """The texts of these pieces that still count: those of deleted files are left out."""
    return list(db.session.scalars(_TEXTS, {"items": item_ids}))


_TEXTS = (
    select(EvidenceText)
    .outerjoin(EvidenceText.file)
    .where(
        EvidenceText.item_id.in_(bindparam("items", expanding=True)),
        EvidenceFile.deleted_at.is_(None),
    )
    .order_by(EvidenceText.id)
)


def list_files(file_ids: Sequence[int]) -> list[EvidenceFile]:
    """These files, in this order, also those that were taken out."""
    found = db.session.scalars(select(EvidenceFile).where(EvidenceFile.id.in_(file_ids)))
    return sorted(found, key=lambda file: file_ids.index(file.id))


def find_card_text(item: EvidenceItem) -> EvidenceText | None:
    """What was last read of the context card."""
    return db.session.scalars(
        select(EvidenceText).where(EvidenceText.item_id == item.id, EvidenceText.source == TextSource.CARD)
    ).first()


def list_texts_of_files(file_ids: Sequence[int]) -> list[EvidenceText]:
    """What was read in these files, also in those that were taken out."""
    return list(db.session.scalars(select(EvidenceText).where(EvidenceText.file_id.in_(file_ids))))


def list_findings(apprenticeship: Apprenticeship, *states: FindingState) -> list[Finding]:
    """Her findings in these states (open and explained, when none is named), "must" first."""
    wanted = states or (FindingState.OPEN, FindingState.EXPLAINED)
    found = db.session.scalars(_FINDINGS, {"apprenticeship": apprenticeship.id, "states": wanted})
    return sorted(found, key=lambda finding: (finding.force != "must", finding.id))


_FINDINGS = (
    select(Finding)
    .where(
        Finding.apprenticeship_id == bindparam("apprenticeship"),
        Finding.state.in_(bindparam("states", expanding=True)),
    )
    .options(joinedload(Finding.item), joinedload(Finding.file))
    .order_by(Finding.id)
)


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


def count_files(item: EvidenceItem) -> int:
    """Those that were not taken out."""
    own = (EvidenceFile.item_id == item.id, EvidenceFile.deleted_at.is_(None))
    return db.session.scalar(select(func.count()).select_from(EvidenceFile).where(*own)) or 0


def next_file_position(item: EvidenceItem) -> int:
    """Behind every file of the piece, those taken out too."""
    last = select(func.max(EvidenceFile.position)).where(EvidenceFile.item_id == item.id)
    return (db.session.scalar(last) or 0) + 1


def list_every_file(item: EvidenceItem) -> Sequence[EvidenceFile]:
    """Those taken out too, which a list of pieces may have left unloaded."""
    return db.session.scalars(select(EvidenceFile).where(EvidenceFile.item_id == item.id)).all()


def list_every_text(item: EvidenceItem) -> Sequence[EvidenceText]:
    """Those of files that were taken out too."""
    chosen = select(EvidenceText).where(EvidenceText.item_id == item.id).order_by(EvidenceText.id)
    return db.session.scalars(chosen).all()


def find_picture_of(
    apprenticeship: Apprenticeship, file_id: int, sha256: str, name: str
) -> FilePicture | None:
    """The picture of this name of a file of hers, while the file has these bytes."""
    return db.session.scalar(
        select(FilePicture)
        .join(FilePicture.file)
        .join(EvidenceFile.item)
        .where(
            FilePicture.file_id == file_id,
            FilePicture.name == name,
            EvidenceFile.sha256 == sha256,
            EvidenceItem.apprenticeship_id == apprenticeship.id,
        )
    )
