"""Would this be bounced? Everything that a machine can check, in order, with what is already right."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Apprenticeship
from gateway.requirements import RequirementStanding, list_requirements
from portfolio.finding_page import ShownFinding, ShownForce, shown_findings
from portfolio.models import EvidenceItem
from portfolio.queries import list_findings, list_pieces
from portfolio.rules import rules_for
from sign_off.models import StatementKind
from sign_off.statements.standing import Standing, standing_for


@dataclass(frozen=True)
class Preflight:
    """`must` blocks the pack; `should` is worth a look; `explained` was kept with a note; `in_order` is right."""

    must: Sequence[ShownFinding]
    should: Sequence[ShownFinding]
    explained: Sequence[ShownFinding]
    in_order: Sequence[str]
    requirements: Sequence[RequirementStanding]
    statement: Standing
    pieces: int

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
        return "Nothing that we can see. We check what a machine can check; your tutor reads the rest."


def preflight(apprenticeship: Apprenticeship) -> Preflight:
    """Check the portfolio as it stands."""
    pieces = list_pieces(apprenticeship)
    standard = apprenticeship.standard
    shown = shown_findings(list_findings(apprenticeship), standard)
    return Preflight(
        must=_of(shown, ShownForce.MUST),
        should=_of(shown, ShownForce.SHOULD),
        explained=_of(shown, ShownForce.MENDED),
        in_order=_in_order(apprenticeship, pieces, {one.rule for one in shown}),
        requirements=list_requirements(apprenticeship, pieces),
        statement=standing_for(apprenticeship, StatementKind.PORTFOLIO),
        pieces=len(pieces),
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
