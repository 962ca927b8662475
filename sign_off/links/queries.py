"""Reads about links."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from accounts.models import Apprenticeship, Manager
from foundation.database import db
from foundation.outbox import stuck_among
from foundation.tokens import digest_of
from sign_off.links.state import LinkState, state_of_link
from sign_off.models import SigningLink, Statement, WitnessStatement

_PEOPLE = (
    joinedload(Apprenticeship.apprentice),
    joinedload(Apprenticeship.tutor),
    joinedload(Apprenticeship.employer),
    joinedload(Apprenticeship.manager),
    joinedload(Apprenticeship.provider),
    joinedload(Apprenticeship.standard_version),
)
_WHOLE = (
    joinedload(SigningLink.manager).joinedload(Manager.employer),
    joinedload(SigningLink.statement).options(
        selectinload(Statement.signatures), joinedload(Statement.apprenticeship).options(*_PEOPLE)
    ),
    joinedload(SigningLink.witness_statement).joinedload(WitnessStatement.apprenticeship).options(*_PEOPLE),
)


def find_signing_link(token: str) -> SigningLink | None:
    """The link behind a token, in whatever state."""
    return db.session.scalar(
        select(SigningLink).where(SigningLink.digest == digest_of(token)).options(*_WHOLE)
    )


def find_live_signing_link(token: str) -> SigningLink | None:
    """The link behind a token, while it can be answered."""
    link = find_signing_link(token)
    return link if link is not None and state_of_link(link) is LinkState.LIVE else None


def find_link_by_id(link_id: int) -> SigningLink | None:
    return db.session.scalar(select(SigningLink).where(SigningLink.id == link_id).options(*_WHOLE))


def is_unsettled(link: SigningLink) -> bool:
    """The employer declined or named a colleague, and nobody has done anything about it yet."""
    return link.asks_staff and is_newest(link)


def is_out_of_reach(link: SigningLink) -> bool:
    """The mail that was to bring it did not arrive, or is still being tried, and nobody has done anything about it
    yet."""
    if link.answer is not None or link.withdrawn_at is not None:
        return False
    return link.actor in stuck_among([link.actor]) and is_newest(link)


@dataclass(frozen=True)
class OutOfReach:
    """Links by their ids: those whose mail was given up, and those whose mail is still being tried."""

    lost: Collection[int]
    slow: Collection[int]


def out_of_reach(newest: Iterable[SigningLink]) -> OutOfReach:
    """Those whose mail did not arrive so far, each the newest link of its purpose: in one statement for all."""
    unanswered = {link.actor: link.id for link in newest if link.answer is None and link.withdrawn_at is None}
    stuck = stuck_among(unanswered)
    lost = [unanswered[actor] for actor, given_up in stuck.items() if given_up]
    return OutOfReach(lost, [unanswered[actor] for actor, given_up in stuck.items() if not given_up])


def is_newest(link: SigningLink) -> bool:
    """No later link was made for the same purpose."""
    newer = select(SigningLink.id).where(
        SigningLink.id > link.id,
        SigningLink.statement_id.is_not_distinct_from(link.statement_id),
        SigningLink.witness_statement_id.is_not_distinct_from(link.witness_statement_id),
    )
    return db.session.scalar(newer.limit(1)) is None


def list_unanswered(apprenticeship: Apprenticeship) -> list[SigningLink]:
    """Every link about hers that nobody has answered and that was not withdrawn, each with who has it."""
    links = (
        select(SigningLink)
        .outerjoin(SigningLink.statement)
        .outerjoin(SigningLink.witness_statement)
        .where(
            or_(
                Statement.apprenticeship_id == apprenticeship.id,
                WitnessStatement.apprenticeship_id == apprenticeship.id,
            ),
            SigningLink.answered_at.is_(None),
            SigningLink.withdrawn_at.is_(None),
        )
        .options(joinedload(SigningLink.manager))
        .order_by(SigningLink.id)
    )
    return list(db.session.scalars(links))


def count_wanted(apprenticeship: Apprenticeship) -> int:
    """How many links staff have been asked for and have not made yet."""
    return sum(
        db.session.scalars(
            select(func.count()).where(
                kind.apprenticeship_id == apprenticeship.id, kind.link_wanted_at.is_not(None)
            )
        ).one()
        for kind in (Statement, WitnessStatement)
    )
