"""Verbs about rounds. The acting person first; they flush, record, queue mail, and never commit."""

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from accounts.models import Person
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.events import record
from foundation.links import public_url
from foundation.outbox import queue_mail
from sign_off.models import Comment, Decision, Review, Subject
from sign_off.reviews.access import (
    is_own_tutor,
    must_be_unaided,
    refusal_of_commenting,
    refusal_of_reopening,
    refusal_of_returning,
    refusal_of_reviewing,
    refusal_of_submitting,
    refusal_of_withdrawing,
    require,
)
from sign_off.reviews.overtaken import overtaken
from sign_off.reviews.queries import find_said
from sign_off.reviews.quoting import require_quoted
from sign_off.reviews.taken_back import taken_back
from sign_off.state import last_review
from sign_off.subjects import guide_to


def submit_subject(actor: Person, subject: Subject) -> Review:
    """Freeze what is there now and give it to the tutor. Raises NotAllowed, Refused; sent twice at once, the
    database lets one in."""
    require(refusal_of_submitting(actor, subject))
    blockers = guide_to(subject).blockers(subject)
    if blockers:
        raise Refused(" ".join(blockers))
    manifest = guide_to(subject).manifest_of(subject)
    review = Review(
        subject_id=subject.id,
        number=_next_number(subject),
        sent_at=now(),
        snapshot=manifest.to_dict(),
        digest=manifest.digest,
    )
    try:
        with db.session.begin_nested():
            db.session.add(review)
    except IntegrityError as error:
        raise Refused("This is with your tutor already. You do not need to send it again.") from error
    db.session.refresh(subject, ["reviews"])
    _record("subject_submitted", actor, subject, round=review.number, digest=review.digest)
    _mail_tutor(subject, manifest.title)
    return review


def withdraw_subject(actor: Person, subject: Subject) -> None:
    """Take it back before it is decided. Raises NotAllowed, Refused."""
    require(refusal_of_withdrawing(actor, subject))
    _decide(actor, subject, Decision.WITHDRAWN)
    _record("subject_withdrawn", actor, subject)


def return_subject(actor: Person, subject: Subject, note: str = "") -> None:
    """Send it back with what should change; what must be unaided, without a word. Raises NotAllowed, Refused."""
    note = note.strip()
    require(refusal_of_reviewing(actor, subject) if note else refusal_of_returning(actor, subject))
    if not note and not must_be_unaided(subject):
        raise Refused("Say in a sentence what should change, so that it can be changed.")
    review = _decide(actor, subject, Decision.RETURNED, note)
    _record("subject_returned", actor, subject, **(_help(subject) if note else {}))
    _mail_apprentice(subject, review, "work_returned", "{title} came back to you")


def accept_subject(actor: Person, subject: Subject, note: str = "") -> None:
    """Accept what was sent; it is locked from then on. Raises NotAllowed, Refused."""
    require(refusal_of_reviewing(actor, subject))
    review = _decide(actor, subject, Decision.ACCEPTED, note.strip())
    _record("subject_accepted", actor, subject, **(_help(subject) if note.strip() else {}))
    _mail_apprentice(subject, review, "work_accepted", "{title} is accepted")


def reopen_subject(actor: Person, subject: Subject) -> None:
    """Unlock what was accepted, as a round of its own: that it was accepted stays on record. Raises NotAllowed,
    Refused."""
    require(refusal_of_reopening(actor, subject))
    accepted = last_review(subject)
    assert accepted is not None, "what is accepted has been reviewed"
    moment = now()
    review = Review(
        subject_id=subject.id,
        number=_next_number(subject),
        sent_at=moment,
        snapshot=accepted.snapshot,
        digest=accepted.digest,
        decision=Decision.REOPENED,
        decided_at=moment,
        decided_by_id=actor.id,
    )
    try:
        with db.session.begin_nested():
            db.session.add(review)
    except IntegrityError as error:
        raise Refused("This was opened again already.") from error
    db.session.refresh(subject, ["reviews"])
    _record("subject_reopened", actor, subject)


