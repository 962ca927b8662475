"""The provider's own as lists that a spreadsheet opens: people, employers, who learns what with whom, invitations,
phrases, settings, history."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from accounts.models import AccessLink, Apprenticeship, Employer, Manager, Person, Provider
from accounts.queries import list_apprenticeships_of, list_people_of
from foundation.cells import as_words
from foundation.clock import LONDON
from foundation.database import db
from foundation.events import Event
from sign_off.models import Phrase

_BYTE_ORDER_MARK = "\ufeff"  # Excel takes a CSV file for UTF-8 only when it begins so


@dataclass(frozen=True)
class Listing:
    """A CSV file of the ZIP, what it holds in words, and how many lines it has below its headings."""

    path: str
    title: str
    content: bytes
    count: int


def lists_of(provider: Provider, folder_of: Callable[[Apprenticeship], str]) -> list[Listing]:
    people = list_people_of(provider)
    return [
        _listing(
            "people.csv",
            "People",
            ("Name", "Address", "Role", "Phone", "Since", "Password set", "Closed"),
            (
                (
                    one.name,
                    one.email,
                    one.role.value,
                    one.phone,
                    one.created_at,
                    "yes" if one.password_hash else "no",
                    one.deactivated_at,
                )
                for one in people
            ),
        ),
        _listing("employers.csv", "Employers and line managers", _EMPLOYERS, _employers(provider)),
        _listing(
            "learners.csv", "Who learns what, where and with whom", _LEARNERS, _learners(provider, folder_of)
        ),
        _listing("invitations.csv", "Invitations and new passwords", _LINKS, _links(provider)),
        _listing("comment-bank.csv", "Phrases for comments", _PHRASES, _phrases(provider, people)),
        _listing("settings.csv", "Settings and policies", ("Setting", "Value"), _settings(provider)),
        _listing("history.csv", "History that is no learner’s alone", _HISTORY, _history(provider, people)),
    ]


_EMPLOYERS = ("Employer", "Line manager", "Address", "Job title")
_LEARNERS = (
    "Name",
    "Address",
    "Standard",
    "Option",
    "Employer",
    "Line manager",
    "Line manager’s address",
    "Tutor",
    "Started",
    "Gateway planned",
    "Gateway confirmed",
    "Deleted after",
    "Folder",
)
_LINKS = ("Name", "Address", "Link", "Made", "Runs out", "Used")
_PHRASES = ("Words", "Whose", "Comments sent with it", "Kept on")
_HISTORY = ("When", "Who", "What", "About", "Details")


def _employers(provider: Provider) -> Iterable[Sequence[object]]:
    rows = db.session.execute(
        select(Employer.name, Manager.name, Manager.email, Manager.job_title)
        .outerjoin(Manager, Manager.employer_id == Employer.id)
        .where(Employer.provider_id == provider.id)
        .order_by(Employer.name, Manager.name, Manager.id)
    )
    return [tuple(row) for row in rows]


def _learners(provider: Provider, folder_of: Callable[[Apprenticeship], str]) -> Iterable[Sequence[object]]:
    for one in list_apprenticeships_of(provider):
        option = one.standard_version.find_option(one.option)
        yield (
            one.apprentice.name,
            one.apprentice.email,
            one.standard_version.standard.label,
            option.name if option else "",
            one.employer.name,
            one.manager.name if one.manager else "",
            one.manager.email if one.manager else "",
            one.tutor.name if one.tutor else "",
            one.started_on,
            one.gateway_planned_on,
            one.gateway_confirmed_on,
            one.delete_after,
            folder_of(one),
        )


def _links(provider: Provider) -> Iterable[Sequence[object]]:
    links = db.session.scalars(
        select(AccessLink)
        .join(AccessLink.person)
        .where(Person.provider_id == provider.id)
        .order_by(AccessLink.id)
    )
    for link in links:
        kind = link.kind.value.replace("_", " ")
        yield link.person.name, link.person.email, kind, link.created_at, link.expires_at, link.used_at


def _phrases(provider: Provider, people: Sequence[Person]) -> Iterable[Sequence[object]]:
    names = {person.id: person.name for person in people}
    phrases = db.session.scalars(
        select(Phrase).where(Phrase.provider_id == provider.id).order_by(Phrase.uses.desc(), Phrase.id)
    )
    for one in phrases:
        whose = names.get(one.owner_id, "") if one.owner_id is not None else "all tutors"
        yield one.body, whose, one.uses, one.created_at


def _settings(provider: Provider) -> Iterable[Sequence[object]]:
    return [
        ("Provider", provider.name),
        ("Days within which tutors answer", provider.review_days),
        ("Comments on the report after the gateway", "on" if provider.comments_after_gateway else "off"),
        ("KSB suggestions after the gateway", "on" if provider.suggestions_after_gateway else "off"),
        ("Here since", provider.created_at),
    ]


def _history(provider: Provider, people: Sequence[Person]) -> Iterable[Sequence[object]]:
    """What the provider's people did that concerns no one learner: each learner's own history is in her folder."""
    names = {person.actor: person.name for person in people}
    about = [*names, f"provider:{provider.id}"]
    events = db.session.scalars(
        select(Event)
        .where(Event.apprenticeship_id.is_(None), or_(Event.actor.in_(about), Event.subject.in_(about)))
        .order_by(Event.id)
        .execution_options(yield_per=500)
    )
    for event in events:
        yield (
            event.at,
            names.get(event.actor, event.actor),
            event.kind.replace("_", " "),
            names.get(event.subject, event.subject),
            json.dumps(event.details, ensure_ascii=False) if event.details else "",
        )


def _listing(path: str, title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Listing:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007
        writer.writerow([_cell(value) for value in row])
    return Listing(path, title, (_BYTE_ORDER_MARK + out.getvalue()).encode(), count)


def _cell(value: object) -> str:
    """As a spreadsheet shows it. What it would take for a formula is marked as words."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(LONDON):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return as_words(str(value))
