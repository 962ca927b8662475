"""A no in one piece holds for the same words in another, is seen there, and can be taken back."""

import lxml.html
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portfolio.models import LinkState
from portfolio.suggesting import answered_elsewhere
from tests.portfolio.conftest import JSON, LOG, Desk
from tests.portfolio.test_suggesting import links_of, say, suggestion

WORDS = "checked the kernel of each server"
SAID_NO = "You said no to these words in"


def row_of(page: TestResponse, code: str) -> str:
    """What the page says of one KSB; empty where it has no row."""
    rows = lxml.html.fromstring(page.text).xpath(f"//*[@id='s-{code.lower()}']")
    return " ".join(rows[0].text_content().split()) if rows else ""


def answer(browser: FlaskClient, item_id: int, code: str, decision: str) -> TestResponse:
    return browser.post(f"/portfolio/{item_id}/links/{code}", data={"decision": decision})


@pytest.fixture
def two(desk: Desk) -> tuple[int, int]:
    """Two pieces with the same words, K8 asked about in both."""
    pieces = desk.add("first.txt", b"Nothing that tells."), desk.add("second.txt", b"Nothing either.")
    for piece in pieces:
        say(desk, piece, suggestion("K8", 0.9, WORDS))
    return pieces


def test_a_no_is_seen_at_once_in_the_other_piece_with_where_it_was_said(
    amira: FlaskClient, desk: Desk, two: tuple[int, int]
) -> None:
    first, second = two
    answer(amira, first, "K8", "no")
    assert links_of(desk, second) == {}
    row = row_of(amira.get(f"/portfolio/{second}"), "K8")
    assert WORDS in row
    assert f"{SAID_NO} piece 1, “first”" in row
    assert "Yes, this shows K8" not in row
    assert "0 to decide" in amira.get(f"/portfolio/{second}").text


def test_words_that_come_later_are_answered_already(amira: FlaskClient, desk: Desk) -> None:
    first = desk.add("first.txt", LOG)
    code = next(iter(links_of(desk, first)))
    answer(amira, first, code, "no")
    second = desk.add("the same again.txt", LOG)
    assert code not in links_of(desk, second)
    assert f"{SAID_NO} piece 1, “first”" in row_of(amira.get(f"/portfolio/{second}"), code)


def test_the_no_taken_back_asks_again_in_both(amira: FlaskClient, desk: Desk, two: tuple[int, int]) -> None:
    first, second = two
    answer(amira, first, "K8", "no")
    answer(amira, first, "K8", "ask")
    assert links_of(desk, first)["K8"].state is LinkState.OPEN
    assert links_of(desk, second)["K8"].state is LinkState.OPEN


def test_picking_the_ksb_by_hand_after_a_no_asks_again_in_the_other(
    amira: FlaskClient, desk: Desk, two: tuple[int, int]
) -> None:
    first, second = two
    answer(amira, first, "K8", "no")
    amira.post(f"/portfolio/{first}/links", data={"code": "K8", "locator": "line 7"})
    assert links_of(desk, second)["K8"].state is LinkState.OPEN


def test_asked_here_too_it_stays_open_until_she_answers_it_here(
    amira: FlaskClient, desk: Desk, two: tuple[int, int]
) -> None:
    first, second = two
    answer(amira, first, "K8", "no")
    asked = amira.post(f"/portfolio/{second}/links/K8", data={"decision": "ask"}, headers=JSON)
    assert asked.json is not None
    assert "Yes, this shows K8" in asked.json["html"]
    say(desk, second, suggestion("K8", 0.9, WORDS), suggestion("K7", 0.5))
    link = links_of(desk, second)["K8"]
    assert (link.state, link.excerpt) == (LinkState.OPEN, WORDS)
    assert links_of(desk, first)["K8"].state is LinkState.REJECTED, "the first answer stands"
    answer(amira, second, "K8", "yes")
    assert links_of(desk, second)["K8"].state is LinkState.ACCEPTED


def test_a_no_in_both_can_be_changed_in_either(amira: FlaskClient, desk: Desk, two: tuple[int, int]) -> None:
    first, second = two
    answer(amira, first, "K8", "no")
    answer(amira, second, "K8", "ask")
    answer(amira, second, "K8", "no")
    answer(amira, second, "K8", "ask")
    assert links_of(desk, second)["K8"].state is LinkState.OPEN
    assert links_of(desk, first)["K8"].state is LinkState.REJECTED


def test_what_she_has_answered_here_stays_as_she_answered_it(
    amira: FlaskClient, desk: Desk, two: tuple[int, int]
) -> None:
    first, second = two
    answer(amira, second, "K8", "yes")
    answer(amira, first, "K8", "no")
    assert links_of(desk, second)["K8"].state is LinkState.ACCEPTED
    with desk.piece(second) as item:
        assert answered_elsewhere(item) == []


def test_other_words_of_the_same_text_are_asked_about_instead(amira: FlaskClient, desk: Desk) -> None:
    first, second = desk.add("first.txt", b"Nothing."), desk.add("second.txt", b"Nothing either.")
    say(desk, first, suggestion("K8", 0.9, WORDS))
    answer(amira, first, "K8", "no")
    other = {"excerpt": "upgraded the kernel", "locator": "line 9", "passage": 8, "start": 0}
    say(desk, second, {**suggestion("K8", 0.9, WORDS), "places": [other]})
    link = links_of(desk, second)["K8"]
    assert (link.excerpt, link.locator, link.passage) == ("upgraded the kernel", "line 9", 8)


def test_an_answer_outlives_the_piece_that_it_was_given_in(
    amira: FlaskClient, desk: Desk, two: tuple[int, int]
) -> None:
    first, second = two
    answer(amira, first, "K8", "no")
    amira.post(f"/portfolio/{first}/delete")
    say(desk, second, suggestion("K8", 0.9, WORDS))
    assert links_of(desk, second) == {}
    assert f"{SAID_NO} “first”, which you took out" in row_of(amira.get(f"/portfolio/{second}"), "K8")


def test_a_no_of_somebody_else_is_not_hers(
    amira: FlaskClient, callum: FlaskClient, desk: Desk, two: tuple[int, int]
) -> None:
    first, second = two
    assert answer(callum, first, "K8", "no").status_code == 404
    assert answer(callum, first, "K8", "ask").status_code == 404
    assert links_of(desk, second)["K8"].state is LinkState.OPEN


def test_what_is_not_kept_from_her_cannot_be_asked_for(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add("first.txt", b"Nothing.")
    refused = amira.post(f"/portfolio/{item_id}/links/K8", data={"decision": "ask"}, headers=JSON)
    assert refused.status_code == 409
    assert refused.json is not None
    assert (
        refused.json["error"]
        == "K8 is not suggested for this piece any more. You can choose it from the list."
    )
    assert links_of(desk, item_id) == {}


def test_while_a_piece_is_with_the_tutor_nothing_is_asked_there(
    amira: FlaskClient, desk: Desk, two: tuple[int, int]
) -> None:
    first, second = two
    amira.post(f"/portfolio/{second}/links", data={"code": "K7", "locator": "line 1"})
    desk.send(second)
    answer(amira, first, "K8", "no")
    assert SAID_NO not in amira.get(f"/portfolio/{second}").text
    assert answer(amira, second, "K8", "ask").status_code == 409
