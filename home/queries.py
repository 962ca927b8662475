"""Reads that gather what several rooms know, in one statement each."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from accounts.models import Apprenticeship
from foundation.database import db
from foundation.events import Event
from portfolio.models import EvidenceItem, Finding, FindingState
from standards import Force


def count_findings(subject_ids: Sequence[int]) -> dict[int, dict[Force, int]]:
    """How much is open against the pieces that these subjects stand for, by force. A piece that nothing is held
    against is there with no counts; a subject that is no piece is not there."""
    rows = db.session.execute(
        select(EvidenceItem.subject_id, Finding.force, func.count(Finding.id))
        .outerjoin(Finding, (Finding.item_id == EvidenceItem.id) & (Finding.state == FindingState.OPEN))
        .where(EvidenceItem.subject_id.in_(subject_ids))
        .group_by(EvidenceItem.subject_id, Finding.force)
    )
    counts: dict[int, dict[Force, int]] = {}
    for subject_id, force, count in rows:
        of_subject = counts.setdefault(subject_id, {})
        if force is not None:
            of_subject[force] = count
    return counts


def find_last_event(apprenticeship: Apprenticeship, kind: str, *, since: datetime) -> Event | None:
    """The last event of this kind in her history, where it is later than `since`."""
    return db.session.scalar(
        select(Event)
        .where(Event.apprenticeship_id == apprenticeship.id, Event.kind == kind, Event.at > since)
        .order_by(Event.at.desc(), Event.id.desc())
        .limit(1)
    )
