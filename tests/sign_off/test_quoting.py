"""The words that a comment is about are those of what was sent: otherwise it comes back, and nothing of it is lost."""

import sys
from collections.abc import Callable, Iterator
from types import FrameType

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from foundation.database import db
from sign_off.models import Comment, Decision, Review
from sign_off.reviews.quoting import stands_in
from tests.cast import Cast
from tests.portfolio.conftest import fields_of
from tests.sign_off.conftest import new_subject
from tests.sign_off.guides import Shelf
from tests.sign_off.pages import words_of

GONE = "I skipped the test."
COMMENT = {"body": "Why so?", "excerpt": GONE, "locator": "p. 3"}
NOT_THERE = "These words are not in what was sent. It was changed since you opened the page"
PASSAGES = [
    "Patching | March",
    "I patched 46 servers & waited.",
    "Then I checked each of them.",
    "Done.",
]
NAMES = ["Patch compliance", "Runbook.pdf", "What I tested"]


@pytest.fixture
def sent(app: Flask, cast: Cast, amira: FlaskClient, shelf: Shelf) -> int:
    with app.app_context(), db.transaction():
        subject = new_subject(cast).id
    amira.post(f"/subjects/{subject}/submit")
    return subject


def comments(app: Flask) -> list[tuple[str, str, str]]:
    with app.app_context(), db.transaction() as session:
        return [(one.body, one.excerpt, one.locator) for one in session.scalars(select(Comment))]


def typed_in(answer: TestResponse) -> dict[str, str]:
    """What stands in the fields that can be seen, by their names."""
    page = html5lib.parse(answer.text, namespaceHTMLElements=False)
    boxes = {box.get("name", ""): "".join(box.itertext()).strip() for box in page.iter("textarea")}
    lines = {one.get("name", ""): one.get("value", "") for one in page.iter("input") if not one.get("type")}
    return boxes | lines


def test_a_comment_on_words_that_are_not_there_comes_back_whole(
    app: Flask, ben: FlaskClient, sent: int
) -> None:
    answer = ben.post(f"/subjects/{sent}/comments", data={**COMMENT, "note": "Nearly."})
    assert NOT_THERE in words_of(answer, 422)
    assert typed_in(answer) == {"body": "Why so?", "excerpt": GONE}
    assert 'name="note" value="Nearly."' in answer.text
    assert 'name="comment" value="whole"' in answer.text
    assert comments(app) == []


def test_words_that_are_too_many_to_quote_come_back_whole_and_can_be_left_out(
    app: Flask, ben: FlaskClient, sent: int
) -> None:
    page = f"/subjects/{sent}/comments"
    too_many = {**COMMENT, "excerpt": "y" * 2001, "note": "Nearly."}
    answer = ben.post(page, data=too_many)
    said = "This is 2,001 characters, 1 too many: 2,000 is the most. Quote its first sentence alone"
    assert said in words_of(answer, 422)
    assert typed_in(answer) == {"body": "Why so?", "excerpt": "y" * 2001}
    assert 'name="note" value="Nearly."' in answer.text
    ben.post(page, data={**too_many, "comment": "whole"})
    assert comments(app) == [("Why so?", "", "")]


def test_it_can_be_sent_on_the_whole_instead_or_on_words_that_are_there(
    app: Flask, ben: FlaskClient, sent: int
) -> None:
    ben.post(f"/subjects/{sent}/comments", data={**COMMENT, "comment": "whole"})
    ben.post(f"/subjects/{sent}/comments", data={"body": "Who?", "excerpt": "it was  approved"})
    assert comments(app) == [("Why so?", "", ""), ("Who?", "it was  approved", "")]


@pytest.mark.parametrize("nothing", ["", "x" * 5001])
def test_that_it_goes_on_the_whole_is_kept_while_the_comment_is_put_right(
    app: Flask, ben: FlaskClient, sent: int, nothing: str
) -> None:
    chosen = {**COMMENT, "body": nothing, "note": "Nearly.", "comment": "whole"}
    page = ben.post(f"/subjects/{sent}/comments", data=chosen)
    assert f"It goes on the whole, without the words that you had it on: {GONE}" in words_of(page, 422)
    ben.post(f"/subjects/{sent}/comments", data={**fields_of(page), "body": "Why so?"})
    assert comments(app) == [("Why so?", "", "")]


def test_a_decision_keeps_that_its_comment_goes_on_the_whole(app: Flask, ben: FlaskClient, sent: int) -> None:
    accept = f"/subjects/{sent}/accept"
    page = ben.post(accept, data={**COMMENT, "body": "x" * 5001, "comment": "whole", "round": "1"})
    assert f"It goes on the whole, without the words that you had it on: {GONE}" in words_of(page, 422)
    assert 'value="whole"' in page.text and 'value="leave"' in page.text and 'value="send"' not in page.text
    data = {**fields_of(page), "body": "Why so?", "comment": "whole"}
    assert ben.post(accept, data=data).status_code == 302
    assert comments(app) == [("Why so?", "", "")]


def test_what_the_browser_sends_again_is_known_whatever_was_changed_since(
    app: Flask, ben: FlaskClient, sent: int, shelf: Shelf
) -> None:
    data = {"body": "Who?", "excerpt": "It was approved.", "once": "a page of Ben's"}
    ben.post(f"/subjects/{sent}/comments", data=data)
    shelf.said = []
    assert ben.post(f"/subjects/{sent}/comments", data=data).status_code == 302
    assert len(comments(app)) == 1


