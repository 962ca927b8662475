import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sign_off.links.state import LinkState
from sign_off.models import StatementKind
from tests.cast import Cast, client_of
from tests.sign_off.conftest import Desk
from tests.sign_off.guides import Shelf
from tests.sign_off.pages import links_of, words_of

CLOSED = {
    LinkState.SIGNED: "You have signed this",
    LinkState.DECLINED: "You said that something is not right",
    LinkState.PASSED_ON: "You passed this on to Priya Shah",
    LinkState.WITHDRAWN: "ask Ben Carter, Amira’s tutor, for it",
    LinkState.EXPIRED: "This link has run out",
    LinkState.CHANGED: "Amira changed “Patch runbook.pdf” in piece 1.",
}
PAGES = ("", "/files/f1", "/decline", "/pass-on", "/receipt", "/copy", "/answered")
ANSWER = {
    "name": " Dana Novak ",
    "job_title": "IT service manager",
    "relationship": "Line manager since January 2025",
    "boxes": ["1", "2"],
}


@pytest.fixture
def token(desk: Desk) -> str:
    """A link by which Dana can sign: Amira has signed."""
    desk.sign_first()
    return desk.link()


def sign(browser: FlaskClient, token: str, **changes: object) -> TestResponse:
    return browser.post(f"/s/{token}", data={**ANSWER, **changes})


def test_dana_reads_in_plain_words_what_she_is_asked(nobody: FlaskClient, token: str) -> None:
    words = words_of(nobody.get(f"/s/{token}"))
    for said in (
        "For Dana Novak, Northgate Housing Trust",
        "Is this Amira’s own work?",
        "You need no account.",
        "Amira Hussain signed on",
        "The two pieces",
        "Patch compliance runbook Document, 6 pages",
        "The runbook I wrote",
        "valid and attributable to the apprentice; the portfolio of evidence should contain a statement",
        "Questions? Ask Ben Carter, Amira’s tutor",
        "Opening it uses nothing up",
    ):
        assert said in words


def test_the_page_has_her_name_ready_and_no_box_ticked(nobody: FlaskClient, token: str) -> None:
    html = nobody.get(f"/s/{token}").get_data(as_text=True)
    assert 'value="Dana Novak"' in html
    assert 'value="IT service manager"' in html
    assert html.count('type="checkbox"') == 2
    assert not re.search(r"<input[^>]* checked", html)
    assert 'class="govuk-service-navigation' not in html


def test_opening_uses_nothing_up(nobody: FlaskClient, token: str, desk: Desk) -> None:
    for _ in range(3):
        assert nobody.get(f"/s/{token}").status_code == 200
        assert nobody.head(f"/s/{token}").status_code == 200
        assert nobody.options(f"/s/{token}").status_code == 200
    assert desk.state_of(token) is LinkState.LIVE


def test_dana_signs_and_gets_a_receipt_and_a_copy(nobody: FlaskClient, token: str, desk: Desk) -> None:
    answer = sign(nobody, token)
    assert answer.location == f"/s/{token}/receipt"
    assert desk.state_of(token) is LinkState.SIGNED
    words = words_of(nobody.get(answer.location))
    for said in ("Dana Novak, IT service manager", "Line manager since January 2025", "this link is used up"):
        assert said in words
    copy = nobody.get(f"/s/{token}/copy")
    assert copy.headers["Content-Disposition"].startswith("attachment")
    assert copy.mimetype == "text/plain"
    for said in ("Amira Hussain", "Patch runbook.pdf", "SHA-256", "Dana Novak, IT service manager"):
        assert said in copy.get_data(as_text=True)


def test_the_receipt_stays_for_fourteen_days(nobody: FlaskClient, desk: Desk) -> None:
    token = desk.signed_link()
    assert f"/s/{token}/receipt" in links_of(nobody.get(f"/s/{token}"))
    desk.age(token, days=14)
    closed = nobody.get(f"/s/{token}/receipt")
    assert "You have signed this" in words_of(closed, 410)
    assert f"/s/{token}/receipt" not in links_of(closed)
    words_of(nobody.get(f"/s/{token}/copy"), 410)


def test_a_used_link_does_not_sign_again(nobody: FlaskClient, desk: Desk) -> None:
    token = desk.signed_link()
    assert "You have signed this" in words_of(sign(nobody, token), 410)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " "}, "Enter your full name."),
        ({"name": "Amira Hussain"}, "This is for somebody else than Amira Hussain to sign."),
        ({"job_title": ""}, "Enter your job title"),
        ({"relationship": ""}, "Say how you know this work"),
        ({"boxes": ["1"]}, "Tick each box once you have read it."),
        ({"boxes": []}, "Tick each box once you have read it."),
        ({"boxes": ["1", "1"]}, "Tick each box once you have read it."),
        ({"boxes": ["1", "7"]}, "Tick each box once you have read it."),
    ],
)
def test_a_form_that_is_not_whole_signs_nothing_and_keeps_what_was_typed(
    nobody: FlaskClient, token: str, desk: Desk, changes: dict[str, object], said: str
) -> None:
    answer = sign(nobody, token, **{"relationship": "Her mentor", **changes})
    words = words_of(answer, 422)
    assert "There is something to put right" in words
    assert said in words
    if "relationship" not in changes:
        assert 'value="Her mentor"' in answer.get_data(as_text=True)
    assert desk.state_of(token) is LinkState.LIVE


