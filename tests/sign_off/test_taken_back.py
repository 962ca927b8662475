"""Amira takes back what she sent before Ben decides: what he is told, what he keeps, and what stays hers."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from foundation.database import db
from tests.cast import Cast, client_of
from tests.sign_off.conftest import new_subject
from tests.sign_off.guides import Shelf
from tests.sign_off.pages import words_of

TOLD = "Amira has taken this piece back"
OURS = {"Sec-Fetch-Site": "same-origin"}
ASKS = {"come_back": "note: A note to Amira\nbody: Your comment to Amira"}


@pytest.fixture
def sent(app: Flask, cast: Cast, amira: FlaskClient, shelf: Shelf) -> int:
    with app.app_context(), db.transaction():
        subject = new_subject(cast).id
    amira.post(f"/subjects/{subject}/submit")
    return subject


def comment(browser: FlaskClient, subject: int, body: str = "Who approved it?") -> None:
    place = {"locator": "p. 3", "excerpt": "It was approved."}
    assert browser.post(f"/subjects/{subject}/comments", data={"body": body, **place}).status_code == 302


def take_back(browser: FlaskClient, subject: int) -> None:
    assert browser.post(f"/subjects/{subject}/withdraw").status_code == 302


def test_she_is_told_until_when_she_can_take_it_back(amira: FlaskClient, sent: int) -> None:
    with amira.session_transaction() as session:
        assert session["_flashes"][0][1] == "Sent to Ben. You can take it back until Ben decides."


def test_what_he_wrote_stays_his_and_the_draft_stays_hers(
    amira: FlaskClient, ben: FlaskClient, sent: int, shelf: Shelf
) -> None:
    comment(ben, sent)
    amira.post(f"/subjects/{sent}/comments", data={"body": "Dana did.", "reply_to": "1"})
    take_back(amira, sent)
    title = shelf.entries[0].title
    shelf.put("A draft that nobody was sent")
    shelf.entries.insert(0, shelf.entries.pop())
    page = ben.get(f"/subjects/{sent}")
    words = words_of(page)
    assert TOLD in words and f"“{title}” was sent on" in words
    assert "It was approved. Who approved it?" in words and "Dana did." in words
    assert "nobody was sent" not in page.text
    assert ben.get(f"/subjects/{sent}/files/f1").status_code == 404


def test_where_he_had_not_commented_its_title_is_a_drafts_again(
    amira: FlaskClient, ben: FlaskClient, sent: int, shelf: Shelf
) -> None:
    take_back(amira, sent)
    page = ben.get(f"/subjects/{sent}")
    assert TOLD in words_of(page, 404)
    assert shelf.entries[0].title not in page.text


@pytest.mark.parametrize("who", ["carys", "olive", "callum", "stranger_tutor"])
def test_nobody_else_learns_that_it_was_sent(
    app: Flask, cast: Cast, amira: FlaskClient, ben: FlaskClient, sent: int, who: str
) -> None:
    comment(ben, sent)
    take_back(amira, sent)
    words = words_of(client_of(app, getattr(cast, who)).get(f"/subjects/{sent}"), 404)
    assert "taken" not in words and "Who approved it?" not in words


@pytest.mark.parametrize(("verb", "field"), [("accept", "note"), ("return", "note"), ("comments", "body")])
def test_his_decision_comes_too_late_and_his_words_come_back_to_be_copied(
    amira: FlaskClient, ben: FlaskClient, sent: int, verb: str, field: str
) -> None:
    take_back(amira, sent)
    data = {field: "Well explained.\r\nSay who approved it.", **ASKS}
    page = ben.post(f"/subjects/{sent}/{verb}", data=data, headers=OURS)
    words = words_of(page, 404)
    assert TOLD in words and "What you have just written was not sent." in words
    assert "Well explained." in words and "Say who approved it." in words
    assert 'href="/"' in page.text and "To your queue" in words
    assert "Somebody else may be signed in" not in words and "<form" not in page.text.split("<main")[1]


def test_a_second_sending_that_was_taken_back_says_the_same_though_the_first_can_be_read(
    amira: FlaskClient, ben: FlaskClient, sent: int
) -> None:
    ben.post(f"/subjects/{sent}/return", data={"round": "1", "note": "Say who approved it."})
    amira.post(f"/subjects/{sent}/submit")
    take_back(amira, sent)
    page = ben.post(
        f"/subjects/{sent}/accept", data={"round": "1", "note": "Well explained.", **ASKS}, headers=OURS
    )
    assert TOLD in words_of(page, 404) and "Well explained." in page.text
    assert ben.get(f"/subjects/{sent}").location == f"/pieces/{sent}"


def test_another_sites_words_are_not_shown(amira: FlaskClient, ben: FlaskClient, sent: int) -> None:
    take_back(amira, sent)
    data = {"note": "Well explained.", **ASKS}
    page = ben.post(f"/subjects/{sent}/accept", data=data, headers={"Sec-Fetch-Site": "cross-site"})
    assert TOLD in words_of(page, 404) and "Well explained." not in page.text
