"""What only staff can do about links: hand one over where no mail goes, confirm the address of a colleague, see to what
the employer would not sign."""

from collections.abc import Iterable, Iterator
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
    declined, for the `reason`."""

    apprenticeship_id: int
    apprentice: str
    manager: str
    what: str
    since: datetime
    colleague: str = ""
    reason: str = ""


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
            selectinload(Statement.links).joinedload(SigningLink.manager),
            joinedload(Statement.apprenticeship).options(*_PEOPLE),
        )
        .order_by(Statement.id)
    ):
        signed = [signature.signed_at for signature in statement.signatures]
        if signed or Party.APPRENTICE not in parties_of(statement.kind):
            since = max(signed, default=statement.created_at)
            yield from _errands(statement.apprenticeship, title_of(statement.kind), statement.links, since)


def _of_witnesses(theirs: ColumnElement[bool]) -> Iterator[Errand]:
    for asked in db.session.scalars(
        select(WitnessStatement)
        .join(WitnessStatement.apprenticeship)
        .where(theirs, WitnessStatement.signed_at.is_(None))
        .options(
            selectinload(WitnessStatement.links).joinedload(SigningLink.manager),
            joinedload(WitnessStatement.apprenticeship).options(*_PEOPLE),
        )
        .order_by(WitnessStatement.id)
    ):
        what = f"Witness statement: {asked.about.rstrip('.')}"
        yield from _errands(asked.apprenticeship, what, asked.links, asked.created_at)


def _errands(
    apprenticeship: Apprenticeship, what: str, links: Iterable[SigningLink], since: datetime
) -> Iterator[Errand]:
    apprentice = apprenticeship.apprentice.name
    *_, newest = None, *links
    if newest is not None:
        if newest.asks_staff and newest.answered_at is not None:
            who, at = newest.manager.first_name, newest.answered_at
            named, reason = newest.passed_to_name, newest.reason
            yield Errand(apprenticeship.id, apprentice, who, what, at, colleague=named, reason=reason)
        elif newest.answered_at is None and newest.expires_at <= now() and not postbox.can_send:
            yield Errand(apprenticeship.id, apprentice, newest.manager.first_name, what, newest.expires_at)
    elif apprenticeship.manager is not None and not postbox.can_send:
        yield Errand(apprenticeship.id, apprentice, apprenticeship.manager.first_name, what, since)
