"""The log of help used after the gateway: what is on it, what is not, and who reads it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from foundation.database import db
from foundation.events import record
from report_builder.review.help_log import OFFERED
from tests.cast import Cast, client_of
from tests.report_builder.a_sent_report import send, write_report
from tests.report_builder.test_review_page import allow_comments
from tests.report_builder.test_views import pass_gateway
from tests.report_builder.writing import begin, doc, save
from tests.sign_off.pages import words_of


@pytest.fixture
def final(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    """The final report, sent to Ben where the provider allows comments."""
    pass_gateway(app, cast)
    allow_comments(app, cast)
    begin(amira)
    save(amira, doc("I measured 14 desks."), key="p1-action-test")
    send(amira)


def test_every_comment_and_note_of_the_tutor_is_on_it(
    amira: FlaskClient, ben: FlaskClient, final: None
) -> None:
    ben.post(
        "/subjects/1/comments", data={"body": "Which desks?", "locator": "Test, paragraph 1", "excerpt": "14"}
    )
    ben.post("/subjects/1/comments", data={"body": "A good start."})
    amira.post("/subjects/1/comments", data={"body": "Her own answer.", "reply_to": "1"})
    ben.post("/subjects/1/return", data={"round": "1", "note": "Add the design."})
    send(amira)
    ben.post("/subjects/1/accept", data={"round": "1", "note": ""})
    words = words_of(amira.get("/report/help-used"))
    assert "Commented on Test, paragraph 1 Ben Carter" in words and "Which desks?" in words
    assert "Commented on the whole report" in words and "Sent it back with a note" in words
    assert "Her own answer." not in words, "an answer is no help"
    assert "Accepted it with a note" not in words, "there was no note"


def test_what_we_offered_is_on_it(app: Flask, amira: FlaskClient, cast: Cast, final: None) -> None:
    with app.app_context(), db.transaction():
        record(
            OFFERED,
            actor="worker",
            subject="report:1",
            apprenticeship_id=cast.amiras_apprenticeship,
            rows=["S9", "K16", "S9"],
            hints=2,
        )
    words = words_of(amira.get("/report/help-used"))
    assert "Suggested a place for the appendix Masterpiece" in words and "K16, S9" in words
    assert "Pointed to 2 sentences worth a look" in words


def test_help_with_practice_and_with_pieces_is_not_on_it(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    write_report(amira)
    send(amira)
    ben.post("/subjects/1/comments", data={"body": "While it was practice."})
    assert "The record begins at the gateway." in words_of(amira.get("/report/help-used"))
    pass_gateway(app, cast)
    words = words_of(amira.get("/report/help-used"))
    assert "No help with your final report is on record." in words and "While it was practice" not in words


def test_it_says_what_the_provider_allows_and_what_the_plan_asks(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    pass_gateway(app, cast)
    words = words_of(amira.get("/report/help-used"))
    assert "Tutors’ comments on the report are off. Suggestions for the appendix are on" in words
    assert "complete their project report and presentation unaided" in words
    allow_comments(app, cast)
    assert "Tutors may comment on the report" in words_of(amira.get("/report/help-used"))


@pytest.mark.parametrize("who", ["ben", "olive"])
def test_her_staff_read_the_same(app: Flask, ben: FlaskClient, cast: Cast, final: None, who: str) -> None:
    ben.post("/subjects/1/comments", data={"body": "Which desks?"})
    path = f"/report/help-used/{cast.amiras_apprenticeship}"
    words = words_of(client_of(app, getattr(cast, who)).get(path))
    assert "Which desks?" in words and "Seen by Amira, the tutor and the provider" in words


def test_nobody_else_reads_it(app: Flask, cast: Cast, amira: FlaskClient, nobody: FlaskClient) -> None:
    path = f"/report/help-used/{cast.amiras_apprenticeship}"
    for who in ("carys", "stranger_tutor", "stranger_administrator"):
        assert client_of(app, getattr(cast, who)).get(path).status_code == 404
    assert amira.get(path).status_code == 403
    assert client_of(app, cast.ben).get("/report/help-used").status_code == 403
    assert nobody.get(path).status_code == nobody.get("/report/help-used").status_code == 302
