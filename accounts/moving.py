"""Moving an apprenticeship to another published version of its standard, or to another of its options.

This room knows the two versions and nothing of what rests on them. Each room above that keeps KSB codes registers, from
its plug, somebody who knows what a move does there, and does it in the same transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from accounts.access import can_see_apprenticeship
from accounts.her_version import in_her_words, statement_changes
from accounts.models import Apprenticeship, Person, Role, StandardVersion
from accounts.plan_changes import grading_changes, plan_changes
from accounts.queries import list_standard_versions
from accounts.services import option_of
from foundation.database import db
from foundation.errors import NotAllowed, NotFound, Refused
from foundation.events import record
from foundation.links import public_url
from foundation.outbox import queue_mail
from standards import Comparison, Option, Standard, compare, matching_option


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


@dataclass(frozen=True)
class Destination:
    """Where an apprentice could be moved: a version of her standard and, where it has options, one of them."""

    version: StandardVersion
    option: str = ""

    @property
    def standard(self) -> Standard:
        """The standard as she would have it."""
        return self.version.for_option(self.option)


def list_other_versions(apprenticeship: Apprenticeship) -> list[StandardVersion]:
    """The other versions of the same standard that her provider's apprentices can be on."""
    present = apprenticeship.standard_version
    return [
        version
        for version in list_standard_versions(apprenticeship.provider_id)
        if version.reference == present.reference and version.id != present.id
    ]


def list_other_options(apprenticeship: Apprenticeship) -> list[Option]:
    """The options of her own version that she is not on."""
    options = apprenticeship.standard_version.standard.options
    return [option for option in options if option.id != apprenticeship.option]


def get_version_to_move_to(apprenticeship: Apprenticeship, version_id: int) -> StandardVersion:
    """Raises NotFound for another standard's version, and for her own where it has no options to choose from."""
    own = [apprenticeship.standard_version] if list_other_options(apprenticeship) else []
    for version in (*own, *list_other_versions(apprenticeship)):
        if version.id == version_id:
            return version
    raise NotFound(f"{apprenticeship.standard.reference} has no such other version here.")


def get_destination(
    apprenticeship: Apprenticeship, version: StandardVersion, option: str = ""
) -> Destination | None:
    """To this option of the version, where it has options: without one named, to hers where the version has it too.

    None where an option must be chosen first. Raises NotFound for an option that the version has not.
    """
    if not version.standard.options and not option:
        return Destination(version)
    if option and version.find_option(option) is None:
        raise NotFound(f"{version.standard.label} has no such option.")
    hers = apprenticeship.standard_version.find_option(apprenticeship.option)
    kept = matching_option(version.standard, hers) if hers is not None and not option else None
    found = option or (kept.id if kept else "")
    if not found or (version is apprenticeship.standard_version and found == apprenticeship.option):
        return None
    return Destination(version, found)


def compare_with(apprenticeship: Apprenticeship, standard: Standard) -> Comparison:
    return compare(apprenticeship.standard, standard)


def foresee_move(apprenticeship: Apprenticeship, destination: Destination) -> list[str]:
    """What the move would do to everything of hers, in sentences."""
    comparison = compare_with(apprenticeship, destination.standard)
    return [sentence for mover in _movers.values() for sentence in mover.foresee(apprenticeship, comparison)]


def blockers_of_moving(apprenticeship: Apprenticeship, destination: Destination) -> list[str]:
    """Why the apprentice stays where she is, in sentences; none when she can move."""
    if apprenticeship.is_past_gateway:
        return [
            f"{apprenticeship.apprentice.first_name} has passed the gateway, and is assessed against the version "
            "that the gateway was passed on."
        ]
    return [
        sentence
        for mover in _movers.values()
        for sentence in mover.blockers(apprenticeship, destination.standard)
    ]


def move_apprenticeship(actor: Person, apprenticeship: Apprenticeship, destination: Destination) -> None:
    """Put the apprentice on another version or option, carry over what rests on statements that are the same, and tell
    her.

    Raises NotAllowed for others than her own administrator, Refused after the gateway, for another standard or another
    provider's version, and for an option that is missing or not the version's.
    """
    if actor.role is not Role.ADMINISTRATOR or not can_see_apprenticeship(actor, apprenticeship):
        raise NotAllowed("Only an administrator of the provider can move an apprentice to another version.")
    blockers = blockers_of_moving(apprenticeship, destination)
    if blockers:
        raise Refused(" ".join(blockers))
    before, option_before = apprenticeship.standard_version, apprenticeship.option
    same_standard = destination.version.reference == before.reference
    offered = same_standard and destination.version.is_for(apprenticeship.provider_id)
    if not offered or destination == Destination(before, option_before):
        raise Refused(
            f"{apprenticeship.apprentice.first_name} can move to another version of the same standard."
        )
    option = option_of(destination.version, destination.option)
    comparison = compare_with(apprenticeship, destination.standard)
    left, now = apprenticeship.standard, destination.standard
    called_before = in_her_words(before, apprenticeship.provider_id, option_before)
    statements = list(statement_changes(comparison))
    changes = [*plan_changes(left, now), *(theme.in_short for theme in grading_changes(left, now))]
    apprenticeship.standard_version, apprenticeship.option = destination.version, option
    db.session.flush()
    for mover in _movers.values():
        mover.move(actor, apprenticeship, comparison)
    record(
        "apprenticeship_moved",
        actor=actor.actor,
        subject=f"apprenticeship:{apprenticeship.id}",
        apprenticeship_id=apprenticeship.id,
        **{"from": before.version, "to": destination.version.version},
        from_id=before.id,
        to_id=destination.version.id,
        option_before=option_before,
        option=option,
        renumbered=dict(comparison.renumbered),
        reworded=[pair.old.code for pair in comparison.reworded],
        gone=[ksb.code for ksb in comparison.gone],
        plan=[change.sentence for change in changes],
        statements=statements,
    )
    _tell(
        actor,
        apprenticeship,
        called_before=called_before,
        comparison=comparison,
        changes=changes,
        statements=statements,
    )


def _tell(by: Person, apprenticeship: Apprenticeship, **about: Any) -> None:
    """One mail to her, where she has an account to go to: her limits are others from one hour to the next. `about` is
    what the mail says of the move beyond where she is now."""
    if not apprenticeship.apprentice.is_active:
        return
    version, option = apprenticeship.standard_version, apprenticeship.option
    called = in_her_words(version, apprenticeship.provider_id, option)
    queue_mail(
        apprenticeship.apprentice.email,
        f"You are on {called} of your standard now",
        "moved",
        concerns=f"moved:{apprenticeship.id}",
        apprenticeship_id=apprenticeship.id,
        apprentice=apprenticeship.apprentice,
        apprentice_tutor=apprenticeship.tutor,
        by=by,
        standard=apprenticeship.standard,
        called=called,
        **about,
        page=public_url("home.home"),
    )
