"""The administrator's home: how many there are of what, and whom nobody looks after yet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app, url_for

from accounts.models import Apprenticeship, Person, Provider, Role
from accounts.queries import (
    list_apprenticeships_for,
    list_employers_of,
    list_people_of,
    list_standard_versions,
)
from foundation.clock import as_day
from foundation.deleting import count_left, delete_again
from foundation.events import record
from home.queue import QueueRow, errand_row
from home.undelivered.undelivered_page import undelivered_rows
from sign_off.links.errands import errands_of


@dataclass(frozen=True)
class Missing:
    """Somebody who lacks something, and what."""

    name: str
    url: str
    lacks: str


@dataclass(frozen=True)
class Beginning:
    """What an administrator does first, where nobody else is here yet. `button` and `link` are (words, url)."""

    title: str
    sentence: str
    button: tuple[str, str]
    link: tuple[str, str] | None


@dataclass(frozen=True)
class NotIn:
    """Somebody who was invited and has not come yet."""

    name: str
    email: str
    url: str


@dataclass(frozen=True)
class AdministratorHome:
    """`beginning` is what to do on an empty installation, in place of cards that have nothing to say;
    `files_left` counts those that should be deleted and that the store has kept;
    `leaving` are learners of whom everything is about to be deleted;
    `queue` is what waits about learners whom nobody teaches, and mail that did not arrive;
    `links` are (words, url) of her other pages, as far as they are installed."""

    provider: Provider
    beginning: Beginning | None
    counts: Sequence[tuple[int, str]]
    missing: Sequence[Missing]
    not_in_yet: Sequence[NotIn]
    leaving: Sequence[Missing]
    files_left: int
    queue: Sequence[QueueRow]
    links: Sequence[tuple[str, str]]


_PAGES = (
    ("People and invitations", "administration.people"),
    ("Standards", "administration.standards"),
    ("Policies", "administration.policy"),
    ("Download everything", "home.provider_data"),
)


def administrator_home(person: Person) -> AdministratorHome:
    """Build the page of `person`'s provider."""
    people = [one for one in list_people_of(person.provider) if one.deactivated_at is None]
    apprenticeships = list_apprenticeships_for(person)
    roles = Counter(one.role for one in people)
    employers = len(list_employers_of(person.provider))
    return AdministratorHome(
        provider=person.provider,
        beginning=_beginning(person.provider) if people == [person] and not apprenticeships else None,
        counts=[
            (len(apprenticeships), "learner" if len(apprenticeships) == 1 else "learners"),
            (roles[Role.TUTOR], "tutor" if roles[Role.TUTOR] == 1 else "tutors"),
            (employers, "employer" if employers == 1 else "employers"),
        ],
        missing=[one for apprenticeship in apprenticeships for one in _missing(apprenticeship)],
        not_in_yet=[
            NotIn(one.name, one.email, url_for("administration.person", person_id=one.id))
            for one in people
            if one.password_hash is None
        ],
        leaving=[_leaving(one, one.delete_after) for one in apprenticeships if one.delete_after is not None],
        files_left=count_left(_whose(person)),
        queue=_queue(person),
        links=[(words, url_for(page)) for words, page in _PAGES if page in current_app.view_functions],
    )


def delete_files_again(person: Person) -> None:
    """Have what the store has kept deleted after all."""
    delete_again(_whose(person))
    record("deletion_tried_again", actor=person.actor, subject=_whose(person))


def _whose(person: Person) -> str:
    return f"provider:{person.provider_id}"


def _beginning(provider: Provider) -> Beginning:
    """A standard first, since nobody can be invited to learn none; then people, many at once."""
    if not list_standard_versions(provider.id):
        return Beginning(
            "Add the standard that your apprentices learn",
            "Upload its page, look at what was read, and publish it. Then apprentices can be invited on it.",
            ("Add a standard", url_for("administration.standards")),
            None,
        )
    return Beginning(
        "Invite your tutors and apprentices",
        "Fill in one spreadsheet for all of them: tutors and their apprentices can stand in the same file. You see "
        "what would happen before anybody is invited.",
        ("Invite many from a spreadsheet", url_for("administration.spreadsheet")),
        ("Invite one person", url_for("administration.invite")),
    )


def _queue(person: Person) -> list[QueueRow]:
    rows = [*(errand_row(errand) for errand in errands_of(person)), *undelivered_rows(person)]
    return sorted(rows, key=lambda row: row.since)


def _leaving(apprenticeship: Apprenticeship, after: date) -> Missing:
    url = url_for("home.learner_leaving", apprenticeship_id=apprenticeship.id)
    return Missing(apprenticeship.apprentice.name, url, f"Everything is deleted after {as_day(after)}")


def _missing(apprenticeship: Apprenticeship) -> list[Missing]:
    lacks = []
    if apprenticeship.tutor is None:
        lacks.append("No tutor: nobody reads what is sent")
    if apprenticeship.manager is None:
        lacks.append("No line manager: nobody at the employer can sign")
    url = url_for("home.learner", apprenticeship_id=apprenticeship.id)
    return [Missing(apprenticeship.apprentice.name, url, words) for words in lacks]
