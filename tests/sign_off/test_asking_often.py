"""How often an apprentice may have mail sent to her manager, and what becomes of what she typed."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from foundation.database import db
from foundation.extensions import limiter
from foundation.outbox import Mail, postbox
from foundation.throttle import in_words
from sign_off.links import often
from sign_off.models import WitnessStatement
from tests.cast import Cast, client_of
from tests.sign_off.conftest import Desk, apprenticeship_of
from tests.sign_off.guides import Shelf
from tests.sign_off.pages import words_of

PAGE = "/witness-statements/"
LAST = "I moved the last switch to comms room C on 14 March."


@pytest.fixture(autouse=True)
def counting(app: Flask, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Mail goes; limits are on, and so small that a test reaches them."""
    app.config["RATELIMIT_ENABLED"] = True
    limiter.init_app(app)
    monkeypatch.setattr(often, "ASKED", "3 per hour")
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")
    yield
    limiter.enabled = False


def counted(app: Flask, kind: type[Mail | WitnessStatement]) -> int | None:
    with app.app_context(), db.transaction() as session:
        return session.scalar(select(func.count()).select_from(kind))


def ask(browser: FlaskClient, times: int) -> list[int]:
    return [
        browser.post(PAGE, data={"about": f"I moved switch {number}."}).status_code for number in range(times)
    ]


def test_a_mailbox_is_not_filled_and_she_is_told_when_she_can_ask_again(
    app: Flask, amira: FlaskClient
) -> None:
    assert ask(amira, 3) == [302] * 3
    words = words_of(amira.post(PAGE, data={"about": LAST}), 422)
    assert "Dana Novak was asked often enough for now" in words
    assert re.search(r"You can ask again in \d+ minutes\.", words)
    assert (counted(app, Mail), counted(app, WitnessStatement)) == (3, 3)


def test_what_she_typed_stays_in_its_box_beside_what_she_asked_before(amira: FlaskClient) -> None:
    ask(amira, 3)
    page = amira.post(PAGE, data={"about": LAST})
    assert f"{LAST}</textarea>" in page.text
    assert "I moved switch 2." in words_of(page, 422)


def test_asking_again_counts_too(app: Flask, amira: FlaskClient) -> None:
    ask(amira, 1)
    answers = [amira.post("/witness-statements/1/ask", follow_redirects=True) for _ in range(3)]
    assert "A link is on its way to Dana Novak" in words_of(answers[1])
    words = words_of(answers[2])
    assert "Dana Novak was asked often enough for now" in words and "A link is on its way" not in words
    assert "I moved switch 0." in words, "the page she pressed it on"
    assert counted(app, Mail) == 3


def test_asking_for_a_signature_too_often_is_said_on_the_statements_page(
    app: Flask, amira: FlaskClient, desk: Desk
) -> None:
    desk.sign_first()
    ask(amira, 3)
    words = words_of(amira.post("/statements/portfolio/ask", follow_redirects=True))
    assert "Dana Novak was asked often enough for now" in words
    assert "Dana has not been asked yet." in words
    assert counted(app, Mail) == 3


def test_where_no_mail_goes_she_reads_what_waits_to_be_handed_over(
    app: Flask, amira: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postbox, "url", "")
    ask(amira, 3)
    words = words_of(amira.post(PAGE, data={"about": LAST}), 422)
    assert "You have asked for Dana Novak often enough for now, so this request was not kept." in words
    assert re.search(r"Ben has three links to hand over already. You can ask again in \d+ minutes\.", words)
    assert "sent" not in words.split("often enough")[1].split("minutes")[0]
    assert counted(app, WitnessStatement) == 3


def test_staff_and_another_apprentice_are_not_held_up(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    ask(amira, 4)
    assert ask(client_of(app, cast.callum), 1) == [302], "Dana is her manager and his"
    with app.app_context(), db.transaction():
        learner = apprenticeship_of(cast).id
    staff = client_of(app, cast.ben)
    assert staff.post(f"/learners/{learner}/witness-statements/1/link").status_code < 400


def test_a_wait_of_hours_is_said_in_hours() -> None:
    waits = (timedelta(seconds=30), timedelta(minutes=80), timedelta(hours=4, minutes=10))
    assert [in_words(wait) for wait in waits] == ["30 seconds", "80 minutes", "5 hours"]
