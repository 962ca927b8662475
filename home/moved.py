"""What an apprentice's home says for a while after she was moved to another version of her standard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from accounts.models import Apprenticeship
from foundation.clock import as_day, now
from foundation.database import db
from foundation.events import Event

SHOWN_FOR = timedelta(days=14)


@dataclass(frozen=True)
class MoveNotice:
    words: str
    changes: Sequence[str]


def move_notice(apprenticeship: Apprenticeship) -> MoveNotice | None:
    """Where she was moved to and what of the plan is another now; None once it is two weeks ago."""
    moved = db.session.scalar(
        select(Event)
        .where(
            Event.apprenticeship_id == apprenticeship.id,
            Event.kind == "apprenticeship_moved",
            Event.at > now() - SHOWN_FOR,
        )
        .order_by(Event.at.desc(), Event.id.desc())
        .limit(1)
    )
    if moved is None:
        return None
    words = f"Since {as_day(moved.at)} you are on {apprenticeship.standard.label}. Your training provider moved you."
    return MoveNotice(words, moved.details.get("plan", ()))
