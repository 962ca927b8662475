"""What the page of one pack shows, as ready values: whether it still holds what there is, and the way to a new one."""

from dataclasses import dataclass

from accounts.models import Person, Role
from foundation.wording import numbered
from gateway.access import can_open_pack, can_pack_portfolio
from gateway.held import changes_since_made, record_of
from gateway.models import Pack, PackState
from gateway.queries import list_packs

_MOST_CHANGES = 8


@dataclass(frozen=True)
class PackPage:
    """`is_outdated` where the pack no longer holds what there is; `changes` says what moved, to those who may read it;
    `record` says of a pack of an earlier attempt which one; `newer` is the newest pack of its kind that is ready, if
    it came after this one."""

    is_outdated: bool
    changes: tuple[str, ...]
    newer: Pack | None
    record: str = ""


def pack_page(person: Person, pack: Pack) -> PackPage:
    is_hers = person.id == pack.apprenticeship.apprentice_id
    changes = changes_since_made(pack, "You" if is_hers else pack.apprenticeship.apprentice.first_name)
    return PackPage(
        is_outdated=bool(changes),
        changes=_shortened(changes) if _may_read_changes(person, pack) else (),
        newer=_newer(person, pack),
        record=record_of(pack),
    )


def _may_read_changes(person: Person, pack: Pack) -> bool:
    """What she changed in a draft is private, its title with it."""
    return person.role is not Role.TUTOR or can_pack_portfolio(person, pack.apprenticeship)


def _shortened(changes: tuple[str, ...]) -> tuple[str, ...]:
    more = len(changes) - _MOST_CHANGES
    return (*changes[:_MOST_CHANGES], f"{numbered(more, 'more change')}") if more > 0 else changes


def _newer(person: Person, pack: Pack) -> Pack | None:
    later = (
        other
        for other in list_packs(pack.apprenticeship, pack.kind)
        if other.id > pack.id and other.state is PackState.READY and can_open_pack(person, other)
    )
    return next(later, None)
