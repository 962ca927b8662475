"""Verbs about the gateway: ticking what is done, asking for a pack."""

from datetime import date

from accounts.access import can_see_apprenticeship
from accounts.models import Apprenticeship, Person
from accounts.services import confirm_gateway
from foundation.clock import as_day, now
from foundation.database import db
from foundation.errors import NotAllowed, NotFound, Refused
from foundation.events import record
from foundation.jobs import enqueue
from gateway.access import can_open_pack, can_pack_portfolio, has_drafts
from gateway.models import Pack, PackKind, PackState, RequirementTick
from gateway.queries import find_tick, find_waiting_pack
from gateway.report_preflight import report_flight
from gateway.requirements import can_tick, open_requirements
from portfolio.models import FindingState
from portfolio.queries import list_findings, list_pieces
from standards import Force, GatewayRequirement

# Said to her tutor, on the page and where the button is pressed all the same.
PACKS_DRAFTS = (
    "{name} is still working on a piece, and a draft is private. "
    "You can make the pack once every piece is with you or accepted; {name} can make it at any time."
)


def confirm_requirement(
    actor: Person, apprenticeship: Apprenticeship, requirement_id: str, variant: str = "", note: str = ""
) -> RequirementTick:
    """Say that one requirement is met, by one of the plan's variants where it has any. Raises NotAllowed, Refused."""
    requirement = _requirement(apprenticeship, requirement_id)
    if not can_see_apprenticeship(actor, apprenticeship) or not can_tick(actor, requirement):
        raise NotAllowed("Somebody else has to confirm this. The page says who.")
    if requirement.variants and variant not in requirement.variants:
        raise Refused("Choose which of the ways it was met.")
    said = {
        "variant": variant,
        "note": note.strip(),
        "confirmed_by": actor.actor,
        "confirmed_at": now(),
    }
    tick, is_new = db.find_or_add(
        lambda: find_tick(apprenticeship, requirement_id),
        lambda: RequirementTick(apprenticeship_id=apprenticeship.id, requirement=requirement_id, **said),
    )
    if not is_new:
        for name, value in said.items():
            setattr(tick, name, value)
        db.session.flush()
    _record(actor, apprenticeship, "requirement_confirmed", requirement=requirement_id, variant=variant)
    return tick


def withdraw_requirement(actor: Person, apprenticeship: Apprenticeship, requirement_id: str) -> None:
    """Take a confirmation back. Raises NotAllowed; Refused once the gateway, which rested on it, is confirmed."""
    if not can_tick(actor, _requirement(apprenticeship, requirement_id)):
        raise NotAllowed("Somebody else has confirmed this. Ask them to take it back.")
    if apprenticeship.gateway_confirmed_on is not None:
        raise Refused(
            f"The gateway was confirmed on {as_day(apprenticeship.gateway_confirmed_on)}, and this was part of it, "
            "so it stays as it was said. If it was wrong, talk to your provider."
        )
    tick = find_tick(apprenticeship, requirement_id)
    if tick is not None:
        db.session.delete(tick)
        db.session.flush()
        _record(actor, apprenticeship, "requirement_withdrawn", requirement=requirement_id)


def record_gateway(
    actor: Person, apprenticeship: Apprenticeship, confirmed_on: date, *, anyway: bool = False
) -> None:
    """Record the day on which the organisation confirmed the gateway. What is open here does not undo what it
    confirmed, but is not passed over in silence: it is said `anyway`, and kept. Raises Refused."""
    still_open = [
        one.requirement.id for one in open_requirements(apprenticeship, list_pieces(apprenticeship))
    ]
    if still_open and not anyway:
        raise Refused(
            "Something that the plan asks before the gateway is open. Say that it was confirmed all the same."
        )
    confirm_gateway(actor, apprenticeship, confirmed_on)
    if still_open:
        _record(actor, apprenticeship, "gateway_confirmed_with_open", requirements=still_open)


def ask_for_pack(actor: Person, apprenticeship: Apprenticeship, kind: PackKind) -> Pack:
    """Let a job make a pack; while it makes one of this kind, that is the answer. Raises Refused while something must
    be put right, or where what is being made is not for `actor`; NotAllowed for her tutor while she has drafts."""
    if kind is PackKind.PORTFOLIO:
        if not can_pack_portfolio(actor, apprenticeship):
            raise NotAllowed(PACKS_DRAFTS.format(name=apprenticeship.apprentice.first_name))
        _require_in_order(apprenticeship)
    attempt = _require_report_in_order(apprenticeship) if kind is PackKind.REPORT else 1
    drafts = kind is not PackKind.PORTFOLIO or has_drafts(apprenticeship)
    pack, is_new = find_or_begin_pack(actor, apprenticeship, kind, attempt=attempt, holds_drafts=drafts)
    if is_new:
        enqueue("make_pack", pack_id=pack.id)
        _record(actor, apprenticeship, "pack_asked", pack=pack.id, of=kind.value)
    elif not can_open_pack(actor, pack):
        raise Refused("This pack is being made already. It is ready in a moment.")
    return pack


def find_or_begin_pack(
    actor: Person,
    apprenticeship: Apprenticeship,
    kind: PackKind,
    *,
    attempt: int = 1,
    holds_drafts: bool = True,
) -> tuple[Pack, bool]:
    """The pack of this kind that is being made, or a new one, for which the caller enqueues the job; and whether it is
    new."""
    return db.find_or_add(
        lambda: find_waiting_pack(apprenticeship, kind),
        lambda: Pack(
            apprenticeship_id=apprenticeship.id,
            kind=kind,
            state=PackState.WAITING,
            asked_by=actor.actor,
            asked_at=now(),
            attempt=attempt,
            holds_drafts=holds_drafts,
        ),
    )


def _require_in_order(apprenticeship: Apprenticeship) -> None:
    if not list_pieces(apprenticeship):
        raise Refused("There is nothing to pack yet. Add your first piece of evidence.")
    musts = [one for one in list_findings(apprenticeship, FindingState.OPEN) if one.force is Force.MUST]
    if musts:
        raise Refused(
            f"The pack waits: {musts[0].title}. Put right what the plan says must be, then make it."
        )


def _require_report_in_order(apprenticeship: Apprenticeship) -> int:
    """Which attempt at the report is in order."""
    flight = report_flight(apprenticeship)
    if flight.must:
        raise Refused(f"The pack waits: {flight.must[0].said}. {flight.must[0].todo}")
    return flight.report.attempt if flight.report else 1


def _requirement(apprenticeship: Apprenticeship, requirement_id: str) -> GatewayRequirement:
    for requirement in apprenticeship.standard.gateway:
        if requirement.id == requirement_id:
            return requirement
    raise NotFound("The plan asks for no such thing.")


def _record(actor: Person, apprenticeship: Apprenticeship, kind: str, **details: object) -> None:
    record(
        kind,
        actor=actor.actor,
        subject=f"apprenticeship:{apprenticeship.id}",
        apprenticeship_id=apprenticeship.id,
        **details,
    )
