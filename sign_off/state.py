"""Where a subject stands, read off its reviews. An enum carries its own label, tone and icon."""

from dataclasses import dataclass
from enum import StrEnum
from typing import overload

from accounts.models import Apprenticeship, Person
from sign_off.models import Decision, Review, Subject
from sign_off.rows import ReviewRow, SubjectRow


class ReviewState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"

    @property
    def tone(self) -> str:
        """The GOV.UK tag colour."""
        return {"draft": "grey", "sent": "purple", "returned": "yellow", "accepted": "green"}[self.value]

    @property
    def icon(self) -> str:
        return {"draft": "pen", "sent": "clock", "returned": "back", "accepted": "check"}[self.value]

    def label(self, tutor: str = "") -> str:
        """ "With Ben", "With you": `tutor` is what the reader calls whoever has it (`with_whom`)."""
        sent = f"With {tutor}" if tutor else "With your tutor"
        return {"draft": "Draft", "sent": sent, "returned": "Sent back", "accepted": "Accepted"}[self.value]


@dataclass(frozen=True)
class StateTag:
    """A state as a tag shows it: colour, icon and word together."""

    label: str
    tone: str
    icon: str


def tag_of(subject: Subject | SubjectRow, tutor: str = "") -> StateTag:
    """`tutor` is what the reader calls whoever has it (`with_whom`)."""
    state = state_of(subject)
    return StateTag(state.label(tutor), state.tone, state.icon)


def with_whom(reader: Person, apprenticeship: Apprenticeship) -> str:
    """What `reader` calls whoever has what was sent: "you", or the tutor by first name; where nobody teaches her, ""
    for herself and "a tutor" for others."""
    if apprenticeship.tutor is None:
        return "" if reader.id == apprenticeship.apprentice_id else "a tutor"
    return "you" if reader.id == apprenticeship.tutor_id else apprenticeship.tutor.first_name


def state_of(subject: Subject | SubjectRow) -> ReviewState:
    """Draft before the first sending; otherwise what the last round says."""
    last = last_review(subject)
    if last is None:
        return ReviewState.DRAFT
    match last.decision:
        case None:
            return ReviewState.SENT
        case Decision.ACCEPTED:
            return ReviewState.ACCEPTED
        case Decision.RETURNED:
            return ReviewState.RETURNED
        case Decision.WITHDRAWN | Decision.REOPENED:
            return ReviewState.DRAFT


@overload
def last_review(subject: Subject) -> Review | None: ...


@overload
def last_review(subject: SubjectRow) -> ReviewRow | None: ...


def last_review(subject: Subject | SubjectRow) -> Review | ReviewRow | None:
    return subject.reviews[-1] if subject.reviews else None


def is_shown(subject: Subject | SubjectRow) -> bool:
    """ "Shown" counts what was sent or accepted, never a draft."""
    return state_of(subject) in (ReviewState.SENT, ReviewState.ACCEPTED)


@overload
def last_sent(subject: Subject) -> Review | None: ...


@overload
def last_sent(subject: SubjectRow) -> ReviewRow | None: ...


def last_sent(subject: Subject | SubjectRow) -> Review | ReviewRow | None:
    """The round that a tutor reads: the last that was not taken back."""
    sent = [review for review in subject.reviews if review.decision is not Decision.WITHDRAWN]
    return sent[-1] if sent else None


def was_sent(subject: Subject, file_id: str) -> bool:
    """Whether the file was in a round that was not taken back, so that others than its owner may open it."""
    return any(
        file["id"] == file_id
        for review in subject.reviews
        if review.decision is not Decision.WITHDRAWN
        for entry in review.snapshot["entries"]
        for file in entry["files"]
    )
