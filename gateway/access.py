"""Who may fetch a pack: the apprentice, her tutor, her provider's administrators."""

from accounts.access import can_see_apprenticeship
from accounts.models import Person
from foundation.errors import NotFound
from gateway.models import Pack, PackKind
from gateway.queries import find_pack


def get_pack_for(person: Person, pack_id: int) -> Pack:
    """Raises NotFound for strangers, and for a pack of everything: it holds drafts, and the way to it is home's."""
    pack = find_pack(pack_id)
    if (
        pack is None
        or pack.kind is PackKind.EVERYTHING
        or not can_see_apprenticeship(person, pack.apprenticeship)
    ):
        raise NotFound("We could not find that pack among yours.")
    return pack
