"""What a change of manager does to links: one that another address holds, and nobody has answered, stops working.

Also a colleague's, whom the former manager named: the new manager may want somebody else, or nobody.
"""

from collections.abc import Sequence

from accounts.models import Apprenticeship, Manager, Person
from foundation.clock import now
from foundation.database import db
from foundation.events import record
from foundation.outbox import call_back_mails
from foundation.wording import listed
from sign_off.links.queries import list_unanswered
from sign_off.models import SigningLink


class LinkWithdrawer:
    """Withdraws them, and says whose no longer work and who can be asked."""

    def signer_changed(self, actor: Person, apprenticeship: Apprenticeship) -> Sequence[str]:
        manager, moment = apprenticeship.manager, now()
        former = _held_by_others(apprenticeship, manager)
        for link in former:
            link.withdrawn_at = moment
            record(
                "signing_link_withdrawn",
                actor=actor.actor,
                subject=f"apprenticeship:{apprenticeship.id}",
                apprenticeship_id=apprenticeship.id,
                link=link.id,
            )
        db.session.flush()
        call_back_mails(*(link.actor for link in former))
        holders = list(dict.fromkeys(link.manager.first_name for link in former if link.expires_at > moment))
        if not holders:
            return ()
        return (_no_longer_works(holders), _what_next(apprenticeship, manager))


def _held_by_others(apprenticeship: Apprenticeship, manager: Manager | None) -> list[SigningLink]:
    """Unanswered, and not with the address that is set now."""
    return [
        link
        for link in list_unanswered(apprenticeship)
        if manager is None or link.manager.email != manager.email
    ]


def _no_longer_works(holders: Sequence[str]) -> str:
    if len(holders) > 1:
        return f"The links of {listed(holders)} no longer work."
    return f"{holders[0]}’s link no longer works."


def _what_next(apprenticeship: Apprenticeship, manager: Manager | None) -> str:
    where = f"on {apprenticeship.apprentice.first_name}’s page of statements"
    if manager is None:
        return "Set another manager, who can be asked then."
    return f"Ask {manager.first_name} {where}."
