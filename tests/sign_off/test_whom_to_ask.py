"""Who is asked again: the colleague whom the provider confirmed, the manager after all, or another who was set since.
And what is remembered where no mail goes and staff hand the link over."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.services import find_or_create_manager
from foundation.database import db
from foundation.outbox import postbox
from gateway.requirements import list_requirements
from sign_off.links.services import confirm_colleague
from sign_off.links.state import LinkState
from sign_off.models import SigningLink, StatementKind
from tests.cast import Cast
from tests.sign_off.conftest import Desk, apprenticeship_of, person, token_of
from tests.sign_off.guides import Shelf
from tests.sign_off.pages import words_of
from tests.sign_off.test_statements_page import digest_on

pytestmark = pytest.mark.usefixtures("shelf")


@pytest.fixture
def page(cast: Cast) -> str:
    return f"/learners/{cast.amiras_apprenticeship}/statements"


def confirm_priya(app: Flask, cast: Cast) -> str:
    """Ben confirms the colleague to whom Dana passed the newest link on. The token of hers."""
    with app.app_context(), db.transaction():
        newest = db.session.scalars(select(SigningLink).order_by(SigningLink.id.desc()).limit(1)).one()
        return token_of(confirm_colleague(person(cast.ben), newest))


@pytest.fixture
def priyas(app: Flask, cast: Cast, desk: Desk, shelf: Shelf) -> str:
    """The link of Priya Shah, whom Dana named and Ben confirmed for the portfolio statement."""
    desk.sign_first()
    desk.bring(desk.link(), LinkState.PASSED_ON, shelf)
    return confirm_priya(app, cast)


def asked_last(app: Flask) -> str:
    with app.app_context(), db.transaction():
        return (
            db.session.scalars(select(SigningLink).order_by(SigningLink.id.desc()).limit(1))
            .one()
            .manager.name
        )


def test_a_colleague_who_declined_is_asked_again(
    app: Flask, amira: FlaskClient, ben: FlaskClient, page: str, priyas: str, desk: Desk, shelf: Shelf
) -> None:
    desk.bring(priyas, LinkState.DECLINED, shelf)
    assert "Ask Priya again" in words_of(amira.get("/statements/"))
    words = words_of(ben.get(page))
    assert "Ask Priya again" in words
    assert "Ask Dana instead" in words
    assert "to priya.shah@example.org and to nobody else" in words_of(ben.post(f"{page}/portfolio/link"))
    assert asked_last(app) == "Priya Shah"


def test_ben_can_ask_the_manager_after_all_and_then_she_is_the_one(
    app: Flask, ben: FlaskClient, page: str, priyas: str, desk: Desk, shelf: Shelf
) -> None:
    desk.bring(priyas, LinkState.DECLINED, shelf)
    answer = ben.post(f"{page}/portfolio/link", data={"whom": "manager"})
    assert "to dana.novak@example.org and to nobody else" in words_of(answer)
    words = words_of(ben.get(page))
    assert "Ask Dana again" in words
    assert "instead" not in words


def test_what_became_void_is_signed_again_by_the_colleague_who_was_asked(
    app: Flask, amira: FlaskClient, ben: FlaskClient, page: str, priyas: str, desk: Desk, shelf: Shelf
) -> None:
    shelf.change_file(1, b"another runbook")
    assert "reads it and signs again; then the employer is asked again." in words_of(ben.get(page))
    amira.post("/statements/portfolio", data={"digest": digest_on(amira), "boxes": ["1"]})
    words = words_of(amira.get("/statements/"))
    assert "Priya has not been asked yet." in words
    assert "Ask Priya" in words
    ben.post(f"{page}/portfolio/link")
    assert asked_last(app) == "Priya Shah"


def test_once_the_provider_sets_another_manager_he_is_asked(
    app: Flask, amira: FlaskClient, cast: Cast, priyas: str, desk: Desk, shelf: Shelf
) -> None:
    desk.bring(priyas, LinkState.DECLINED, shelf)
    with app.app_context(), db.transaction():
        amiras = apprenticeship_of(cast)
        amiras.manager = find_or_create_manager(amiras.employer, "Omar Aziz", "omar@example.org")
    assert "Ask Omar again" in words_of(amira.get("/statements/"))


def test_a_colleague_who_is_a_witness_is_asked_again(
    app: Flask, amira: FlaskClient, ben: FlaskClient, page: str, cast: Cast, desk: Desk, shelf: Shelf
) -> None:
    desk.bring(desk.witness_link(), LinkState.PASSED_ON, shelf)
    desk.bring(confirm_priya(app, cast), LinkState.DECLINED, shelf)
    assert "Ask Priya again" in words_of(amira.get("/witness-statements/"))
    assert "Ask Dana instead" in words_of(ben.get(page))
    ben.post(f"{page.removesuffix('statements')}witness-statements/1/link")
    assert asked_last(app) == "Priya Shah"


def test_that_she_asked_is_remembered_until_the_link_is_made(
    amira: FlaskClient, ben: FlaskClient, page: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.sign_first()
    amira.post("/statements/portfolio/ask")
    for _ in range(2):  # the message at the top is gone at the second look
        words = words_of(amira.get("/statements/"))
    assert "You asked on" in words
    assert "No mail goes from here, so Ben hands Dana the link." in words
    assert "Ask Dana Portfolio statement" not in words
    assert "make the link and hand it to Dana" in words_of(ben.get(page))
    with monkeypatch.context() as mails:  # once a mail server is set, she can ask for herself
        mails.setattr(postbox, "url", "smtp://localhost:25")
        assert "Ask Dana Portfolio statement" in words_of(amira.get("/statements/"))
    ben.post(f"{page}/portfolio/link")
    words = words_of(amira.get("/statements/"))
    assert "You asked on" not in words
    assert "Dana was asked on" in words


def test_who_asks_again_for_a_link_that_got_lost_stands_in_bens_queue(
    amira: FlaskClient, ben: FlaskClient, desk: Desk
) -> None:
    desk.sign_first()
    desk.link()
    assert "Nothing waits for you" in ben.get("/").text
    amira.post("/statements/portfolio/ask")
    assert "Give Dana the link to sign" in ben.get("/").text
    assert "to hand Dana the link" in amira.get("/").text


def test_a_witness_statement_says_who_hands_the_link_over(amira: FlaskClient) -> None:
    amira.post("/witness-statements/", data={"about": "I rebuilt forty laptops."})
    words = words_of(amira.get("/witness-statements/"))
    assert "No mail goes from here, so Ben hands Dana the link." in words


def test_who_decides_is_named_on_the_row_of_the_decision(
    app: Flask, cast: Cast, desk: Desk, shelf: Shelf
) -> None:
    desk.bring(desk.link(StatementKind.READINESS), LinkState.PASSED_ON, shelf)
    confirm_priya(app, cast)
    with app.app_context(), db.transaction():
        who = {one.requirement.id: one.who for one in list_requirements(apprenticeship_of(cast), [])}
    assert who["employer_decision"] == "Priya"
