"""Her own page of a report that goes to the tutor and comes back."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Cast
from tests.report_builder.a_sent_report import send, write_report
from tests.report_builder.test_review_page import allow_comments
from tests.report_builder.test_views import pass_gateway
from tests.report_builder.writing import begin, doc, save
from tests.sign_off.pages import links_of, words_of


@pytest.fixture
def sent(amira: FlaskClient) -> None:
    write_report(amira)
    send(amira)


def buttons(browser: FlaskClient, report: int = 1) -> list[str]:
    words = words_of(browser.get(f"/report/{report}"))
    every = ("Send to Ben again", "Take it back", "Open it again to change it")
    return [button for button in every if button in words] or [
        button for button in ("Send to Ben",) if button in words
    ]


def test_a_draft_is_sent_by_a_button(amira: FlaskClient) -> None:
    write_report(amira)
    assert buttons(amira) == ["Send to Ben"]
    page = amira.post("/subjects/1/submit", follow_redirects=True)
    assert "Sent to Ben." in words_of(page) and "With Ben" in words_of(page)


def test_an_empty_report_is_not_sent_and_the_answer_says_why(amira: FlaskClient) -> None:
    begin(amira)
    refused = send(amira)
    assert refused.status_code == 409
    assert "Nothing is written yet. Write the first section." in refused.text


def test_while_it_is_away_she_writes_on_sees_what_is_new_and_can_take_it_back(
    amira: FlaskClient, sent: None
) -> None:
    assert buttons(amira) == ["Take it back"]
    assert "new since you sent it" not in words_of(amira.get("/report/1"))
    save(amira, doc("I planned three visits."), key="p1-action-plan", based_on=1)
    words = words_of(amira.get("/report/1"))
    assert "To show what is new, take it back and send it again." in words
    assert "1 thing is new since you sent it You changed the text of “Plan”" in words
    amira.post("/subjects/1/withdraw")
    assert buttons(amira) == ["Send to Ben again"]


def test_what_came_back_says_who_sent_it_and_what_for(
    amira: FlaskClient, ben: FlaskClient, sent: None
) -> None:
    ben.post("/subjects/1/return", data={"round": "1", "note": "Add the design."})
    words = words_of(amira.get("/report/1"))
    assert "Sent back" in words
    assert "Ben sent it back on" in words and "Add the design." in words
    assert buttons(amira) == ["Send to Ben again"]


def test_what_is_accepted_is_locked_until_she_opens_it_again(
    amira: FlaskClient, ben: FlaskClient, sent: None
) -> None:
    ben.post("/subjects/1/accept", data={"round": "1", "note": ""})
    assert buttons(amira) == ["Open it again to change it"]
    assert "data-report-editor" not in amira.get("/report/1").text
    assert save(amira, doc("Changed"), key="p1-situation", based_on=1).status_code == 423
    amira.post("/subjects/1/reopen")
    assert buttons(amira) == ["Send to Ben again"]
    assert "data-report-editor" in amira.get("/report/1").text


def test_comments_stand_beside_their_sections_and_she_answers_them(
    amira: FlaskClient, ben: FlaskClient, sent: None
) -> None:
    ben.post(
        "/subjects/1/comments",
        data={"body": "Which keys?", "locator": "Plan, paragraph 2", "excerpt": "keys"},
    )
    ben.post("/subjects/1/comments", data={"body": "A good start."})
    page = amira.get("/report/1").text
    section = page.partition('id="p1-action-plan"')[2].partition('id="p1-action-design"')[0]
    assert "Which keys?" in section and 'name="reply_to" value="1"' in section
    answer = amira.post("/subjects/1/comments", data={"body": "Those of the comms room.", "reply_to": "1"})
    assert answer.location == "/report/1#c-3"
    words = words_of(amira.get("/report/1"))
    assert "On the whole report" in words and "Those of the comms room." in words


def test_the_final_is_hers_alone_and_the_page_says_so_with_the_clause(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    pass_gateway(app, cast)
    begin(amira)
    save(amira, doc("The real words."))
    page = amira.get("/report/1")
    words = words_of(page)
    assert buttons(amira) == []
    assert "Larkfield Training has switched tutors’ comments on it off. Help used" in words
    assert "complete their project report and presentation unaided" in words
    assert "/report/help-used" in links_of(page)


def test_where_the_provider_allows_comments_the_final_is_sent_and_the_log_is_named(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    pass_gateway(app, cast)
    allow_comments(app, cast)
    begin(amira)
    save(amira, doc("The real words."))
    assert buttons(amira) == ["Send to Ben"]
    assert "every comment is kept in the log of help used" in words_of(amira.get("/report/1"))


def test_what_lay_with_the_tutor_at_the_gateway_can_be_taken_back(
    app: Flask, amira: FlaskClient, cast: Cast, sent: None
) -> None:
    pass_gateway(app, cast)
    assert buttons(amira) == ["Take it back"]
    assert amira.post("/subjects/1/withdraw").status_code == 302
    assert buttons(amira) == []
