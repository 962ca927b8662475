"""Who may take an apprentice's things along, or have them deleted: she herself, and her provider's administrators."""

from accounts.access import get_apprenticeship_for
from accounts.models import Apprenticeship, Person, Role
from foundation.errors import NotAllowed, NotFound
from gateway.models import Pack, PackKind
from gateway.queries import find_pack
from home.leaving.queries import has_expired


def can_leave(person: Person, apprenticeship: Apprenticeship) -> bool:
    """On her own behalf, or on hers by an administrator; a tutor may not."""
    if person.role is Role.ADMINISTRATOR:
        return apprenticeship.provider_id == person.provider_id
    return apprenticeship.apprentice_id == person.id


def get_leaver_for(person: Person, apprenticeship_id: int) -> Apprenticeship:
    """Raises NotFound for strangers and NotAllowed for her tutor."""
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    if not can_leave(person, apprenticeship):
        raise NotAllowed("Only the apprentice and your administrator can take everything along or delete it.")
    return apprenticeship


def get_everything_for(person: Person, pack_id: int) -> Pack:
    """Raises NotFound for anything but a pack of everything that has not run out, and for strangers."""
    pack = find_pack(pack_id)
    if pack is None or pack.kind is not PackKind.EVERYTHING or has_expired(pack):
        raise NotFound("That download is not there any more. Make a new one.")
    get_leaver_for(person, pack.apprenticeship_id)
    return pack
