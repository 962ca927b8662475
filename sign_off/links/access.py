"""The way in by link: no account, one purpose. Opening a page uses nothing up."""

from flask import g, request

from accounts.access import find_current_person
from foundation.access import AccessRule
from foundation.errors import LinkExpired, NotAllowed, NotFound
from sign_off.links.queries import find_signing_link
from sign_off.links.state import LinkState, state_of_link
from sign_off.models import SigningLink


class UnknownLink(NotFound):
    """No link has this token."""


class LinkClosed(LinkExpired):
    """The link is known and cannot be answered now."""

    def __init__(self, link: SigningLink, state: LinkState) -> None:
        super().__init__("This link no longer works.")
        self.link = link
        self.state = state


def _require_link() -> None:
    token = (request.view_args or {})["token"]
    link = find_signing_link(token)
    if link is None:
        raise UnknownLink("We do not know this link.")
    person = find_current_person()
    if person is not None and person.id == link.apprenticeship.apprentice_id:
        raise NotAllowed(
            "This link is for somebody who saw your work, not for you. Sign out before you hand over the screen."
        )
    g.signing_link = link


link_holder = AccessRule("link_holder", _require_link, by_account=False)


def current_link() -> SigningLink:
    """The link in the address, in whatever state: `link_holder` has found it."""
    link: SigningLink = g.signing_link
    return link


def get_live_link() -> SigningLink:
    """The link in the address, if it can be answered. Raises LinkClosed."""
    link = current_link()
    state = state_of_link(link)
    if state is not LinkState.LIVE:
        raise LinkClosed(link, state)
    return link
