"""What the plan asks before the gateway, on the apprentice's home: how far each of it is, and who must do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import url_for

from accounts.models import Apprenticeship
from foundation.wording import numbered, plural
from gateway.requirements import How, RequirementStanding, list_requirements, way_of
from portfolio.rows import Piece
from sign_off.models import Party, StatementKind
from sign_off.statements.present import sentence_of
from sign_off.statements.standing import Standing, StandingState


@dataclass(frozen=True)
class Task:
    """One line of the list. `url` leads where she can do something about it, or see it; None where she cannot.

    `who` must do it, while it is not done; `void` says that it was done and no longer counts."""

    id: str
    title: str
    hint: str
    url: str | None
    done: bool
    who: str
    void: bool = False


@dataclass(frozen=True)
class TaskCard:
    """A list of tasks under a title; `link` is (words, url) of the page that says more; `lead` counts what is open, as
    that page does; `beside` is what is no part of that list."""

    title: str
    tasks: list[Task]
    link: tuple[str, str]
    lead: str = ""
    beside: list[Task] = field(default_factory=list)


def tasks_before_gateway(
    apprenticeship: Apprenticeship,
    pieces: Sequence[Piece],
    standings: Mapping[StatementKind, Standing],
) -> TaskCard:
    """The plan's list in the plan's order, as the page it leads to has it; the statement on the portfolio beside it."""
    asked = list_requirements(apprenticeship, pieces, standings.get(StatementKind.READINESS))
    return TaskCard(
        "Before the gateway",
        [_task(apprenticeship, one) for one in asked],
        ("Would this be bounced?", url_for("gateway.bounced")),
        lead=_lead(asked),
        beside=[_statement(apprenticeship, standings[StatementKind.PORTFOLIO])]
        if any(one.how is How.PORTFOLIO for one in asked)
        else [],
    )


def _lead(asked: Sequence[RequirementStanding]) -> str:
    still_open = sum(not one.met for one in asked)
    if not still_open:
        return "Everything that the plan asks is there."
    verb = plural(still_open, "is", "are")
    return f"{still_open} of the {numbered(len(asked), 'thing')} that the plan asks {verb} still open."


def _task(apprenticeship: Apprenticeship, one: RequirementStanding) -> Task:
    own = one.requirement.who == "apprentice"
    return Task(
        id=one.requirement.id,
        title=one.requirement.text.removesuffix("."),
        hint=one.words,
        url=way_of(apprenticeship.apprentice, apprenticeship, one),
        done=one.met,
        who="You" if own else one.who,
    )


def _statement(apprenticeship: Apprenticeship, standing: Standing) -> Task:
    manager = apprenticeship.manager.first_name if apprenticeship.manager else "Your manager"
    return Task(
        id="portfolio-statement",
        title=standing.title,
        hint=sentence_of(standing, apprenticeship, own=True),
        url=url_for("sign_off.statement", kind=StatementKind.PORTFOLIO),
        done=standing.state is StandingState.SIGNED,
        who=manager if standing.awaits is Party.EMPLOYER else "You",
        void=standing.state is StandingState.VOID,
    )
