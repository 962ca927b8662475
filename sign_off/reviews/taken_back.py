"""What was taken back before it was decided, for the tutor it had been sent to: a draft again, and private.

He learns that it was taken back where he opens it or decides on it, and in his lists where he had commented on what was
sent. What he wrote stays his to read; of the piece, only its title as it was sent and the words that he marked. That he
opened it is on no record: a GET writes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from accounts.models import Person, Role, first_name_of
from foundation.clock import as_day
from foundation.errors import NotFound
from sign_off.models import Decision, Subject, SubjectKind
from sign_off.reviews.queries import Withdrawn, list_comments, list_withdrawn
from sign_off.reviews.threads import Thread, threads_of
from sign_off.state import last_review

_NOUNS = {SubjectKind.EVIDENCE: "piece", SubjectKind.REPORT: "report"}


class TakenBack(NotFound):
    """For the tutor of `subject`: it is not there to read or to decide, because she took it back."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.first_name = subject.apprenticeship.apprentice.first_name
        super().__init__(f"{self.first_name} has taken this {_NOUNS[subject.kind]} back")


def taken_back(person: Person, subject: Subject) -> TakenBack | None:
    """What to tell `person` about it: its tutor, where the last thing that happened to it is that it was taken back."""
    is_tutor = person.role is Role.TUTOR and subject.apprenticeship.tutor_id == person.id
    return TakenBack(subject) if is_tutor and _is_withdrawn(subject) else None


def _is_withdrawn(subject: Subject) -> bool:
    last = last_review(subject)
    return last is not None and last.decision is Decision.WITHDRAWN


def missing(person: Person, subject: Subject | None, words: str) -> NotFound:
    """The error for whoever may not see it: TakenBack for the tutor it was taken back from, otherwise in `words`."""
    return (taken_back(person, subject) if subject is not None else None) or NotFound(words)


def threads_with(person: Person, subject: Subject) -> list[Thread]:
    """What `person` said about it, and what was said to it; nothing that others discussed."""
    return [
        thread
        for thread in threads_of(list_comments(subject))
        if person.id in {said.author_id for said in (thread.comment, *thread.answers)}
    ]


@dataclass(frozen=True)
class TakenBackRow:
    """`words` is "Amira took back “Runbook” on 26 November 2026"; `url` leads to what the tutor wrote about it."""

    words: str
    url: str
    at: datetime


def list_taken_back(tutor: Person, among: Iterable[Subject]) -> list[TakenBackRow]:
    """What of these was taken back from this tutor, as `list_withdrawn` says: no statement where none of them was."""
    withdrawn = [subject.id for subject in among if _is_withdrawn(subject)]
    if tutor.role is not Role.TUTOR or not withdrawn:
        return []
    return taken_back_rows(list_withdrawn(tutor, withdrawn))


def taken_back_rows(withdrawn: Iterable[Withdrawn]) -> list[TakenBackRow]:
    return [
        TakenBackRow(
            words=f"{first_name_of(one.apprentice)} took back “{one.title}” on {as_day(one.at)}",
            url=url_for("sign_off.open_subject", subject_id=one.subject_id),
            at=one.at,
        )
        for one in withdrawn
    ]
