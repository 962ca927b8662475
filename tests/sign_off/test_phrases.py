"""The comment bank: kept, picked while commenting, changed before it is sent, and nobody else's business."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from foundation.database import db
from sign_off.models import Comment, Phrase
from tests.cast import Cast, client_of
from tests.sign_off.conftest import new_subject
from tests.sign_off.guides import Shelf
from tests.sign_off.pages import words_of

WORDS = "Say which version it was, and how you know."


@pytest.fixture
def sent(app: Flask, cast: Cast, shelf: Shelf, amira: FlaskClient) -> int:
    with app.app_context(), db.transaction():
        subject = new_subject(cast).id
    amira.post(f"/subjects/{subject}/submit")
    return subject


@pytest.fixture
def carys(app: Flask, cast: Cast) -> FlaskClient:
    return client_of(app, cast.carys)


def keep(client: FlaskClient, words: str = WORDS) -> int:
    return client.post("/phrases/new", data={"body": words}).status_code


def phrases(app: Flask) -> list[Phrase]:
    with app.app_context(), db.transaction():
        return list(db.session.scalars(select(Phrase).order_by(Phrase.id)))


def test_with_none_the_page_says_what_they_are_for(ben: FlaskClient, olive: FlaskClient) -> None:
    assert "What you write often, at hand while you comment." in words_of(ben.get("/phrases/"))
    assert "Words that every tutor can put into a comment" in words_of(olive.get("/phrases/"))


def test_a_tutor_keeps_changes_and_deletes_her_own(app: Flask, ben: FlaskClient) -> None:
    assert keep(ben) == 302
    assert WORDS in words_of(ben.get("/phrases/"))
    assert ben.post("/phrases/1", data={"body": "Which version?"}).status_code == 302
    assert [one.body for one in phrases(app)] == ["Which version?"]
    ben.post("/phrases/1/delete")
    assert "Deleted: “Which version?”" in words_of(ben.get("/phrases/"))
    assert phrases(app) == []


def test_what_cannot_be_kept_comes_back_with_why(app: Flask, ben: FlaskClient) -> None:
    keep(ben)
    for words, why in (
        ("", "Write the words to keep first."),
        (WORDS, "You have a phrase in these very words already."),
        ("Ask amira  hussain about it.", "This names Amira Hussain."),
        ("x" * 2001, "This is 2,001 characters, 1 too many"),
    ):
        answer = ben.post("/phrases/new", data={"body": words})
        assert answer.status_code == 422
        assert why in words_of(answer, 422)
        assert words.replace("  ", " ")[:40] in words_of(answer, 422).replace("  ", " ")
    assert len(phrases(app)) == 1


def test_saving_a_phrase_as_it_is_is_no_error(ben: FlaskClient) -> None:
    keep(ben)
    assert ben.post("/phrases/1", data={"body": WORDS}).status_code == 302


def test_the_provider_gives_some_to_all_of_its_tutors_who_cannot_change_them(
    ben: FlaskClient, carys: FlaskClient, olive: FlaskClient, app: Flask, cast: Cast
) -> None:
    keep(olive)
    for tutor in (ben, carys):
        assert WORDS in words_of(tutor.get("/phrases/"))
        assert tutor.post("/phrases/1", data={"body": "Mine now"}).status_code == 403
    assert WORDS not in words_of(client_of(app, cast.stranger_tutor).get("/phrases/"))


def test_a_tutors_own_is_seen_by_no_colleague_and_no_administrator(
    ben: FlaskClient, carys: FlaskClient, olive: FlaskClient
) -> None:
    keep(ben)
    for other in (carys, olive):
        assert WORDS not in words_of(other.get("/phrases/"))
        assert other.get("/phrases/1").status_code == 404
        assert other.post("/phrases/1/delete").status_code == 404


def test_without_script_the_server_puts_it_in_and_gives_all_that_was_written_back(
    app: Flask, ben: FlaskClient, sent: int
) -> None:
    keep(ben)
    written = {"body": "Good start.", "excerpt": "I fixed it", "locator": "Page 2", "phrase": "1", "used": ""}
    answer = ben.post(f"/phrases/for/{sent}", data=written)
    assert answer.status_code == 200
    for part in ("Good start.", WORDS, 'value="Page 2"', 'name="used" type="hidden" value="1"', "I fixed it"):
        assert part in answer.text
    assert f'action="/subjects/{sent}/comments"' in answer.text
    with app.app_context(), db.transaction():
        assert not db.session.scalars(select(Comment)).all(), "nothing is sent yet"


def test_most_used_first_and_counted_when_the_comment_is_sent(
    app: Flask, ben: FlaskClient, carys: FlaskClient, sent: int
) -> None:
    for client, words in ((ben, "First"), (ben, "Second"), (carys, "Hers")):
        keep(client, words)
    ben.post(f"/subjects/{sent}/comments", data={"body": "First, as I changed it", "used": "1 3 x 99"})
    assert [(one.body, one.uses) for one in phrases(app)] == [("First", 1), ("Second", 0), ("Hers", 0)]
    page = words_of(ben.get("/phrases/"))
    assert page.index("First") < page.index("Second")
    assert "Used once" in page


def test_a_comment_of_hers_is_kept_for_later_and_leads_back_to_its_place(
    ben: FlaskClient, carys: FlaskClient, sent: int
) -> None:
    ben.post(f"/subjects/{sent}/comments", data={"body": "Amira, give the date."})
    form = ben.get("/phrases/from/1")
    assert "Amira, give the date." in words_of(form)
    assert "It names Amira." in words_of(form)
    answer = ben.post("/phrases/from/1", data={"body": "Give the date."})
    assert answer.location == f"/pieces/{sent}#c-1"
    assert carys.get("/phrases/from/1").status_code == 404


def test_a_phrase_of_others_or_on_what_was_never_sent_is_not_put_in(
    app: Flask, ben: FlaskClient, carys: FlaskClient, sent: int, cast: Cast
) -> None:
    keep(carys)
    assert ben.post(f"/phrases/for/{sent}", data={"phrase": "1"}).status_code == 404
    keep(ben, "Mine")
    assert carys.post(f"/phrases/for/{sent}", data={"phrase": "1"}).status_code == 404
    with app.app_context(), db.transaction():
        draft = new_subject(cast).id
    assert ben.post(f"/phrases/for/{draft}", data={"phrase": "2"}).status_code == 404


def test_a_moment_survives_words_that_are_too_long(ben: FlaskClient, sent: int) -> None:
    answer = ben.post(
        f"/subjects/{sent}/comments", data={"body": "x" * 5001, "moment": "1:05", "clip": "f1", "used": "4"}
    )
    assert answer.status_code == 422
    assert 'name="moment" value="1:05"' in answer.text
    assert 'name="used" type="hidden" value="4"' in answer.text
