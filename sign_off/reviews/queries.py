"""Reads about rounds: what waits for whom, and since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from accounts.models import Apprenticeship, Person, Provider
from foundation.clock import now
from foundation.database import db
from sign_off.models import Comment, Decision, Review, Subject, SubjectKind


@dataclass(frozen=True)
class Waiting:
    """Something that lies with a tutor. `round` counts what the tutor has decided on it before, plus one; `is_known`
    where the tutor had commented on it before it was sent this time; `is_long` once it has waited for more days than
    the provider promises."""

    subject_id: int
    kind: SubjectKind
    title: str
    apprenticeship_id: int
    apprentice: str
    tutor: str
    since: datetime
    round: int
    is_known: bool
    is_long: bool

    @property
    def days(self) -> int:
        return (now() - self.since).days


class Withdrawn(NamedTuple):
    """What was taken back before its tutor decided: its title as it was sent, whose it is, and when that was."""

    subject_id: int
    title: str
    apprentice: str
    at: datetime


@dataclass(frozen=True)
class Desk:
    """What waits for a tutor, longest first, and what was taken back from it, as `list_withdrawn` gives it."""

    waiting: Sequence[Waiting]
    withdrawn: Sequence[Withdrawn]


def queue_for(tutor: Person) -> list[Waiting]:
    """What waits for this tutor, longest first, in one statement."""
    return _waiting(db.session.execute(_rounds_with(tutor, Review.decided_at.is_(None))).all())


def desk_of(tutor: Person) -> Desk:
    """The same with what was taken back from this tutor: still one statement."""
    either = or_(Review.decided_at.is_(None), _was_taken_back(tutor))
    rows = db.session.execute(_rounds_with(tutor, either)).all()
    return Desk(
        waiting=_waiting([row for row in rows if row.decided_at is None]),
        withdrawn=_withdrawn([row for row in rows if row.decided_at is not None]),
    )


def list_withdrawn(tutor: Person, subject_ids: Sequence[int]) -> list[Withdrawn]:
    """What of these was taken back from this tutor after comments of hers or his on what was sent, and did not come
    again since; each once, the last first."""
    among = and_(Review.subject_id.in_(subject_ids), _was_taken_back(tutor))
    return _withdrawn(db.session.execute(_rounds_with(tutor, among)).all())


def _rounds_with(tutor: Person, which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Rounds of the learners of this tutor, by the day on which they were sent."""
    teacher, earlier = aliased(Person), aliased(Review)
    decided = (
        select(func.count())
        .select_from(earlier)
        .where(
            earlier.subject_id == Review.subject_id,
            earlier.decision.in_((Decision.RETURNED, Decision.ACCEPTED)),
        )
        .scalar_subquery()
    )
    commented = select(Comment.id).where(
        Comment.subject_id == Review.subject_id,
        Comment.author_id == tutor.id,
        Comment.created_at < Review.sent_at,
    )
    return (
        select(
            Review.subject_id,
            Subject.kind,
            Review.snapshot["title"].as_string().label("title"),
            Apprenticeship.id.label("apprenticeship_id"),
            Person.name.label("apprentice"),
            teacher.name.label("tutor"),
            Review.sent_at,
            Review.decided_at,
            (decided + 1).label("round"),
            commented.exists().label("is_known"),
            Provider.review_days,
        )
        .join(Review.subject)
        .join(Subject.apprenticeship)
        .join(Apprenticeship.apprentice)
        .join(Apprenticeship.provider)
        .outerjoin(teacher, teacher.id == Apprenticeship.tutor_id)
        .where(Apprenticeship.tutor_id == tutor.id, which)
        .order_by(Review.sent_at, Review.id)
    )


def _was_taken_back(tutor: Person) -> ColumnElement[bool]:
    later = aliased(Review)
    commented = select(Comment.id).where(
        Comment.subject_id == Review.subject_id,
        Comment.author_id == tutor.id,
        Comment.created_at.between(Review.sent_at, Review.decided_at),
    )
    came_again = select(later.id).where(
        later.subject_id == Review.subject_id,
        later.number > Review.number,
        or_(later.decision.is_(None), later.decision != Decision.WITHDRAWN),
    )
    return and_(Review.decision == Decision.WITHDRAWN, commented.exists(), ~came_again.exists())


def _waiting(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Waiting]:
    moment = now()
    return [
        Waiting(
            subject_id=row.subject_id,
            kind=row.kind,
            title=row.title,
            apprenticeship_id=row.apprenticeship_id,
            apprentice=row.apprentice,
            tutor=row.tutor or "",
            since=row.sent_at,
            round=row.round,
            is_known=row.is_known,
            is_long=moment - row.sent_at > timedelta(days=row.review_days),
        )
        for row in rows
    ]


def _withdrawn(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Withdrawn]:
    last = {row.subject_id: row for row in rows}
    return sorted(
        (Withdrawn(row.subject_id, row.title, row.apprentice, row.decided_at) for row in last.values()),
        key=lambda one: (one.at, one.subject_id),
        reverse=True,
    )


def find_subject(subject_id: int) -> Subject | None:
    return db.session.scalar(
        select(Subject)
        .where(Subject.id == subject_id)
        .options(
            selectinload(Subject.reviews),
            joinedload(Subject.apprenticeship).options(
                joinedload(Apprenticeship.apprentice),
                joinedload(Apprenticeship.tutor),
                joinedload(Apprenticeship.provider),
            ),
        )
    )


def list_comments(subject: Subject) -> list[Comment]:
    """Every comment on it, oldest first, with its author; an answer names what it answers by `reply_to_id`."""
    return list(db.session.scalars(_COMMENTS, {"subject": subject.id}))


# Composed once: that takes a good part of the time in which it is answered.
_COMMENTS = (
    select(Comment)
    .where(Comment.subject_id == bindparam("subject"))
    .options(joinedload(Comment.author))
    .order_by(Comment.created_at, Comment.id)
)


def find_said(author: Person, once: str | None) -> Comment | None:
    """What this person has said with this digest (`Comment.once`)."""
    if once is None:
        return None
    return db.session.scalar(select(Comment).where(Comment.once == once, Comment.author_id == author.id))


def find_comment(subject: Subject, comment_id: int) -> Comment | None:
    return db.session.scalar(
        select(Comment).where(Comment.id == comment_id, Comment.subject_id == subject.id)
    )
