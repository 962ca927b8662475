from datetime import timedelta

import pytest
from sqlalchemy import select

from accounts import services as accounts_services
from accounts.models import Apprenticeship, Person
from foundation.clock import now
from foundation.database import db
from foundation.errors import LinkExpired, NotAllowed, NotFound, Refused
from foundation.events import Event
from foundation.outbox import Mail, postbox
from sign_off.links import services as links
from sign_off.links.queries import find_live_signing_link, find_signing_link
from sign_off.links.state import LinkState, state_of_link
from sign_off.models import Answer, Party, SigningLink, Statement, StatementKind
from sign_off.statements import services
from sign_off.statements.queries import find_current_statement, list_statements
from sign_off.statements.services import AlreadySigned, ChangedMeanwhile
from sign_off.statements.standing import StandingState, standing_for, standing_of
from tests.cast import Cast
from tests.sign_off.conftest import apprenticeship_of, person, token_of
from tests.sign_off.guides import Shelf

pytestmark = pytest.mark.usefixtures("open_desk")
PORTFOLIO, READINESS = StatementKind.PORTFOLIO, StatementKind.READINESS


@pytest.fixture
def amira(cast: Cast) -> Person:
    return person(cast.amira)


@pytest.fixture
def ben(cast: Cast) -> Person:
    return person(cast.ben)


@pytest.fixture
def amiras(cast: Cast) -> Apprenticeship:
    return apprenticeship_of(cast)


def sign_first(amira: Person, amiras: Apprenticeship) -> Statement:
    """Amira signs her portfolio statement."""
    services.sign_statement(amira, amiras, PORTFOLIO, services.offer_for(amiras, PORTFOLIO).digest)
    statement = find_current_statement(amiras, PORTFOLIO)
    assert statement is not None
    return statement


def link_for_dana(ben: Person, statement: Statement) -> SigningLink:
    link = find_live_signing_link(token_of(services.send_signing_link(ben, statement)))
    assert link is not None
    return link


def sign(link: SigningLink, name: str = "Dana Novak", confirmed: bool = True) -> None:
    services.sign_by_link(
        link,
        name=name,
        job_title="IT service manager",
        relationship="Line manager since 2025",
        confirmed=confirmed,
    )


def test_amira_signs_first_then_dana_and_the_statement_stands(
    amira: Person, ben: Person, amiras: Apprenticeship
) -> None:
    assert standing_for(amiras, PORTFOLIO).state is StandingState.UNSIGNED
    statement = sign_first(amira, amiras)
    half = standing_of(statement)
    assert (half.state, half.awaits, half.signed_at) == (StandingState.HALF_SIGNED, Party.EMPLOYER, None)
    sign(link_for_dana(ben, statement))
    whole = standing_for(amiras, PORTFOLIO)
    assert (whole.state, whole.awaits) == (StandingState.SIGNED, None)
    assert [(one.party, one.name, one.digest) for one in whole.signatures] == [
        (Party.APPRENTICE, "Amira Hussain", statement.digest),
        (Party.EMPLOYER, "Dana Novak", statement.digest),
    ]
    assert whole.signed_at == whole.signatures[1].signed_at


def test_a_statement_says_who_what_and_on_which_standard(amiras: Apprenticeship) -> None:
    words = services.offer_for(amiras, PORTFOLIO).words
    said = " ".join(words.parties[Party.EMPLOYER].paragraphs + words.parties[Party.EMPLOYER].boxes)
    assert "Amira Hussain" in said
    assert "these two pieces" in said
    assert "Northgate Housing Trust" in said
    readiness = services.offer_for(amiras, READINESS)
    assert amiras.standard.label in " ".join(readiness.words.parties[Party.EMPLOYER].paragraphs)
    assert len(readiness.manifest.entries) == len(amiras.standard.duties)


def test_what_is_not_ready_cannot_be_signed_and_says_why(
    amira: Person, amiras: Apprenticeship, shelf: Shelf
) -> None:
    shelf.why_not.append("Piece 2 is not accepted yet. Wait for Ben.")
    with pytest.raises(Refused, match="not accepted yet"):
        services.sign_statement(amira, amiras, PORTFOLIO, services.offer_for(amiras, PORTFOLIO).digest)


def test_nobody_signs_what_they_have_not_read(amira: Person, amiras: Apprenticeship, shelf: Shelf) -> None:
    read = services.offer_for(amiras, PORTFOLIO).digest
    shelf.change_file(1, b"another runbook")
    with pytest.raises(ChangedMeanwhile, match="Read it again"):
        services.sign_statement(amira, amiras, PORTFOLIO, read)


def test_amira_signs_once(amira: Person, amiras: Apprenticeship) -> None:
    statement = sign_first(amira, amiras)
    with pytest.raises(Refused, match="signed this already"):
        services.sign_statement(amira, amiras, PORTFOLIO, statement.digest)


@pytest.mark.parametrize("who", ["ben", "olive", "callum", "stranger_apprentice"])
def test_nobody_signs_as_the_apprentice(who: str, cast: Cast, amiras: Apprenticeship) -> None:
    digest = services.offer_for(amiras, PORTFOLIO).digest
    with pytest.raises(NotAllowed):
        services.sign_statement(person(getattr(cast, who)), amiras, PORTFOLIO, digest)


