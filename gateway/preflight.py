"""Would this be bounced? Everything that a machine can check, in order, with what is already right."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Apprenticeship, Person
from foundation.wording import counted, number, plural, sentence_case
from gateway.open_statement import OpenStatement, open_statement
from gateway.requirements import RequirementStanding, list_requirements
from portfolio.coverage import Coverage, coverage_of
from portfolio.finding_page import FindingLook, ShownFinding, shown_findings
from portfolio.models import EvidenceItem, Finding, FindingState
from portfolio.queries import list_findings, list_pieces
from portfolio.refresh import findings_of_whole
from portfolio.rules import rules_for
from sign_off.models import StatementKind
from sign_off.state import is_shown
from sign_off.statements.standing import Standing, standing_for
from standards import Force


@dataclass(frozen=True)
class Uncounted:
    """What others do not read yet, and no count of theirs holds: `pieces` that she is working on, and how much was
    found in them that must be put right, or is worth a look. Never what it is."""

    whose: str
    pieces: int
    must: int
    should: int

    @property
    def sentence(self) -> str:
        """ "Not counted: two pieces that Amira is working on. … One thing must be put right in them." """
        them = plural(self.pieces, "it", "them")
        left_out = (
            f"Not counted: {counted(self.pieces, 'piece')} that {self.whose} is working on. "
            f"You read {them} once {plural(self.pieces, 'it is', 'they are')} sent."
        )
        found = [
            f"{counted(self.must, 'thing')} must be put right" if self.must else "",
            f"{counted(self.should, 'thing')} {plural(self.should, 'is', 'are')} worth a look"
            if self.should
            else "",
        ]
        said = " and ".join(filter(None, found))
        return f"{left_out} In {them}, {said}." if said else left_out


@dataclass(frozen=True)
class Preflight:
    """`must` blocks the pack; `should` is worth a look; `explained` was kept with a note; `in_order` is right.
    `uncounted` is what the reader may not see and none of these hold; None where that is nothing. `unsigned` is what
    is open about the statement. `coverage` counts what is shown apart from what is mapped in drafts; None while there
    is no piece. `rest` is who reads what no machine can; `whose` is "" where she reads her own, else her first name."""

    must: Sequence[ShownFinding]
    should: Sequence[ShownFinding]
    explained: Sequence[ShownFinding]
    in_order: Sequence[str]
    requirements: Sequence[RequirementStanding]
    statement: Standing
    pieces: int
    uncounted: Uncounted | None = None
    unsigned: OpenStatement | None = None
    coverage: Coverage | None = None
    past_gateway: bool = False
    rest: str = "your tutor reads the rest"
    whose: str = ""

    @property
    def worth_a_look(self) -> int:
        """How many things are."""
        return len(self.should) + (self.unsigned is not None)

    @property
    def still_open(self) -> int:
        """How much of what the plan asks before the gateway is not met; nothing once the gateway is passed."""
        return 0 if self.past_gateway else sum(not one.met for one in self.requirements)

    @property
    def verdict(self) -> str:
        """The answer to the question, in one or two sentences."""
        if not self.pieces:
            nothing = f"{self.whose} has sent nothing yet." if self.whose else "There is nothing to send yet."
            return nothing if self.whose else f"{nothing} Add your first piece of evidence."
        if self.must:
            more = f" {_worth(self.worth_a_look, 'more ')}" if self.worth_a_look else ""
            sent = "the pack were sent" if self.whose else "you sent the pack"
            return f"If {sent} today, yes. {_must(len(self.must))}{more}"
        if self.uncounted and self.uncounted.must:
            more = f" {_worth(self.worth_a_look, 'more ')}" if self.worth_a_look else ""
            return f"If the pack were sent today, yes, for what {self.whose} is still working on.{more}"
        if self.worth_a_look:
            return f"Not for anything that the plan forbids. {_worth(self.worth_a_look)}"
        if self.uncounted:
            return "Nothing in what was sent, that we can see."
        return f"Nothing that we can see. We check what a machine can check; {self.rest}."


def preflight(apprenticeship: Apprenticeship, reader: Person) -> Preflight:
    """Check the portfolio as it stands. Others read it as if her drafts were not there: of a piece that she still has
    with her, they learn how much was found and not what."""
    pieces = list_pieces(apprenticeship)
    found = list_findings(apprenticeship)
    own = reader.id == apprenticeship.apprentice_id
    whose = "" if own else apprenticeship.apprentice.first_name
    statement = standing_for(apprenticeship, StatementKind.PORTFOLIO, whose or "You")
    sent = pieces if own else [piece for piece in pieces if is_shown(piece.subject)]
    whole = [one for one in found if one.item is None]
    told = [one for one in found if one.item is not None and (own or is_shown(one.item.subject))]
    hidden = [one for one in found if one.item is not None and one not in told]
    if not own:
        whole = findings_of_whole(sent, apprenticeship, whole)
    shown = shown_findings([*whole, *told], apprenticeship.standard)
    coverage = coverage_of(sent, apprenticeship.standard.evidenced)
    return Preflight(
        must=_of(shown, FindingLook.MUST),
        should=_of(shown, FindingLook.SHOULD),
        explained=_of(shown, FindingLook.EXPLAINED),
        in_order=_in_order(apprenticeship, sent, {one.rule for one in (*found, *whole)} | _not_yet(coverage)),
        requirements=list_requirements(apprenticeship, pieces),
        statement=statement,
        pieces=len(sent),
        uncounted=_uncounted(whose, len(pieces) - len(sent), hidden),
        unsigned=open_statement(apprenticeship, statement, own=own) if sent else None,
        coverage=coverage if sent else None,
        past_gateway=apprenticeship.is_past_gateway,
        rest=_who_reads_the_rest(apprenticeship, reader),
        whose=whose,
    )


def _not_yet(coverage: Coverage) -> set[str]:
    """A KSB that only drafts are mapped to is no gap, and is not shown either: nobody says that it is in order."""
    return {"ksb_without_item"} if coverage.in_drafts else set()


def _uncounted(whose: str, pieces: int, hidden: Sequence[Finding]) -> Uncounted | None:
    """What a note explains is neither to be put right nor worth a look."""
    if not pieces:
        return None
    is_open = [one.force is Force.MUST for one in hidden if one.state is FindingState.OPEN]
    return Uncounted(whose, pieces, must=sum(is_open), should=len(is_open) - sum(is_open))


def _who_reads_the_rest(apprenticeship: Apprenticeship, reader: Person) -> str:
    if apprenticeship.tutor_id == reader.id:
        return "the rest is yours to read"
    tutor = apprenticeship.tutor.first_name if apprenticeship.tutor else "a tutor"
    return f"{tutor} reads the rest"


def _of(shown: Sequence[ShownFinding], force: FindingLook) -> list[ShownFinding]:
    return [one for one in shown if one.force is force]


def _in_order(apprenticeship: Apprenticeship, pieces: Sequence[EvidenceItem], found: set[str]) -> list[str]:
    if not pieces:
        return []
    return [rule.in_order for rule in rules_for(apprenticeship.standard).values() if rule.id not in found]


def _must(count: int) -> str:
    return f"{sentence_case(counted(count, 'thing'))} must be put right."


def _worth(count: int, more: str = "") -> str:
    what = f"{number(count)} {more.strip()}" if more else counted(count, "thing")
    return f"{sentence_case(what)} {plural(count, 'is', 'are')} worth a look before the assessor does."
