"""Who waits for whom around an apprentice: pieces and report with her tutor or back, and links with her employer."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from accounts.models import Apprenticeship
from foundation.clock import as_day, now
from foundation.outbox import postbox
from foundation.wording import sentence_case, waited_since
from portfolio.rows import Piece
from report_builder.models import Report
from sign_off.models import Answer, Party, SigningLink, Statement, Subject, WitnessStatement
from sign_off.reviews.access import must_be_unaided
from sign_off.rows import SubjectRow
from sign_off.state import ReviewState, last_review, state_of
from sign_off.statements.standing import Standing, StandingState
from sign_off.witness.queries import list_witness_statements


@dataclass(frozen=True)
class Wait:
    """Somebody waits for somebody: "5", "days", "You wait for Ben", what for, where it is settled."""

    number: str
    unit: str
    title: str
    what: str
    url: str
    since: datetime

    @classmethod
    def of(cls, since: datetime, title: str, what: str, url: str) -> "Wait":
        return cls(*waited_since(since, now()), title, what, url, since)


def waits_of(
    apprenticeship: Apprenticeship,
    pieces: Sequence[Piece],
    standings: Collection[Standing],
    report: Report | None = None,
) -> list[Wait]:
    """Everything that waits, longest first; `report` is the one that counts now."""
    waits = [
        *_rounds(apprenticeship, pieces, report),
        *_statements(apprenticeship, standings),
        *_witnesses(apprenticeship),
    ]
    return sorted(waits, key=lambda wait: wait.since)


def _rounds(apprenticeship: Apprenticeship, pieces: Sequence[Piece], report: Report | None) -> Iterator[Wait]:
    """What lies with the tutor, and what came back."""
    for piece in pieces:
        url = url_for("portfolio.evidence", item_id=piece.id)
        yield from _round(apprenticeship, piece.subject, piece.title, url)
    if report is not None:
        # Once it must be unaided, nobody waits for it, whatever was asked before.
        if state_of(report.subject) is ReviewState.RETURNED and must_be_unaided(report.subject):
            return
        url = url_for("report_builder.read", report_id=report.id)
        yield from _round(apprenticeship, report.subject, report.full_title, url)


def _round(
    apprenticeship: Apprenticeship, subject: Subject | SubjectRow, title: str, url: str
) -> Iterator[Wait]:
    tutor = apprenticeship.tutor.first_name if apprenticeship.tutor else "your tutor"
    review = last_review(subject)
    match state_of(subject):
        case ReviewState.SENT if review:
            yield Wait.of(review.sent_at, f"You wait for {tutor}", title, url)
        case ReviewState.RETURNED if review and (back := review.decided_at):
            what = f"{title}, sent back {as_day(back)}"
            yield Wait.of(back, f"{sentence_case(tutor)} waits for you", what, url)


def _statements(apprenticeship: Apprenticeship, standings: Collection[Standing]) -> list[Wait]:
    """What the employer is to sign now. What no longer counts waits for nobody's link: she signs again first."""
    return [
        wait
        for standing in standings
        if standing.state is not StandingState.VOID and standing.awaits is Party.EMPLOYER
        if (statement := standing.statement) is not None
        for wait in _asked(
            statement,
            standing.title,
            url_for("sign_off.statements"),
            max((signature.signed_at for signature in statement.signatures), default=statement.created_at),
        )
    ]


def _witnesses(apprenticeship: Apprenticeship) -> list[Wait]:
    return [
        wait
        for asked in list_witness_statements(apprenticeship)
        if asked.signed_at is None
        for wait in _asked(
            asked,
            f"Witness statement: {asked.about.rstrip('.')}",
            url_for("sign_off.witness_statements"),
            asked.created_at,
        )
    ]


def _asked(purpose: Statement | WitnessStatement, what: str, url: str, since: datetime) -> Iterator[Wait]:
    """Who has the newest link. Where no mail goes, the provider hands over the first one, and each she asks for."""
    apprenticeship, signer = purpose.apprenticeship, purpose.signer
    if purpose.links and (postbox.can_send or not purpose.link_wanted_at):
        yield from _link(apprenticeship, purpose.links[-1], what, url)
    elif not postbox.can_send and signer is not None:
        handed = f"{what}: to hand {signer.first_name} the link"
        since = purpose.link_wanted_at or since
        yield Wait.of(since, f"You wait for {_provider(apprenticeship)}", handed, url)


def _link(apprenticeship: Apprenticeship, link: SigningLink, what: str, url: str) -> Iterator[Wait]:
    """Who has this link, or is to do something about it; nobody when it was signed with or taken back."""
    who = link.manager.first_name
    match link.answer, link.answered_at:
        case Answer.DECLINED, datetime() as at if link.statement_id or link.settled_at is None:
            yield Wait.of(at, f"{who} waits for you", f"{what}, declined {as_day(at)}: read why", url)
        case Answer.PASSED_ON, datetime() as at:
            colleague = f"{what}: to confirm the address of {link.passed_to_name}"
            yield Wait.of(at, f"You wait for {_provider(apprenticeship)}", colleague, url)
        case None, _ if link.withdrawn_at is None:
            if link.expires_at <= now():
                yield Wait.of(link.expires_at, f"{who} waits for a new link", f"{what}: ask again", url)
            else:
                yield Wait.of(link.created_at, f"You wait for {who}", what, url)


def _provider(apprenticeship: Apprenticeship) -> str:
    """Whoever of the provider she knows."""
    return apprenticeship.tutor.first_name if apprenticeship.tutor else "your provider"
