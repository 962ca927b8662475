"""How often an apprentice may have mail sent to one address: her own words are in it, and the mailbox is somebody
else's. See docs/decisions/0016-how-often-the-door-may-be-tried.md."""

from accounts.models import Apprenticeship, Manager, Person, Role
from foundation.throttle import TooManyTries, Tries, in_words

ASKED = "10 per hour; 20 per day"


def count_asking(actor: Person, apprenticeship: Apprenticeship, manager: Manager) -> None:
    """One more request of the apprentice to this address. Staff, who set the address, are not counted. Raises
    TooManyTries with when the next may be made."""
    if actor.role is not Role.APPRENTICE:
        return
    tries = Tries(ASKED, ("asked", str(apprenticeship.id), manager.email))
    if tries.wait:
        raise TooManyTries(
            f"{manager.name} was asked often enough for now, so nothing was sent this time. You can ask again in "
            f"{in_words(tries.wait)}. What was sent before still works."
        )
    tries.count()
