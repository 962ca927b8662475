"""What only staff can do about links: hand one over where no mail goes, confirm the address of a colleague, see to what
the employer would not sign."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import defer, joinedload, selectinload

from accounts.models import Apprenticeship, Person, Role
from foundation.clock import now
from foundation.database import db
from foundation.outbox import postbox
from sign_off.models import Party, Signature, SigningLink, Statement, WitnessStatement
from sign_off.statements.words import parties_of, title_of

_PEOPLE = (joinedload(Apprenticeship.apprentice), joinedload(Apprenticeship.manager))


@dataclass(frozen=True)
class Errand:
    """`manager` waits for a link about `what`; or, where there is a `colleague`, for that address to be confirmed; or
    declined, for the `reason`; or is new, and the link of the `former` one was withdrawn."""

    apprenticeship_id: int
    apprentice: str
    manager: str
    what: str
    since: datetime
    colleague: str = ""
    reason: str = ""
    former: str = ""


def errands_of(person: Person) -> list[Errand]:
    """What waits for this tutor, or for this administrator because nobody teaches the learner; longest first: as many
    statements for forty learners as for one."""
    theirs = Apprenticeship.tutor_id == person.id
    if person.role is not Role.TUTOR:
        theirs = (Apprenticeship.provider_id == person.provider_id) & Apprenticeship.tutor_id.is_(None)
    return sorted([*_of_statements(theirs), *_of_witnesses(theirs)], key=lambda errand: errand.since)


def _of_statements(theirs: ColumnElement[bool]) -> Iterator[Errand]:
    """Current ones whose turn is the employer's. The words and the manifest, which are long, stay where they are."""
    for statement in db.session.scalars(
        select(Statement)
        .join(Statement.apprenticeship)
        .where(
            theirs,
            Statement.replaced_at.is_(None),
            ~Statement.signatures.any(Signature.party == Party.EMPLOYER),
        )
        .options(
            defer(Statement.manifest),
            defer(Statement.words),
            selectinload(Statement.signatures),
            joinedload(Statement.colleague),
            selectinload(Statement.links).joinedload(SigningLink.manager),
            joinedload(Statement.apprenticeship).options(*_PEOPLE),
        )
        .order_by(Statement.id)
    ):
        signed = [signature.signed_at for signature in statement.signatures]
        if signed or Party.APPRENTICE not in parties_of(statement.kind):
            since = max(signed, default=statement.created_at)
            yield from _errands(statement, title_of(statement.kind), since)


def _of_witnesses(theirs: ColumnElement[bool]) -> Iterator[Errand]:
    for asked in db.session.scalars(
        select(WitnessStatement)
        .join(WitnessStatement.apprenticeship)
        .where(theirs, WitnessStatement.signed_at.is_(None))
        .options(
            joinedload(WitnessStatement.colleague),
            selectinload(WitnessStatement.links).joinedload(SigningLink.manager),
            joinedload(WitnessStatement.apprenticeship).options(*_PEOPLE),
        )
        .order_by(WitnessStatement.id)
    ):
        what = f"Witness statement: {asked.about.rstrip('.')}"
        yield from _errands(asked, what, asked.created_at)


def _errands(purpose: Statement | WitnessStatement, what: str, since: datetime) -> Iterator[Errand]:
    about, apprentice = purpose.apprenticeship_id, purpose.apprenticeship.apprentice.name
    newest = purpose.links[-1] if purpose.links else None
    if newest is not None and newest.asks_staff and newest.answered_at is not None:
        who, at = newest.manager.first_name, newest.answered_at
        named, reason = newest.passed_to_name, newest.reason
        yield Errand(about, apprentice, who, what, at, colleague=named, reason=reason)
    elif purpose.signer is not None and (wanted := _wanted_since(purpose, newest, since)):
        former = newest.manager.first_name if newest is not None and not newest.is_with_signer else ""
        yield Errand(about, apprentice, purpose.signer.first_name, what, wanted, former=former)


def _wanted_since(
    purpose: Statement | WitnessStatement, newest: SigningLink | None, since: datetime
) -> datetime | None:
    """Since when a link waits to be made: the provider withdrew the one of another manager; or, to be handed over: she
    asked, it is the employer's turn, or his link ran out."""
    if newest is not None and newest.withdrawn_at is not None and not newest.is_with_signer:
        return newest.withdrawn_at
    if postbox.can_send:
        return None
    if newest is None:
        return since
    if newest.answered_at is None and newest.expires_at <= now():
        return newest.expires_at
    return purpose.link_wanted_at
