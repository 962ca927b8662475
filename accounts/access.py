"""Who may open what: the roles, and the ways to an apprenticeship. Fetching is checking."""

from flask import g
from flask_login import current_user

from accounts.models import Apprenticeship, Person, Role
from accounts.queries import apprenticeship_of, find_apprenticeship, find_person_and_own
from foundation.access import AccessRule
from foundation.errors import NotAllowed, NotFound, SignInNeeded


def find_current_person() -> Person | None:
    """Whoever is signed in, if anybody is."""
    person = current_user._get_current_object()
    return person if isinstance(person, Person) else None


def current_person() -> Person:
    """Whoever is signed in. Raises SignInNeeded."""
    person = find_current_person()
    if person is None:
        raise SignInNeeded("Sign in first.")
    return person


def _require(*roles: Role) -> None:
    if current_person().role not in roles:
        raise NotAllowed("That page is for somebody else. Your own pages are in the bar above.")


signed_in = AccessRule("signed_in", lambda: _require(*Role))
apprentice_only = AccessRule("apprentice", lambda: _require(Role.APPRENTICE))
tutor_only = AccessRule("tutor", lambda: _require(Role.TUTOR))
administrator_only = AccessRule("administrator", lambda: _require(Role.ADMINISTRATOR))
staff_only = AccessRule("staff", lambda: _require(Role.TUTOR, Role.ADMINISTRATOR))


def can_see_apprenticeship(person: Person, apprenticeship: Apprenticeship) -> bool:
    """The apprentice herself, her tutor, and the administrators of her provider."""
    match person.role:
        case Role.APPRENTICE:
            return apprenticeship.apprentice_id == person.id
        case Role.TUTOR:
            return apprenticeship.tutor_id == person.id
        case Role.ADMINISTRATOR:
            return apprenticeship.provider_id == person.provider_id


def find_signed_in(person_id: int, stamp: str, token: str) -> Person | None:
    """The person of a session, unless that was ended, or the password has changed since. Keeps her apprenticeship for
    the request."""
    found = find_person_and_own(person_id, token)
    if found is None or not found[0].is_active or found[0].session_stamp != stamp:
        return None
    _keep_own(*found)
    return found[0]


def find_own_apprenticeship() -> Apprenticeship | None:
    """The signed-in apprentice's own, asked for once a request: the frame of the page needs it too."""
    person = current_person()
    if g.get("own_apprenticeship_of") != person.id:
        _keep_own(person, apprenticeship_of(person))
    own: Apprenticeship | None = g.own_apprenticeship
    return own


def _keep_own(person: Person, apprenticeship: Apprenticeship | None) -> None:
    """Under whose it is: a request that signs somebody else in must not hand on what was the last person's."""
    g.own_apprenticeship_of, g.own_apprenticeship = person.id, apprenticeship


def get_own_apprenticeship() -> Apprenticeship:
    """The same. Raises NotFound before the provider has set it up."""
    apprenticeship = find_own_apprenticeship()
    if apprenticeship is None:
        raise NotFound("Your apprenticeship is not set up yet. Ask your training provider to finish it.")
    return apprenticeship


def get_apprenticeship_for(person: Person, apprenticeship_id: int) -> Apprenticeship:
    """Raises NotFound for strangers, so that nobody learns which numbers exist."""
    apprenticeship = find_apprenticeship(apprenticeship_id)
    if apprenticeship is None or not can_see_apprenticeship(person, apprenticeship):
        raise NotFound("We could not find that apprentice among yours.")
    return apprenticeship