def test_there_is_one_statement_of_a_kind_at_a_time(amira: Person, amiras: Apprenticeship) -> None:
    services.create_statement(amira, amiras, PORTFOLIO)
    with pytest.raises(Refused, match="made a moment ago"):
        services.create_statement(amira, amiras, PORTFOLIO)


def test_a_change_voids_both_signatures_and_says_what_changed(
    amira: Person, ben: Person, amiras: Apprenticeship, shelf: Shelf
) -> None:
    statement = sign_first(amira, amiras)
    sign(link_for_dana(ben, statement))
    before = shelf.entries[0]
    shelf.change_file(1, b"%PDF-1.7 another runbook")
    void = standing_for(amiras, PORTFOLIO)
    assert (void.state, void.awaits, void.signed_at) == (StandingState.VOID, Party.APPRENTICE, None)
    assert void.changes == ("You changed “Patch runbook.pdf” in piece 1",)
    assert standing_for(amiras, PORTFOLIO, who="Amira").changes == (
        "Amira changed “Patch runbook.pdf” in piece 1",
    )
    shelf.entries[0] = before
    assert standing_for(amiras, PORTFOLIO).state is StandingState.SIGNED


def test_a_void_statement_is_signed_anew_and_the_old_one_is_kept(
    amira: Person, ben: Person, amiras: Apprenticeship, shelf: Shelf
) -> None:
    old = sign_first(amira, amiras)
    link = link_for_dana(ben, old)
    shelf.change_file(1, b"another runbook")
    with pytest.raises(LinkExpired):
        sign(link)
    new = sign_first(amira, amiras)
    assert new.id != old.id
    assert old.replaced_at is not None
    assert state_of_link(link) is LinkState.WITHDRAWN
    assert [statement.id for statement in list_statements(amiras)] == [old.id, new.id]
    sign(link_for_dana(ben, new))
    assert standing_for(amiras, PORTFOLIO).state is StandingState.SIGNED


def test_a_statement_that_still_counts_is_not_replaced(amira: Person, amiras: Apprenticeship) -> None:
    with pytest.raises(Refused, match="Nothing has changed"):
        services.replace_statement(amira, sign_first(amira, amiras))


def test_a_record_that_was_tampered_with_is_void(amira: Person, amiras: Apprenticeship) -> None:
    statement = sign_first(amira, amiras)
    words = dict(statement.words)
    words["question"] = "Something else?"
    statement.words = words
    db.session.flush()
    assert standing_of(statement).state is StandingState.VOID
    assert standing_of(statement).changes == ("The record of what was signed is not the one that was signed",)


def test_dana_is_asked_only_after_amira_has_signed(
    ben: Person, amira: Person, amiras: Apprenticeship
) -> None:
    statement = services.create_statement(amira, amiras, PORTFOLIO)
    with pytest.raises(Refused, match="Amira signs first"):
        services.send_signing_link(ben, statement)


def test_the_decision_is_the_employers_alone(amira: Person, ben: Person, amiras: Apprenticeship) -> None:
    with pytest.raises(Refused, match="nothing for you to sign"):
        services.sign_statement(amira, amiras, READINESS, services.offer_for(amiras, READINESS).digest)
    statement = services.prepare_statement(ben, amiras, READINESS)
    sign(link_for_dana(ben, statement))
    assert standing_for(amiras, READINESS).state is StandingState.SIGNED


def test_a_signed_statement_is_not_asked_for_again(
    amira: Person, ben: Person, amiras: Apprenticeship
) -> None:
    statement = sign_first(amira, amiras)
    sign(link_for_dana(ben, statement))
    with pytest.raises(Refused, match="signed by everybody"):
        services.send_signing_link(ben, statement)


@pytest.mark.parametrize("who", ["callum", "carys", "stranger_tutor", "stranger_administrator"])
def test_strangers_ask_for_nothing(who: str, cast: Cast, amira: Person, amiras: Apprenticeship) -> None:
    with pytest.raises(NotFound):
        services.send_signing_link(person(getattr(cast, who)), sign_first(amira, amiras))


def test_where_nobody_is_set_to_sign_the_provider_is_named(
    amira: Person, ben: Person, amiras: Apprenticeship
) -> None:
    statement = sign_first(amira, amiras)
    amiras.manager = None
    db.session.flush()
    with pytest.raises(Refused, match="The training provider sets who"):
        services.send_signing_link(ben, statement)


def test_the_apprentice_never_sees_the_link(
    amira: Person, ben: Person, amiras: Apprenticeship, monkeypatch: pytest.MonkeyPatch
) -> None:
    statement = sign_first(amira, amiras)
    asked = services.send_signing_link(amira, statement)
    assert (asked.url, asked.mailed, statement.links) == (None, False, [])
    by_hand = services.send_signing_link(ben, statement)
    assert by_hand.url is not None
    assert not by_hand.mailed
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")
    assert services.send_signing_link(amira, statement) == links.Asked(by_hand.manager, None, mailed=True)
    assert services.send_signing_link(ben, statement) == links.Asked(by_hand.manager, None, mailed=True)
    mail = db.session.scalars(select(Mail).order_by(Mail.id)).all()[-1]
    assert (mail.to, mail.subject) == ("dana.novak@example.org", "Amira Hussain asks for your signature")
    assert find_live_signing_link(mail.body.partition("/s/")[2].split()[0]) is not None


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
