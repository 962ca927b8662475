"""What the page of people shows, as values."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from accounts.administration.queries import latest_invitations_of, list_learners_of
from accounts.her_version import label_for
from accounts.models import AccessLink, Apprenticeship, Person, Role
from accounts.queries import apprenticeship_of, list_apprenticeships_for, list_people_of
from foundation.clock import as_day, now
from foundation.outbox import is_given_up
from foundation.wording import numbered


class AccountState(StrEnum):
    """How far somebody has come, with the label, tone and icon of its tag."""

    INVITED = "invited"
    EXPIRED = "expired"
    ACTIVE = "active"
    DEACTIVATED = "deactivated"

    @property
    def label(self) -> str:
        return {"expired": "Invitation has run out"}.get(self.value, self.value.capitalize())

    @property
    def tone(self) -> str:
        return {"invited": "purple", "expired": "yellow", "active": "green", "deactivated": "grey"}[
            self.value
        ]

    @property
    def icon(self) -> str:
        return {"invited": "clock", "expired": "alert", "active": "check", "deactivated": "lock"}[self.value]


@dataclass(frozen=True)
class Shown:
    """One person, in the words of the page."""

    person: Person
    state: AccountState
    words: str
    about: str


@dataclass(frozen=True)
class Group:
    id: str
    title: str
    people: Sequence[Shown]
    empty: str


TITLES = {Role.APPRENTICE: "Apprentices", Role.TUTOR: "Tutors", Role.ADMINISTRATOR: "Administrators"}
ROLE_NAMES = {Role.APPRENTICE: "Apprentice", Role.TUTOR: "Tutor", Role.ADMINISTRATOR: "Administrator"}
EMPTY = {
    Role.APPRENTICE: "Nobody yet. Invite one person, or many at once from a spreadsheet.",
    Role.TUTOR: "Nobody yet. Invite the tutors first: apprentices can then be given to them.",
    Role.ADMINISTRATOR: "Nobody yet.",
}


def state_of(person: Person, invitation: AccessLink | None) -> AccountState:
    if person.deactivated_at is not None:
        return AccountState.DEACTIVATED
    if person.password_hash is not None:
        return AccountState.ACTIVE
    if invitation is None or invitation.expires_at <= now():
        return AccountState.EXPIRED
    return AccountState.INVITED


def words_of(state: AccountState, person: Person, invitation: AccessLink | None) -> str:
    """The words of the tag: "Invited on 3 March 2026"."""
    if state is AccountState.INVITED and invitation is not None:
        return f"Invited on {as_day(invitation.created_at)}"
    if state is AccountState.DEACTIVATED and person.deactivated_at is not None:
        return f"Deactivated on {as_day(person.deactivated_at)}"
    return state.label


def people_groups(administrator: Person) -> list[Group]:
    """Everybody of the administrator's provider by role, each by name."""
    provider = administrator.provider
    people, invitations = list_people_of(provider), latest_invitations_of(provider)
    about = _about(list_apprenticeships_for(administrator))

    def shown(person: Person) -> Shown:
        invitation = invitations.get(person.id)
        state = state_of(person, invitation)
        return Shown(person, state, words_of(state, person, invitation), about.get(person.id, ""))

    return [
        Group(
            role.value, TITLES[role], [shown(person) for person in people if person.role is role], EMPTY[role]
        )
        for role in TITLES
    ]


def _about(learners: Sequence[Apprenticeship]) -> dict[int, str]:
    """Of an apprentice her employer and tutor, of a tutor how many she teaches; by the person's id."""
    taught = Counter(learner.tutor_id for learner in learners if learner.tutor_id is not None)
    about = {tutor: numbered(count, "learner") for tutor, count in taught.items()}
    for learner in learners:
        tutor = f"with {learner.tutor.name}" if learner.tutor else "no tutor yet"
        about[learner.apprentice_id] = f"{learner.employer.name}, {tutor}"
    return about


@dataclass(frozen=True)
class PersonPage:
    """One account, and what can be done about it."""

    person: Person
    role: str
    state: AccountState
    words: str
    apprenticeship: Apprenticeship | None
    standard: str
    learners: Sequence[Apprenticeship]
    is_oneself: bool
    mail_was_lost: bool

    @property
    def is_open(self) -> bool:
        return self.state is not AccountState.DEACTIVATED

    @property
    def has_accepted(self) -> bool:
        return self.person.password_hash is not None

    @property
    def can_close(self) -> bool:
        return self.is_open and not self.is_oneself and not self.learners


def person_page(administrator: Person, person: Person) -> PersonPage:
    invitation = latest_invitations_of(administrator.provider).get(person.id)
    state = state_of(person, invitation)
    apprenticeship = apprenticeship_of(person)
    return PersonPage(
        person=person,
        role=ROLE_NAMES[person.role],
        state=state,
        words=words_of(state, person, invitation),
        apprenticeship=apprenticeship,
        standard=label_for(apprenticeship) if apprenticeship else "",
        learners=list_learners_of(person),
        is_oneself=person is administrator,
        mail_was_lost=is_given_up(person.actor),
    )
