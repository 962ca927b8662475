"""Whom an administrator may look after: the people of her own provider."""

from accounts.models import Person, Role
from accounts.queries import find_person
from foundation.errors import NotFound


def can_administer(administrator: Person, person: Person) -> bool:
    return administrator.role is Role.ADMINISTRATOR and administrator.provider_id == person.provider_id


def get_person_for(administrator: Person, person_id: int) -> Person:
    """Raises NotFound for people of other providers, so that nobody learns which numbers exist."""
    person = find_person(person_id)
    if person is None or not can_administer(administrator, person):
        raise NotFound("We could not find that person among yours.")
    return person
