"""Ben's decision comes from a tab that is behind: he is told what was decided instead, and his words come back."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import Apprenticeship
from foundation.clock import as_moment, now
from foundation.database import db
from sign_off.models import Comment, Decision, Review
from tests.cast import Cast, client_of
from tests.portfolio.conftest import JSON, fields_of
from tests.sign_off.conftest import new_subject
from tests.sign_off.guides import Shelf
from tests.sign_off.pages import words_of

OURS = {"Sec-Fetch-Site": "same-origin"}
ASKS = {"come_back": "excerpt: The words it is about\nbody: Your comment to Amira\nnote: Your note"}
NOTE = "Say who approved it,\nand when."


@pytest.fixture
def sent(app: Flask, cast: Cast, amira: FlaskClient, shelf: Shelf) -> int:
    with app.app_context(), db.transaction():
        subject = new_subject(cast).id
    amira.post(f"/subjects/{subject}/submit")
    return subject


def rounds(app: Flask) -> list[tuple[Decision | None, str]]:
    with app.app_context(), db.transaction() as session:
        return [(one.decision, one.note) for one in session.scalars(select(Review).order_by(Review.id))]


def comments(app: Flask) -> list[tuple[str, str]]:
    with app.app_context(), db.transaction() as session:
        return [(one.body, one.excerpt) for one in session.scalars(select(Comment))]


def test_what_he_decided_in_another_tab_stands_and_his_note_comes_back(
    app: Flask, ben: FlaskClient, sent: int
) -> None:
    ben.post(f"/subjects/{sent}/accept", data={"note": "Well done.", "round": "1"})
    page = ben.post(f"/subjects/{sent}/return", data={"note": NOTE, "round": "1", **ASKS}, headers=OURS)
    words = words_of(page, 409)
    with app.app_context(), db.transaction() as session:
        at = session.get_one(Review, 1).decided_at or now()
    assert "You accepted it already" in words
    assert f"and you accepted it on {as_moment(at)}. That stands." in words and "Well done." in words
    assert "What you have just written was not sent." in words
    assert f'href="/pieces/{sent}"' in page.text and "To your queue" in words
    assert fields_of(page)["body"].strip() == NOTE
    assert rounds(app) == [(Decision.ACCEPTED, "Well done.")]


def test_his_words_can_be_sent_as_a_comment_instead(app: Flask, ben: FlaskClient, sent: int) -> None:
    ben.post(f"/subjects/{sent}/accept", data={"round": "1"})
    late = {"body": "Who?", "excerpt": "It was approved.", "note": NOTE, **ASKS}
    page = ben.post(f"/subjects/{sent}/return", data=late, headers=OURS)
    words = words_of(page, 409)
    assert "Neither your comment nor your note was sent." in words and "Send both as comments" in words
    for _ in range(2):  # the browser sends it again
        assert ben.post(f"/subjects/{sent}/comments", data=fields_of(page)).status_code == 302
    assert comments(app) == [("Who?", "It was approved."), (NOTE, "")]


@pytest.mark.parametrize(("left", "said"), [("body", (NOTE, "")), ("note", ("Who?", "It was approved."))])
def test_of_two_he_sends_the_one_that_he_did_not_empty(
    app: Flask, ben: FlaskClient, sent: int, left: str, said: tuple[str, str]
) -> None:
    ben.post(f"/subjects/{sent}/accept", data={"round": "1"})
    late = {"body": "Who?", "excerpt": "It was approved.", "note": NOTE, **ASKS}
    page = ben.post(f"/subjects/{sent}/return", data=late, headers=OURS)
    data = {**fields_of(page), left: ""}
    assert ben.post(f"/subjects/{sent}/comments", data=data).status_code == 302
    assert comments(app) == [said]


def test_his_note_goes_along_while_his_comment_is_put_right(app: Flask, ben: FlaskClient, sent: int) -> None:
    ben.post(f"/subjects/{sent}/accept", data={"round": "1"})
    late = {"body": "Who?", "excerpt": "It was never sent.", "note": NOTE, **ASKS}
    page = ben.post(f"/subjects/{sent}/return", data=late, headers=OURS)
    again = ben.post(f"/subjects/{sent}/comments", data=fields_of(page))
    assert "Your note is kept too, and goes as a comment after this one: “Say who" in words_of(again, 422)
    data = {**fields_of(again), "comment": "whole"}
    assert ben.post(f"/subjects/{sent}/comments", data=data).status_code == 302
    assert comments(app) == [("Who?", ""), (NOTE, "")]


def test_a_note_that_is_too_long_for_a_comment_says_so_and_is_kept(
    app: Flask, ben: FlaskClient, sent: int
) -> None:
    ben.post(f"/subjects/{sent}/accept", data={"round": "1"})
    late = {"body": "Who?", "note": "x" * 5001, **ASKS}
    page = ben.post(f"/subjects/{sent}/return", data=late, headers=OURS)
    asks = ben.post(f"/subjects/{sent}/comments", data=fields_of(page))
    words = words_of(asks)
    assert "Your comment is sent, your note is not" in words and "1 too many" in words
    assert fields_of(asks)["body"].strip() == "x" * 5001
    ben.post(f"/subjects/{sent}/comments", data={**fields_of(asks), "body": "x" * 5000})
    assert [len(body) for body, _ in comments(app)] == [4, 5000]


@pytest.mark.parametrize("meanwhile", ["it was decided", "it was sent again"])
def test_a_comment_from_a_page_that_is_behind_gives_its_note_back_to_be_a_comment(
    app: Flask, amira: FlaskClient, ben: FlaskClient, sent: int, meanwhile: str
) -> None:
    if meanwhile == "it was decided":
        ben.post(f"/subjects/{sent}/accept", data={"round": "1"})
    else:
        amira.post(f"/subjects/{sent}/withdraw")
        amira.post(f"/subjects/{sent}/submit")
    asks = ben.post(f"/subjects/{sent}/comments", data={"body": "Who?", "note": NOTE, "round": "1"})
    words = words_of(asks)
    assert "Your comment is sent, your note is not" in words and "Send it as a comment too" in words
    assert ("accepted it" if meanwhile == "it was decided" else "was sent again on") in words
    assert "has changed nothing" not in words and "formaction" not in asks.text
    ben.post(f"/subjects/{sent}/comments", data=fields_of(asks))
    assert comments(app) == [("Who?", ""), (NOTE, "")]


def test_what_a_colleague_decided_says_who_it_was(
    app: Flask, cast: Cast, ben: FlaskClient, sent: int
) -> None:
    ben.post(f"/subjects/{sent}/return", data={"round": "1", "note": NOTE})
    with app.app_context(), db.transaction() as session:
        session.get_one(Apprenticeship, cast.amiras_apprenticeship).tutor_id = cast.carys
    carys = client_of(app, cast.carys)
    words = words_of(
        carys.post(f"/subjects/{sent}/accept", data={"round": "1", "note": "Fine.", **ASKS}, headers=OURS),
        409,
    )
    assert "Ben Carter sent it back already" in words and "Say who approved it, and when." in words


def test_what_was_sent_again_is_read_before_it_is_decided(
    app: Flask, amira: FlaskClient, ben: FlaskClient, sent: int
) -> None:
    amira.post(f"/subjects/{sent}/withdraw")
    amira.post(f"/subjects/{sent}/submit")
    for verb in ("accept", "return"):
        data = {"note": NOTE, "round": "1", **ASKS}
        page = ben.post(f"/subjects/{sent}/{verb}", data=data, headers=OURS)
        words = words_of(page, 409)
        assert "It was sent again" in words and "Read what is there now" in words
        assert fields_of(page)["body"].strip() == NOTE
    assert rounds(app) == [(Decision.WITHDRAWN, ""), (None, "")]
    assert ben.post(f"/subjects/{sent}/accept", data={"round": "2"}).status_code == 302


def test_the_round_goes_along_when_a_decision_is_asked_about_first(
    amira: FlaskClient, ben: FlaskClient, sent: int
) -> None:
    asks = ben.post(f"/subjects/{sent}/accept", data={"body": "Who?", "round": "1"})
    assert fields_of(asks)["round"] == "1"
    too_long = ben.post(f"/subjects/{sent}/accept", data={"note": "x" * 5001, "round": "1"})
    assert fields_of(too_long)["round"] == "1"
    nothing_said = ben.post(f"/subjects/{sent}/comments", data={"body": "", "note": NOTE, "round": "1"})
    assert fields_of(nothing_said)["round"] == "1"


def test_where_nothing_was_typed_nothing_is_asked(ben: FlaskClient, sent: int) -> None:
    ben.post(f"/subjects/{sent}/accept", data={"round": "1"})
    page = ben.post(f"/subjects/{sent}/accept", data=ASKS, headers=OURS)
    assert "You accepted it already" in words_of(page, 409)
    assert "was not sent" not in page.text and "<textarea" not in page.text


def test_a_script_is_told_in_a_sentence(ben: FlaskClient, sent: int) -> None:
    ben.post(f"/subjects/{sent}/accept", data={"round": "1"})
    answer = ben.post(f"/subjects/{sent}/accept", data={"round": "1"}, headers=JSON)
    assert (answer.status_code, answer.json["ok"]) == (409, False)
    assert "not waiting for you any more" in answer.json["error"]


@pytest.mark.parametrize("who", ["amira", "olive", "callum"])
def test_nobody_else_is_given_that_page(
    app: Flask, cast: Cast, ben: FlaskClient, sent: int, who: str
) -> None:
    ben.post(f"/subjects/{sent}/accept", data={"round": "1"})
    page = client_of(app, getattr(cast, who)).post(f"/subjects/{sent}/accept", data=ASKS, headers=OURS)
    assert page.status_code in (403, 404)
    assert "already" not in page.text
