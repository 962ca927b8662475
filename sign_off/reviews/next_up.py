"""What a tutor reads next: said on the page of what she has just decided, so that a queue is cleared without going back
to it each time."""

from dataclasses import dataclass

from accounts.models import Person
from sign_off.models import Subject
from sign_off.reviews.access import is_own_tutor
from sign_off.reviews.queries import Waiting, queue_for
from sign_off.state import ReviewState, state_of


@dataclass(frozen=True)
class NextUp:
    """The longest wait of her queue, and how many there are; None where nothing waits."""

    first: Waiting | None
    count: int


def next_up_for(person: Person, subject: Subject) -> NextUp | None:
    """None while this still waits for her, and for whoever is not its tutor: the database is not asked then."""
    if not is_own_tutor(person, subject) or state_of(subject) is ReviewState.SENT:
        return None
    queue = queue_for(person)
    return NextUp(queue[0] if queue else None, len(queue))
