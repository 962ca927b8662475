"""What an apprentice's home says for a while after she was moved to another version of her standard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from accounts.her_version import in_her_words
from accounts.models import Apprenticeship, StandardVersion
from foundation.clock import as_day, now
from foundation.database import db
from home.queries import find_last_event

SHOWN_FOR = timedelta(days=14)


@dataclass(frozen=True)
class MoveNotice:
    words: str
    changes: Sequence[str]


def move_notice(apprenticeship: Apprenticeship) -> MoveNotice | None:
    """Where she was moved from and to, and what is another now; None once it is two weeks ago."""
    moved = find_last_event(apprenticeship, "apprenticeship_moved", since=now() - SHOWN_FOR)
    if moved is None:
        return None
    version, provider = apprenticeship.standard_version, apprenticeship.provider_id
    standard = ", ".join(filter(None, (version.standard.title, version.reference)))
    called = in_her_words(version, provider, apprenticeship.option)
    words = f"Since {as_day(moved.at)} you are on {standard}, {called}."
    # Events from before name no version by its id, and no statements.
    left = db.session.get(StandardVersion, moved.details.get("from_id", version.id))
    if left is not None and left is not version:
        before = in_her_words(left, provider, moved.details["option_before"])
        words += f" Until then you were on {before}."
    changes = [*moved.details.get("plan", ()), *moved.details.get("statements", ())]
    return MoveNotice(f"{words} Your training provider moved you.", changes)
