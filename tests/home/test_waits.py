"""Who waits for whom once her employer is asked: for a statement, or for a witness statement."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Apprenticeship
from foundation.clock import now
from foundation.database import db
from sign_off.models import Answer, SigningLink, WitnessStatement
from tests.cast import Cast
from tests.home.test_apprentice_home import text_of

Change = Callable[[SigningLink], None]


@pytest.fixture
def asked(amira: FlaskClient, app: Flask, sends_mail: None) -> Callable[[Change], str]:
    """Amira asked Dana for a witness statement; the link is then changed; the waits of her home are read."""
    response = amira.post("/witness-statements/", data={"about": "I replaced the switch in comms room B."})
    assert response.status_code == 302

    def after(change: Change) -> str:
        with app.app_context(), db.transaction() as session:
            link = session.query(SigningLink).one()
            link.created_at = now() - timedelta(days=3, minutes=1)
            link.expires_at = now() + timedelta(days=4)
            change(link)
        return waits_of(amira)

    return after


def waits_of(amira: FlaskClient) -> str:
    text = text_of(amira)
    return text[text.index("Who is waiting for whom") : text.index("Before the gateway")]


def test_she_waits_for_dana_who_was_asked_for_a_witness_statement(asked: Callable[[Change], str]) -> None:
    waits = asked(lambda link: None)
    assert "3 days You wait for Dana Witness statement: I replaced the switch in comms room B" in waits


def test_a_link_that_ran_out_is_asked_for_again(asked: Callable[[Change], str]) -> None:
    def expire(link: SigningLink) -> None:
        link.expires_at = now() - timedelta(hours=2, minutes=1)

    assert "2 hours Dana waits for a new link Witness statement" in asked(expire)


def test_a_refusal_waits_for_her(asked: Callable[[Change], str]) -> None:
    def decline(link: SigningLink) -> None:
        link.answer, link.answered_at, link.reason = Answer.DECLINED, now() - timedelta(days=1), "Not me."

    assert re.search(r"1 day Dana waits for you Witness statement: .* declined .*: read why", asked(decline))


def test_a_colleague_waits_for_the_provider_to_confirm_the_address(asked: Callable[[Change], str]) -> None:
    def pass_on(link: SigningLink) -> None:
        link.answer, link.answered_at, link.passed_to_name = Answer.PASSED_ON, now(), "Kit Moss"

    waits = asked(pass_on)
    assert "1 minute You wait for Ben Witness statement" in waits
    assert "to confirm the address of Kit Moss" in waits


def test_a_link_that_was_taken_back_waits_for_nobody(asked: Callable[[Change], str]) -> None:
    def withdraw(link: SigningLink) -> None:
        link.withdrawn_at = now()

    assert "You wait for Dana" not in asked(withdraw)


def test_what_the_witness_has_signed_waits_no_longer(app: Flask, asked: Callable[[Change], str]) -> None:
    def sign(link: SigningLink) -> None:
        statement = link.witness_statement
        assert statement is not None
        statement.signed_at, statement.digest = now(), "0" * 64

    assert "Nobody waits for you, and you wait for nobody." in asked(sign)


def test_a_request_that_nobody_was_sent_waits_for_her_provider(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    with app.app_context(), db.transaction() as session:
        own = session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        session.add(WitnessStatement(apprenticeship=own, about="The Wi-Fi survey.", created_at=now()))
    assert "You wait for Ben Witness statement: The Wi-Fi survey: to hand Dana the link" in waits_of(amira)


def test_dana_who_was_asked_for_her_decision_is_waited_for(amira: FlaskClient, sends_mail: None) -> None:
    assert amira.post("/statements/readiness/ask").status_code == 302
    assert "You wait for Dana Employer’s decision" in waits_of(amira)


def test_callums_requests_are_not_amiras(
    app: Flask, amira: FlaskClient, cast: Cast, asked: Callable[[Change], str]
) -> None:
    def give_to_a_stranger(link: SigningLink) -> None:
        assert link.witness_statement is not None
        link.witness_statement.apprenticeship_id = cast.strangers_apprenticeship

    assert "Nobody waits for you, and you wait for nobody." in asked(give_to_a_stranger)
