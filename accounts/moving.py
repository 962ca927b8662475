"""Moving an apprenticeship to another published version of its standard.

This room knows the two versions and nothing of what rests on them. Each room above that keeps KSB codes registers, from
its plug, somebody who knows what a move does there, and does it in the same transaction.
"""

from collections.abc import Sequence
from typing import Protocol

from accounts.access import can_see_apprenticeship
from accounts.models import Apprenticeship, Person, Role, StandardVersion
from accounts.queries import list_standard_versions
from foundation.database import db
from foundation.errors import NotAllowed, NotFound, Refused
from foundation.events import record
from standards import Comparison, Standard, compare


class Mover(Protocol):
    """Knows what a move does to the things of one room."""

    def blockers(self, apprenticeship: Apprenticeship, standard: Standard) -> Sequence[str]:
        """Why she cannot move to `standard` yet, each a sentence that says what to do; nothing when she can."""

    def foresee(self, apprenticeship: Apprenticeship, comparison: Comparison) -> Sequence[str]:
        """What would come of it, in sentences; none where nothing rests on the standard. Writes nothing."""

    def move(self, actor: Person, apprenticeship: Apprenticeship, comparison: Comparison) -> None:
        """Do it. The apprenticeship is on the new version already."""


_movers: dict[str, Mover] = {}


def register_mover(room: str, mover: Mover) -> None:
    _movers[room] = mover


def list_other_versions(apprenticeship: Apprenticeship) -> list[StandardVersion]:
    """The other published versions of the same standard."""
    present = apprenticeship.standard_version
    return [
        version
        for version in list_standard_versions()
        if version.reference == present.reference and version.id != present.id
    ]


def get_other_version(apprenticeship: Apprenticeship, version_id: int) -> StandardVersion:
    """Raises NotFound for another standard's version, and for the one she is on."""
    for version in list_other_versions(apprenticeship):
        if version.id == version_id:
            return version
    raise NotFound(f"{apprenticeship.standard.reference} has no such other version here.")


def compare_with(apprenticeship: Apprenticeship, standard: Standard) -> Comparison:
    return compare(apprenticeship.standard, standard)


def foresee_move(apprenticeship: Apprenticeship, version: StandardVersion) -> list[str]:
    """What the move would do to everything of hers, in sentences."""
    comparison = compare_with(apprenticeship, version.standard)
    return [sentence for mover in _movers.values() for sentence in mover.foresee(apprenticeship, comparison)]


def blockers_of_moving(apprenticeship: Apprenticeship, version: StandardVersion) -> list[str]:
    """Why the apprentice stays on her version, in sentences; none when she can move."""
    if apprenticeship.is_past_gateway:
        return [
            f"{apprenticeship.apprentice.first_name} has passed the gateway, and is assessed against the version "
            "that the gateway was passed on."
        ]
    return [
        sentence
        for mover in _movers.values()
        for sentence in mover.blockers(apprenticeship, version.standard)
    ]


def move_apprenticeship(actor: Person, apprenticeship: Apprenticeship, version: StandardVersion) -> None:
    """Put the apprentice on `version`, and carry over what rests on a statement that is the same.

    Raises NotAllowed for others than her own administrator, Refused after the gateway or for another standard.
    """
    if actor.role is not Role.ADMINISTRATOR or not can_see_apprenticeship(actor, apprenticeship):
        raise NotAllowed("Only an administrator of the provider can move an apprentice to another version.")
    blockers = blockers_of_moving(apprenticeship, version)
    if blockers:
        raise Refused(" ".join(blockers))
    if version not in list_other_versions(apprenticeship):
        raise Refused(
            f"{apprenticeship.apprentice.first_name} can move to another version of the same standard."
        )
    before = apprenticeship.standard_version
    comparison = compare_with(apprenticeship, version.standard)
    apprenticeship.standard_version = version
    db.session.flush()
    for mover in _movers.values():
        mover.move(actor, apprenticeship, comparison)
    record(
        "apprenticeship_moved",
        actor=actor.actor,
        subject=f"apprenticeship:{apprenticeship.id}",
        apprenticeship_id=apprenticeship.id,
        **{"from": before.version, "to": version.version},
        renumbered=dict(comparison.renumbered),
        reworded=[pair.old.code for pair in comparison.reworded],
        gone=[ksb.code for ksb in comparison.gone],
    )
