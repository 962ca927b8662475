"""Ben decides on the round that he read, whatever he was asked on the way there: never on one that came since."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from foundation.database import db
from sign_off.models import Comment, Decision, Review
from tests.cast import Cast
from tests.portfolio.conftest import fields_of
from tests.sign_off.conftest import new_subject
from tests.sign_off.guides import Shelf
from tests.sign_off.pages import words_of

NOT_THERE = {"body": "Why so?", "excerpt": "Not there at all."}
TOO_LONG = {"body": "x" * 5001}
WITH_A_PHRASE = {"body": "Why so?", "phrase": "1"}


@pytest.fixture
def sent(app: Flask, cast: Cast, amira: FlaskClient, ben: FlaskClient, shelf: Shelf) -> int:
    """Sent, read by Ben, taken back and sent again: round 2."""
    with app.app_context(), db.transaction():
        subject = new_subject(cast).id
    for verb in ("submit", "withdraw", "submit"):
        amira.post(f"/subjects/{subject}/{verb}")
    ben.post("/phrases/new", data={"body": "Say how you know."})
    return subject


def rounds(app: Flask) -> list[Decision | None]:
    with app.app_context(), db.transaction() as session:
        return list(session.scalars(select(Review.decision).order_by(Review.id)))


def comments(app: Flask) -> int:
    with app.app_context(), db.transaction() as session:
        return len(session.scalars(select(Comment)).all())


@pytest.mark.parametrize(
    ("written", "where", "then"),
    [
        (NOT_THERE, "subjects/{}/comments", {"comment": "whole"}),
        (TOO_LONG, "subjects/{}/comments", {"body": "Why so?"}),
        ({"body": ""}, "subjects/{}/comments", {"body": "Why so?"}),
        (WITH_A_PHRASE, "phrases/for/{}", {}),
        (WITH_A_PHRASE | TOO_LONG, "phrases/for/{}", {"body": "x" * 5001}),
    ],
    ids=["words that are not there", "too long", "nothing written", "a phrase", "a phrase, and too long"],
)
def test_a_comment_that_came_back_first_does_not_let_him_decide_on_what_he_has_not_read(
    app: Flask,
    ben: FlaskClient,
    sent: int,
    written: dict[str, str],
    where: str,
    then: dict[str, str],
) -> None:
    behind = {**written, "note": "Nearly.", "round": "1"}
    answer = ben.post("/" + where.format(sent), data=behind)
    data = {**fields_of(answer), **then}
    answer = ben.post(f"/subjects/{sent}/comments", data=data)
    if answer.status_code == 422:  # still too long
        answer = ben.post(f"/subjects/{sent}/comments", data={**fields_of(answer), "body": "Why so?"})
    assert comments(app) == 1
    words = words_of(answer)
    assert "Your comment is sent, your note is not" in words and "was sent again on" in words
    assert "/accept" not in answer.text and "/return" not in answer.text
    assert rounds(app) == [Decision.WITHDRAWN, None]


def test_on_the_round_that_he_read_he_decides_after_his_comment(
    app: Flask, ben: FlaskClient, sent: int
) -> None:
    now = {**NOT_THERE, "note": "Nearly.", "round": "2"}
    again = fields_of(ben.post(f"/subjects/{sent}/comments", data=now))
    asks = ben.post(f"/subjects/{sent}/comments", data={**again, "comment": "whole"})
    assert "Your comment is sent, your note is not" in words_of(asks)
    assert ben.post(f"/subjects/{sent}/accept", data=fields_of(asks)).status_code == 302
    assert rounds(app) == [Decision.WITHDRAWN, Decision.ACCEPTED]


@pytest.mark.parametrize("verb", ["accept", "return"])
@pytest.mark.parametrize("number", ["", "0", "1", "3", "two", "9" * 5000])
def test_a_decision_on_a_round_that_cannot_be_told_is_not_taken(
    app: Flask, ben: FlaskClient, sent: int, verb: str, number: str
) -> None:
    answer = ben.post(f"/subjects/{sent}/{verb}", data={"note": "Nearly.", "round": number})
    words = words_of(answer, 409)
    assert "It was sent again" in words
    assert ("after you had opened its page" in words) is (number == "1")
    assert ("your page did not say whether it showed that" in words) is (number != "1")
    assert rounds(app) == [Decision.WITHDRAWN, None]
