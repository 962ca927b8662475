import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from foundation.database import db
from foundation.outbox import Mail, postbox
from sign_off.links.state import LinkState
from sign_off.models import Signature, SigningLink
from tests.cast import Cast, client_of
from tests.sign_off.conftest import Desk
from tests.sign_off.guides import Shelf
from tests.sign_off.pages import words_of

pytestmark = pytest.mark.usefixtures("shelf")


def digest_on(browser: FlaskClient) -> str:
    page = browser.get("/statements/portfolio").get_data(as_text=True)
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def test_amira_sees_where_each_statement_stands(amira: FlaskClient) -> None:
    words = words_of(amira.get("/statements/"))
    for said in (
        "Portfolio statement Read it",
        "Report statement Read it",
        "Employer’s decision Read it",
        "You sign first, then Dana.",
        "Dana has not been asked yet.",
    ):
        assert said in words


def test_what_is_in_the_way_is_said_instead_of_a_button(amira: FlaskClient, shelf: Shelf) -> None:
    shelf.why_not.append("Not accepted yet: “Patch compliance runbook”. Send it.")
    words = words_of(amira.get("/statements/"))
    assert "Not yet, because: Not accepted yet" in words
    assert "Read and sign" not in words
    assert 'name="digest"' not in amira.get("/statements/portfolio").get_data(as_text=True)


def test_amira_reads_looks_and_signs(amira: FlaskClient) -> None:
    words = words_of(amira.get("/statements/portfolio"))
    for said in (
        "I, Amira Hussain, did the work",
        "these two pieces",
        "The plan says",
        "What is said about it",
    ):
        assert said in words
    assert amira.get("/statements/portfolio/files/f1").data == b"%PDF-1.7 the runbook"
    answer = amira.post("/statements/portfolio", data={"digest": digest_on(amira), "boxes": ["1"]})
    assert answer.location == "/statements/"
    words = words_of(amira.get("/statements/"))
    assert "Signed. Now the employer can be asked." in words
    assert "One of two signed" in words
    assert "Ask Dana" in words


def test_nothing_is_signed_without_the_box(amira: FlaskClient, app: Flask) -> None:
    answer = amira.post("/statements/portfolio", data={"digest": digest_on(amira)})
    assert "Tick the box once you have read it." in words_of(answer, 422)
    with app.app_context(), db.transaction():
        assert db.session.scalars(select(Signature)).all() == []


def test_what_changed_while_she_read_is_not_signed(amira: FlaskClient, shelf: Shelf) -> None:
    digest = digest_on(amira)
    shelf.change_file(1, b"another runbook")
    answer = amira.post("/statements/portfolio", data={"digest": digest, "boxes": ["1"]})
    assert "Something changed since you opened the page." in words_of(answer, 409)


def test_amira_asks_dana_and_never_sees_the_link(amira: FlaskClient, desk: Desk, app: Flask) -> None:
    desk.sign_first()
    assert amira.post("/statements/portfolio/ask").location == "/statements/"
    words = words_of(amira.get("/statements/"))
    assert "your training provider hands Dana the link" in words
    assert "/s/" not in amira.get("/statements/").get_data(as_text=True)
    with app.app_context(), db.transaction():
        assert db.session.scalars(select(SigningLink)).all() == []


