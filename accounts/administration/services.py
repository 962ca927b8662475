"""The administrator's verbs. They flush, record what happened and queue mail; they never commit."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import update

from accounts import services
from accounts.administration.queries import count_learners_of
from accounts.models import (
    AccessLink,
    Apprenticeship,
    Employer,
    Manager,
    Person,
    Provider,
    Role,
    StandardVersion,
)
from accounts.services import Invited
from accounts.signing_out import sign_out_everywhere
from accounts.tutoring import assign_tutor
from foundation.cells import FORMULA
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.events import record


@dataclass(frozen=True)
class Placement:
    """Where an apprentice learns, with whom and when. Without a manager's address nobody can sign yet."""

    employer: str
    started_on: date
    tutor: Person | None = None
    manager_name: str = ""
    manager_email: str = ""
    manager_job_title: str = ""
    gateway_planned_on: date | None = None


@dataclass(frozen=True)
class Invitation:
    """Who is asked in. An apprentice comes with her standard, its option where it has any, and her placement."""

    name: str
    email: str
    role: Role
    standard_version: StandardVersion | None = None
    placement: Placement | None = None
    option: str = ""


def refusal_of_name(name: str) -> str:
    """Why nobody can be called so, "" where they can: a spreadsheet would work it out instead of showing it."""
    sign = name.strip()[:1]
    return f"A name cannot begin with “{sign}”. Write it as it is spoken." if sign and sign in FORMULA else ""


def refusal_of_inviting(invitation: Invitation) -> str:
    """Why nobody can be invited so, "" where they can: as far as the invitation itself says it. The act asks this, and
    so does the page that shows beforehand what the act would do."""
    version, placement = invitation.standard_version, invitation.placement
    if refusal := refusal_of_name(invitation.name):
        return refusal
    if invitation.role is not Role.APPRENTICE:
        return ""
    if version is None or placement is None:
        return f"Say which standard {invitation.name} learns, and where."
    try:
        services.option_of(version, invitation.option)
    except Refused as error:
        return str(error)
    return services.refusal_of_manager(invitation.email, placement.manager_email)


def invite(actor: str, provider: Provider, invitation: Invitation) -> Invited:
    """Make the account, the apprenticeship where it is an apprentice's, and the link. Raises Refused."""
    version, placement = invitation.standard_version, invitation.placement
    refusal = refusal_of_inviting(invitation)
    if refusal:
        raise Refused(refusal)
    invited = services.invite_person(actor, provider, invitation.role, invitation.name, invitation.email)
    if version is not None and placement is not None:
        employer = services.find_or_create_employer(provider, placement.employer)
        services.create_apprenticeship(
            actor,
            invited.person,
            standard_version=version,
            employer=employer,
            tutor=placement.tutor,
            manager=_manager_of(employer, placement),
            started_on=placement.started_on,
            gateway_planned_on=placement.gateway_planned_on,
            option=invitation.option,
        )
    return invited


def update_learner(actor: Person, apprenticeship: Apprenticeship, placement: Placement) -> list[str]:
    """Set tutor, employer, manager and dates as `placement` says. Returns what came of it for what was sent to the
    manager before, in sentences. Raises Refused."""
    employer = services.find_or_create_employer(apprenticeship.provider, placement.employer)
    apprenticeship.employer = employer
    apprenticeship.started_on = placement.started_on
    apprenticeship.gateway_planned_on = placement.gateway_planned_on
    if placement.tutor is not apprenticeship.tutor:
        assign_tutor(actor.actor, apprenticeship, placement.tutor)
    manager = _manager_of(employer, placement)
    if manager is not None:
        manager.name, manager.job_title = placement.manager_name.strip(), placement.manager_job_title.strip()
    told: list[str] = []
    if manager is not apprenticeship.manager:
        told = services.set_manager(actor, apprenticeship, manager)
    db.session.flush()
    record(
        "apprenticeship_updated",
        actor=actor.actor,
        subject=f"apprenticeship:{apprenticeship.id}",
        apprenticeship_id=apprenticeship.id,
        employer=employer.id,
        started_on=placement.started_on.isoformat(),
        gateway_planned_on=placement.gateway_planned_on.isoformat() if placement.gateway_planned_on else None,
    )
    return told


def _manager_of(employer: Employer, placement: Placement) -> Manager | None:
    if not placement.manager_email:
        return None
    return services.find_or_create_manager(
        employer, placement.manager_name, placement.manager_email, placement.manager_job_title
    )


def deactivate_person(actor: Person, person: Person) -> None:
    """Close the account: signed out everywhere, every link dead, nothing deleted. Raises Refused."""
    if person is actor:
        raise Refused("You cannot deactivate your own account. Ask another administrator to do it.")
    if person.deactivated_at is not None:
        raise Refused(f"{person.name} is deactivated already.")
    if count_learners_of(person):
        raise Refused(f"{person.name} still has learners. Hand them to a colleague first.")
    person.deactivated_at = now()
    sign_out_everywhere(person)
    unused = AccessLink.person_id == person.id, AccessLink.used_at.is_(None)
    db.session.execute(update(AccessLink).where(*unused).values(expires_at=now()))
    db.session.flush()
    record("person_deactivated", actor=actor.actor, subject=person.actor)


def reactivate_person(actor: Person, person: Person) -> None:
    """Open the account again, with the password it had. Raises Refused."""
    if person.deactivated_at is None:
        raise Refused(f"{person.name} is active already.")
    person.deactivated_at = None
    db.session.flush()
    record("person_reactivated", actor=actor.actor, subject=person.actor)
