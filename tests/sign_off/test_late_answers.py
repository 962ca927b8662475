"""A form whose page came too late: the tutor was signed out, or the employer's link had been open for days."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from foundation.database import db
from sign_off.links.state import LinkState
from sign_off.models import Review
from tests.cast import Cast
from tests.portfolio.conftest import fields_of
from tests.sign_off.conftest import Desk, new_subject
from tests.sign_off.guides import Shelf
from tests.sign_off.pages import words_of

FROM_US = {"Sec-Fetch-Site": "same-origin"}
SEEN = "Amira moved the mailbox, tested it, and wrote down each step."


@pytest.fixture
def sent(app: Flask, cast: Cast, shelf: Shelf, amira: FlaskClient) -> int:
    with app.app_context(), db.transaction():
        subject = new_subject(cast).id
    amira.post(f"/subjects/{subject}/submit")
    return subject


def decision(app: Flask) -> tuple[str | None, str]:
    with app.app_context(), db.transaction():
        review = db.session.get_one(Review, 1)
        return review.decision, review.note


def late(app: Flask, browser: FlaskClient, path: str, data: dict[str, str]) -> TestResponse:
    """Sent by a page whose session has ended since, as the page asked for it."""
    app.config["WTF_CSRF_ENABLED"] = True
    browser.delete_cookie("session")
    return browser.post(path, data=data, headers=FROM_US)


def test_a_note_with_a_decision_comes_back_and_goes_once_he_is_signed_in_again(
    app: Flask, ben: FlaskClient, sent: int
) -> None:
    cookie = ben.get_cookie("session")
    assert cookie is not None
    data = {"note": "Name the site.", "body": "", "round": "1"}
    data["come_back"] = "body: Your comment\nnote: A note to Amira"
    answer = late(app, ben, f"/subjects/{sent}/return", data)
    words = words_of(answer, 400)
    assert "You were signed out while you wrote" in words and "A note to Amira" in words
    assert decision(app) == (None, "")
    ben.set_cookie("session", cookie.value)
    app.config["WTF_CSRF_ENABLED"] = False
    again = ben.post(f"/subjects/{sent}/return", data=fields_of(answer), headers=FROM_US)
    assert again.status_code == 302
    assert decision(app) == ("returned", "Name the site.")


def test_where_nothing_was_typed_nothing_comes_back(app: Flask, ben: FlaskClient, sent: int) -> None:
    data = {"note": " ", "body": "", "come_back": "body: Your comment\nnote: A note to Amira"}
    words = words_of(late(app, ben, f"/subjects/{sent}/accept", data), 400)
    assert "You were signed out while you wrote" not in words
    assert "This page was open for longer than you were signed in" in words


@pytest.mark.parametrize(
    ("page", "typed", "label", "after"),
    [
        ("decline", {"reason": "Piece 2 was Tom’s work."}, "What is not right?", LinkState.DECLINED),
        (
            "pass-on",
            {"name": "Priya Shah", "email": "priya.shah@example.org"},
            "Your colleague’s full name",
            LinkState.PASSED_ON,
        ),
    ],
)
def test_what_the_employer_typed_comes_back_without_a_word_of_signing_in(
    app: Flask,
    nobody: FlaskClient,
    desk: Desk,
    page: str,
    typed: dict[str, str],
    label: str,
    after: LinkState,
) -> None:
    desk.sign_first()
    token = desk.link()
    form = fields_of(nobody.get(f"/s/{token}/{page}"))
    answer = late(app, nobody, f"/s/{token}/{page}", {**form, **typed})
    words = words_of(answer, 400)
    assert "This page was open for too long" in words and label in words
    assert "ign in" not in words and "signed out" not in words
    assert desk.state_of(token) is LinkState.LIVE
    assert nobody.post(f"/s/{token}/{page}", data=fields_of(answer), headers=FROM_US).status_code == 302
    assert desk.state_of(token) is after


def test_what_a_witness_wrote_comes_back_to_be_signed_where_it_is_read(
    app: Flask, nobody: FlaskClient, desk: Desk
) -> None:
    token = desk.witness_link()
    form = fields_of(nobody.get(f"/w/{token}"))
    typed = {"what": SEEN, "place": "Elm Road", "relation": "Line manager", "boxes": "1"}
    answer = late(app, nobody, f"/w/{token}", {**form, **typed})
    words = words_of(answer, 400)
    assert SEEN in words and "What did you see?" in words
    assert "boxes" not in fields_of(answer), "nobody signs what is not before them"
    back = nobody.post(f"/w/{token}", data=fields_of(answer), headers=FROM_US)
    assert "Tick the box once you have read it." in words_of(back, 422)
    assert fields_of(back)["what"].strip() == SEEN
    assert desk.state_of(token) is LinkState.LIVE
