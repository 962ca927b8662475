"""Verbs about people and apprenticeships. They flush, record what happened and queue mail; they never commit."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

import standards
from accounts.models import (
    AccessLink,
    Apprenticeship,
    Employer,
    LinkKind,
    Manager,
    Person,
    Provider,
    Role,
    StandardVersion,
)
from accounts.passwords import hash_password, is_password
from accounts.queries import find_live_link, find_person_by_email, find_published
from accounts.signers import tell_signer_changed
from accounts.signing_out import sign_out_everywhere
from foundation.clock import as_day, now, today
from foundation.database import db
from foundation.errors import LinkExpired, NotAllowed, Refused
from foundation.events import record
from foundation.links import public_url
from foundation.outbox import is_given_up, postbox, queue_mail, settle_mails
from foundation.tokens import digest_of, new_token

INVITATION_LASTS = timedelta(days=14)
RESET_LASTS = timedelta(hours=2)


@dataclass(frozen=True)
class Invited:
    """Somebody was invited. `link` is for the inviter to hand over where no mail went."""

    person: Person
    link: str
    mailed: bool


class AlreadyKnown(Refused):
    """The address belongs to somebody already."""


class WrongPassword(NotAllowed):
    """The address and the password do not go together; which of them is wrong is not said."""


def create_provider(name: str) -> Provider:
    provider = Provider(name=name.strip(), created_at=now())
    db.session.add(provider)
    db.session.flush()
    record("provider_created", actor="command line", subject=f"provider:{provider.id}")
    return provider


def find_or_create_employer(provider: Provider, name: str) -> Employer:
    name = name.strip()
    named = select(Employer).where(Employer.provider_id == provider.id, Employer.name == name)
    employer, _ = db.find_or_add(
        lambda: db.session.scalar(named), lambda: Employer(provider_id=provider.id, name=name)
    )
    return employer


def find_or_create_manager(employer: Employer, name: str, email: str, job_title: str = "") -> Manager:
    email = email.strip().lower()
    known = select(Manager).where(Manager.employer_id == employer.id, Manager.email == email)
    manager, _ = db.find_or_add(
        lambda: db.session.scalar(known),
        lambda: Manager(employer_id=employer.id, name=name.strip(), email=email, job_title=job_title.strip()),
    )
    return manager


def invite_person(actor: str, provider: Provider, role: Role, name: str, email: str) -> Invited:
    """Make an account without a password and a link that sets one. Raises AlreadyKnown."""
    person = Person(
        provider_id=provider.id,
        provider=provider,
        role=role,
        name=" ".join(name.split()),
        email=email.strip().lower(),
        created_at=now(),
    )
    if (known := find_person_by_email(person.email)) is not None:
        if known.provider_id == provider.id and known.password_hash is None and known.deactivated_at is None:
            raise AlreadyKnown(
                f"{known.name}, {known.email}, is invited already and has not accepted yet. Is the link lost? The "
                "account’s own page, under People, makes a new one."
            )
        raise AlreadyKnown(
            f"{person.email} has an account already. Invite another address, or ask them to sign in."
        )
    try:
        with db.session.begin_nested():
            db.session.add(person)
    except IntegrityError as error:  # invited twice at the same moment
        raise AlreadyKnown(f"{person.email} has an account already.") from error
    record("person_invited", actor=actor, subject=f"person:{person.id}", role=role.value)
    return send_invitation(actor, person)


def send_invitation(actor: str, person: Person, *, by_hand: bool = False) -> Invited:
    """A fresh link for somebody who has not accepted yet; older ones stop working. `by_hand` only after a mail of it
    was given up: where mail arrives, the link is nobody else's to see. Raises Refused."""
    if person.password_hash is not None:
        raise Refused(f"{person.name} has accepted the invitation already and can sign in.")
    _require_open(person)
    if by_hand and not is_given_up(person.actor):
        raise Refused(f"The mail to {person.email} is not given up. Send the invitation again instead.")
    settle_mails(person.actor)
    token = _new_link(person, LinkKind.INVITATION, INVITATION_LASTS)
    link = public_url("accounts.accept_invitation", token=token)
    record("invitation_sent", actor=actor, subject=person.actor)
    if by_hand:
        return Invited(person, link, mailed=False)
    mail = queue_mail(
        person.email,
        "Your invitation to Masterpiece",
        "invitation",
        concerns=person.actor,
        person=person,
        link=link,
        days=INVITATION_LASTS.days,
    )
    return Invited(person, link, mailed=mail is not None)


def accept_invitation(token: str, password: str) -> Person:
    """Set the first password and use the link up. Raises LinkExpired."""
    return _set_password_by_link(token, password, LinkKind.INVITATION, "invitation_accepted")


