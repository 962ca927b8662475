"""What a change would cost: whose signatures would no longer count. Said before she changes something."""

from accounts.models import Apprenticeship
from foundation.clock import as_day
from sign_off.models import Party, StatementKind
from sign_off.statements.queries import find_current_statement
from sign_off.statements.standing import StandingState, standing_of


def at_stake(apprenticeship: Apprenticeship, kind: StatementKind) -> str:
    """Who signed, and that it would not count after a change, as she reads it; past the gateway that is said too.
    Empty while a change costs nothing: nobody has signed, or it no longer counts anyway."""
    return " ".join(filter(None, (_signatures(apprenticeship, kind), _gateway(apprenticeship))))


def _signatures(apprenticeship: Apprenticeship, kind: StatementKind) -> str:
    statement = find_current_statement(apprenticeship, kind)
    if statement is None or not statement.signatures:
        return ""
    if standing_of(statement).state is StandingState.VOID:
        return ""
    names = ["you" if one.party is Party.APPRENTICE else one.name for one in statement.signatures]
    who = " and ".join(names)
    so = "both signatures no longer count" if len(names) > 1 else "that signature no longer counts"
    again = "must be asked for again"
    return f"{who[:1].upper()}{who[1:]} signed your portfolio as it is. If you change it, {so} and {again}."


def _gateway(apprenticeship: Apprenticeship) -> str:
    day = apprenticeship.gateway_confirmed_on
    if day is None:
        return ""
    return f"The gateway was confirmed on {as_day(day)}: a pack handed in by then does not change with it."
