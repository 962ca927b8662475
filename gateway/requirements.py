"""What the plan asks before the gateway, and how far each of it is. Ids, words and people come from the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask import url_for

from accounts.models import Apprenticeship, Person, Role
from foundation.clock import as_day, today
from foundation.wording import numbered, plural
from gateway.models import RequirementTick
from gateway.queries import list_ticks
from portfolio.rows import Piece
from sign_off.models import StatementKind
from sign_off.state import ReviewState, state_of
from sign_off.statements.standing import Standing, StandingState, signer_of, standing_for
from standards import GatewayRequirement


class How(StrEnum):
    """How a requirement is met: by somebody's tick, or by something that we can see."""

    TICK = "tick"
    MONTHS = "months"
    PORTFOLIO = "portfolio"
    READINESS = "readiness"


# What we can see for ourselves; every other requirement of any plan is ticked by whoever must do it.
SEEN = {
    "minimum_months": How.MONTHS,
    "portfolio": How.PORTFOLIO,
    "employer_content": How.READINESS,
    "employer_decision": How.READINESS,
}
ROLES = {
    "apprentice": (Role.APPRENTICE,),
    "provider": (Role.TUTOR, Role.ADMINISTRATOR),
    "employer": (Role.TUTOR, Role.ADMINISTRATOR),
}


@dataclass(frozen=True)
class RequirementStanding:
    """One requirement: whether it is met, in words why, and who acts next here."""

    requirement: GatewayRequirement
    how: How
    met: bool
    words: str
    who: str
    tick: RequirementTick | None = None


def list_requirements(
    apprenticeship: Apprenticeship, pieces: Sequence[Piece], readiness: Standing | None = None
) -> list[RequirementStanding]:
    """Every requirement of the plan, in its order. `readiness` is the employer's decision, where it is at hand."""
    ticks = {tick.requirement: tick for tick in list_ticks(apprenticeship)}
    standings = []
    for requirement in apprenticeship.standard.gateway:
        who = _who(requirement, apprenticeship)
        how = SEEN.get(requirement.id, How.TICK)
        match how:
            case How.MONTHS:
                met, words = _months(apprenticeship)
            case How.PORTFOLIO:
                met, words = _portfolio(pieces)
            case How.READINESS:
                readiness = readiness or standing_for(apprenticeship, StatementKind.READINESS)
                met, words = readiness.state is StandingState.SIGNED, readiness.state.label
                if signer := signer_of(readiness, apprenticeship):
                    who = signer.first_name
            case How.TICK:
                met, words = _ticked(ticks.get(requirement.id), requirement, apprenticeship)
        standings.append(RequirementStanding(requirement, how, met, words, who, ticks.get(requirement.id)))
    return standings


def open_requirements(apprenticeship: Apprenticeship, pieces: Sequence[Piece]) -> list[RequirementStanding]:
    """What the plan asks before the gateway and nobody has met here; nothing once the gateway is confirmed."""
    if apprenticeship.is_past_gateway:
        return []
    return [one for one in list_requirements(apprenticeship, pieces) if not one.met]


def can_tick(person: Person, requirement: GatewayRequirement) -> bool:
    """The apprentice ticks her own readiness; what others must do is ticked by the provider's staff."""
    return requirement.id not in SEEN and person.role in ROLES.get(requirement.who, ())


def way_of(reader: Person, apprenticeship: Apprenticeship, one: RequirementStanding) -> str | None:
    """The page on which `reader`, of those who may see her, does something about it, or sees it; None where there is
    nothing to do or to see."""
    own = reader.id == apprenticeship.apprentice_id
    match one.how:
        case How.PORTFOLIO:
            return url_for("portfolio.portfolio") if own else None
        case How.READINESS if own:
            return url_for("sign_off.statement", kind=StatementKind.READINESS)
        case How.READINESS:
            return url_for("sign_off.learner_statements", apprenticeship_id=apprenticeship.id)
        case How.TICK if not one.met and can_tick(reader, one.requirement):
            return url_for(
                "gateway.confirm", apprenticeship_id=apprenticeship.id, requirement_id=one.requirement.id
            )
        case _:
            return None


def _who(requirement: GatewayRequirement, apprenticeship: Apprenticeship) -> str:
    match requirement.who:
        case "apprentice":
            return apprenticeship.apprentice.first_name
        case "employer" if requirement.id in SEEN:
            return apprenticeship.manager.first_name if apprenticeship.manager else "Your manager"
        case _:
            return apprenticeship.tutor.first_name if apprenticeship.tutor else "Your provider"


def _ticked(
    tick: RequirementTick | None, requirement: GatewayRequirement, apprenticeship: Apprenticeship
) -> tuple[bool, str]:
    """What is the employer's to do has no page of his: the provider asks him, and records it."""
    if tick is None and requirement.who == "employer":
        manager = apprenticeship.manager
        whom = manager.first_name if manager else apprenticeship.employer.name
        return False, f"Not confirmed yet. {_who(requirement, apprenticeship)} asks {whom}, and records it"
    if tick is None:
        return False, "Not confirmed yet"
    said = f"{tick.variant}. " if tick.variant else ""
    return True, f"{said}Confirmed on {as_day(tick.confirmed_at)}"


def _months(apprenticeship: Apprenticeship) -> tuple[bool, str]:
    months = apprenticeship.standard.minimum_months or 0
    done_on = add_months(apprenticeship.started_on, months)
    if today() >= done_on:
        return True, f"Since {as_day(apprenticeship.started_on)}"
    return False, f"{numbered(months, 'month')} {plural(months, 'is', 'are')} full on {as_day(done_on)}"


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _portfolio(pieces: Sequence[Piece]) -> tuple[bool, str]:
    accepted = sum(state_of(piece.subject) is ReviewState.ACCEPTED for piece in pieces)
    if not pieces:
        return False, "No piece yet"
    return accepted == len(pieces), f"{accepted} of {numbered(len(pieces), 'piece')} accepted"
