"""Reads about packs and confirmations."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accounts.models import Apprenticeship
from foundation.database import db
from gateway.models import Pack, PackKind, PackState, RequirementTick


def find_tick(apprenticeship: Apprenticeship, requirement_id: str) -> RequirementTick | None:
    return db.session.scalar(
        select(RequirementTick).where(
            RequirementTick.apprenticeship_id == apprenticeship.id,
            RequirementTick.requirement == requirement_id,
        )
    )


def list_packs(apprenticeship: Apprenticeship, kind: PackKind) -> list[Pack]:
    """Her packs of one kind, newest first."""
    return list(
        db.session.scalars(
            select(Pack)
            .where(Pack.apprenticeship_id == apprenticeship.id, Pack.kind == kind)
            .order_by(Pack.id.desc())
        )
    )


def find_pack(pack_id: int) -> Pack | None:
    return db.session.scalar(select(Pack).where(Pack.id == pack_id).options(joinedload(Pack.apprenticeship)))


def has_pack_waiting(apprenticeship: Apprenticeship, kind: PackKind) -> bool:
    waiting = select(Pack.id).where(
        Pack.apprenticeship_id == apprenticeship.id, Pack.kind == kind, Pack.state == PackState.WAITING
    )
    return db.session.scalar(waiting.limit(1)) is not None
