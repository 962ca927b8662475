"""Verbs about links. They flush, record, queue mail, and never commit.

A link goes only to an address that the provider's staff set or confirmed. The link itself is shown to staff alone, and
only where no mail went; the apprentice may ask for one and never sees it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update

from accounts.models import Apprenticeship, Manager, Person, Role
from accounts.services import find_or_create_manager
from foundation.clock import now
from foundation.database import db
from foundation.errors import LinkExpired, NotAllowed, Refused
from foundation.events import record
from foundation.links import public_url
from foundation.outbox import call_back_mails, postbox, queue_mail
from foundation.tokens import digest_of, new_token
from sign_off.links.often import count_asking
from sign_off.links.queries import is_newest, is_out_of_reach, is_unsettled
from sign_off.links.state import LinkState, state_of_link
from sign_off.models import Answer, Party, SigningLink, Statement, WitnessStatement
from sign_off.statements.words import parties_of

LINK_LASTS = timedelta(days=14)
RECEIPT_LASTS = timedelta(days=14)


@dataclass(frozen=True)
class Asked:
    """Somebody was asked, or will be once staff hand the link over. `url` is set only for staff, where no mail went;
    `replaces`: when the link was made that worked until now."""

    manager: Manager
    url: str | None
    mailed: bool
    replaces: datetime | None = None


def send_link(
    actor: Person,
    apprenticeship: Apprenticeship,
    manager: Manager,
    *,
    statement: Statement | None = None,
    witness_statement: WitnessStatement | None = None,
    by_hand: bool = False,
) -> Asked:
    """A fresh link for one purpose; older ones for it stop working. The caller has asked whether `actor` may, and
    whether the link may go `by_hand`, past the mail.

    Where no mail goes and the apprentice asks, no link is made: nobody could hand it over. Staff see that she waits.
    Raises TooManyTries where she has asked this address too often.
    """
    count_asking(actor, apprenticeship, manager)
    purpose = statement or witness_statement
    assert purpose is not None, "a link has one purpose"
    earlier = purpose.links
    if not postbox.can_send and actor.role is Role.APPRENTICE:
        if earlier:  # she asks again, so what was settled waits for staff once more
            earlier[-1].settled_at = None
        purpose.link_wanted_at = purpose.link_wanted_at or now()
        db.session.flush()
        _record("signing_link_asked", actor.actor, apprenticeship, manager=manager.id)
        return Asked(manager, url=None, mailed=False)
    replaces = earlier[-1].created_at if earlier and state_of_link(earlier[-1]) is LinkState.LIVE else None
    withdraw_links(statement=statement, witness_statement=witness_statement)
    call_back_mails(*(link.actor for link in earlier))  # what they hold does not work any more
    _remember(purpose, manager)
    token, moment = new_token(), now()
    link = SigningLink(
        statement_id=statement.id if statement else None,
        witness_statement_id=witness_statement.id if witness_statement else None,
        manager_id=manager.id,
        digest=digest_of(token),
        created_at=moment,
        expires_at=moment + LINK_LASTS,
    )
    db.session.add(link)
    db.session.flush()
    db.session.refresh(purpose, ["links"])
    is_decision = statement is not None and Party.APPRENTICE not in parties_of(statement.kind)
    asks, page = ("sign", "sign_off.sign_page") if statement else ("witness", "sign_off.witness_page")
    url = public_url(page, token=token)
    if by_hand:
        _record("signing_link_made", actor.actor, apprenticeship, link=link.id, mailed=False)
        return Asked(manager, url=url, mailed=False, replaces=replaces)
    mail = queue_mail(
        manager.email,
        _subject_line(apprenticeship, "decide" if is_decision else asks),
        f"{asks}_request",
        concerns=link.actor,
        apprenticeship_id=apprenticeship.id,
        manager=manager,
        apprenticeship=apprenticeship,
        statement=statement,
        sender=actor,
        is_decision=is_decision,
        about=witness_statement.about if witness_statement else "",
        link=url,
        until=link.expires_at,
    )
    _record("signing_link_made", actor.actor, apprenticeship, link=link.id, mailed=mail is not None)
    return Asked(manager, url=None if mail else url, mailed=mail is not None, replaces=replaces)


def _remember(purpose: Statement | WitnessStatement, asked: Manager) -> None:
    """Whom to ask the next time; and that nobody waits for a link any more."""
    set_id = purpose.apprenticeship.manager_id
    stands_in = asked.id != set_id
    purpose.colleague_id = asked.id if stands_in else None
    purpose.colleague_for_id = set_id if stands_in else None
    purpose.link_wanted_at = None


def withdraw_links(
    *, statement: Statement | None = None, witness_statement: WitnessStatement | None = None
) -> None:
    """Unanswered links for this purpose stop working."""
    db.session.execute(
        update(SigningLink)
        .where(
            SigningLink.statement_id.is_not_distinct_from(statement.id if statement else None),
            SigningLink.witness_statement_id.is_not_distinct_from(
                witness_statement.id if witness_statement else None
            ),
            SigningLink.answered_at.is_(None),
            SigningLink.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now())
    )


def use_up(link: SigningLink, answer: Answer, **details: str) -> None:
    """Answer the link, once. Raises LinkExpired where it was answered or withdrawn at the same moment."""
    taken = db.session.scalar(
        update(SigningLink)
        .where(
            SigningLink.id == link.id,
            SigningLink.answered_at.is_(None),
            SigningLink.withdrawn_at.is_(None),
            SigningLink.expires_at > now(),
        )
        .values(answer=answer, answered_at=now(), **details)
        .returning(SigningLink.id)
    )
    if taken is None:
        raise LinkExpired("This link was used or withdrawn a moment ago. Nothing was done twice.")
    db.session.expire(link, ["answer", "answered_at", *details])


def decline_by_link(link: SigningLink, reason: str) -> None:
    """Say no, and why. The apprentice and the tutor are told. Raises LinkExpired, Refused."""
    if not reason.strip():
        raise Refused("Say in a sentence what is not right, so that it can be put right.")
    use_up(link, Answer.DECLINED, reason=reason.strip())
    apprenticeship = link.apprenticeship
    _record("signing_link_declined", link.actor, apprenticeship, link=link.id)
    for reader in filter(None, (apprenticeship.apprentice, apprenticeship.tutor)):
        _mail(reader, f"{link.manager.name} did not sign", "declined", link)


def refusal_of_passing_on(link: SigningLink, email: str) -> Refused | None:
    """Why this address will not do, if it will not."""
    email = email.strip().lower()
    if email == link.apprenticeship.apprentice.email:
        return Refused("That is the apprentice’s own address. Name a colleague who saw the work.")
    if email == link.manager.email:
        return Refused("That is your own address. You can answer on this page.")
    return None


def pass_on_by_link(link: SigningLink, name: str, email: str) -> None:
    """Name a colleague who should answer instead. Nothing goes to that address before the provider's staff confirm it.
    Raises LinkExpired, Refused."""
    refusal = refusal_of_passing_on(link, email)
    if refusal is not None:
        raise refusal
    email = email.strip().lower()
    use_up(link, Answer.PASSED_ON, passed_to_name=" ".join(name.split()), passed_to_email=email)
    apprenticeship = link.apprenticeship
    _record("signing_link_passed_on", link.actor, apprenticeship, link=link.id)
    if apprenticeship.tutor is not None:
        _mail(apprenticeship.tutor, f"{link.manager.name} asks a colleague to sign", "passed_on", link)


def confirm_colleague(actor: Person, link: SigningLink) -> Asked:
    """Staff vouch for the address that the link was passed on to, and a link goes there. The apprentice's own manager
    stays who it was. Raises NotAllowed, Refused."""
    if actor.role is Role.APPRENTICE:
        raise NotAllowed("Your training provider confirms who signs. Ask your tutor.")
    if link.answer is not Answer.PASSED_ON or not is_newest(link):
        raise Refused("Somebody was asked in the meantime, so there is nothing to confirm.")
    manager = find_or_create_manager(link.manager.employer, link.passed_to_name, link.passed_to_email)
    _record("colleague_confirmed", actor.actor, link.apprenticeship, link=link.id, manager=manager.id)
    return send_link(
        actor,
        link.apprenticeship,
        manager,
        statement=link.statement,
        witness_statement=link.witness_statement,
    )


def hand_over(actor: Person, link: SigningLink) -> Asked:
    """A fresh link in the place of one whose mail was given up, or is still being tried, for the same person, to be
    handed over by staff. That mail is not sent any more. Raises NotAllowed, Refused."""
    if actor.role is Role.APPRENTICE:
        raise NotAllowed("Your training provider hands the link over. Ask your tutor.")
    if not is_out_of_reach(link):
        raise Refused("The mail of this link has gone out, or somebody was asked in the meantime.")
    return send_link(
        actor,
        link.apprenticeship,
        link.manager,
        statement=link.statement,
        witness_statement=link.witness_statement,
        by_hand=True,
    )


def settle_link(actor: Person, link: SigningLink) -> None:
    """Staff have dealt with what the employer answered, so it waits for nobody. Raises NotAllowed, Refused."""
    if actor.role is Role.APPRENTICE:
        raise NotAllowed("Your training provider settles what your employer answered. Ask your tutor.")
    if not is_unsettled(link):
        raise Refused("This is settled already, or somebody was asked again in the meantime.")
    link.settled_at = now()
    db.session.flush()
    _record("signing_link_settled", actor.actor, link.apprenticeship, link=link.id)


def _subject_line(apprenticeship: Apprenticeship, asks: str) -> str:
    if asks == "decide":  # the employer's own, which no apprentice asks for
        return f"Your decision about {apprenticeship.apprentice.name}"
    words = {"sign": "asks for your signature", "witness": "asks what you saw"}[asks]
    return f"{apprenticeship.apprentice.name} {words}"


def _mail(reader: Person, subject: str, template: str, link: SigningLink) -> None:
    apprenticeship = link.apprenticeship
    if reader.id == apprenticeship.apprentice_id:
        page = public_url("sign_off.statements")
    else:
        page = public_url("sign_off.learner_statements", apprenticeship_id=apprenticeship.id)
    queue_mail(
        reader.email,
        subject,
        template,
        apprenticeship_id=apprenticeship.id,
        reader=reader,
        link=link,
        page=page,
    )


def _record(kind: str, actor: str, apprenticeship: Apprenticeship, **details: object) -> None:
    record(
        kind,
        actor=actor,
        subject=f"apprenticeship:{apprenticeship.id}",
        apprenticeship_id=apprenticeship.id,
        **details,
    )
