"""A subject and its rounds as lists read them: rows, not entities. `sign_off.state` reads both alike."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sign_off.models import Decision


class ReviewRow(NamedTuple):
    """One round, without what was sent in it."""

    sent_at: datetime
    decision: Decision | None
    decided_at: datetime | None
    note: str


class SubjectRow(NamedTuple):
    """Its rounds, the first first."""

    reviews: Sequence[ReviewRow]
