"""The link by which the employer signs, declines or passes on: once, in time, and nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from accounts import services as accounts_services
from accounts.models import Apprenticeship, Person
from foundation.clock import now
from foundation.database import db
from foundation.errors import LinkExpired, NotAllowed, Refused
from foundation.events import Event
from foundation.outbox import Mail, postbox
from sign_off.links import services as links
from sign_off.links.queries import find_live_signing_link, find_signing_link
from sign_off.links.state import LinkState, state_of_link
from sign_off.models import Answer, Party
from sign_off.statements import services
from sign_off.statements.services import AlreadySigned
from sign_off.statements.standing import StandingState, standing_for
from tests.sign_off.conftest import token_of
from tests.sign_off.signing import PORTFOLIO, amira, amiras, ben, link_for_dana, sign, sign_first

__all__ = ["amira", "amiras", "ben"]  # pytest finds these fixtures here too

pytestmark = pytest.mark.usefixtures("open_desk")


def test_a_new_link_withdraws_the_older_one(amira: Person, ben: Person, amiras: Apprenticeship) -> None:
    statement = sign_first(amira, amiras)
    old, new = link_for_dana(ben, statement), link_for_dana(ben, statement)
    assert (state_of_link(old), state_of_link(new)) == (LinkState.WITHDRAWN, LinkState.LIVE)
    with pytest.raises(LinkExpired):
        sign(old)


def test_a_link_lasts_fourteen_days(amira: Person, ben: Person, amiras: Apprenticeship) -> None:
    link = link_for_dana(ben, sign_first(amira, amiras))
    assert link.expires_at - link.created_at == timedelta(days=14)
    link.expires_at = now()
    db.session.flush()
    assert state_of_link(link) is LinkState.EXPIRED
    with pytest.raises(LinkExpired):
        sign(link)


def test_only_a_digest_of_the_token_is_kept(amira: Person, ben: Person, amiras: Apprenticeship) -> None:
    token = token_of(services.send_signing_link(ben, sign_first(amira, amiras)))
    link = find_signing_link(token)
    assert link is not None
    assert token not in (link.digest, link.actor)
    assert find_signing_link(link.digest) is None


def test_a_link_signs_once_and_never_twice(amira: Person, ben: Person, amiras: Apprenticeship) -> None:
    statement = sign_first(amira, amiras)
    link = link_for_dana(ben, statement)
    sign(link)
    assert state_of_link(link) is LinkState.SIGNED
    with pytest.raises(LinkExpired):
        sign(link)
    with pytest.raises(LinkExpired):
        links.decline_by_link(link, "No")
    assert len(statement.signatures) == 2


def test_of_two_answers_at_once_the_database_takes_one(
    amira: Person, ben: Person, amiras: Apprenticeship
) -> None:
    statement = sign_first(amira, amiras)
    link = link_for_dana(ben, statement)
    links.use_up(link, Answer.SIGNED)
    with pytest.raises(LinkExpired, match="a moment ago"):
        links.use_up(link, Answer.DECLINED, reason="No")
    link.answer = link.answered_at = None  # as another browser still sees it
    services._add_signature(
        statement, link.actor, Party.EMPLOYER, name="Dana", job_title="Manager", relationship="Manager"
    )
    with pytest.raises(AlreadySigned):
        sign(link)


def test_nothing_is_signed_before_the_boxes_are_ticked(
    amira: Person, ben: Person, amiras: Apprenticeship
) -> None:
    link = link_for_dana(ben, sign_first(amira, amiras))
    with pytest.raises(Refused, match="Tick each box"):
        sign(link, confirmed=False)
    assert state_of_link(link) is LinkState.LIVE


def test_the_apprentice_does_not_sign_for_the_employer(
    amira: Person, ben: Person, amiras: Apprenticeship
) -> None:
    link = link_for_dana(ben, sign_first(amira, amiras))
    with pytest.raises(Refused, match="Enter your own name"):
        sign(link, name=" amira  HUSSAIN ")


def test_dana_declines_with_a_reason_and_can_be_asked_again(
    amira: Person, ben: Person, amiras: Apprenticeship
) -> None:
    statement = sign_first(amira, amiras)
    link = link_for_dana(ben, statement)
    with pytest.raises(Refused, match="what is not right"):
        links.decline_by_link(link, " ")
    links.decline_by_link(link, "Piece 2 was Tom’s work.")
    declined = standing_for(amiras, PORTFOLIO)
    assert declined.state is StandingState.DECLINED
    assert declined.last_link is not None
    assert declined.last_link.reason == "Piece 2 was Tom’s work."
    sign(link_for_dana(ben, statement))
    assert standing_for(amiras, PORTFOLIO).state is StandingState.SIGNED


def test_dana_passes_on_and_the_provider_confirms_before_a_link_goes(
    amira: Person, ben: Person, amiras: Apprenticeship
) -> None:
    statement = sign_first(amira, amiras)
    link = link_for_dana(ben, statement)
    links.pass_on_by_link(link, "Priya  Shah", " Priya.Shah@example.org ")
    assert len(statement.links) == 1
    with pytest.raises(NotAllowed):
        links.confirm_colleague(amira, link)
    asked = links.confirm_colleague(ben, link)
    assert (asked.manager.name, asked.manager.email) == ("Priya Shah", "priya.shah@example.org")
    priyas = find_live_signing_link(token_of(asked))
    assert priyas is not None
    with pytest.raises(Refused, match="nothing to confirm"):
        links.confirm_colleague(ben, link)
    sign(priyas, name="Priya Shah")
    assert standing_for(amiras, PORTFOLIO).state is StandingState.SIGNED
    assert amiras.manager is not None
    assert amiras.manager.name == "Dana Novak"


def test_nobody_passes_on_to_the_apprentice_or_to_themselves(
    amira: Person, ben: Person, amiras: Apprenticeship
) -> None:
    link = link_for_dana(ben, sign_first(amira, amiras))
    with pytest.raises(Refused, match="apprentice’s own address"):
        links.pass_on_by_link(link, "A. Hussain", amira.email.upper())
    with pytest.raises(Refused, match="your own address"):
        links.pass_on_by_link(link, "Dana", "dana.novak@example.org")
    assert state_of_link(link) is LinkState.LIVE


def test_signing_mails_a_copy_to_dana_and_word_to_amira(
    amira: Person, ben: Person, amiras: Apprenticeship, monkeypatch: pytest.MonkeyPatch
) -> None:
    statement = sign_first(amira, amiras)
    link = link_for_dana(ben, statement)
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")
    sign(link)
    copy, word = db.session.scalars(select(Mail).order_by(Mail.id)).all()
    assert (copy.to, word.to) == ("dana.novak@example.org", amira.email)
    for promised in ("Patch runbook.pdf", statement.digest, "Line manager since 2025", "two pieces"):
        assert promised in copy.body
    assert "Dana Novak (IT service manager) signed" in word.body


def test_declining_and_passing_on_mail_whoever_must_act(
    amira: Person, ben: Person, amiras: Apprenticeship, monkeypatch: pytest.MonkeyPatch
) -> None:
    statement = sign_first(amira, amiras)
    first, second = link_for_dana(ben, statement), None
    links.decline_by_link(first, "Not yet.")
    second = link_for_dana(ben, statement)
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")
    links.pass_on_by_link(second, "Priya Shah", "priya.shah@example.org")
    (mail,) = db.session.scalars(select(Mail)).all()
    assert mail.to == ben.email
    assert "priya.shah@example.org" in mail.body
    assert f"/learners/{amiras.id}/statements" in mail.body


def test_every_step_is_on_record(amira: Person, ben: Person, amiras: Apprenticeship) -> None:
    statement = sign_first(amira, amiras)
    link = link_for_dana(ben, statement)
    sign(link)
    events = db.session.scalars(
        select(Event).where(Event.apprenticeship_id == amiras.id).order_by(Event.id)
    ).all()
    assert [(event.kind, event.actor) for event in events[-4:]] == [
        ("statement_created", amira.actor),
        ("statement_signed", amira.actor),
        ("signing_link_made", ben.actor),
        ("statement_signed", link.actor),
    ]


def test_another_manager_set_by_the_provider_gets_the_next_link(
    amira: Person, ben: Person, amiras: Apprenticeship
) -> None:
    statement = sign_first(amira, amiras)
    link_for_dana(ben, statement)
    other = accounts_services.find_or_create_manager(amiras.employer, "Priya Shah", "priya@example.org")
    accounts_services.set_manager(ben, amiras, other)
    assert services.send_signing_link(ben, statement).manager is other
