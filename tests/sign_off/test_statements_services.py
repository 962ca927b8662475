"""The three statements: who signs which, in which order, and what a change makes of it."""

import pytest
from sqlalchemy import select

from accounts.models import Apprenticeship, Person
from foundation.database import db
from foundation.errors import LinkExpired, NotAllowed, NotFound, Refused
from foundation.outbox import Mail, postbox
from sign_off.links import services as links
from sign_off.links.queries import find_live_signing_link
from sign_off.links.state import LinkState, state_of_link
from sign_off.models import Party
from sign_off.statements import services
from sign_off.statements.queries import list_statements
from sign_off.statements.services import ChangedMeanwhile
from sign_off.statements.standing import StandingState, standing_for, standing_of
from tests.cast import Cast
from tests.sign_off.conftest import person
from tests.sign_off.guides import Shelf
from tests.sign_off.signing import PORTFOLIO, READINESS, amira, amiras, ben, link_for_dana, sign, sign_first

__all__ = ["amira", "amiras", "ben"]  # pytest finds these fixtures here too

pytestmark = pytest.mark.usefixtures("open_desk")


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
    for asker in (amira, ben):
        earlier = statement.links[-1].created_at
        assert services.send_signing_link(asker, statement) == links.Asked(
            by_hand.manager, None, mailed=True, replaces=earlier
        )
    mail = db.session.scalars(select(Mail).order_by(Mail.id)).all()[-1]
    assert (mail.to, mail.subject) == ("dana.novak@example.org", "Amira Hussain asks for your signature")
    assert find_live_signing_link(mail.body.partition("/s/")[2].split()[0]) is not None


def test_the_mail_for_the_employers_own_decision_speaks_of_no_files_and_of_who_really_asks(
    ben: Person, amiras: Apprenticeship, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")
    statement = services.prepare_statement(ben, amiras, READINESS)
    services.send_signing_link(ben, statement)
    mail = db.session.scalars(select(Mail).order_by(Mail.id.desc())).first()
    assert mail is not None
    assert mail.subject == "Your decision about Amira Hussain"
    assert "look at each file" not in mail.body
    assert "Larkfield Training sends this, at the request of Ben Carter. Questions?" in mail.body
