"""History: what happened, in the past tense, never changed afterwards."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, db, refuse_changes


class Event(Base):
    """One thing that happened. `actor` is like "person:12" or "link:7"; `subject` like "evidence:3"."""

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_subject", "subject", "at"),
        Index("ix_event_apprenticeship_id_at", "apprenticeship_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str]
    actor: Mapped[str]
    subject: Mapped[str]
    apprenticeship_id: Mapped[int | None]
    details: Mapped[dict[str, Any]]


refuse_changes(Event)


def record(
    kind: str, *, actor: str, subject: str, apprenticeship_id: int | None = None, **details: Any
) -> Event:
    """Add an event to this session. `kind` is in the past tense: `evidence_submitted`."""
    happened = Event(
        at=now(),
        kind=kind,
        actor=actor,
        subject=subject,
        apprenticeship_id=apprenticeship_id,
        details=details,
    )
    db.session.add(happened)
    return happened
