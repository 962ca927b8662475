"""What an apprentice's home says for a while after she was moved to another version of her standard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from accounts.models import Apprenticeship
from foundation.clock import as_day, now
from home.queries import find_last_event

SHOWN_FOR = timedelta(days=14)


@dataclass(frozen=True)
class MoveNotice:
    words: str
    changes: Sequence[str]


def move_notice(apprenticeship: Apprenticeship) -> MoveNotice | None:
    """Where she was moved to and what of the plan is another now; None once it is two weeks ago."""
    moved = find_last_event(apprenticeship, "apprenticeship_moved", since=now() - SHOWN_FOR)
    if moved is None:
        return None
    words = f"Since {as_day(moved.at)} you are on {apprenticeship.standard.label}. Your training provider moved you."
    return MoveNotice(words, moved.details.get("plan", ()))
