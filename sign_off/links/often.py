"""How often an apprentice may have mail sent to one address: her own words are in it, and the mailbox is somebody
else's. See docs/decisions/0016-how-often-the-door-may-be-tried.md."""

from accounts.models import Apprenticeship, Manager, Person, Role
from foundation.outbox import postbox
from foundation.throttle import TooManyTries, Tries, in_words
from foundation.wording import counted
from sign_off.links.queries import count_wanted

ASKED = "10 per hour; 20 per day"


def count_asking(actor: Person, apprenticeship: Apprenticeship, manager: Manager) -> None:
    """One more request of the apprentice to this address. Staff, who set the address, are not counted. Raises
    TooManyTries with when the next may be made."""
    if actor.role is not Role.APPRENTICE:
        return
    tries = Tries(ASKED, ("asked", str(apprenticeship.id), manager.email))
    if tries.wait:
        again = f"You can ask again in {in_words(tries.wait)}."
        if postbox.can_send:
            raise TooManyTries(
                f"{manager.name} was asked often enough for now, so nothing was sent this time. {again} "
                "What was sent before still works."
            )
        raise TooManyTries(
            f"You have asked for {manager.name} often enough for now, so this request was not kept. "
            f"{_waiting(apprenticeship)}{again}"
        )
    tries.count()


def _waiting(apprenticeship: Apprenticeship) -> str:
    """Where no mail goes: how many links staff have been asked for and have not made yet, as a sentence; empty where
    none."""
    count = count_wanted(apprenticeship)
    if not count:
        return ""
    staff = apprenticeship.tutor.first_name if apprenticeship.tutor else "Your training provider"
    return f"{staff} has {counted(count, 'link')} to hand over already. "
