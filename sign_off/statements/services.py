"""Verbs about statements. The acting person first; they flush, record, queue mail, and never commit."""

from dataclasses import dataclass, replace

from sqlalchemy.exc import IntegrityError

from accounts.models import Apprenticeship, Person
from foundation.clock import now
from foundation.database import db
from foundation.errors import LinkExpired, Refused
from foundation.events import record
from foundation.links import public_url
from foundation.outbox import queue_mail
from sign_off.links.services import Asked, send_link, use_up, withdraw_links
from sign_off.links.state import LinkState, state_of_link
from sign_off.manifest import Manifest
from sign_off.models import Answer, Party, Signature, SigningLink, Statement, StatementKind
from sign_off.statements.access import refusal_of_asking, refusal_of_signing
from sign_off.statements.queries import find_current_statement, find_last_statement
from sign_off.statements.standing import changes_since, signed_digest, standing_for, standing_of
from sign_off.statements.words import StatementWords, words_for
from sign_off.subjects import guide_to_statement


@dataclass(frozen=True)
class Offer:
    """What somebody would put their name to now. Who signs sends the digest back, so that nobody signs what they have
    not read."""

    manifest: Manifest
    words: StatementWords
    digest: str


class ChangedMeanwhile(Refused):
    """What would be signed is no longer what was read."""


class AlreadySigned(Refused):
    """This party has signed."""


def offer_for(apprenticeship: Apprenticeship, kind: StatementKind) -> Offer:
    """What the present statement holds, or what a new one would hold. Writes nothing."""
    statement = find_current_statement(apprenticeship, kind)
    if statement is not None and not changes_since(statement):
        return offer_of(statement)
    manifest = guide_to_statement(kind).manifest_of(apprenticeship)
    words = _words(kind, apprenticeship, manifest)
    return Offer(manifest, words, signed_digest(manifest, words))


def _words(kind: StatementKind, apprenticeship: Apprenticeship, manifest: Manifest) -> StatementWords:
    """The words of this kind, called by which attempt it is: "Report statement, rework 2"."""
    words = words_for(kind, apprenticeship, manifest)
    attempt = guide_to_statement(kind).attempt_of(apprenticeship)
    return replace(words, title=f"{words.title}, {attempt.name}") if attempt else words


def offer_of(statement: Statement) -> Offer:
    """What this statement froze."""
    manifest = Manifest.from_dict(statement.manifest)
    return Offer(manifest, StatementWords.from_dict(statement.words), statement.digest)


def create_statement(actor: Person, apprenticeship: Apprenticeship, kind: StatementKind) -> Statement:
    """Freeze what is there now. Whoever was asked last about this kind is asked about it again. Raises Refused with
    what must be put right first, or when there is one already."""
    guide = guide_to_statement(kind)
    blockers = [concern.said for concern in guide.concerns(apprenticeship) if concern.blocks]
    if blockers:
        raise Refused(" ".join(blockers))
    manifest = guide.manifest_of(apprenticeship)
    words = _words(kind, apprenticeship, manifest)
    before = find_last_statement(apprenticeship, kind)
    statement = Statement(
        apprenticeship_id=apprenticeship.id,
        kind=kind,
        manifest=manifest.to_dict(),
        words=words.to_dict(),
        digest=signed_digest(manifest, words),
        created_at=now(),
        colleague_id=before.colleague_id if before else None,
        colleague_for_id=before.colleague_for_id if before else None,
    )
    try:
        with db.session.begin_nested():
            db.session.add(statement)
    except IntegrityError as error:
        raise Refused("This statement was made a moment ago. Reload the page to see it.") from error
    _record("statement_created", actor.actor, statement, digest=statement.digest)
    return statement


def replace_statement(actor: Person, statement: Statement) -> Statement:
    """Put a new one, of what is there now, in the place of one whose content has moved. Raises Refused when nothing
    has."""
    if not changes_since(statement):
        raise Refused("Nothing has changed since this statement was made, so it still counts.")
    statement.replaced_at = now()
    db.session.flush()
    withdraw_links(statement=statement)
    _record("statement_replaced", actor.actor, statement)
    return create_statement(actor, statement.apprenticeship, statement.kind)


def prepare_statement(actor: Person, apprenticeship: Apprenticeship, kind: StatementKind) -> Statement:
    """The statement about what is there now: the present one if it still is, else a new one. Raises Refused."""
    statement = find_current_statement(apprenticeship, kind)
    if statement is None:
        return create_statement(actor, apprenticeship, kind)
    return replace_statement(actor, statement) if changes_since(statement) else statement


