"""What the plan asks before the gateway, who said it is done, and the packs that were made."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Apprenticeship
from foundation.database import Base, one_of


class RequirementTick(Base):
    """Somebody confirmed one gateway requirement (an id from the standard's data), perhaps by one of its variants."""

    __tablename__ = "requirement_tick"
    __table_args__ = (UniqueConstraint("apprenticeship_id", "requirement"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    apprenticeship_id: Mapped[int] = mapped_column(ForeignKey("apprenticeship.id"))
    requirement: Mapped[str]
    variant: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    confirmed_by: Mapped[str]
    confirmed_at: Mapped[datetime]
    apprenticeship: Mapped[Apprenticeship] = relationship()


class PackKind(StrEnum):
    PORTFOLIO = "portfolio"
    REPORT = "report"
    EVERYTHING = "everything"

    @property
    def label(self) -> str:
        """ "portfolio pack", as a page calls it."""
        return "everything" if self is PackKind.EVERYTHING else f"{self.value} pack"


class PackState(StrEnum):
    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


class Pack(Base):
    """A ZIP for the assessment organisation, or of everything for the apprentice, made by a job and kept as made.

    `attempt` is that of the report it holds, 1 for every other kind. `holds_drafts` says that something in it was not
    with the tutor, nor accepted, when it was made. `held` is what it was made from (`gateway.held`), empty of a pack of
    everything. One of a kind is made at a time.
    """

    __tablename__ = "pack"
    __table_args__ = (
        Index(
            "uq_pack_waiting",
            "apprenticeship_id",
            "kind",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    apprenticeship_id: Mapped[int] = mapped_column(ForeignKey("apprenticeship.id"), index=True)
    kind: Mapped[PackKind] = mapped_column(one_of(PackKind))
    state: Mapped[PackState] = mapped_column(one_of(PackState))
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    key: Mapped[str | None]
    size: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None]
    problem: Mapped[str] = mapped_column(default="")
    attempt: Mapped[int] = mapped_column(default=1)
    holds_drafts: Mapped[bool] = mapped_column(default=True)
    held: Mapped[dict[str, Any]] = mapped_column(default=dict)
    apprenticeship: Mapped[Apprenticeship] = relationship()

    @property
    def label(self) -> str:
        """ "report pack, rework 2"."""
        return f"{self.kind.label}, rework {self.attempt}" if self.attempt > 1 else self.kind.label
