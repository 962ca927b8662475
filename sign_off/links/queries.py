"""Reads about links."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from accounts.models import Apprenticeship, Manager
from foundation.database import db
from foundation.outbox import given_up_among, is_given_up
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


def is_lost(link: SigningLink) -> bool:
    """The mail that was to bring it did not arrive, and nobody has done anything about it yet."""
    return link.answer is None and link.withdrawn_at is None and is_given_up(link.actor) and is_newest(link)


def lost_among(newest: Iterable[SigningLink]) -> frozenset[int]:
    """The ids of those whose mail did not arrive, each the newest link of its purpose: in one statement for all."""
    unanswered = {link.actor: link.id for link in newest if link.answer is None and link.withdrawn_at is None}
    return frozenset(unanswered[actor] for actor in given_up_among(unanswered))


def is_newest(link: SigningLink) -> bool:
    """No later link was made for the same purpose."""
    newer = select(SigningLink.id).where(
        SigningLink.id > link.id,
        SigningLink.statement_id.is_not_distinct_from(link.statement_id),
        SigningLink.witness_statement_id.is_not_distinct_from(link.witness_statement_id),
    )
    return db.session.scalar(newer.limit(1)) is None
