"""Reads about rounds: what waits for whom, and since when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from accounts.models import Apprenticeship, Person, Provider
from foundation.clock import now
from foundation.database import db
from sign_off.models import Comment, Decision, Review, Subject, SubjectKind


@dataclass(frozen=True)
class Waiting:
    """Something that lies with a tutor. `round` counts what the tutor has decided on it before, plus one; `is_long`
    once it has waited for more days than the provider promises."""

    subject_id: int
    kind: SubjectKind
    title: str
    apprenticeship_id: int
    apprentice: str
    tutor: str
    since: datetime
    round: int
    is_long: bool

    @property
    def days(self) -> int:
        return (now() - self.since).days


def queue_for(tutor: Person) -> list[Waiting]:
    """What waits for this tutor, longest first, in one statement."""
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
    rows = db.session.execute(
        select(
            Review.subject_id,
            Subject.kind,
            Review.snapshot["title"].as_string(),
            Apprenticeship.id,
            Person.name,
            teacher.name,
            Review.sent_at,
            decided + 1,
            Provider.review_days,
        )
        .join(Review.subject)
        .join(Subject.apprenticeship)
        .join(Apprenticeship.apprentice)
        .join(Apprenticeship.provider)
        .outerjoin(teacher, teacher.id == Apprenticeship.tutor_id)
        .where(Review.decided_at.is_(None), Apprenticeship.tutor_id == tutor.id)
        .order_by(Review.sent_at, Review.id)
    )
    moment = now()
    return [
        Waiting(
            subject_id=subject_id,
            kind=kind,
            title=title,
            apprenticeship_id=apprenticeship_id,
            apprentice=apprentice,
            tutor=tutors_name or "",
            since=since,
            round=number,
            is_long=moment - since > timedelta(days=promised),
        )
        for subject_id, kind, title, apprenticeship_id, apprentice, tutors_name, since, number, promised in rows
    ]


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
