import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from foundation.clock import today
from foundation.database import db
from foundation.outbox import Mail, postbox
from sign_off import subjects
from sign_off.links.state import LinkState
from sign_off.models import WitnessStatement
from sign_off.witness.services import Observation, digest_of_observation
from tests.sign_off.conftest import Desk
from tests.sign_off.guides import Shelf
from tests.sign_off.pages import links_of, words_of

SEEN = (
    "Amira isolated the failed switch, fitted the spare and tested each port. All 24 ports came up at 10:40."
)
OPINION = "I think Amira is a brilliant apprentice and a real asset to the team."
ANSWER = {
    "what": SEEN,
    "place": "Comms room B",
    "seen_on": ["12", "3", "2026"],
    "name": "Dana Novak",
    "job_title": "IT service manager",
    "relationship": "Line manager since January 2025",
    "boxes": ["1"],
}


@pytest.fixture
def signed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the room that adopts witness statements was told."""
    told: list[str] = []
    monkeypatch.setattr(subjects, "_witness_hooks", {})
    subjects.on_witness_signed("tests", lambda witness_statement: told.append(witness_statement.what))
    yield told


@pytest.fixture
def token(desk: Desk, signed: list[str]) -> str:
    return desk.witness_link()


def write(browser: FlaskClient, token: str, **changes: object) -> TestResponse:
    return browser.post(f"/w/{token}", data={**ANSWER, **changes})


def the_statement(app: Flask) -> WitnessStatement:
    with app.app_context(), db.transaction():
        return db.session.scalars(select(WitnessStatement)).one()


def test_the_witness_reads_what_is_asked_and_what_the_plan_wants(nobody: FlaskClient, token: str) -> None:
    words = words_of(nobody.get(f"/w/{token}"))
    for said in (
        "What did you see Amira do?",
        "I replaced the failed switch in comms room B.",
        "should focus on direct observation of performance",
        "What you saw rather than what you think of it.",
        "A relative should not sign",
    ):
        assert said in words


def test_the_words_are_the_witnesss_own(nobody: FlaskClient, token: str) -> None:
    html = nobody.get(f"/w/{token}").get_data(as_text=True)
    found = re.search(r'<textarea[^>]*id="what"[^>]*>\s*</textarea>', html)
    assert found is not None, "nothing is written beforehand"


def test_what_was_seen_is_signed_and_becomes_evidence(
    app: Flask, nobody: FlaskClient, token: str, desk: Desk, signed: list[str]
) -> None:
    answer = write(nobody, token)
    assert answer.location == f"/w/{token}/receipt"
    words = words_of(nobody.get(answer.location))
    for said in (SEEN, "Comms room B", "12 March 2026", "Dana Novak, IT service manager"):
        assert said in words
    assert signed == [SEEN]
    assert desk.state_of(token) is LinkState.SIGNED
    found = the_statement(app)
    said_by_dana = Observation(
        SEEN,
        "Comms room B",
        date(2026, 3, 12),
        "Dana Novak",
        "IT service manager",
        "Line manager since January 2025",
    )
    assert found.digest == digest_of_observation(found.about, said_by_dana)
    copy = nobody.get(f"/w/{token}/copy")
    assert copy.headers["Content-Disposition"].startswith("attachment")
    assert SEEN in copy.get_data(as_text=True)
    assert found.digest in copy.get_data(as_text=True)


def test_an_opinion_is_shown_before_it_is_signed_and_may_stay(
    nobody: FlaskClient, token: str, desk: Desk, signed: list[str]
) -> None:
    answer = write(nobody, token, what=OPINION)
    words = words_of(answer, 422)
    assert "Before you sign, look at this once more" in words
    assert "Nothing is signed yet, and nothing you wrote is lost." in words
    assert "Sign it as it is" in words
    assert signed == []
    again = re.search(r'name="hints_for"[^>]*value="([0-9a-f]{64})"', answer.get_data(as_text=True))
    assert again is not None
    assert OPINION in answer.get_data(as_text=True)
    assert write(nobody, token, what=OPINION, hints_for=again[1]).status_code == 302
    assert signed == [OPINION]


def test_words_changed_after_the_hints_are_looked_at_anew(nobody: FlaskClient, token: str) -> None:
    first = write(nobody, token, what=OPINION)
    again = re.search(r'name="hints_for"[^>]*value="([0-9a-f]{64})"', first.get_data(as_text=True))
    assert again is not None
    other = f"{OPINION} She is excellent."
    assert "Before you sign" in words_of(write(nobody, token, what=other, hints_for=again[1]), 422)
    assert write(nobody, token, what=SEEN, hints_for=again[1]).status_code == 302


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"what": ""}, "Write what you saw, in your own words."),
        ({"place": " "}, "Say where you saw it"),
        ({"seen_on": ["", "", ""]}, "Enter the day on which you saw it"),
        ({"seen_on": ["31", "2", "2026"]}, "Enter the day on which you saw it"),
        ({"seen_on": ["x"]}, "Enter the day on which you saw it"),
        ({"name": "amira hussain"}, "Enter your own name."),
        ({"boxes": []}, "Tick the box once you have read it."),
    ],
)
def test_a_form_that_is_not_whole_keeps_what_was_written(
    nobody: FlaskClient, token: str, desk: Desk, changes: dict[str, object], said: str
) -> None:
    answer = write(nobody, token, **changes)
    assert said in words_of(answer, 422)
    if "what" not in changes:
        assert SEEN in answer.get_data(as_text=True)
    assert desk.state_of(token) is LinkState.LIVE


def test_what_must_be_put_right_is_listed_in_the_order_of_the_page(nobody: FlaskClient, token: str) -> None:
    answer = write(nobody, token, **dict.fromkeys(ANSWER, ""))
    fields = ["what", "place", "seen_on", "name", "job_title", "relation", "boxes"]
    assert [link[1:] for link in links_of(answer) if link[1:] in fields] == fields


def test_a_day_that_has_not_come_was_not_seen(nobody: FlaskClient, token: str) -> None:
    tomorrow = today() + timedelta(days=1)
    parts = [str(tomorrow.day), str(tomorrow.month), str(tomorrow.year)]
    assert "That day has not come yet." in words_of(write(nobody, token, seen_on=parts), 422)


@pytest.mark.parametrize(
    "state", [LinkState.DECLINED, LinkState.PASSED_ON, LinkState.WITHDRAWN, LinkState.EXPIRED]
)
@pytest.mark.parametrize("page", ["", "/receipt", "/copy"])
def test_a_closed_link_writes_nothing(
    nobody: FlaskClient, token: str, desk: Desk, shelf: Shelf, state: LinkState, page: str
) -> None:
    desk.bring(token, state, shelf)
    words_of(nobody.get(f"/w/{token}{page}"), 410)
    assert write(nobody, token).status_code == 410
    assert desk.state_of(token) is state


def test_a_used_link_shows_what_was_signed_and_takes_no_more(nobody: FlaskClient, token: str) -> None:
    write(nobody, token)
    closed = nobody.get(f"/w/{token}")
    assert "You have signed this" in words_of(closed, 410)
    assert f"/w/{token}/receipt" in closed.get_data(as_text=True)
    assert write(nobody, token, what="Something else").status_code == 410


def test_an_unknown_token_is_unknown_here_too(nobody: FlaskClient, token: str) -> None:
    for page in ("", "/receipt", "/copy"):
        assert "We do not know this link" in words_of(nobody.get(f"/w/not-{token}{page}"), 404)


def test_the_apprentice_never_writes_it(amira: FlaskClient, token: str, desk: Desk) -> None:
    assert amira.get(f"/w/{token}").status_code == 403
    assert write(amira, token).status_code == 403
    assert desk.state_of(token) is LinkState.LIVE


def test_a_link_for_a_signature_leads_to_its_own_page(nobody: FlaskClient, desk: Desk) -> None:
    desk.sign_first()
    token = desk.link()
    assert nobody.get(f"/w/{token}").location == f"/s/{token}"
    assert nobody.get(f"/w/{token}/receipt").status_code == 410


def test_the_witness_gets_a_copy_and_amira_word_of_it(
    app: Flask, nobody: FlaskClient, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")
    write(nobody, token)
    with app.app_context(), db.transaction():
        copy, word = db.session.scalars(select(Mail).order_by(Mail.id)).all()
    assert (copy.to, word.to) == ("dana.novak@example.org", "amira.hussain@example.org")
    assert SEEN in copy.body
    assert "Dana Novak wrote and signed" in word.body


def test_a_relative_is_asked_once_more_and_may_sign_all_the_same(
    nobody: FlaskClient, token: str, desk: Desk, app: Flask
) -> None:
    first = write(nobody, token, relationship="her uncle")
    words = words_of(first, 422)
    assert "Are you a relative or a friend?" in words
    assert desk.state_of(token) is LinkState.LIVE
    again = re.search(r'name="hints_for"[^>]*value="([0-9a-f]{64})"', first.get_data(as_text=True))
    assert again is not None
    assert write(nobody, token, relationship="her uncle", hints_for=again[1]).status_code == 302
    assert the_statement(app).witness_relationship == "her uncle"


def test_what_was_chosen_stands_before_the_witnesss_own_words(
    nobody: FlaskClient, token: str, app: Flask
) -> None:
    write(nobody, token, relation="Colleague", relationship="same desk since May")
    assert the_statement(app).witness_relationship == "Colleague, same desk since May"


def test_a_choice_alone_will_do_and_something_else_needs_words(
    nobody: FlaskClient, token: str, app: Flask
) -> None:
    assert "Say what, in your own words." in words_of(
        write(nobody, token, relation="Something else", relationship=""), 422
    )
    assert write(nobody, token, relation="Line manager", relationship="").status_code == 302
    assert the_statement(app).witness_relationship == "Line manager"
