import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.test import TestResponse

from foundation.database import db
from foundation.errors import Refused
from sign_off.models import Comment, Phrase, Review, Subject
from sign_off.reviews import services
from sign_off.state import ReviewState, state_of
from tests.cast import Cast, client_of
from tests.sign_off.conftest import new_subject, person
from tests.sign_off.guides import Shelf
from tests.sign_off.pages import words_of

VERBS = ("submit", "withdraw", "return", "accept", "reopen", "comments")


@pytest.fixture
def subject(app: Flask, cast: Cast, shelf: Shelf) -> int:
    with app.app_context(), db.transaction():
        return new_subject(cast).id


@pytest.fixture
def sent(amira: FlaskClient, subject: int) -> int:
    amira.post(f"/subjects/{subject}/submit")
    return subject


def where_is(app: Flask, subject_id: int) -> ReviewState:
    with app.app_context(), db.transaction():
        subject = db.session.get(Subject, subject_id)
        assert subject is not None
        return state_of(subject)


def comments(app: Flask) -> list[Comment]:
    with app.app_context(), db.transaction():
        return list(db.session.scalars(select(Comment).order_by(Comment.id)))


def test_each_verb_leads_back_to_the_things_own_page(
    app: Flask, amira: FlaskClient, ben: FlaskClient, subject: int
) -> None:
    for browser, verb, state in (
        (amira, "submit", ReviewState.SENT),
        (amira, "withdraw", ReviewState.DRAFT),
        (amira, "submit", ReviewState.SENT),
        (ben, "return", ReviewState.RETURNED),
        (amira, "submit", ReviewState.SENT),
        (ben, "accept", ReviewState.ACCEPTED),
        (amira, "reopen", ReviewState.DRAFT),
    ):
        with app.app_context(), db.transaction() as session:
            last = session.scalars(select(Review.number).order_by(Review.number.desc()).limit(1)).first()
        data = {"note": "Say who approved it.", "round": str(last)}
        answer = browser.post(f"/subjects/{subject}/{verb}", data=data)
        assert (answer.status_code, answer.location) == (302, f"/pieces/{subject}")
        assert where_is(app, subject) is state


def test_a_link_in_a_mail_leads_to_the_things_own_page(
    amira: FlaskClient, ben: FlaskClient, subject: int
) -> None:
    assert amira.get(f"/subjects/{subject}").location == f"/pieces/{subject}"
    assert ben.get(f"/subjects/{subject}").status_code == 404
    amira.post(f"/subjects/{subject}/submit")
    assert ben.get(f"/subjects/{subject}").location == f"/pieces/{subject}"


def test_ben_comments_on_a_sentence_and_amira_answers(
    app: Flask, amira: FlaskClient, ben: FlaskClient, sent: int
) -> None:
    place = {"locator": "p. 3", "excerpt": "It was approved."}
    ben.post(f"/subjects/{sent}/comments", data={"body": "Who approved it?", **place})
    amira.post(f"/subjects/{sent}/comments", data={"body": "Dana did.", "reply_to": "1"})
    first, answer = comments(app)
    assert (first.body, first.locator, first.excerpt) == ("Who approved it?", "p. 3", "It was approved.")
    assert (answer.body, answer.reply_to_id) == ("Dana did.", first.id)


def test_a_comment_without_words_is_not_kept(app: Flask, ben: FlaskClient, sent: int) -> None:
    assert ben.post(f"/subjects/{sent}/comments", data={"body": " "}).status_code == 302
    with ben.session_transaction() as session:
        assert session.pop("_flashes")[0][0] == "error"
    assert ben.post(f"/subjects/{sent}/comments", data={"body": "Yes", "reply_to": "99"}).status_code == 404
    assert comments(app) == []


def test_a_note_that_is_missing_decides_nothing(app: Flask, ben: FlaskClient, sent: int) -> None:
    answer = ben.post(f"/subjects/{sent}/return", data={"round": "1", "note": " "})
    assert (answer.status_code, answer.location) == (302, f"/pieces/{sent}#decide")
    with ben.session_transaction() as session:
        [(category, words)] = session.pop("_flashes")
    assert category == "note" and "what should change" in words
    assert where_is(app, sent) is ReviewState.SENT