def ask_for_new_password(email: str) -> None:
    """Queue a mail with a link, where the address is somebody's. Says nothing either way."""
    person = find_person_by_email(email)
    if person is None or person.deactivated_at is not None:
        return
    kind, lasts = LinkKind.PASSWORD_RESET, RESET_LASTS
    if person.password_hash is None:
        send_invitation(person.actor, person)
        return
    link = public_url("accounts.reset_password", token=_new_link(person, kind, lasts))
    record("password_reset_asked", actor=person.actor, subject=person.actor)
    queue_mail(
        person.email, "Set a new password", "password_reset", concerns=person.actor, person=person, link=link
    )


def reset_link_for(actor: str, person: Person) -> str:
    """A link that sets a new password, for an administrator to hand over. Raises Refused."""
    if person.password_hash is None:
        raise Refused(f"{person.name} has no password yet. Send the invitation again instead.")
    _require_open(person)
    settle_mails(person.actor)
    link = public_url(
        "accounts.reset_password", token=_new_link(person, LinkKind.PASSWORD_RESET, RESET_LASTS)
    )
    record("password_reset_link_made", actor=actor, subject=person.actor)
    return link


def reset_password(token: str, password: str) -> Person:
    """Set a new password, sign every other browser out, use the link up. Raises LinkExpired."""
    return _set_password_by_link(token, password, LinkKind.PASSWORD_RESET, "password_reset")


def sign_in(email: str, password: str) -> Person:
    """The person whom the two belong to. Raises WrongPassword."""
    person = find_person_by_email(email)
    known = is_password(password, person.password_hash if person is not None else None)
    if person is None or not known or not person.is_active:
        raise WrongPassword(
            f"That email address and password do not go together. Check both, or {way_to_new_password()}."
        )
    record("signed_in", actor=person.actor, subject=person.actor)
    return person


def way_to_new_password() -> str:
    """What to do about a forgotten one, as the end of a sentence."""
    return (
        "set a new password" if postbox.can_send else "ask your training provider’s administrator for a link"
    )


def create_apprenticeship(
    actor: str,
    apprentice: Person,
    *,
    standard_version: StandardVersion,
    employer: Employer,
    tutor: Person | None,
    manager: Manager | None,
    started_on: date,
    gateway_planned_on: date | None = None,
    option: str = "",
) -> Apprenticeship:
    """Set up what an apprentice learns, where and with whom; `option` is one of the standard's, where it has any.

    Raises Refused when people or the standard are of another provider, where the manager's address is the apprentice's
    own, and for an option that is missing or not the standard's.
    """
    _require_same_provider(apprentice, employer, tutor)
    if not standard_version.is_for(apprentice.provider_id):
        raise Refused(
            "That standard was published by another provider for its own apprentices. Choose another."
        )
    _require_another_address(apprentice, manager)
    option = option_of(standard_version, option)
    apprenticeship = Apprenticeship(
        apprentice=apprentice,
        standard_version=standard_version,
        option=option,
        provider_id=apprentice.provider_id,
        employer=employer,
        tutor=tutor,
        manager=manager,
        started_on=started_on,
        gateway_planned_on=gateway_planned_on,
        created_at=now(),
    )
    db.session.add(apprenticeship)
    db.session.flush()
    _record(apprenticeship, "apprenticeship_created", actor, standard=apprenticeship.standard.label)
    return apprenticeship


def option_of(version: StandardVersion, named: str) -> str:
    """The id of the option that is written so, by its name or id; "" where the standard has none.

    Raises Refused, naming the options, where one is needed and not given, or given and not the standard's.
    """
    standard = version.standard
    if not standard.options and named:
        raise Refused(f"{standard.label} has no options to choose from. Leave the option out.")
    if not standard.options:
        return ""
    names = "; ".join(one.name for one in standard.options)
    option = standards.option_named(standard, named) if named else None
    if option is None:
        said = f"has no option “{named}”" if named else "has options"
        raise Refused(f"{standard.label} {said}. Choose one of: {names}.")
    return option.id


def set_manager(actor: Person, apprenticeship: Apprenticeship, manager: Manager | None) -> list[str]:
    """Set who signs for the employer, or nobody for now. Returns what came of it for what was under way, in sentences.
    Only staff of the provider may: never the apprentice. Raises NotAllowed, Refused."""
    if actor.role is Role.APPRENTICE:
        raise NotAllowed("Your training provider sets your manager’s address. Ask your tutor to change it.")
    _require_another_address(apprenticeship.apprentice, manager)
    apprenticeship.manager = manager
    db.session.flush()
    _record(apprenticeship, "manager_set", actor.actor, manager=manager.id if manager else None)
    return tell_signer_changed(actor, apprenticeship)


