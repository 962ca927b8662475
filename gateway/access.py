"""Who may make and fetch packs: the apprentice, her tutor, her provider's administrators."""

from accounts.access import can_see_apprenticeship, get_apprenticeship_for
from accounts.models import Apprenticeship, Person, Role
from foundation.errors import NotAllowed, NotFound
from gateway.models import Pack, PackKind
from gateway.queries import find_pack


def can_pack_report(person: Person, apprenticeship: Apprenticeship) -> bool:
    """The plan has the apprentice submit her report; an administrator, who may take all of her data along, can do it on
    her behalf. Her tutor reads what she sent, and never a draft, so a pack of it as it stands is not for the tutor."""
    return can_see_apprenticeship(person, apprenticeship) and person.role is not Role.TUTOR


def get_report_packing_for(person: Person, apprenticeship_id: int) -> Apprenticeship:
    """The apprenticeship whose report is packed. Raises NotFound for strangers, and where its standard asks for no
    report; NotAllowed for her tutor."""
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    if apprenticeship.standard.project is None:
        raise NotFound("This standard asks for no project report.")
    if not can_pack_report(person, apprenticeship):
        raise NotAllowed(
            "The report pack is the apprentice’s to make and send. You read the report where it was sent to you."
        )
    return apprenticeship


def get_pack_for(person: Person, pack_id: int) -> Pack:
    """Raises NotFound for strangers, and for a pack of everything: it holds drafts, and the way to it is home's."""
    pack = find_pack(pack_id)
    if (
        pack is None
        or pack.kind is PackKind.EVERYTHING
        or not can_see_apprenticeship(person, pack.apprenticeship)
        or (pack.kind is PackKind.REPORT and not can_pack_report(person, pack.apprenticeship))
    ):
        raise NotFound("We could not find that pack among yours.")
    return pack
