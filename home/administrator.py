"""The administrator's home: how many there are of what, and whom nobody looks after yet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, url_for

from accounts.models import Apprenticeship, Person, Provider, Role
from accounts.queries import list_apprenticeships_for, list_employers_of, list_people_of
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
class AdministratorHome:
    """`queue` is what waits about learners whom nobody teaches, and mail that did not arrive;
    `links` are (words, url) of her other pages, as far as they are installed."""

    provider: Provider
    counts: Sequence[tuple[int, str]]
    missing: Sequence[Missing]
    not_in_yet: Sequence[Person]
    queue: Sequence[QueueRow]
    links: Sequence[tuple[str, str]]


_PAGES = (
    ("People and invitations", "administration.people"),
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
        counts=[
            (len(apprenticeships), "learner" if len(apprenticeships) == 1 else "learners"),
            (roles[Role.TUTOR], "tutor" if roles[Role.TUTOR] == 1 else "tutors"),
            (employers, "employer" if employers == 1 else "employers"),
        ],
        missing=[one for apprenticeship in apprenticeships for one in _missing(apprenticeship)],
        not_in_yet=[one for one in people if one.password_hash is None],
        queue=_queue(person),
        links=[(words, url_for(page)) for words, page in _PAGES if page in current_app.view_functions],
    )


def _queue(person: Person) -> list[QueueRow]:
    rows = [*(errand_row(errand) for errand in errands_of(person)), *undelivered_rows(person)]
    return sorted(rows, key=lambda row: row.since)


def _missing(apprenticeship: Apprenticeship) -> list[Missing]:
    lacks = []
    if apprenticeship.tutor is None:
        lacks.append("No tutor: nobody reads what is sent")
    if apprenticeship.manager is None:
        lacks.append("No line manager: nobody at the employer can sign")
    url = url_for("home.learner", apprenticeship_id=apprenticeship.id)
    return [Missing(apprenticeship.apprentice.name, url, words) for words in lacks]
