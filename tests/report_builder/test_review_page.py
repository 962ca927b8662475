"""What the tutor reads of a report: what was sent, never a draft; and what can be done with it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Apprenticeship
from foundation.database import db
from sign_off.models import Comment
from tests.cast import Cast, client_of
from tests.report_builder.a_sent_report import SENTENCE, send, write_report
from tests.report_builder.test_guides import confirm
from tests.report_builder.test_views import pass_gateway
from tests.report_builder.writing import begin, doc, save
from tests.sign_off.pages import links_of, words_of


@pytest.fixture
def sent(amira: FlaskClient) -> None:
    write_report(amira)
    assert send(amira).location == "/report/1"


def allow_comments(app: Flask, cast: Cast, *, allowed: bool = True) -> None:
    with app.app_context(), db.transaction() as session:
        session.get_one(Apprenticeship, cast.amiras_apprenticeship).provider.comments_after_gateway = allowed


def test_the_whole_of_what_was_sent_is_on_the_page(app: Flask, amira: FlaskClient, ben: FlaskClient) -> None:
    write_report(amira)
    confirm(app, ("K16", SENTENCE))
    send(amira)
    page = ben.get("/report/1")
    words = words_of(page)
    for said in (
        "Practice report: The Elm Road Wi-Fi",
        "With you",
        "78 words",
        "1,722 more to reach 1,800",
        "Plan 9 words I planned two visits. I asked for keys.",
        "What I measured",
        "Desk Before After 1 -71 dBm -52 dBm",
        "The desks",
        "References 2 words, not counted Cisco, 2024.",
        f"Mapping appendix 1 of 19 KSBs placed K16 Significance of test plans. {SENTENCE} Test, paragraph 1",
        "Not placed yet: K3,",
    ):
        assert said in words
    for markup in (
        "<strong>clear</strong>",
        '<ol start="3">',
        "<blockquote>",
        '<th scope="col">',
        "<figcaption",
    ):
        assert markup in page.text
    assert 'id="p1-action-design"' not in page.text, "nothing is written there"


def test_what_she_writes_afterwards_is_not_on_it_until_she_sends_it(
    amira: FlaskClient, ben: FlaskClient, sent: None
) -> None:
    save(amira, doc("I planned three visits."), key="p1-action-plan", based_on=1)
    save(amira, doc("A draft of the design."), key="p1-action-design")
    words = words_of(ben.get("/report/1"))
    assert "I planned two visits." in words
    assert "three visits" not in words and "A draft of the design" not in words
    amira.post("/subjects/1/withdraw")
    send(amira)
    words = words_of(ben.get("/report/1"))
    assert "I planned three visits." in words and "A draft of the design." in words


def test_a_report_that_was_never_sent_or_taken_back_at_once_is_not_found(
    amira: FlaskClient, ben: FlaskClient
) -> None:
    write_report(amira)
    assert ben.get("/report/1").status_code == 404
    send(amira)
    amira.post("/subjects/1/withdraw")
    assert ben.get("/report/1").status_code == 404
    assert ben.get("/report/1/figures/1").status_code == 404


def test_a_sentence_is_commented_on_and_the_comment_stands_beneath_its_section(
    amira: FlaskClient, ben: FlaskClient, sent: None
) -> None:
    answer = ben.post(
        "/subjects/1/comments",
        data={
            "body": "Which target?",
            "locator": "Test, paragraph 2",
            "excerpt": "Every desk is within the target.",
        },
    )
    assert answer.location == "/report/1#c-1"
    page = ben.get("/report/1")
    assert "Test, paragraph 2 Every desk is within the target. Which target?" in words_of(page)
    section = page.text.partition('id="p1-action-test"')[2].partition('id="p1-reflection"')[0]
    assert 'id="c-1"' in section


def test_a_comment_typed_without_our_script_finds_its_section_by_its_words(
    ben: FlaskClient, sent: None
) -> None:
    ben.post("/subjects/1/comments", data={"body": "Of which bank?", "excerpt": "I asked for\n keys."})
    section = (
        ben.get("/report/1").text.partition('id="p1-action-plan"')[2].partition('id="p1-action-test"')[0]
    )
    assert 'id="c-1"' in section


def test_a_sentence_that_is_not_in_the_report_is_not_commented_on(ben: FlaskClient, sent: None) -> None:
    quote = {"body": "Of which bank?", "excerpt": "I asked nobody for keys."}
    refused = ben.post("/subjects/1/comments", data=quote)
    assert "These words are not in what was sent." in words_of(refused, 422)
    assert 'id="c-1"' not in ben.get("/report/1").text


def test_a_remark_on_the_whole_and_the_answer_to_it_stand_together(
    amira: FlaskClient, ben: FlaskClient, sent: None
) -> None:
    ben.post("/subjects/1/comments", data={"body": "A good start."})
    ben.post("/subjects/1/comments", data={"body": "Write the design next."})
    amira.post("/subjects/1/comments", data={"body": "Thank you.", "reply_to": "1"})
    words = words_of(ben.get("/report/1"))
    assert words.index("A good start.") < words.index("Thank you.") < words.index("Write the design next.")


def test_it_is_sent_back_with_a_note_and_comes_again_with_what_changed(
    amira: FlaskClient, ben: FlaskClient, sent: None
) -> None:
    assert (
        ben.post("/subjects/1/return", data={"round": "1", "note": "Add the design."}).location == "/report/1"
    )
    assert "Amira has it back and may be changing it." in words_of(ben.get("/report/1"))
    save(amira, doc("Three access points."), key="p1-action-design")
    save(amira, doc("I planned three visits."), key="p1-action-plan", based_on=1)
    send(amira)
    words = words_of(ben.get("/report/1"))
    assert "Changed since you last had it Amira changed the text of “Plan” “Design” was added" in words


def test_it_is_accepted_and_nothing_is_left_to_decide(ben: FlaskClient, sent: None) -> None:
    assert "Your decision" in words_of(ben.get("/report/1"))
    ben.post("/subjects/1/accept", data={"round": "1", "note": ""})
    words = words_of(ben.get("/report/1"))
    assert "Accepted" in words and "Your decision" not in words


def test_the_administrator_reads_it_and_decides_nothing(olive: FlaskClient, sent: None) -> None:
    words = words_of(olive.get("/report/1"))
    assert "I planned two visits." in words
    assert "Your decision" not in words and "Your comment" not in words
    assert olive.post("/subjects/1/accept", data={"round": "1"}).status_code == 403


@pytest.mark.parametrize(
    "who", ["stranger_tutor", "stranger_administrator", "stranger_apprentice", "carys", "callum"]
)
def test_a_stranger_of_every_kind_finds_nothing(app: Flask, cast: Cast, sent: None, who: str) -> None:
    browser = client_of(app, getattr(cast, who))
    for path in ("/report/1", "/report/1/figures/1", "/subjects/1", "/subjects/1/files/1"):
        assert browser.get(path).status_code == 404
    for verb in ("submit", "withdraw", "return", "accept", "reopen", "comments"):
        assert browser.post(f"/subjects/1/{verb}", data={"note": "x", "body": "x"}).status_code == 404


def test_the_tutor_opens_the_pictures_that_were_sent(
    amira: FlaskClient, ben: FlaskClient, sent: None
) -> None:
    assert "/report/1/figures/1" in ben.get("/report/1").text
    assert ben.get("/report/1/figures/1").mimetype == "image/png"
    assert ben.get("/subjects/1/files/1").mimetype == "image/png"


def test_the_queue_names_it_by_its_title_and_leads_to_it(ben: FlaskClient, sent: None) -> None:
    queue = ben.get("/")
    assert "Practice report: The Elm Road Wi-Fi" in words_of(queue)
    assert "/subjects/1" in links_of(queue)
    assert ben.get("/subjects/1").location == "/report/1"


def test_after_the_gateway_the_tutor_reads_the_practice_and_says_nothing(
    app: Flask, ben: FlaskClient, cast: Cast, sent: None
) -> None:
    pass_gateway(app, cast)
    page = ben.get("/report/1")
    words = words_of(page)
    assert (
        "this report is written unaided: Larkfield Training has switched tutors’ comments on it off." in words
    )
    assert "complete their project report and presentation unaided" in words
    assert "Your decision" not in words and "Your comment" not in words
    assert f"/report/help-used/{cast.amiras_apprenticeship}" in links_of(page)
    for verb in ("comments", "return", "accept"):
        refused = ben.post(f"/subjects/1/{verb}", data={"note": "x", "body": "x", "round": "1"})
        assert refused.status_code == 409 and "unaided" in refused.text


def test_what_still_lies_with_the_tutor_then_is_sent_back_without_a_note(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    pass_gateway(app, cast)
    allow_comments(app, cast)
    begin(amira)
    save(amira, doc("The real words."))
    send(amira)
    assert "Send back without a note" not in words_of(ben.get("/report/1"))
    allow_comments(app, cast, allowed=False)
    assert "Send back without a note" in words_of(ben.get("/report/1"))
    ben.post("/subjects/1/return", data={"round": "1"})
    words = words_of(ben.get("/report/1"))
    assert "Sent back to Amira, without a note." in words
    assert "Send back without a note" not in words
    assert "/subjects/1" not in links_of(ben.get("/"))
    assert "Ben waits for you" not in words_of(amira.get("/")), "she cannot send it again"


def test_where_the_provider_allows_it_the_tutor_comments_on_the_final(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    pass_gateway(app, cast)
    begin(amira)
    save(amira, doc("The real words."))
    assert amira.post("/subjects/1/submit").status_code == 409
    allow_comments(app, cast)
    send(amira)
    assert "Your comment to Amira" in words_of(ben.get("/report/1"))
    ben.post("/subjects/1/comments", data={"body": "Which words?"})
    with app.app_context(), db.transaction() as session:
        assert session.query(Comment).one().body == "Which words?"
