"""Who may see and change evidence. State, role and ownership are asked together; fetching is checking."""

from accounts.access import can_see_apprenticeship
from accounts.models import Person, Role
from accounts.queries import apprenticeship_of
from foundation.database import db
from foundation.errors import NotAllowed, NotFound
from portfolio.models import EvidenceFile, EvidenceItem, Finding, KsbLink
from portfolio.queries import find_file, find_item, find_link
from portfolio.rows import Piece
from sign_off.models import Subject
from sign_off.reviews.taken_back import missing
from sign_off.state import ReviewState, last_sent, state_of, was_sent


def why_locked(item: Piece) -> str:
    """Why the piece cannot change now, in words; empty when it can."""
    if item.deleted_at is not None:
        return f"“{item.title}” is taken out of your portfolio. Bring it back first."
    match state_of(item.subject):
        case ReviewState.SENT:
            return f"“{item.title}” is with your tutor. Take it back first if you want to change it."
        case ReviewState.ACCEPTED:
            return (
                f"“{item.title}” is accepted, so it is locked. Open it again first if you want to change it."
            )
        case _:
            return ""


def can_change_item(person: Person, item: EvidenceItem) -> bool:
    """Her own, and not lying with the tutor or accepted."""
    return item.apprenticeship.apprentice_id == person.id and not why_locked(item)


def can_see_item(person: Person, item: EvidenceItem) -> bool:
    """A tutor sees what was sent, never a draft; nobody else sees a deleted piece."""
    if not can_see_apprenticeship(person, item.apprenticeship):
        return False
    if person.role is Role.APPRENTICE:
        return True
    return item.deleted_at is None and last_sent(item.subject) is not None


def _present(item: EvidenceItem | None) -> Subject | None:
    """What others may be told about it; of what she took out, nothing."""
    return item.subject if item is not None and item.deleted_at is None else None


def get_item_for(person: Person, item_id: int) -> EvidenceItem:
    """Raises NotFound for strangers, and for a tutor when it was never sent: TakenBack where it was taken back."""
    item = find_item(item_id)
    if item is None or not can_see_item(person, item):
        raise missing(person, _present(item), "We could not find that piece among yours.")
    return item


def get_own_item_for(person: Person, item_id: int) -> EvidenceItem:
    """The same for whoever means to change it. Raises NotAllowed for those who may only look."""
    item = get_item_for(person, item_id)
    if item.apprenticeship.apprentice_id != person.id:
        raise NotAllowed("Only the apprentice can change a piece. You can comment on it.")
    return item


def get_file_for(person: Person, file_id: int) -> EvidenceFile:
    file = find_file(file_id)
    if file is None:
        raise NotFound("We could not find that file among yours.")
    item = get_item_for(person, file.item_id)
    if person.role is not Role.APPRENTICE and not was_sent(item.subject, str(file.id)):
        raise NotFound("We could not find that file among what was sent to you.")
    return file


def get_own_file_for(person: Person, file_id: int) -> EvidenceFile:
    file = get_file_for(person, file_id)
    get_own_item_for(person, file.item_id)
    return file


def get_link_of(item: EvidenceItem, code: str) -> KsbLink:
    """Of a piece that was asked for as her own. Raises NotFound."""
    link = find_link(item, code)
    if link is None:
        raise NotFound(f"This piece has no link to {code}.")
    return link


def get_finding_for(person: Person, finding_id: int) -> Finding:
    finding = db.session.get(Finding, finding_id)
    if finding is None or finding.apprenticeship_id != _own_apprenticeship_id(person):
        raise NotFound("We could not find that finding among yours.")
    return finding


def _own_apprenticeship_id(person: Person) -> int | None:
    apprenticeship = apprenticeship_of(person)
    return apprenticeship.id if apprenticeship else None