def refusal_of_manager(apprentice_email: str, manager_email: str) -> str:
    """Why this address cannot be the line manager's, "" where it can: what the employer signs goes there, so it must
    not be the apprentice's."""
    address = manager_email.strip().lower()
    if not address or address != apprentice_email.strip().lower():
        return ""
    return (
        f"{address} is the apprentice’s own address. What the employer signs goes to the line manager, so enter the "
        "manager’s own."
    )


def _require_another_address(apprentice: Person, manager: Manager | None) -> None:
    refusal = refusal_of_manager(apprentice.email, manager.email) if manager is not None else ""
    if refusal:
        raise Refused(refusal)


def confirm_gateway(actor: Person, apprenticeship: Apprenticeship, confirmed_on: date) -> None:
    """Record the day on which the assessment organisation confirmed the gateway. Raises Refused.

    Plan: "The EPA period starts when the EPAO confirms the gateway requirements have been met".
    """
    if confirmed_on > today():
        raise Refused(
            "That day has not come yet. Enter the day on which the organisation confirmed the gateway."
        )
    if confirmed_on < apprenticeship.started_on:
        raise Refused(
            f"That day is before {apprenticeship.apprentice.first_name} started, on "
            f"{as_day(apprenticeship.started_on)}. Enter the day on which the organisation confirmed the gateway."
        )
    apprenticeship.gateway_confirmed_on = confirmed_on
    apprenticeship.gateway_confirmed_by = actor.actor
    db.session.flush()
    _record(apprenticeship, "gateway_confirmed", actor.actor, on=confirmed_on.isoformat())


def update_policy(
    actor: str, provider: Provider, *, review_days: int, comments: bool, suggestions: bool
) -> None:
    """Set the provider's assistance policy: what help there is once the apprentice must work unaided."""
    provider.review_days = review_days
    provider.comments_after_gateway = comments
    provider.suggestions_after_gateway = suggestions
    db.session.flush()
    record(
        "policy_updated",
        actor=actor,
        subject=f"provider:{provider.id}",
        review_days=review_days,
        comments=comments,
        suggestions=suggestions,
    )


def publish_standard(standard: standards.Standard, by: str) -> StandardVersion:
    """Make a standard version usable by everybody. Published ones never change, so a known one is returned as it is."""
    return publish_or_find(standard, by, None)[0]


def publish_or_find(standard: standards.Standard, by: str, owner: int | None) -> tuple[StandardVersion, bool]:
    """The version of this number that is this provider's own (without one: everybody's), and whether it is new."""
    published, is_new = db.find_or_add(
        lambda: find_published(standard.reference, standard.version, owner),
        lambda: StandardVersion(
            provider_id=owner,
            reference=standard.reference,
            version=standard.version,
            content=standard.to_dict(),
            published_at=now(),
            published_by=by,
        ),
    )
    if is_new:
        record("standard_published", actor=by, subject=f"standard:{published.id}", standard=standard.label)
    return published, is_new


def _new_link(person: Person, kind: LinkKind, lasts: timedelta) -> str:
    older = AccessLink.person_id == person.id, AccessLink.kind == kind, AccessLink.used_at.is_(None)
    db.session.execute(update(AccessLink).where(*older).values(expires_at=now()))
    token = new_token()
    db.session.add(
        AccessLink(
            kind=kind,
            person_id=person.id,
            digest=digest_of(token),
            created_at=now(),
            expires_at=now() + lasts,
        )
    )
    db.session.flush()
    return token


def _set_password_by_link(token: str, password: str, kind: LinkKind, event: str) -> Person:
    link = find_live_link(token)
    if link is None or link.kind is not kind:
        raise LinkExpired("This link was used already or has run out. Ask for a new one below.")
    link.used_at = now()
    person = link.person
    person.password_hash = hash_password(password)
    sign_out_everywhere(person)
    record(event, actor=person.actor, subject=person.actor)
    return person


def _require_open(person: Person) -> None:
    if person.deactivated_at is not None:
        raise Refused(f"The account of {person.name} is deactivated. Reactivate it first.")


def _require_same_provider(apprentice: Person, employer: Employer, tutor: Person | None) -> None:
    if employer.provider_id != apprentice.provider_id:
        raise Refused("That employer belongs to another provider. Choose one of yours.")
    if tutor is not None and (tutor.provider_id != apprentice.provider_id or tutor.role is not Role.TUTOR):
        raise Refused("That person is not a tutor of this provider. Choose one who is.")


def _record(apprenticeship: Apprenticeship, kind: str, actor: str, **details: object) -> None:
    record(
        kind,
        actor=actor,
        subject=f"apprenticeship:{apprenticeship.id}",
        apprenticeship_id=apprenticeship.id,
        **details,
    )
