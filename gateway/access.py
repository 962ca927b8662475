"""Who may make and fetch packs: the apprentice, her tutor, her provider's administrators."""

from accounts.access import can_see_apprenticeship, get_apprenticeship_for
from accounts.models import Apprenticeship, Person, Role
from foundation.errors import NotAllowed, NotFound
from gateway.models import Pack, PackKind
from gateway.queries import find_pack
from portfolio.queries import list_pieces
from sign_off.state import is_shown


def can_pack_report(person: Person, apprenticeship: Apprenticeship) -> bool:
    """The plan has the apprentice submit her report; an administrator, who may take all of her data along, can do it on
    her behalf. Her tutor reads what she sent, and never a draft, so a pack of it as it stands is not for the tutor."""
    return can_see_apprenticeship(person, apprenticeship) and person.role is not Role.TUTOR


def has_drafts(apprenticeship: Apprenticeship) -> bool:
    """Whether a piece of her portfolio has never been sent, was taken back, or came back and lies with her."""
    return not all(is_shown(piece.subject) for piece in list_pieces(apprenticeship))


def can_pack_portfolio(person: Person, apprenticeship: Apprenticeship) -> bool:
    """Of those who may see the apprenticeship: all but her tutor while something in it is a draft, which is private."""
    return person.role is not Role.TUTOR or not has_drafts(apprenticeship)


def can_open_pack(person: Person, pack: Pack) -> bool:
    """A pack of everything is not opened here: it holds all her drafts, and the way to it is home's."""
    if pack.kind is PackKind.EVERYTHING or not can_see_apprenticeship(person, pack.apprenticeship):
        return False
    return person.role is not Role.TUTOR or (pack.kind is PackKind.PORTFOLIO and not pack.holds_drafts)


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
    """Raises NotFound for strangers, for her tutor where drafts are in it, and for a pack of everything."""
    pack = find_pack(pack_id)
    if pack is None or not can_open_pack(person, pack):
        raise NotFound("We could not find that pack among yours.")
    return pack