def sign_statement(
    actor: Person, apprenticeship: Apprenticeship, kind: StatementKind, digest: str
) -> Signature:
    """The apprentice signs what she read, known by its digest. Raises ChangedMeanwhile, AlreadySigned, NotAllowed,
    Refused."""
    refusal = refusal_of_signing(actor, apprenticeship, standing_for(apprenticeship, kind))
    if refusal is not None:
        raise refusal
    statement = prepare_statement(actor, apprenticeship, kind)
    if statement.digest != digest:
        raise ChangedMeanwhile("Something changed since you opened the page. Read it again, then sign.")
    return _add_signature(
        statement,
        actor.actor,
        Party.APPRENTICE,
        name=actor.name,
        job_title="Apprentice",
        relationship="The apprentice",
    )


def send_signing_link(actor: Person, statement: Statement, *, instead: bool = False) -> Asked:
    """Ask whoever signs for the employer: the manager whom the provider set, or the colleague who was confirmed in his
    place. `instead`: the manager after all. Raises NotFound, Refused."""
    refusal = refusal_of_asking(actor, statement.apprenticeship, standing_of(statement))
    if refusal is not None:
        raise refusal
    manager = statement.apprenticeship.manager if instead else statement.signer
    assert manager is not None, "asking was refused where nobody is set to sign"
    return send_link(actor, statement.apprenticeship, manager, statement=statement)


def sign_by_link(
    link: SigningLink, *, name: str, job_title: str, relationship: str, confirmed: bool
) -> Signature:
    """The employer signs; the link is used up; both get word of it. Raises LinkExpired, Refused."""
    statement = link.statement
    if statement is None:
        raise Refused("This link is for a witness statement, not for a signature.")
    if state_of_link(link) is not LinkState.LIVE:
        raise LinkExpired("This link no longer works, so nothing was signed.")
    if not confirmed:
        raise Refused("Tick each box once you have read it. Nothing is signed before that.")
    require_other_person(name, statement.apprenticeship)
    signature = _add_signature(
        statement, link.actor, Party.EMPLOYER, name=name, job_title=job_title, relationship=relationship
    )
    use_up(link, Answer.SIGNED)
    apprentice, offer = statement.apprenticeship.apprentice, offer_of(statement)
    queue_mail(
        link.manager.email,
        f"What you signed for {apprentice.name}",
        "signed_copy",
        apprenticeship_id=statement.apprenticeship_id,
        statement=statement,
        manifest=offer.manifest,
        words=offer.words,
        signature=signature,
    )
    queue_mail(
        apprentice.email,
        f"{signature.name} signed your {offer.words.title.lower()}",
        "signed",
        apprenticeship_id=statement.apprenticeship_id,
        apprentice=apprentice,
        title=offer.words.title,
        signature=signature,
        page=public_url("sign_off.statements"),
    )
    return signature


def require_other_person(name: str, apprenticeship: Apprenticeship) -> None:
    """Raises Refused where the apprentice's own name stands in for the employer's or a witness's."""
    if is_apprentices_name(name, apprenticeship):
        raise Refused(
            f"This is for somebody else than {apprenticeship.apprentice.name} to sign. Enter your own name."
        )


def is_apprentices_name(name: str, apprenticeship: Apprenticeship) -> bool:
    return " ".join(name.split()).casefold() == " ".join(apprenticeship.apprentice.name.split()).casefold()


def _add_signature(
    statement: Statement, actor: str, party: Party, *, name: str, job_title: str, relationship: str
) -> Signature:
    """One signature of one party, over the statement's digest. Raises AlreadySigned: the database decides a race."""
    signature = Signature(
        statement_id=statement.id,
        party=party,
        name=name,
        job_title=job_title,
        relationship_to_apprentice=relationship,
        digest=statement.digest,
        signed_at=now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(signature)
    except IntegrityError as error:
        raise AlreadySigned("This was signed a moment ago. Nothing was signed twice.") from error
    db.session.refresh(statement, ["signatures"])
    _record("statement_signed", actor, statement, party=party.value, name=name, digest=statement.digest)
    return signature


def _record(kind: str, actor: str, statement: Statement, **details: object) -> None:
    record(
        kind,
        actor=actor,
        subject=f"statement:{statement.id}",
        apprenticeship_id=statement.apprenticeship_id,
        of=statement.kind.value,
        **details,
    )
