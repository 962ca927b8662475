"""Telling everybody who signed, and the tutor, once, that what was signed no longer counts.

A signature is void by itself as soon as what it is about differs (decision 70). But nobody looks at that page while
writing, so once she has paused a job looks, and mails if it is so. What she has put back by then was never void.
"""

from datetime import timedelta

from sqlalchemy import select

from foundation.clock import now
from foundation.database import db
from foundation.events import Event, record
from foundation.jobs import Job, JobState, enqueue
from foundation.links import public_url
from foundation.outbox import queue_mail
from sign_off.models import Answer, Statement
from sign_off.statements.present import void_sentence
from sign_off.statements.queries import find_statement, list_signed
from sign_off.statements.standing import StandingState, changes_since, standing_of
from sign_off.statements.words import title_of

JOB = "tell_if_void"
TOLD = "statement_voided"
# How long she must have paused: a change that she takes back at once worries nobody.
LOOKS_AFTER = timedelta(minutes=10)


def watch_signatures(apprenticeship_id: int) -> None:
    """Something of hers changed: let a job look whether a signature was about it. In the transaction of the change."""
    for statement_id in [statement.id for statement in list_signed(apprenticeship_id)]:
        if not _was_told(statement_id):
            _look_later(statement_id)


def tell_if_void(statement_id: int) -> None:
    """The job. Done twice, it tells once."""
    statement = find_statement(statement_id)
    if statement is None or statement.replaced_at is not None or _was_told(statement_id):
        return
    apprenticeship = statement.apprenticeship
    for reader in filter(None, (apprenticeship.apprentice, apprenticeship.tutor)):
        own = reader.id == apprenticeship.apprentice_id
        standing = standing_of(statement, "You" if own else apprenticeship.apprentice.first_name)
        if standing.state is not StandingState.VOID:
            return
        page = (
            public_url("sign_off.statements")
            if own
            else public_url("sign_off.learner_statements", apprenticeship_id=apprenticeship.id)
        )
        queue_mail(
            reader.email,
            f"{standing.title} of {apprenticeship.apprentice.name}: no longer signed",
            "voided",
            apprenticeship_id=apprenticeship.id,
            reader=reader,
            sentence=void_sentence(standing, apprenticeship.apprentice.first_name, own=own),
            changes=standing.changes if len(standing.changes) > 1 else (),
            page=page,
        )
    _tell_employer(statement)
    record(TOLD, actor="worker", subject=f"statement:{statement.id}", apprenticeship_id=apprenticeship.id)


def _tell_employer(statement: Statement) -> None:
    """Who signed by link has nothing to do now, and should not hear of it first by being asked again."""
    answered = [link for link in statement.links if link.answer is Answer.SIGNED]
    if not answered:
        return
    apprenticeship, title = statement.apprenticeship, title_of(statement.kind)
    queue_mail(
        answered[-1].manager.email,
        f"{title} of {apprenticeship.apprentice.name}: no longer signed",
        "voided_for_employer",
        apprenticeship_id=apprenticeship.id,
        manager=answered[-1].manager,
        apprentice=apprenticeship.apprentice,
        title=title,
        changes=changes_since(statement, apprenticeship.apprentice.first_name),
    )


def _was_told(statement_id: int) -> bool:
    told = select(Event.id).where(Event.subject == f"statement:{statement_id}", Event.kind == TOLD)
    return db.session.scalar(told.limit(1)) is not None


def _look_later(statement_id: int) -> None:
    """One job waits; each change puts it off."""
    waiting = db.session.scalar(
        select(Job).where(
            Job.kind == JOB,
            Job.state == JobState.WAITING,
            Job.payload["statement_id"].as_integer() == statement_id,
        )
    )
    if waiting is None:
        enqueue(JOB, delay=LOOKS_AFTER, statement_id=statement_id)
    else:
        waiting.run_at = now() + LOOKS_AFTER
