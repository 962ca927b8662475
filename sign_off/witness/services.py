"""Verbs about witness statements. The acting person first; they flush, record, queue mail, and never commit."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date

from accounts.access import can_see_apprenticeship
from accounts.models import Apprenticeship, Manager, Person
from foundation.clock import as_day, now, today
from foundation.database import db
from foundation.errors import LinkExpired, NotAllowed, NotFound, Refused
from foundation.events import record
from foundation.links import public_url
from foundation.outbox import queue_mail
from sign_off.links.services import Asked, send_link, use_up
from sign_off.links.state import LinkState, state_of_link
from sign_off.manifest import canonical_json
from sign_off.models import Answer, SigningLink, WitnessStatement
from sign_off.statements.services import require_other_person
from sign_off.subjects import tell_witness_signed


@dataclass(frozen=True)
class Observation:
    """What a witness says: what was seen, where and when, and who saw it."""

    what: str
    place: str
    seen_on: date
    name: str
    job_title: str
    relationship: str


def ask_for_witness(actor: Person, apprenticeship: Apprenticeship, about: str) -> Asked:
    """Ask the manager whom the provider set for a witness statement. Raises NotAllowed, Refused,
    TooManyTries."""
    if apprenticeship.apprentice_id != actor.id:
        raise NotAllowed("Only the apprentice asks for witness statements.")
    if not about.strip():
        raise Refused("Say in a sentence what was seen, so that the witness knows what to write about.")
    manager = _manager_of(apprenticeship)
    witness_statement = WitnessStatement(
        apprenticeship=apprenticeship, about=about.strip(), created_at=now(), links=[]
    )
    db.session.add(witness_statement)
    db.session.flush()
    _record("witness_statement_asked", actor.actor, witness_statement)
    return send_link(actor, apprenticeship, manager, witness_statement=witness_statement)


def send_witness_link(actor: Person, witness_statement: WitnessStatement, *, instead: bool = False) -> Asked:
    """Ask again, or make the link to hand over; older ones stop working. It goes to whoever was asked last; `instead`,
    to the manager whom the provider set. Raises NotFound, Refused."""
    apprenticeship = witness_statement.apprenticeship
    if not can_see_apprenticeship(actor, apprenticeship):
        raise NotFound("We could not find that apprentice among yours.")
    if witness_statement.signed_at is not None:
        raise Refused("This witness statement is signed already.")
    manager = (None if instead else witness_statement.signer) or _manager_of(apprenticeship)
    return send_link(actor, apprenticeship, manager, witness_statement=witness_statement)


def sign_witness_statement(link: SigningLink, observation: Observation) -> WitnessStatement:
    """The witness signs his own words; the link is used up; the rooms that asked are told. Raises LinkExpired,
    Refused."""
    witness_statement = link.witness_statement
    if witness_statement is None:
        raise Refused("This link is for a signature, not for a witness statement.")
    if state_of_link(link) is not LinkState.LIVE:
        raise LinkExpired("This link no longer works, so nothing was signed.")
    if observation.seen_on > today():
        raise Refused(f"{as_day(observation.seen_on)} has not come yet. Enter the day on which you saw it.")
    require_other_person(observation.name, witness_statement.apprenticeship)
    use_up(link, Answer.SIGNED)
    witness_statement.what = observation.what
    witness_statement.place = observation.place
    witness_statement.seen_on = observation.seen_on
    witness_statement.witness_name = observation.name
    witness_statement.witness_job_title = observation.job_title
    witness_statement.witness_relationship = observation.relationship
    witness_statement.signed_at = now()
    witness_statement.digest = digest_of_observation(witness_statement.about, observation)
    db.session.flush()
    _record("witness_statement_signed", link.actor, witness_statement, digest=witness_statement.digest)
    tell_witness_signed(witness_statement)
    _mail_copies(link, witness_statement)
    return witness_statement


def digest_of_observation(about: str, observation: Observation) -> str:
    """What a witness signs: SHA-256 of the canonical form of what he was asked and what he says."""
    content = {"about": about, **asdict(observation), "seen_on": observation.seen_on.isoformat()}
    return hashlib.sha256(canonical_json(content)).hexdigest()


def _manager_of(apprenticeship: Apprenticeship) -> Manager:
    if apprenticeship.manager is None:
        raise Refused(
            f"Nobody is set to answer for {apprenticeship.employer.name}. "
            "The training provider sets who, with an email address; ask for that first."
        )
    return apprenticeship.manager


def _mail_copies(link: SigningLink, witness_statement: WitnessStatement) -> None:
    apprentice = witness_statement.apprenticeship.apprentice
    queue_mail(
        link.manager.email,
        f"Your witness statement for {apprentice.name}",
        "witness_copy",
        apprenticeship_id=witness_statement.apprenticeship_id,
        witness_statement=witness_statement,
    )
    queue_mail(
        apprentice.email,
        f"{witness_statement.witness_name} wrote your witness statement",
        "witness_signed",
        apprenticeship_id=witness_statement.apprenticeship_id,
        witness_statement=witness_statement,
        page=public_url("sign_off.witness_statements"),
    )


def _record(kind: str, actor: str, witness_statement: WitnessStatement, **details: object) -> None:
    record(
        kind,
        actor=actor,
        subject=f"witness_statement:{witness_statement.id}",
        apprenticeship_id=witness_statement.apprenticeship_id,
        **details,
    )
