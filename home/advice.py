"""The next step as the page shows it: the facts it rests on, read off her pieces, and where its button leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from accounts.models import Apprenticeship
from foundation.outbox import postbox
from home.next_step import Act, Facts, GapFact, MustFact, NextStep, PieceFact, ReportFact, Signed, next_step
from portfolio.coverage import Coverage
from portfolio.describing import present_files, thumb_kind
from portfolio.finding_page import FindingLook, shown_findings
from portfolio.models import Finding, LinkState, ReadState
from portfolio.portfolio_page import prompts_of
from portfolio.rows import Piece
from report_builder.models import Report
from sign_off.models import StatementKind
from sign_off.state import ReviewState, last_review, state_of
from sign_off.statements.standing import Standing, StandingState
from standards import code_order

# Said better by the step that asks to decide or to choose; it would otherwise come before both.
_SAID_BY_MAPPING = "item_without_ksb"
_SIGNED = {
    StandingState.UNSIGNED: Signed.NOBODY,
    StandingState.HALF_SIGNED: Signed.APPRENTICE,
    StandingState.SIGNED: Signed.BOTH,
    StandingState.DECLINED: Signed.DECLINED,
    StandingState.VOID: Signed.VOID,
}


@dataclass(frozen=True)
class ShownStep:
    """`button` and `link` are (words, url)."""

    title: str
    sentence: str
    button: tuple[str, str]
    link: tuple[str, str] | None = None
    thumb_kind: str | None = None


def shown_step(
    apprenticeship: Apprenticeship,
    pieces: Sequence[Piece],
    findings: Sequence[Finding],
    coverage: Coverage,
    signed: Standing,
    report: Report | None = None,
) -> ShownStep:
    """The most useful next step for the owner of `pieces` and of `report`; `signed` is where the statement on the
    pieces stands."""
    step = next_step(_facts(apprenticeship, pieces, findings, coverage, signed, report))
    about = next((piece for piece in pieces if piece.id == step.piece_id), None)
    return ShownStep(
        title=step.title,
        sentence=step.sentence,
        button=(step.button, _url_of(step)),
        link=_link_of(step),
        thumb_kind=thumb_kind(about) if about else None,
    )


def _facts(
    apprenticeship: Apprenticeship,
    pieces: Sequence[Piece],
    findings: Sequence[Finding],
    coverage: Coverage,
    signed: Standing,
    report: Report | None,
) -> Facts:
    own = frozenset(coverage.method.ksbs)
    shown = shown_findings(findings, apprenticeship.standard, pieces=pieces)
    return Facts(
        tutor=apprenticeship.tutor.first_name if apprenticeship.tutor else "your tutor",
        employer=apprenticeship.manager.first_name if apprenticeship.manager else "your manager",
        pieces=[_piece_fact(piece, own) for piece in sorted(pieces, key=_longest_back_first)],
        musts=[
            MustFact(one.title, one.message, one.fix, one.fix_url, one.item_id)
            for one in shown
            if one.force is FindingLook.MUST and one.rule != _SAID_BY_MAPPING
        ],
        gap=_gap(apprenticeship, coverage),
        signed=_SIGNED[signed.state],
        # Where no mail goes she has nobody to ask: the provider sees that she has signed.
        asked=signed.last_link is not None or not postbox.can_send,
        report=_returned(report) if report else None,
    )


def _returned(report: Report) -> ReportFact | None:
    review = last_review(report.subject)
    if review is None or state_of(report.subject) is not ReviewState.RETURNED:
        return None
    url = url_for("report_builder.read", report_id=report.id)
    return ReportFact(report.full_title, url, review.note)


def _longest_back_first(piece: Piece) -> tuple[float, int]:
    review = last_review(piece.subject)
    came_back = review.decided_at if review and state_of(piece.subject) is ReviewState.RETURNED else None
    return (came_back.timestamp() if came_back else float("inf"), piece.position)


def _piece_fact(piece: Piece, own: frozenset[str]) -> PieceFact:
    review = last_review(piece.subject)
    state = state_of(piece.subject)
    return PieceFact(
        id=piece.id,
        title=piece.title,
        state=state,
        to_decide=_codes(piece, LinkState.OPEN, own),
        mapped=_codes(piece, LinkState.ACCEPTED, own),
        is_being_read=any(file.state is ReadState.WAITING for file in present_files(piece)),
        asked=review.note if review and state is ReviewState.RETURNED else "",
    )


def _codes(piece: Piece, state: LinkState, own: frozenset[str]) -> list[str]:
    return sorted(
        (link.code for link in piece.links if link.state is state and link.code in own), key=code_order
    )


def _gap(apprenticeship: Apprenticeship, coverage: Coverage) -> GapFact | None:
    """The theme with the most KSBs that no piece is mapped to."""
    missing = frozenset(coverage.missing)
    prompts = prompts_of(apprenticeship.standard, coverage.method)
    gaps = [
        GapFact(prompt.theme, [code for code in prompt.codes if code in missing], prompt.question)
        for prompt in prompts
    ]
    thinnest = max(gaps, key=lambda gap: len(gap.codes), default=None)
    return thinnest if thinnest and thinnest.codes else None


def _url_of(step: NextStep) -> str:
    match step.act:
        case Act.ADD:
            return url_for("portfolio.add")
        case Act.ANSWER | Act.SEND:
            return url_for("portfolio.evidence", item_id=step.piece_id)
        case Act.DECIDE | Act.MAP:
            return url_for("portfolio.evidence", item_id=step.piece_id, _anchor="suggestions")
        case Act.SIGN:
            return url_for("sign_off.statement", kind=StatementKind.PORTFOLIO)
        case Act.ASK:
            return url_for("sign_off.statements")
        case Act.CHECK:
            return url_for("gateway.bounced")
        case _:
            return step.url or url_for("portfolio.portfolio")


def _link_of(step: NextStep) -> tuple[str, str] | None:
    if step.act is Act.ANSWER:
        comments = url_for("portfolio.evidence", item_id=step.piece_id, _anchor="comments")
        return ("Read the comments first", comments)
    if step.act is Act.ADD:
        return ("See your portfolio", url_for("portfolio.portfolio"))
    return None
