"""Mails that did not arrive as the page, and the queue, show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from accounts.models import Person, Role
from accounts.queries import find_person_by_email
from foundation.clock import now
from foundation.outbox import Mail
from foundation.wording import numbered, waited_since
from home.queue import QueueRow
from home.undelivered.queries import list_on_its_way_for, list_undelivered_for

# Mails whose link is made anew where it is handed over.
_LINKS = ("sign_request", "witness_request")
_ACCOUNTS = ("invitation", "password_reset")


@dataclass(frozen=True)
class Undelivered:
    """`advice` says what to do; where the product does it, `fix` is the button (words, url). What has no such way can
    be settled: somebody told the person."""

    id: int
    to: str
    subject: str
    written_at: datetime
    given_up_at: datetime
    advice: str
    fix: tuple[str, str] | None


def undelivered_page(person: Person) -> list[Undelivered]:
    """Everything that waits for `person`, longest first."""
    return [_shown(person, mail) for mail in list_undelivered_for(person)]


@dataclass(frozen=True)
class Tried:
    """No mail server has taken it yet. What held a link need not be waited for: `fix` leads to where it is made by
    hand."""

    to: str
    subject: str
    written_at: datetime
    fix: tuple[str, str] | None


def tried_page(person: Person) -> list[Tried]:
    """What is still being tried for `person`, longest first."""
    return [
        Tried(mail.to, mail.subject, mail.created_at, _fix(person, mail) if mail.kind in _LINKS else None)
        for mail in list_on_its_way_for(person)
    ]


def undelivered_rows(person: Person) -> list[QueueRow]:
    return [_row(mail) for mail in list_undelivered_for(person)]


def _row(mail: Mail) -> QueueRow:
    assert mail.failed_at is not None, "a mail that was given up says when"
    return QueueRow(
        *waited_since(mail.failed_at, now()),
        title=f"A mail to {mail.to} did not arrive",
        what=f"{mail.subject} · check the address, then tell them in another way",
        url=url_for("home.undelivered") + f"#mail-{mail.id}",
        since=mail.failed_at,
        button="Open",
    )


def _shown(person: Person, mail: Mail) -> Undelivered:
    assert mail.failed_at is not None, "a mail that was given up says when"
    fix = _fix(person, mail)
    return Undelivered(
        id=mail.id,
        to=mail.to,
        subject=mail.subject,
        written_at=mail.created_at,
        given_up_at=mail.failed_at,
        advice="It held a link. Check the address; then make the link anew, and hand it over or send it again."
        if fix
        else "Tell them yourself, and check the address.",
        fix=fix,
    )


def _fix(person: Person, mail: Mail) -> tuple[str, str] | None:
    if mail.kind in _LINKS and mail.apprenticeship_id is not None:
        page = url_for("sign_off.learner_statements", apprenticeship_id=mail.apprenticeship_id)
        return "Go to the statements", page
    invited = find_person_by_email(mail.to) if mail.kind in _ACCOUNTS else None
    if invited is not None and person.role is Role.ADMINISTRATOR:
        return "Go to the account", url_for("administration.person", person_id=invited.id)
    return None


def title_of(mails: Sequence[Undelivered], trying: Sequence[Tried]) -> str:
    if not mails and trying:
        return f"{numbered(len(trying), 'mail')} not taken yet"
    if not mails:
        return "Every mail arrived"
    return f"{len(mails)} {'mail' if len(mails) == 1 else 'mails'} did not arrive"
