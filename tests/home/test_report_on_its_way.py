"""A report on its way: her next step and who waits, the tutor's queue, the learner's page."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from home.next_step import Facts, PieceFact, ReportFact, next_step
from sign_off.state import ReviewState
from tests.cast import Cast
from tests.report_builder.a_sent_report import send, write_report
from tests.report_builder.test_review_page import allow_comments
from tests.report_builder.test_views import pass_gateway
from tests.sign_off.pages import links_of, words_of

BACK = ReportFact("Practice report: Elm Road", "/report/1", "Add the design.")


@pytest.fixture
def sent(amira: FlaskClient) -> None:
    write_report(amira)
    send(amira)


def test_a_report_that_came_back_is_answered_after_the_pieces_that_did() -> None:
    piece = PieceFact(1, "Patching", ReviewState.RETURNED, mapped=["K8"], asked="Say when.")
    facts = Facts(tutor="Ben", employer="Dana", pieces=[piece], report=BACK)
    assert next_step(facts).piece_id == 1
    done = PieceFact(1, "Patching", ReviewState.SENT, mapped=["K8"])
    step = next_step(Facts(tutor="Ben", employer="Dana", pieces=[done], report=BACK))
    assert (step.title, step.sentence, step.url) == (
        "Answer Ben on “Practice report: Elm Road”",
        "Ben wrote: “Add the design.”",
        "/report/1",
    )


def test_her_home_says_who_has_it_and_what_came_back(
    amira: FlaskClient, ben: FlaskClient, sent: None
) -> None:
    home = amira.get("/")
    assert "You wait for Ben Practice report: The Elm Road Wi-Fi" in words_of(home)
    assert "/report/1" in links_of(home)
    ben.post("/subjects/1/return", data={"round": "1", "note": "Add the design."})
    words = words_of(amira.get("/"))
    assert "Ben waits for you Practice report: The Elm Road Wi-Fi, sent back" in words


def test_once_it_must_be_unaided_nobody_waits_for_it_whatever_was_asked_before(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    pass_gateway(app, cast)
    allow_comments(app, cast)
    write_report(amira)
    send(amira)
    ben.post("/subjects/1/return", data={"round": "1", "note": "Add the design."})
    assert "Ben waits for you" in words_of(amira.get("/"))
    allow_comments(app, cast, allowed=False)
    assert "waits for you Project report" not in words_of(amira.get("/"))
    assert "Sent it back with a note Ben Carter" in words_of(amira.get("/report/help-used"))


def test_the_learners_page_leads_to_what_was_sent_and_to_the_log(
    app: Flask, ben: FlaskClient, amira: FlaskClient, cast: Cast
) -> None:
    path = f"/learners/{cast.amiras_apprenticeship}"
    write_report(amira)
    assert "The project report" not in words_of(ben.get(path)), "a draft is private"
    send(amira)
    page = ben.get(path)
    assert "The project report" in words_of(page) and "The Elm Road Wi-Fi, 78 words · sent" in words_of(page)
    assert "/report/1" in links_of(page)
    assert not [link for link in links_of(page) if "help-used" in link]
    pass_gateway(app, cast)
    assert f"/report/help-used/{cast.amiras_apprenticeship}" in links_of(ben.get(path))
