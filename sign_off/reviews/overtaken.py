"""A decision that comes too late: it was decided in another tab, or by a colleague who had the learner then, or it was
sent again and is not what stood on the page any more.

What came before it stands as it is. The tutor is told what that was, by whom and when, and has the words back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Person, Role
from foundation.clock import as_moment
from foundation.errors import Refused
from foundation.late_forms import TypedField
from sign_off.models import Decision, Review, Subject
from sign_off.state import last_review

NOT_WAITING = "This is not waiting for you any more. Reload the page to see where it stands."
_DID = {
    Decision.ACCEPTED: "accepted it",
    Decision.RETURNED: "sent it back",
    Decision.REOPENED: "opened it again",
}


class Overtaken(Refused):
    """For the tutor of `subject`, who wants to decide on what is not waiting as it stood on the page."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        super().__init__(NOT_WAITING)


def overtaken(person: Person, subject: Subject) -> Overtaken | None:
    """What to tell `person` about it: its tutor, where it was decided or opened again."""
    is_tutor = person.role is Role.TUTOR and subject.apprenticeship.tutor_id == person.id
    last = last_review(subject)
    return Overtaken(subject) if is_tutor and last is not None and last.decision in _DID else None


def refusal_of_another_round(subject: Subject, number: int) -> Overtaken | None:
    """The page on which it was decided showed round `number`, as its form says; 0 where it does not."""
    last = last_review(subject)
    return Overtaken(subject) if last is not None and number != last.number else None


@dataclass(frozen=True)
class Standing:
    """What became of it, for the reader of a page: `title` heads it, `words` say what happened and when; `note` is what
    went with the decision. `is_waiting` where it was sent again, and can be decided once it is read."""

    title: str
    words: str
    note: str
    is_waiting: bool


def standing_for(person: Person, subject: Subject, shown: int) -> Standing:
    """Of what was sent at least once. `shown`: the round on the page of `person`, 0 where the page did not say."""
    review = last_review(subject)
    assert review is not None, "what can be decided was sent"
    name = review.snapshot["title"]
    if review.decision is None and review.number == 1:
        words = f"“{name}” was sent on {as_moment(review.sent_at)}, and your page did not say whether it showed that."
        return Standing(
            "Nothing is decided yet", f"{words} Read what is there now before you decide.", "", True
        )
    if review.decision is None:
        is_older = 0 < shown < review.number
        known = (
            "after you had opened its page"
            if is_older
            else "and your page did not say whether it showed that"
        )
        words = f"“{name}” was sent again on {as_moment(review.sent_at)}, {known}."
        return Standing("It was sent again", f"{words} Read what is there now before you decide.", "", True)
    who, did = _who(person, review), _DID.get(review.decision, "took it back")
    words = f"“{name}” was sent on {as_moment(review.sent_at)}, and {who} {did} on"
    title = f"{who[:1].upper()}{who[1:]} {did} already"
    assert review.decided_at is not None, "a constraint of the table"
    return Standing(title, f"{words} {as_moment(review.decided_at)}.", review.note, False)


@dataclass(frozen=True)
class LateWords:
    """What was typed: `said` can be sent as a comment on the words of `quoted`, and `note`, which was typed beside it,
    as one on the whole; `copied` can only be copied."""

    said: TypedField | None
    quoted: str
    note: TypedField | None
    copied: tuple[TypedField, ...]


def late_words(typed: Sequence[TypedField], *, can_comment: bool) -> LateWords:
    """The comment is what is sent, with the note beside it; where there is none, the note."""
    by_name = {field.name: field for field in typed}
    if not can_comment:
        return LateWords(None, "", None, tuple(by_name.values()))
    comment, note = by_name.pop("body", None), by_name.pop("note", None)
    quoted = by_name.pop("excerpt", None) if comment is not None else None
    beside = note if comment is not None else None
    return LateWords(comment or note, quoted.value if quoted else "", beside, tuple(by_name.values()))


def _who(person: Person, review: Review) -> str:
    if review.decided_by_id == person.id:
        return "you"
    return review.decided_by.name if review.decided_by is not None else "somebody"