def test_what_must_be_put_right_is_listed_in_the_order_of_the_page(nobody: FlaskClient, token: str) -> None:
    answer = sign(nobody, token, name="", job_title="", relationship="", boxes=[])
    wrong = [link for link in links_of(answer) if link in ("#name", "#job_title", "#relation", "#boxes")]
    assert wrong == ["#name", "#job_title", "#relation", "#boxes"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("state", CLOSED)
def test_a_closed_link_says_what_happened_and_what_to_do(
    nobody: FlaskClient, token: str, desk: Desk, shelf: Shelf, state: LinkState, page: str
) -> None:
    if state is LinkState.SIGNED:
        assert sign(nobody, token).status_code == 302
    else:
        desk.bring(token, state, shelf)
    open_still = {
        LinkState.SIGNED: ("/receipt", "/copy"),
        LinkState.DECLINED: ("/answered",),
        LinkState.PASSED_ON: ("/answered",),
    }
    answer = nobody.get(f"/s/{token}{page}")
    if page in open_still.get(state, ()):
        assert answer.status_code == 200
    else:
        words = words_of(answer, 410)
        assert CLOSED[state] in words
        assert "Questions? Ask Ben Carter" in words


@pytest.mark.parametrize("page", ("", "/decline", "/pass-on"))
@pytest.mark.parametrize("state", CLOSED)
def test_a_closed_link_takes_no_answer(
    nobody: FlaskClient, token: str, desk: Desk, shelf: Shelf, state: LinkState, page: str
) -> None:
    desk.bring(token, state, shelf)
    data = {**ANSWER, "reason": "No", "email": "a@example.org"}
    assert nobody.post(f"/s/{token}{page}", data=data).status_code == 410
    assert desk.state_of(token) is state


@pytest.mark.parametrize("page", ("/receipt", "/copy", "/answered"))
def test_a_live_link_has_no_receipt_yet(nobody: FlaskClient, token: str, page: str) -> None:
    assert nobody.get(f"/s/{token}{page}").status_code == 410


@pytest.mark.parametrize("page", PAGES)
def test_a_token_that_was_never_given_out_is_unknown(nobody: FlaskClient, token: str, page: str) -> None:
    mistyped = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert "We do not know this link" in words_of(nobody.get(f"/s/{mistyped}{page}"), 404)


def test_the_apprentice_cannot_sign_for_dana_in_her_own_browser(
    amira: FlaskClient, token: str, desk: Desk
) -> None:
    assert "for somebody who saw your work, not for you" in words_of(amira.get(f"/s/{token}"), 403)
    assert sign(amira, token).status_code == 403
    assert desk.state_of(token) is LinkState.LIVE


def test_a_link_for_a_witness_statement_leads_to_its_own_page(nobody: FlaskClient, desk: Desk) -> None:
    token = desk.witness_link()
    assert nobody.get(f"/s/{token}").location == f"/w/{token}"
    assert nobody.get(f"/s/{token}/files/f1").status_code == 404
    assert nobody.get(f"/s/{token}/receipt").status_code == 410


def test_the_decision_shows_the_duties_and_the_plans_own_words(nobody: FlaskClient, desk: Desk) -> None:
    words = words_of(nobody.get(f"/s/{desk.link(StatementKind.READINESS)}"))
    assert "Is Amira ready for the final assessment?" in words
    assert "The employer may take advice" in words
    assert "Duty 1" in words


def test_what_is_typed_is_shown_as_words_and_never_as_markup(nobody: FlaskClient, token: str) -> None:
    answer = sign(nobody, token, name="<script>alert(1)</script>", boxes=[])
    assert "<script>alert" not in answer.get_data(as_text=True)


def test_signing_with_csrf_on_takes_the_forms_own_token(app: Flask, token: str, desk: Desk) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    browser = client_of(app, None)
    assert sign(browser, token).status_code == 400
    assert desk.state_of(token) is LinkState.LIVE
    page = browser.get(f"/s/{token}").get_data(as_text=True)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    assert sign(browser, token, csrf_token=found[1]).status_code == 302
    assert desk.state_of(token) is LinkState.SIGNED


def test_a_page_asks_the_database_little(
    nobody: FlaskClient, token: str, cast: Cast, count_statements: list[str]
) -> None:
    count_statements.clear()
    nobody.get(f"/s/{token}")
    assert len(count_statements) <= 6


def test_a_relative_who_signs_is_asked_once_more(nobody: FlaskClient, token: str, desk: Desk) -> None:
    first = sign(nobody, token, relation="Relative or friend", relationship="")
    assert "Are you a relative or a friend?" in words_of(first, 422)
    assert "Sign it as it is" in words_of(first, 422)
    assert desk.state_of(token) is LinkState.LIVE
    (again,) = re.findall(r'name="hints_for"[^>]*value="([0-9a-f]{64})"', first.get_data(as_text=True))
    sign(nobody, token, relation="Relative or friend", relationship="", hints_for=again)
    assert desk.state_of(token) is LinkState.SIGNED