def add_comment(
    actor: Person,
    subject: Subject,
    body: str,
    *,
    locator: str = "",
    excerpt: str = "",
    once: str | None = None,
) -> Comment:
    """A remark on the sentence `excerpt` at `locator`, or on the whole where both are empty. `once`: as
    `Comment.once`. Raises NotAllowed, Refused: NotQuoted where that sentence is not in what was sent."""
    require(refusal_of_commenting(actor, subject))
    require_quoted(actor, subject, excerpt.strip())
    return _comment(actor, subject, body, locator=locator.strip(), excerpt=excerpt.strip(), once=once)


def reply(actor: Person, comment: Comment, body: str, *, once: str | None = None) -> Comment:
    """Answer a comment, at its place. `once`: as `Comment.once`. Raises NotAllowed, Refused."""
    return _comment(
        actor,
        comment.subject,
        body,
        once=once,
        locator=comment.locator,
        excerpt=comment.excerpt,
        reply_to_id=comment.reply_to_id or comment.id,
    )


def _comment(
    actor: Person, subject: Subject, body: str, *, once: str | None, **more: str | int | None
) -> Comment:
    require(refusal_of_commenting(actor, subject))
    if not body.strip():
        raise Refused("Write your comment first.")
    comment = Comment(
        subject_id=subject.id, author_id=actor.id, body=body.strip(), created_at=now(), once=once, **more
    )
    try:
        with db.session.begin_nested():
            db.session.add(comment)
    except IntegrityError as error:
        if find_said(actor, once) is None:
            raise
        # Pressed twice: the other request is being answered at this moment.
        raise Refused("You have sent this already. Reload the page to see it.") from error
    help_given = _help(subject) if is_own_tutor(actor, subject) else {}
    _record("comment_added", actor, subject, comment=comment.id, **help_given)
    return comment


def _decide(actor: Person, subject: Subject, decision: Decision, note: str = "") -> Review:
    review = last_review(subject)
    assert review is not None, "what can be decided was sent"
    taken = db.session.scalar(
        update(Review)
        .where(Review.id == review.id, Review.decided_at.is_(None))
        .values(decision=decision, decided_at=now(), decided_by_id=actor.id, note=note)
        .returning(Review.id)
    )
    if taken is None:  # decided or taken back at the same moment
        db.session.refresh(review)
        require(taken_back(actor, subject) or overtaken(actor, subject))
        raise Refused("This was decided or taken back a moment ago. Reload the page to see where it stands.")
    db.session.expire(review)
    return review


def _next_number(subject: Subject) -> int:
    last = last_review(subject)
    return 1 if last is None else last.number + 1


def _help(subject: Subject) -> dict[str, object]:
    """What the log of help used says of it."""
    return {"help": True, "after_gateway": subject.apprenticeship.is_past_gateway}


def _record(kind: str, actor: Person, subject: Subject, **details: object) -> None:
    record(
        kind,
        actor=actor.actor,
        subject=f"subject:{subject.id}",
        apprenticeship_id=subject.apprenticeship_id,
        of=subject.kind.value,
        **details,
    )


def _mail_tutor(subject: Subject, title: str) -> None:
    tutor = subject.apprenticeship.tutor
    if tutor is not None:
        apprentice = subject.apprenticeship.apprentice
        queue_mail(
            tutor.email,
            f"{apprentice.name} sent you “{_one_line(title)}”",
            "work_waiting",
            apprenticeship_id=subject.apprenticeship_id,
            tutor=tutor,
            apprentice=apprentice,
            title=title,
            days=subject.apprenticeship.provider.review_days,
            link=public_url("sign_off.open_subject", subject_id=subject.id),
        )


def _mail_apprentice(subject: Subject, review: Review, template: str, about: str) -> None:
    title = f"“{_one_line(review.snapshot['title'])}”"
    queue_mail(
        subject.apprenticeship.apprentice.email,
        about.format(title=title),
        template,
        apprenticeship_id=subject.apprenticeship_id,
        apprentice=subject.apprenticeship.apprentice,
        tutor=review.decided_by,
        title=title,
        note=review.note,
        link=public_url("sign_off.open_subject", subject_id=subject.id),
    )


def _one_line(title: str) -> str:
    """For the subject line of a mail, which has no room for a second line."""
    return " ".join(title.split())
