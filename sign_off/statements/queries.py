"""Reads about statements."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import defer, joinedload, selectinload

from accounts.models import Apprenticeship, Manager
from foundation.database import db
from sign_off.manifest import Manifest
from sign_off.models import SigningLink, Statement, StatementKind

SIGNED = (
    joinedload(Statement.colleague),
    selectinload(Statement.signatures),
    selectinload(Statement.links).joinedload(SigningLink.manager).joinedload(Manager.employer),
)
WHOLE = (
    *SIGNED,
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
    return list_current_statements(apprenticeship, [kind]).get(kind)


def list_current_statements(
    apprenticeship: Apprenticeship, kinds: Collection[StatementKind]
) -> dict[StatementKind, Statement]:
    """Those of these kinds that count, by kind."""
    found = db.session.scalars(_CURRENT, {"apprenticeship": apprenticeship.id, "kinds": kinds})
    return {statement.kind: statement for statement in found}


# Composed once: that takes a good part of the time in which it is answered. Whose they are is there already.
_CURRENT = (
    select(Statement)
    .where(
        Statement.apprenticeship_id == bindparam("apprenticeship"),
        Statement.kind.in_(bindparam("kinds", expanding=True)),
        Statement.replaced_at.is_(None),
    )
    .options(*SIGNED)
)


def find_statement(statement_id: int) -> Statement | None:
    return db.session.scalar(select(Statement).where(Statement.id == statement_id).options(*WHOLE))


def find_last_statement(apprenticeship: Apprenticeship, kind: StatementKind) -> Statement | None:
    """The newest of this kind, whether it counts now or not."""
    newest = Statement.id.desc()
    of_kind = select(Statement).where(
        Statement.apprenticeship_id == apprenticeship.id, Statement.kind == kind
    )
    return db.session.scalar(of_kind.order_by(newest).limit(1).options(joinedload(Statement.colleague)))


def list_statements(apprenticeship: Apprenticeship) -> Sequence[Statement]:
    """Every statement of hers that counts or once did, oldest first."""
    return db.session.scalars(
        select(Statement)
        .where(Statement.apprenticeship_id == apprenticeship.id)
        .options(*WHOLE)
        .order_by(Statement.id)
    ).all()


def find_statement_over(
    apprenticeship: Apprenticeship, kind: StatementKind, manifest: Manifest
) -> Statement | None:
    """The one about exactly this, with the most signatures, whether it counts now or was set aside."""
    over = [
        one
        for one in list_statements(apprenticeship)
        if one.kind is kind and Manifest.from_dict(one.manifest).digest == manifest.digest
    ]
    return max(over, key=lambda one: len(one.signatures), default=None)


def list_signed(apprenticeship_id: int) -> list[Statement]:
    """Her present statements that somebody has signed. What they hold, which is long, stays where it is."""
    return list(
        db.session.scalars(
            select(Statement)
            .where(
                Statement.apprenticeship_id == apprenticeship_id,
                Statement.replaced_at.is_(None),
                Statement.signatures.any(),
            )
            .options(defer(Statement.manifest), defer(Statement.words))
            .order_by(Statement.id)
        )
    )