@pytest.mark.parametrize("verb", ["accept", "return"])
def test_a_decision_that_does_not_say_what_was_read_is_not_taken_and_leads_to_it(
    app: Flask, ben: FlaskClient, sent: int, verb: str
) -> None:
    answer = ben.post(f"/subjects/{sent}/{verb}", data={"note": "Nearly.", "come_back": "note: Your note"})
    said = words_of(answer, 409)
    assert "Nothing is decided yet" in said and "Read what is there now before you decide." in said
    assert where_is(app, sent) is ReviewState.SENT


@pytest.mark.parametrize(("verb", "field"), [("return", "note"), ("accept", "note"), ("comments", "body")])
def test_words_that_are_too_many_come_back_whole_and_are_sent_once_they_are_fewer(
    app: Flask, ben: FlaskClient, sent: int, verb: str, field: str
) -> None:
    data = {
        "round": "1",
        "locator": "page 3",
        "excerpt": "I patched & waited.",
        field: "é\r\n" * 2400 + "x" * 212,
    }
    answer = ben.post(f"/subjects/{sent}/{verb}", data=data)
    assert "This is 5,012 characters, 12 too many: 5,000 is the most." in words_of(answer, 422)
    assert "é\r\n" * 2400 + "x" * 212 in answer.text.replace("\r\n", "\n").replace("\n", "\r\n")
    assert f'action="/subjects/{sent}/{verb}"' in answer.text
    if verb == "comments":
        assert 'value="page 3"' in answer.text and 'value="I patched &amp; waited."' in answer.text
    assert where_is(app, sent) is ReviewState.SENT
    assert comments(app) == []
    assert ben.post(f"/subjects/{sent}/{verb}", data={**data, field: "é"}).status_code == 302


def test_a_file_is_read_as_it_was_sent_and_a_draft_is_not(
    amira: FlaskClient, ben: FlaskClient, sent: int, shelf: Shelf
) -> None:
    shelf.change_file(1, b"a new draft")
    assert ben.get(f"/subjects/{sent}/files/f1").data == b"%PDF-1.7 the runbook"
    assert ben.get(f"/subjects/{sent}/files/f3").status_code == 404
    assert amira.get(f"/subjects/{sent}/files/f3").status_code == 404


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "who", ["callum", "carys", "stranger_apprentice", "stranger_tutor", "stranger_administrator"]
)
def test_strangers_of_every_kind_find_nothing(app: Flask, cast: Cast, sent: int, who: str, verb: str) -> None:
    browser = client_of(app, getattr(cast, who))
    data = {"note": "No.", "body": "No."}
    assert browser.post(f"/subjects/{sent}/{verb}", data=data).status_code == 404
    assert browser.get(f"/subjects/{sent}").status_code == 404
    assert browser.get(f"/subjects/{sent}/files/f1").status_code == 404
    assert where_is(app, sent) is ReviewState.SENT


@pytest.mark.parametrize("verb", VERBS)
def test_her_administrator_may_look_and_not_touch(
    app: Flask, olive: FlaskClient, sent: int, verb: str
) -> None:
    assert olive.get(f"/subjects/{sent}").status_code == 302
    assert olive.post(f"/subjects/{sent}/{verb}", data={"note": "No.", "body": "No."}).status_code == 403
    assert where_is(app, sent) is ReviewState.SENT
    assert comments(app) == []


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_signed_in_is_sent_to_the_door(nobody: FlaskClient, sent: int, verb: str) -> None:
    assert "/sign-in" in nobody.post(f"/subjects/{sent}/{verb}").location
    assert "/sign-in" in nobody.get(f"/subjects/{sent}").location


def written(answer: TestResponse) -> dict[str, str]:
    """What stands in the boxes of a page, by their names."""
    boxes = html5lib.parse(answer.text, namespaceHTMLElements=False).iter("textarea")
    return {box.get("name", ""): "".join(box.itertext()).strip() for box in boxes}


@pytest.mark.parametrize(
    ("verb", "after"), [("return", ReviewState.RETURNED), ("accept", ReviewState.ACCEPTED)]
)
@pytest.mark.parametrize(("choice", "said"), [("send", ["Who approved it?"]), ("leave", [])])
def test_a_decision_asks_about_a_comment_that_was_not_sent(
    app: Flask, ben: FlaskClient, sent: int, verb: str, after: ReviewState, choice: str, said: list[str]
) -> None:
    data = {
        "body": "Who approved it?",
        "excerpt": "It was approved.",
        "locator": "p. 3",
        "note": "Nearly.",
        "round": "1",
    }
    asks = ben.post(f"/subjects/{sent}/{verb}", data=data)
    assert "You have not sent this comment" in words_of(asks, 422)
    assert written(asks) == {"body": "Who approved it?", "note": "Nearly."}
    assert (where_is(app, sent), comments(app)) == (ReviewState.SENT, [])
    assert f'name="comment" value="{choice}"' in asks.text
    assert 'name="locator"' in asks.text and 'value="p. 3"' in asks.text
    assert ben.post(f"/subjects/{sent}/{verb}", data={**data, "comment": choice}).status_code == 302
    assert (where_is(app, sent), [one.body for one in comments(app)]) == (after, said)


