"""Pieces of evidence, their files, what they are said to show, and what is wrong with them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ColumnElement, ForeignKey, Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Apprenticeship
from foundation.database import Base, one_of
from sign_off.models import Subject, WitnessStatement
from standards import Force

# What `documents.preview` calls the small picture that stands for a file.
THUMB = "thumb.webp"


class EvidenceItem(Base):
    """One piece of evidence and its context card of five short answers. `deleted_at` can be undone."""

    __tablename__ = "evidence_item"
    __table_args__ = (Index("ix_evidence_item_apprenticeship_id_position", "apprenticeship_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    apprenticeship_id: Mapped[int] = mapped_column(ForeignKey("apprenticeship.id"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), unique=True)
    witness_statement_id: Mapped[int | None] = mapped_column(ForeignKey("witness_statement.id"), unique=True)
    position: Mapped[int]
    title: Mapped[str]
    what_it_is: Mapped[str] = mapped_column(default="")
    what_i_did: Mapped[str] = mapped_column(default="")
    why_that_way: Mapped[str] = mapped_column(default="")
    what_came_of_it: Mapped[str] = mapped_column(default="")
    when_and_who: Mapped[str] = mapped_column(default="")
    card_in_pack: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    apprenticeship: Mapped[Apprenticeship] = relationship()
    subject: Mapped[Subject] = relationship()
    witness_statement: Mapped[WitnessStatement | None] = relationship()
    files: Mapped[list["EvidenceFile"]] = relationship(
        back_populates="item", order_by="EvidenceFile.position"
    )
    texts: Mapped[list["EvidenceText"]] = relationship(back_populates="item", order_by="EvidenceText.id")
    links: Mapped[list["KsbLink"]] = relationship(back_populates="item", order_by="KsbLink.id")
    findings: Mapped[list["Finding"]] = relationship(back_populates="item", order_by="Finding.id")


class ReadState(StrEnum):
    """How far the server is with reading a file."""

    WAITING = "waiting"
    READ = "read"
    UNREADABLE = "unreadable"


class EvidenceFile(Base):
    """An uploaded file. `name` is what she called it, and nothing else; the bytes rest under `key`.

    `duration_seconds` is the clip's true length; `in_view_at` the second at which she says she can be seen; `has_text`
    whether there was anything to read in it; `is_witness` that somebody else wrote it, as a witness.
    """

    __tablename__ = "evidence_file"
    __table_args__ = (
        Index("ix_evidence_file_item_id_position", "item_id", "position"),
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint("(state = 'unreadable') = (problem <> '')", name="problem_when_unreadable"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("evidence_item.id"))
    position: Mapped[int]
    name: Mapped[str]
    key: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    uploaded_at: Mapped[datetime]
    state: Mapped[ReadState] = mapped_column(one_of(ReadState), default=ReadState.WAITING)
    problem: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    pages: Mapped[int | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    duration_seconds: Mapped[float | None]
    playable: Mapped[bool] = mapped_column(default=True)
    has_location: Mapped[bool] = mapped_column(default=False)
    has_text: Mapped[bool] = mapped_column(default=False)
    in_view_at: Mapped[float | None]
    is_witness: Mapped[bool] = mapped_column(default=False)
    deleted_at: Mapped[datetime | None]

    item: Mapped[EvidenceItem] = relationship(back_populates="files")
    pictures: Mapped[list["FilePicture"]] = relationship(back_populates="file", order_by="FilePicture.id")
    thumb: Mapped["FilePicture | None"] = relationship(primaryjoin=lambda: _is_thumb_of_file(), viewonly=True)
    text: Mapped["EvidenceText | None"] = relationship(back_populates="file")


class FilePicture(Base):
    """A picture made from a file: its thumbnail, a page, a frame, the photograph at screen size."""

    __tablename__ = "file_picture"
    __table_args__ = (UniqueConstraint("file_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("evidence_file.id"))
    name: Mapped[str]
    key: Mapped[str]
    size: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    file: Mapped[EvidenceFile] = relationship(back_populates="pictures")


def _is_thumb_of_file() -> ColumnElement[bool]:
    return and_(FilePicture.file_id == EvidenceFile.id, FilePicture.name == THUMB)


class TextSource(StrEnum):
    FILE = "file"
    CARD = "card"
    WITNESS = "witness"


class EvidenceText(Base):
    """Text of a piece, as `documents.Document.to_dict()`, with what its language gives away and which KSBs it seems
    to show. Apart from the file, so that lists need not load it. `file_id` is set for the text of a file alone."""

    __tablename__ = "evidence_text"
    __table_args__ = (
        UniqueConstraint("item_id", "source", "file_id"),
        CheckConstraint("(source = 'file') = (file_id IS NOT NULL)", name="file_when_of_file"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("evidence_item.id"), index=True)
    source: Mapped[TextSource] = mapped_column(one_of(TextSource))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("evidence_file.id"), unique=True)
    document: Mapped[dict[str, Any]]
    language: Mapped[list[Any]]
    suggestions: Mapped[list[Any]]
    item: Mapped[EvidenceItem] = relationship(back_populates="texts")
    file: Mapped[EvidenceFile | None] = relationship(back_populates="text")


class Origin(StrEnum):
    SUGGESTED = "suggested"
    OWN = "own"


class LinkState(StrEnum):
    """A rejected link stays, so that it is never suggested again."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class KsbLink(Base):
    """One KSB and the piece that shows it, with the exact place and the very words. `asked_here`: she wants to be asked
    in this piece, whatever she said to the same words in another."""

    __tablename__ = "ksb_link"
    __table_args__ = (UniqueConstraint("item_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("evidence_item.id"))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("evidence_file.id"))
    code: Mapped[str]
    locator: Mapped[str] = mapped_column(default="")
    excerpt: Mapped[str] = mapped_column(default="")
    passage: Mapped[int | None]
    start: Mapped[int | None]
    score: Mapped[float | None]
    origin: Mapped[Origin] = mapped_column(one_of(Origin))
    state: Mapped[LinkState] = mapped_column(one_of(LinkState))
    asked_here: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    item: Mapped[EvidenceItem] = relationship(back_populates="links")
    file: Mapped[EvidenceFile | None] = relationship()

    @property
    def is_asked_again(self) -> bool:
        """She said yes, and since then the statement was reworded or the words that showed it are gone: the place
        is hers, the answer is open."""
        return self.state is LinkState.OPEN and self.decided_at is not None


class FindingState(StrEnum):
    OPEN = "open"
    EXPLAINED = "explained"
    MENDED = "mended"


class Finding(Base):
    """Something the plan, or the practice of assessment organisations, has against the portfolio.

    `fingerprint` names the same finding again at the next check, so that an explanation is kept; `more` counts the
    places of the same text that it speaks of beside its own.
    """

    __tablename__ = "finding"
    __table_args__ = (
        UniqueConstraint("apprenticeship_id", "fingerprint"),
        CheckConstraint(
            "state <> 'explained' OR (note <> '' AND force <> 'must')", name="explained_with_note"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    apprenticeship_id: Mapped[int] = mapped_column(ForeignKey("apprenticeship.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("evidence_item.id"), index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("evidence_file.id"))
    rule: Mapped[str]
    force: Mapped[Force] = mapped_column(one_of(Force))
    fingerprint: Mapped[str]
    title: Mapped[str]
    message: Mapped[str]
    locator: Mapped[str] = mapped_column(default="")
    excerpt: Mapped[str] = mapped_column(default="")
    passage: Mapped[int | None]
    start: Mapped[int | None]
    more: Mapped[int] = mapped_column(default=0)
    state: Mapped[FindingState] = mapped_column(one_of(FindingState), default=FindingState.OPEN)
    note: Mapped[str] = mapped_column(default="")
    found_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    item: Mapped[EvidenceItem | None] = relationship(back_populates="findings")
    file: Mapped[EvidenceFile | None] = relationship()


class Upload(Base):
    """A large file on its way to us, in parts. `size` in bytes, as the browser says; `item` once it is evidence."""

    __tablename__ = "upload"
    __table_args__ = (CheckConstraint("size > 0", name="size"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    apprenticeship_id: Mapped[int] = mapped_column(ForeignKey("apprenticeship.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("evidence_item.id"))
    name: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    moved_at: Mapped[datetime]
    item: Mapped[EvidenceItem | None] = relationship()
    parts: Mapped[list["UploadPart"]] = relationship(
        order_by="UploadPart.start", cascade="all, delete-orphan"
    )

    @property
    def received(self) -> int:
        """How many bytes from the beginning are with us."""
        return sum(part.size for part in self.parts) if self.item_id is None else self.size


class UploadPart(Base):
    """Bytes of an upload from `start` on, at rest under a key of their own."""

    __tablename__ = "upload_part"
    __table_args__ = (UniqueConstraint("upload_id", "start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id"))
    start: Mapped[int] = mapped_column(BigInteger)
    size: Mapped[int]
    key: Mapped[str]
