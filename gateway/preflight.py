"""Would this be bounced? Everything that a machine can check, in order, with what is already right."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Apprenticeship, Person
from gateway.requirements import RequirementStanding, list_requirements
from portfolio.finding_page import ShownFinding, ShownForce, shown_findings
from portfolio.models import EvidenceItem
from portfolio.queries import list_findings, list_pieces
from portfolio.rules import rules_for
from sign_off.models import StatementKind
from sign_off.state import is_shown
from sign_off.statements.standing import Standing, standing_for


@dataclass(frozen=True)
class Preflight:
    """`must` blocks the pack; `should` is worth a look; `explained` was kept with a note; `in_order` is right.
    `withheld` counts what was found in pieces that the reader may not see."""

    must: Sequence[ShownFinding]
    should: Sequence[ShownFinding]
    explained: Sequence[ShownFinding]
    in_order: Sequence[str]
    requirements: Sequence[RequirementStanding]
    statement: Standing
    pieces: int
    withheld: int = 0

    @property
    def verdict(self) -> str:
        """The answer to the question, in one or two sentences."""
        if not self.pieces:
            return "There is nothing to send yet. Add your first piece of evidence."
        if self.must:
            more = f" {_worth(len(self.should), 'more ')}" if self.should else ""
            return f"If you sent the pack today, yes. {_must(len(self.must))}{more}"
        if self.should:
            return f"Not for anything that the plan forbids. {_worth(len(self.should))}"
        if self.withheld:
            return "Nothing in what was sent, that we can see."
        return "Nothing that we can see. We check what a machine can check; your tutor reads the rest."


def preflight(apprenticeship: Apprenticeship, reader: Person) -> Preflight:
    """Check the portfolio as it stands. Her own words are told to others only where she sent them: of a piece that
    she still has with her, they learn how much was found and not what."""
    pieces = list_pieces(apprenticeship)
    standard = apprenticeship.standard
    found = list_findings(apprenticeship)
    own = reader.id == apprenticeship.apprentice_id
    told = [one for one in found if own or one.item is None or is_shown(one.item.subject)]
    shown = shown_findings(told, standard)
    return Preflight(
        must=_of(shown, ShownForce.MUST),
        should=_of(shown, ShownForce.SHOULD),
        explained=_of(shown, ShownForce.MENDED),
        in_order=_in_order(apprenticeship, pieces, {one.rule for one in found}),
        requirements=list_requirements(apprenticeship, pieces),
        statement=standing_for(apprenticeship, StatementKind.PORTFOLIO),
        pieces=len(pieces),
        withheld=len(found) - len(told),
    )


def _of(shown: Sequence[ShownFinding], force: ShownForce) -> list[ShownFinding]:
    return [one for one in shown if one.force is force]


def _in_order(apprenticeship: Apprenticeship, pieces: Sequence[EvidenceItem], found: set[str]) -> list[str]:
    if not pieces:
        return []
    return [rule.in_order for rule in rules_for(apprenticeship.standard).values() if rule.id not in found]


_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _must(count: int) -> str:
    return f"{_number(count)} {'thing' if count == 1 else 'things'} must be put right."


def _worth(count: int, more: str = "") -> str:
    noun = "" if more else "thing " if count == 1 else "things "
    return (
        f"{_number(count)} {more}{noun}{'is' if count == 1 else 'are'} worth a look before the assessor does."
    )