def test_where_mail_goes_dana_is_sent_the_link(
    amira: FlaskClient, desk: Desk, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")
    desk.sign_first()
    amira.post("/statements/portfolio/ask")
    page = amira.get("/statements/")
    words = words_of(page)
    assert "A link is on its way to Dana Novak, dana.novak@example.org." in words
    assert "Dana was asked on" in words
    assert "Ask Dana again" in words
    with app.app_context(), db.transaction():
        (mail,) = db.session.scalars(select(Mail)).all()
    token = mail.body.partition("/s/")[2].split()[0]
    assert token not in page.get_data(as_text=True)
    assert desk.state_of(token) is LinkState.LIVE


def test_dana_cannot_be_asked_before_amira_has_signed(amira: FlaskClient) -> None:
    assert "Amira signs first." in words_of(amira.post("/statements/portfolio/ask"), 409)


def test_the_decision_is_asked_for_without_signing(amira: FlaskClient) -> None:
    words = words_of(amira.get("/statements/readiness"))
    assert "I am content that Amira Hussain is occupationally competent" in words
    assert "Sign as" not in words
    assert amira.post("/statements/readiness/ask").status_code == 302


def test_a_change_after_signing_shows_both_signatures_void_and_why(
    amira: FlaskClient, desk: Desk, shelf: Shelf
) -> None:
    desk.signed_link()
    assert "Both have signed" in words_of(amira.get("/statements/"))
    shelf.change_file(1, b"another runbook")
    page = amira.get("/statements/")
    words = words_of(page)
    assert (
        "You changed “Patch runbook.pdf” in piece 1 after Dana Novak signed, so both signatures no longer count. "
        "Read it, sign, and ask again."
    ) in words
    assert words.count("No longer counts") == 3
    assert "Read and sign" in words
    amira.post("/statements/portfolio", data={"digest": digest_on(amira), "boxes": ["1"]})
    assert "One of two signed" in words_of(amira.get("/statements/"))


def test_several_changes_are_listed(amira: FlaskClient, desk: Desk, shelf: Shelf) -> None:
    desk.sign_first()
    shelf.change_file(1, b"another runbook")
    shelf.put("Wi-Fi survey")
    words = words_of(amira.get("/statements/"))
    assert "2 things changed after you signed, so that signature no longer counts." in words
    assert "Piece 3, “Wi-Fi survey”, was added" in words


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (LinkState.DECLINED, "Dana Novak said that something is not right: “Piece 2 was Tom’s work.”"),
        (LinkState.PASSED_ON, "Dana passed it on to Priya Shah."),
        (LinkState.EXPIRED, "has not answered; the link has run out"),
        (LinkState.WITHDRAWN, "Dana can be asked again"),
        (LinkState.LIVE, "Dana was asked on"),
    ],
)
def test_amira_reads_how_far_dana_is(
    amira: FlaskClient, desk: Desk, shelf: Shelf, state: LinkState, said: str
) -> None:
    desk.sign_first()
    token = desk.link()
    if state is not LinkState.LIVE:
        desk.bring(token, state, shelf)
    assert said in words_of(amira.get("/statements/"))


def test_a_file_that_no_statement_names_is_not_found(amira: FlaskClient) -> None:
    assert amira.get("/statements/portfolio/files/f9").status_code == 404
    assert amira.get("/statements/nothing").status_code == 404
    assert amira.get("/statements/nothing/files/f1").status_code == 404
    assert amira.post("/statements/nothing/ask").status_code == 404


@pytest.mark.parametrize("who", ["ben", "carys", "olive"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/statements/"),
        ("GET", "/statements/portfolio"),
        ("POST", "/statements/portfolio"),
        ("GET", "/statements/portfolio/files/f1"),
        ("POST", "/statements/portfolio/ask"),
        ("GET", "/witness-statements/"),
        ("POST", "/witness-statements/"),
        ("POST", "/witness-statements/1/ask"),
    ],
)
def test_these_pages_are_the_apprentices(app: Flask, cast: Cast, who: str, method: str, path: str) -> None:
    assert client_of(app, getattr(cast, who)).open(path, method=method).status_code == 403
    assert client_of(app, None).open(path, method=method).status_code == 302


def test_another_apprentice_sees_her_own_and_nothing_of_amiras(app: Flask, cast: Cast, desk: Desk) -> None:
    desk.signed_link()
    for stranger in (cast.callum, cast.stranger_apprentice):
        words = words_of(client_of(app, stranger).get("/statements/"))
        assert "Amira" not in words
        assert "You sign first" in words


def test_the_page_asks_the_database_little(
    amira: FlaskClient, desk: Desk, count_statements: list[str]
) -> None:
    desk.signed_link()
    count_statements.clear()
    amira.get("/statements/")
    assert len(count_statements) <= 12


def test_ten_links_ask_the_database_no_more_than_two(
    amira: FlaskClient, ben: FlaskClient, cast: Cast, desk: Desk, count_statements: list[str]
) -> None:
    desk.sign_first()
    asked = []
    for _ in range(2):
        desk.link()
        desk.witness_link()
    for addition in (0, 8):
        for _ in range(addition):
            desk.link()
            desk.witness_link()
        for client, page in (
            (amira, "/statements/"),
            (amira, "/witness-statements/"),
            (ben, f"/learners/{cast.amiras_apprenticeship}/statements"),
        ):
            count_statements.clear()
            assert client.get(page).status_code == 200
            asked.append(len(count_statements))
    assert asked[:3] == asked[3:]
