"""Reads about witness statements."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from accounts.models import Apprenticeship
from foundation.database import db
from sign_off.models import SigningLink, WitnessStatement


def list_witness_statements(apprenticeship: Apprenticeship) -> list[WitnessStatement]:
    """All that were asked for, newest first."""
    return list(db.session.scalars(_ALL, {"apprenticeship": apprenticeship.id}))


# Composed once: that takes a good part of the time in which it is answered.
_ALL = (
    select(WitnessStatement)
    .where(WitnessStatement.apprenticeship_id == bindparam("apprenticeship"))
    .options(
        joinedload(WitnessStatement.colleague),
        selectinload(WitnessStatement.links).joinedload(SigningLink.manager),
    )
    .order_by(WitnessStatement.id.desc())
)


def find_witness_statement(witness_statement_id: int) -> WitnessStatement | None:
    return db.session.scalar(
        select(WitnessStatement)
        .where(WitnessStatement.id == witness_statement_id)
        .options(
            selectinload(WitnessStatement.links).joinedload(SigningLink.manager),
            joinedload(WitnessStatement.apprenticeship).options(
                joinedload(Apprenticeship.apprentice), joinedload(Apprenticeship.manager)
            ),
        )
    )
