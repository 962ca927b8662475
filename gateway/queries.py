"""Reads about packs and confirmations."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, select
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


def list_ticks(apprenticeship: Apprenticeship) -> Sequence[RequirementTick]:
    """What somebody said is met."""
    return db.session.scalars(_TICKS, {"apprenticeship": apprenticeship.id}).all()


# Composed once: that takes a good part of the time in which it is answered.
_TICKS = select(RequirementTick).where(RequirementTick.apprenticeship_id == bindparam("apprenticeship"))


def list_packs(apprenticeship: Apprenticeship, kind: PackKind) -> list[Pack]:
    """Her packs of one kind, newest first."""
    return list(
        db.session.scalars(
            select(Pack)
            .where(Pack.apprenticeship_id == apprenticeship.id, Pack.kind == kind)
            .order_by(Pack.id.desc())
        )
    )


def list_packed_attempts(apprenticeship_ids: Collection[int]) -> set[tuple[int, int]]:
    """(apprenticeship, attempt) of each of their attempts at the report that was packed."""
    packed = select(Pack.apprenticeship_id, Pack.attempt).where(
        Pack.apprenticeship_id.in_(apprenticeship_ids),
        Pack.kind == PackKind.REPORT,
        Pack.state == PackState.READY,
    )
    return {(apprenticeship_id, attempt) for apprenticeship_id, attempt in db.session.execute(packed)}


def find_pack(pack_id: int) -> Pack | None:
    return db.session.scalar(select(Pack).where(Pack.id == pack_id).options(joinedload(Pack.apprenticeship)))


def find_waiting_pack(apprenticeship: Apprenticeship, kind: PackKind) -> Pack | None:
    """The one of this kind that is being made."""
    return db.session.scalar(
        select(Pack).where(
            Pack.apprenticeship_id == apprenticeship.id, Pack.kind == kind, Pack.state == PackState.WAITING
        )
    )
