"""Where a link stands. Only a live one can be answered; opening it changes nothing."""

from enum import StrEnum

from foundation.clock import now
from sign_off.models import Answer, SigningLink
from sign_off.statements.standing import changes_since


class LinkState(StrEnum):
    LIVE = "live"
    SIGNED = "signed"
    DECLINED = "declined"
    PASSED_ON = "passed_on"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CHANGED = "changed"


_ANSWERED = {
    Answer.SIGNED: LinkState.SIGNED,
    Answer.DECLINED: LinkState.DECLINED,
    Answer.PASSED_ON: LinkState.PASSED_ON,
}


def state_of_link(link: SigningLink, *, has_moved: bool | None = None) -> LinkState:
    """An answer outlasts everything; a withdrawn or expired link is dead; what it asks about may have moved since.
    `has_moved`: where the caller has compared that already, which takes a look at all of it."""
    if link.answer is not None:
        return _ANSWERED[link.answer]
    if link.withdrawn_at is not None:
        return LinkState.WITHDRAWN
    if link.expires_at <= now():
        return LinkState.EXPIRED
    if has_moved is None:
        has_moved = link.statement is not None and bool(changes_since(link.statement))
    if has_moved:
        return LinkState.CHANGED
    return LinkState.LIVE
