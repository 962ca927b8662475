"""The portfolio statement as something to put right before the pack goes: half signed or unsigned, it comes back."""

from dataclasses import dataclass
from typing import ClassVar

from flask import url_for

from accounts.models import Apprenticeship
from portfolio.finding_page import FindingLook
from sign_off.statements.present import sentence_of
from sign_off.statements.standing import Standing, StandingState
from standards import Clause

_TITLES = {
    StandingState.UNSIGNED: "The portfolio statement is not signed",
    StandingState.HALF_SIGNED: "Only one of two has signed the portfolio statement",
    StandingState.DECLINED: "The employer did not sign the portfolio statement",
    StandingState.VOID: "The portfolio statement was signed, and no longer counts",
}


@dataclass(frozen=True)
class OpenStatement:
    """`todo` says who acts next; `fix` is (words, address). `clause` is None where the plan does not ask for it: then
    `practice` is the reason."""

    title: str
    todo: str
    clause: Clause | None
    fix: tuple[str, str]

    practice: ClassVar[str] = (
        "Assessment organisations send back declarations that are not signed, or signed by one of two."
    )

    @property
    def force(self) -> FindingLook:
        return FindingLook.SHOULD


def open_statement(apprenticeship: Apprenticeship, standing: Standing, *, own: bool) -> OpenStatement | None:
    """What is open about the statement whose `standing` it is; None once everybody has signed and it still counts."""
    if standing.state is StandingState.SIGNED:
        return None
    page = (
        url_for("sign_off.statement", kind=standing.kind)
        if own
        else url_for("sign_off.learner_statements", apprenticeship_id=apprenticeship.id)
    )
    return OpenStatement(
        title=_TITLES[standing.state],
        todo=sentence_of(standing, apprenticeship, own=own),
        clause=apprenticeship.standard.find_clause("portfolio_valid_attributable"),
        fix=("Open the statement", page),
    )