def test_a_decision_waits_while_its_comment_is_about_words_that_are_not_there(
    app: Flask, ben: FlaskClient, sent: int
) -> None:
    accept = f"/subjects/{sent}/accept"
    asks = ben.post(accept, data={**COMMENT, "note": "Well done.", "comment": "send", "round": "1"})
    assert NOT_THERE in words_of(asks, 422)
    assert typed_in(asks) == {"body": "Why so?", "excerpt": GONE, "note": "Well done."}
    assert comments(app) == []
    assert (
        ben.post(accept, data={**COMMENT, "note": "Well done.", "comment": "whole", "round": "1"}).status_code
        == 302
    )
    assert comments(app) == [("Why so?", "", "")]
    with app.app_context(), db.transaction() as session:
        review = session.scalars(select(Review)).one()
        assert (review.decision, review.note) == (Decision.ACCEPTED, "Well done.")


def test_titles_names_and_the_card_can_be_quoted_too(app: Flask, ben: FlaskClient, sent: int) -> None:
    for words in ("compliance runbook", "Patch runbook.pdf", "The runbook I wrote"):
        assert ben.post(f"/subjects/{sent}/comments", data={"body": "?", "excerpt": words}).status_code == 302
    assert len(comments(app)) == 3


@pytest.mark.parametrize(
    "words",
    [
        "I patched 46 servers & waited.",
        "patched\n46 ser",  # a selection begins and ends where the pointer was let go
        "PATCHING March",  # capitals on the page, and cells without their bar
        "46 servers & waited. 2 Then I checked",  # from one row into the next, with its number
        "servers & waited. Runbook.pdf Page 1 of 3 Then I checked each",  # past its foot
        "& waited. Page 1 of 3 as it looks Runbook.pdf Page 1 of 3 Then I",  # and past the picture of it
        "& waited. What I tested 1,412 words Then I checked each of them. 3 Done.",  # from section to section
        "I patched 46 servers & waited. 17 Then I checked each of them. 18 Do",
        "&",
    ],
)
def test_what_a_page_lets_her_select_is_found(words: str) -> None:
    assert stands_in(words, PASSAGES, NAMES)


def test_a_number_of_a_row_is_told_from_one_that_stands_in_it() -> None:
    rows = ["Servers", "46", "12 waited", "Done", "Done", "Done, all"]
    for words in ("Servers 1 46 2 12 waited", "6 2 12 waited", "Servers 46 12 wai", "Done 5 Done 6 Done, al"):
        assert stands_in(words, rows)
    assert not stands_in("Servers 46 13 waited", rows[:1] + rows[2:])


@pytest.mark.parametrize(
    "words",
    [
        "I patched 64 servers & waited.",
        "I patched all 46 servers",
        "I waited.",
        "46 servers & waited. Then I deleted each of them.",
        "Then I checked each of them. I patched 46 servers",
        "I patched 46 servers & waited. I skipped the test. Then I checked each of them.",
        "46 servers & waited. Not Then I checked",
        "46 servers & waited. Page 1 of 3 never Then I checked",
        "46 servers & waited. On page 3 Then I checked",
        "46 servers & waited. Runbook Then I checked",  # its name, but not all of it
        "46 servers & waited. 12345678 Then I checked",  # no row has such a number
        "patched Page 1 of 3 46 servers",  # within a passage
        "I patched 46 servers & waited. Page 1 of 3",  # and nothing after it
        "46 servers & waited. Page 1 of 3 Done.",  # a passage left out
        "→",
        "I patched\0 64",
    ],
)
def test_what_was_changed_is_not(words: str) -> None:
    assert not stands_in(words, PASSAGES, NAMES)


@pytest.fixture
def calls() -> Iterator[Callable[[], int]]:
    """How many functions were called since, of Python's own too: what a search costs, on a machine of any speed."""
    count, before = 0, sys.getprofile()

    def note(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    yield lambda: count
    sys.setprofile(before)


@pytest.mark.parametrize(
    ("words", "passages"),
    [
        ("ok " * 660 + "q", ["ok"] * 20_000),
        ("ok 1 " * 400 + "q", ["ok"] * 20_000),
        ("1" * 1990 + "q", ["1"] * 20_000),
        ("1" * 1990 + "q", ["1" * 1900 + "2"] * 2_000),
        ("page 1 of 1 " * 160 + "q", ["page 1 of 1"] * 20_000),
    ],
    ids=["short lines", "with the number of a row", "digits", "long digits", "labels"],
)
def test_a_file_that_can_be_read_in_endless_ways_is_given_up(
    words: str, passages: list[str], calls: Callable[[], int]
) -> None:
    assert not stands_in(words, passages)
    assert calls() < 60_000


def test_a_long_file_is_not_gone_through_passage_by_passage(calls: Callable[[], int]) -> None:
    passages = [f"On day {day} I patched {day * 7} servers, and waited." for day in range(60_000)]
    first, then = passages[50_000], passages[50_001]
    for between in (" ", " 17 ", " Page 7 of 9 "):
        assert stands_in(first[10:] + between + then[:20], passages)
    for between in (" It was not so. ", " Page 7 of none ", " 12345678 "):
        assert not stands_in(first[10:] + between + then[:20], passages)
    assert calls() < 120_000, "twice for each passage, in six searches"