def test_a_comment_that_is_sent_gives_the_note_back(app: Flask, ben: FlaskClient, sent: int) -> None:
    answer = ben.post(
        f"/subjects/{sent}/comments", data={"body": "Who approved it?", "note": "Nearly there.", "round": "1"}
    )
    assert "Your comment is sent, your note is not" in words_of(answer)
    assert written(answer) == {"note": "Nearly there."}
    assert [one.body for one in comments(app)] == ["Who approved it?"]
    empty = ben.post(f"/subjects/{sent}/comments", data={"body": " ", "note": "Nearly there."})
    assert "Your note is kept too, and asked about next: “Nearly there.”" in words_of(empty, 422)
    assert 'name="note" value="Nearly there."' in empty.text


def test_a_comment_that_is_too_long_to_go_with_the_decision_decides_nothing(
    app: Flask, ben: FlaskClient, sent: int
) -> None:
    data = {"body": "x" * 5001, "note": "Nearly.", "comment": "send", "round": "1"}
    answer = ben.post(f"/subjects/{sent}/accept", data=data)
    assert "5,001 characters" in words_of(answer, 422)
    assert written(answer) == {"body": "x" * 5001, "note": "Nearly."}
    assert (where_is(app, sent), comments(app)) == (ReviewState.SENT, [])


def test_a_comment_that_the_browser_sends_again_is_kept_once(
    app: Flask, amira: FlaskClient, ben: FlaskClient, sent: int
) -> None:
    ben.post("/phrases/new", data={"body": "Which version?"})
    data = {"body": "Which version?", "note": "Nearly.", "round": "1", "once": "a page of Ben's", "used": "1"}
    for _ in range(2):
        answer = ben.post(f"/subjects/{sent}/comments", data=data)
        assert written(answer) == {"note": "Nearly."}
    assert [one.body for one in comments(app)] == ["Which version?"]
    with app.app_context(), db.transaction():
        assert db.session.get_one(Phrase, 1).uses == 1
    reply = {"body": "1.2", "reply_to": "1", "once": "a page of Amira's"}
    for _ in range(2):
        assert amira.post(f"/subjects/{sent}/comments", data=reply).status_code == 302
    assert [one.body for one in comments(app)] == ["Which version?", "1.2"]


def test_other_words_from_a_page_that_she_went_back_to_are_kept(
    app: Flask, ben: FlaskClient, sent: int
) -> None:
    for words in ({"body": "Why?"}, {"body": "When?"}, {"body": "When?", "locator": "p. 3"}):
        ben.post(f"/subjects/{sent}/comments", data={**words, "once": "one page"})
    assert [(one.body, one.locator) for one in comments(app)] == [
        ("Why?", ""),
        ("When?", ""),
        ("When?", "p. 3"),
    ]


def test_the_same_words_from_two_pages_are_two_comments(app: Flask, ben: FlaskClient, sent: int) -> None:
    for page in ("one page", "another", "", ""):
        ben.post(f"/subjects/{sent}/comments", data={"body": "Done?", "once": page})
    assert len(comments(app)) == 4


def test_a_comment_that_is_sent_twice_at_once_is_kept_once(app: Flask, cast: Cast, sent: int) -> None:
    with app.app_context(), db.transaction():
        subject = db.session.get_one(Subject, sent)
        services.add_comment(person(cast.ben), subject, "Why?", once="d1")
        with pytest.raises(Refused, match="sent this already"):
            services.add_comment(person(cast.ben), subject, "Why?", once="d1")
    assert len(comments(app)) == 1


def test_nobody_is_told_that_she_sent_what_the_database_refused_for_another_reason(
    app: Flask, cast: Cast, sent: int
) -> None:
    with app.app_context(), db.transaction():
        subject = db.session.get_one(Subject, sent)
        services.add_comment(person(cast.amira), subject, "It was late.", once="d1")
        with pytest.raises(IntegrityError):
            services.add_comment(person(cast.ben), subject, "Why?", once="d1")
