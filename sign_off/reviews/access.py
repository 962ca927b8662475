"""Who may send, decide and comment. Role, ownership, state and the provider's policy are asked together.

Each `refusal_of_…` gives the very error to raise, or None: views and templates ask `can_…`, verbs `require`.
"""

from accounts.access import can_see_apprenticeship
from accounts.models import Person, Role
from foundation.errors import MasterpieceError, NotAllowed, Refused
from sign_off.models import Subject, SubjectKind
from sign_off.reviews.overtaken import NOT_WAITING, overtaken
from sign_off.reviews.queries import find_subject
from sign_off.reviews.taken_back import missing, taken_back
from sign_off.state import ReviewState, last_sent, state_of


def is_own(person: Person, subject: Subject) -> bool:
    return subject.apprenticeship.apprentice_id == person.id


def is_own_tutor(person: Person, subject: Subject) -> bool:
    return person.role is Role.TUTOR and subject.apprenticeship.tutor_id == person.id


def must_be_unaided(subject: Subject) -> bool:
    """A report after the gateway is the apprentice's alone, unless the provider allows comments on it."""
    apprenticeship = subject.apprenticeship
    return (
        subject.kind is SubjectKind.REPORT
        and apprenticeship.is_past_gateway
        and not apprenticeship.provider.comments_after_gateway
    )


_UNAIDED = (
    "The gateway is passed, so the report is written unaided: "
    "your provider has switched tutors’ comments on it off."
)


def refusal_of_submitting(person: Person, subject: Subject) -> MasterpieceError | None:
    if not is_own(person, subject):
        return NotAllowed("Only the apprentice can send this.")
    if must_be_unaided(subject):
        return Refused(_UNAIDED)
    match state_of(subject):
        case ReviewState.SENT:
            return Refused("This is with your tutor already. You do not need to send it again.")
        case ReviewState.ACCEPTED:
            return Refused("This is accepted already. Open it again first if you want to change it.")
    return None


def refusal_of_withdrawing(person: Person, subject: Subject) -> MasterpieceError | None:
    if not is_own(person, subject):
        return NotAllowed("Only the apprentice can take this back.")
    if state_of(subject) is not ReviewState.SENT:
        return Refused("This is not with your tutor any more, so there is nothing to take back.")
    return None


def refusal_of_reviewing(person: Person, subject: Subject) -> MasterpieceError | None:
    """Accept it, or say what should change: only what may be aided."""
    if is_own_tutor(person, subject) and must_be_unaided(subject):
        return Refused(_UNAIDED)
    return refusal_of_returning(person, subject)


def refusal_of_returning(person: Person, subject: Subject) -> MasterpieceError | None:
    """Only the apprentice's own tutor, and only while it lies with the tutor. What must be unaided goes back too,
    without a note: it was sent while comments were allowed, and would lie in the queue for good."""
    if not is_own_tutor(person, subject):
        return NotAllowed("Only the apprentice’s own tutor can decide on this.")
    if state_of(subject) is not ReviewState.SENT:
        return taken_back(person, subject) or overtaken(person, subject) or Refused(NOT_WAITING)
    return None


def refusal_of_reopening(person: Person, subject: Subject) -> MasterpieceError | None:
    """The apprentice unlocks what was accepted, and so can the tutor."""
    if not (is_own(person, subject) or is_own_tutor(person, subject)):
        return NotAllowed("Only the apprentice and the tutor can open this again.")
    if state_of(subject) is not ReviewState.ACCEPTED:
        return Refused("This is not accepted, so it need not be opened again.")
    return None


def refusal_of_commenting(person: Person, subject: Subject) -> MasterpieceError | None:
    """The tutor comments on what was sent once. The apprentice answers, also when the tutor no longer may comment."""
    if not (is_own(person, subject) or is_own_tutor(person, subject)):
        return NotAllowed("Only the apprentice and the tutor can comment here.")
    if last_sent(subject) is None:
        return Refused("Your tutor does not have this. Comments begin once it is sent.")
    if is_own_tutor(person, subject) and must_be_unaided(subject):
        return Refused(_UNAIDED)
    return None


def can_submit(person: Person, subject: Subject) -> bool:
    return refusal_of_submitting(person, subject) is None


def can_withdraw(person: Person, subject: Subject) -> bool:
    return refusal_of_withdrawing(person, subject) is None


def can_review(person: Person, subject: Subject) -> bool:
    return refusal_of_reviewing(person, subject) is None


def can_return(person: Person, subject: Subject) -> bool:
    return refusal_of_returning(person, subject) is None


def can_reopen(person: Person, subject: Subject) -> bool:
    return refusal_of_reopening(person, subject) is None


def can_comment(person: Person, subject: Subject) -> bool:
    return refusal_of_commenting(person, subject) is None


def can_see_subject(person: Person, subject: Subject) -> bool:
    """A draft is private: others see what was sent."""
    if not can_see_apprenticeship(person, subject.apprenticeship):
        return False
    return is_own(person, subject) or last_sent(subject) is not None


def get_subject_for(person: Person, subject_id: int) -> Subject:
    """Raises NotFound for strangers, and for a tutor when it was never sent: TakenBack where it was taken back."""
    subject = find_subject(subject_id)
    if subject is None or not can_see_subject(person, subject):
        raise missing(person, subject, "We could not find that among what you can see.")
    return subject


def require(refusal: MasterpieceError | None) -> None:
    """Raise the refusal, if there is one."""
    if refusal is not None:
        raise refusal
