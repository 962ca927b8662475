"""Who sees which mail did not arrive: the staff who can do by hand what it should have done."""

from accounts.models import Person
from foundation.errors import NotFound
from foundation.outbox import Mail
from home.undelivered.queries import find_undelivered_for


def get_undelivered_for(person: Person, mail_id: int) -> Mail:
    """Raises NotFound for a mail about others, one that arrived, and one that is settled."""
    mail = find_undelivered_for(person, mail_id)
    if mail is None:
        raise NotFound("That mail is not among those that did not arrive.")
    return mail
