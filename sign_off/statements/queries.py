"""Reads about statements."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from accounts.models import Apprenticeship, Manager
from foundation.database import db
from sign_off.models import SigningLink, Statement, StatementKind

WHOLE = (
    selectinload(Statement.signatures),
    selectinload(Statement.links).joinedload(SigningLink.manager).joinedload(Manager.employer),
    joinedload(Statement.apprenticeship).options(
        joinedload(Apprenticeship.apprentice),
        joinedload(Apprenticeship.tutor),
        joinedload(Apprenticeship.employer),
        joinedload(Apprenticeship.manager),
        joinedload(Apprenticeship.provider),
        joinedload(Apprenticeship.standard_version),
    ),
)


def find_current_statement(apprenticeship: Apprenticeship, kind: StatementKind) -> Statement | None:
    """The one that counts; earlier ones were replaced."""
    return db.session.scalar(
        select(Statement)
        .where(
            Statement.apprenticeship_id == apprenticeship.id,
            Statement.kind == kind,
            Statement.replaced_at.is_(None),
        )
        .options(*WHOLE)
    )


def find_statement(statement_id: int) -> Statement | None:
    return db.session.scalar(select(Statement).where(Statement.id == statement_id).options(*WHOLE))


def list_statements(apprenticeship: Apprenticeship) -> Sequence[Statement]:
    """Every statement of hers that counts or once did, oldest first."""
    return db.session.scalars(
        select(Statement)
        .where(Statement.apprenticeship_id == apprenticeship.id)
        .options(*WHOLE)
        .order_by(Statement.id)
    ).all()
