import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from foundation.database import db
from foundation.outbox import Mail, postbox
from sign_off.links.state import LinkState
from tests.cast import Cast, client_of
from tests.sign_off.conftest import Desk, apprenticeship_of
from tests.sign_off.guides import Shelf
from tests.sign_off.pages import words_of

ABOUT = "I replaced the failed switch in comms room B on 12 March."


def test_amira_asks_for_a_witness_statement(amira: FlaskClient) -> None:
    assert "Ask Dana for one" in words_of(amira.get("/witness-statements/"))
    assert amira.post("/witness-statements/", data={"about": ABOUT}).location == "/witness-statements/"
    words = words_of(amira.get("/witness-statements/"))
    assert ABOUT in words
    assert "Not sent" in words
    assert "your training provider hands Dana the link" in words


def test_where_mail_goes_the_manager_is_asked_at_once(
    amira: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")
    amira.post("/witness-statements/", data={"about": ABOUT})
    words = words_of(amira.get("/witness-statements/"))
    assert "With Dana" in words
    assert "Dana Novak was asked on" in words
    with app.app_context(), db.transaction():
        (mail,) = db.session.scalars(select(Mail)).all()
    assert mail.to == "dana.novak@example.org"
    assert ABOUT in mail.body
    assert "/w/" in mail.body


@pytest.mark.parametrize(
    ("about", "said"), [(" ", "Say in a sentence"), ("x" * 501, "1 too many: 500 is the most")]
)
def test_asking_needs_a_sentence_and_no_more(amira: FlaskClient, about: str, said: str) -> None:
    assert said in words_of(amira.post("/witness-statements/", data={"about": about}), 422)


def test_where_nobody_is_set_to_answer_it_says_who_can_help(
    app: Flask, cast: Cast, amira: FlaskClient
) -> None:
    with app.app_context(), db.transaction():
        apprenticeship_of(cast).manager = None
    words = words_of(amira.get("/witness-statements/"))
    assert "Nobody is set to answer for Northgate Housing Trust yet." in words
    assert amira.post("/witness-statements/", data={"about": ABOUT}).status_code == 409


@pytest.mark.parametrize(
    ("state", "tag", "said"),
    [
        (LinkState.LIVE, "With Dana", "The link works until"),
        (LinkState.DECLINED, "Declined", "“Piece 2 was Tom’s work.”"),
        (LinkState.PASSED_ON, "With Dana", "confirms that address first"),
        (LinkState.EXPIRED, "Not sent", "has not answered"),
    ],
)
def test_a_request_says_how_far_it_is(
    amira: FlaskClient, desk: Desk, shelf: Shelf, state: LinkState, tag: str, said: str
) -> None:
    token = desk.witness_link()
    if state is not LinkState.LIVE:
        desk.bring(token, state, shelf)
    words = words_of(amira.get("/witness-statements/"))
    assert tag in words
    assert said in words


def test_amira_asks_again_and_a_stranger_does_not(
    app: Flask, cast: Cast, desk: Desk, amira: FlaskClient
) -> None:
    desk.witness_link()
    assert amira.post("/witness-statements/1/ask").status_code == 302
    for stranger in (cast.callum, cast.stranger_apprentice):
        assert client_of(app, stranger).post("/witness-statements/1/ask").status_code == 404
    assert amira.post("/witness-statements/7/ask").status_code == 404


def test_another_apprentice_sees_none_of_her_requests(app: Flask, cast: Cast, desk: Desk) -> None:
    desk.witness_link("I rebuilt forty laptops.")
    for stranger in (cast.callum, cast.stranger_apprentice):
        assert "forty laptops" not in words_of(client_of(app, stranger).get("/witness-statements/"))
