"""Requests for witness statements as their pages show them."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Apprenticeship, Manager, Person
from foundation.clock import as_day, as_moment
from foundation.outbox import postbox
from sign_off.links.queries import OutOfReach, out_of_reach
from sign_off.links.state import LinkState, state_of_link
from sign_off.models import SigningLink, WitnessStatement
from sign_off.state import StateTag
from sign_off.statements.present import declined_sentence, former_sentence, handing_sentence
from sign_off.witness.queries import list_witness_statements


@dataclass(frozen=True)
class ShownRequest:
    """`can_ask` while it is not signed: `asks` then, or whom staff can ask `instead`; `waits_for_staff`: she asked, and
    the link waits to be handed over; `pass_on` the link that waits for the provider to confirm a colleague,
    `unsettled` the one whose answer waits for the provider, `lost` the one whose mail did not arrive, `slow` the one
    whose mail is still being tried."""

    id: int
    about: str
    asked_at: datetime
    tag: StateTag
    sentence: str
    can_ask: bool
    asks: Manager | None
    instead: Manager | None
    waits_for_staff: bool
    pass_on: SigningLink | None
    unsettled: SigningLink | None
    lost: SigningLink | None
    slow: SigningLink | None


def shown_requests(reader: Person, apprenticeship: Apprenticeship) -> list[ShownRequest]:
    """Newest first, in words for `reader`: herself or her provider's staff."""
    own = reader.id == apprenticeship.apprentice_id
    requests = list_witness_statements(apprenticeship)
    reach = out_of_reach(request.links[-1] for request in requests if request.links)
    return [_shown(found, reach, own=own) for found in requests]


def _shown(request: WitnessStatement, reach: OutOfReach, *, own: bool) -> ShownRequest:
    link = request.links[-1] if request.links else None
    state = state_of_link(link) if link is not None else None
    manager = request.apprenticeship.manager
    return ShownRequest(
        id=request.id,
        about=request.about,
        asked_at=request.created_at,
        tag=_tag(request, link, state),
        sentence=_sentence(request, link, state, own=own),
        can_ask=request.signed_at is None,
        asks=request.signer,
        instead=manager if request.signer is not manager else None,
        waits_for_staff=_wanted_since(request) is not None,
        pass_on=link if state is LinkState.PASSED_ON else None,
        unsettled=link if link is not None and link.asks_staff else None,
        lost=link if link is not None and link.id in reach.lost else None,
        slow=link if link is not None and link.id in reach.slow else None,
    )


def _wanted_since(request: WitnessStatement) -> datetime | None:
    return request.link_wanted_at if request.signed_at is None and not postbox.can_send else None


def _tag(request: WitnessStatement, link: SigningLink | None, state: LinkState | None) -> StateTag:
    if request.signed_at is not None:
        return StateTag("Signed", "green", "check")
    if link is None or state not in (LinkState.LIVE, LinkState.PASSED_ON, LinkState.DECLINED):
        return StateTag("Not sent", "grey", "pen")
    if state is LinkState.DECLINED:
        return StateTag("Declined", "yellow", "back")
    return StateTag(f"With {link.manager.first_name}", "purple", "clock")


def _sentence(
    request: WitnessStatement, link: SigningLink | None, state: LinkState | None, *, own: bool
) -> str:
    if request.signed_at is not None:
        return f"{request.witness_name} signed on {as_moment(request.signed_at)}."
    if (since := _wanted_since(request)) and request.signer is not None:
        return handing_sentence(request.apprenticeship, request.signer.first_name, since, own=own)
    if link is None:
        return "Nobody has the link yet. Ask again, and it goes out by mail."
    match state:
        case LinkState.LIVE:
            asked_on, until = as_day(link.created_at), as_moment(link.expires_at)
            return f"{link.manager.name} was asked on {asked_on}. The link works until {until}."
        case LinkState.DECLINED:
            return declined_sentence(link, request.apprenticeship.apprentice.first_name, own=own)
        case LinkState.PASSED_ON:
            return (
                f"{link.manager.name} passed it on to {link.passed_to_name}. "
                "The training provider confirms that address first."
            )
        case LinkState.WITHDRAWN if request.signer is not None and not link.is_with_signer:
            return former_sentence(link, request.signer.first_name)
        case _:
            return f"{link.manager.name} has not answered, and the link no longer works."
