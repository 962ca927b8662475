"""What stands on the front of every pack, whichever it is."""

from collections.abc import Collection
from datetime import datetime
from typing import TypedDict

from accounts.models import Apprenticeship
from gateway.packs.contents import PackStatement
from gateway.packs.statements import statements_for
from sign_off.models import StatementKind


class Front(TypedDict):
    """The fields of `contents.PackFront`."""

    apprentice: str
    provider: str
    employer: str
    standard: str
    reference: str
    version: str
    licence: str
    made_at: datetime
    statements: tuple[PackStatement, ...]


def front_of(apprenticeship: Apprenticeship, made_at: datetime, kinds: Collection[StatementKind]) -> Front:
    """Whose pack it is, on which standard, and its statements of these kinds as they stand."""
    standard = apprenticeship.standard
    return Front(
        apprentice=apprenticeship.apprentice.name,
        provider=apprenticeship.provider.name,
        employer=apprenticeship.employer.name,
        standard=standard.label,
        reference=standard.reference,
        version=standard.version,
        licence=standard.licence,
        made_at=made_at,
        statements=statements_for(apprenticeship, kinds),
    )
