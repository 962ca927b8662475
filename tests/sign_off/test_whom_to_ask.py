"""Who is asked again: the colleague whom the provider confirmed, the manager after all, or another who was set since.
And what is remembered where no mail goes and staff hand the link over."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.services import find_or_create_manager
from foundation.database import db
from foundation.outbox import Mail, postbox, send_mail
from gateway.requirements import list_requirements
from sign_off.links.services import confirm_colleague
from sign_off.links.state import LinkState
from sign_off.models import SigningLink, StatementKind
from tests.cast import Cast, client_of
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
    words = words_of(amira.get("/statements/"))
    assert "Ask Omar" in words
    assert "again" not in words.partition("Ask Omar")[2][:10]


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


def set_manager(olive: FlaskClient, cast: Cast, name: str, email: str) -> str:
    """Olive sets another manager for Amira. What the page says of it."""
    answer = olive.post(
        f"/administration/learners/{cast.amiras_apprenticeship}",
        data={
            "employer": "Northgate Housing Trust",
            "manager_name": name,
            "manager_email": email,
            "tutor": cast.ben,
            "started_on": ["6", "1", "2025"],
            "gateway_planned_on": ["", "", ""],
        },
        follow_redirects=True,
    )
    assert answer.status_code == 200
    return words_of(answer)


def test_the_links_of_the_former_manager_stop_working_when_the_provider_sets_another(
    nobody: FlaskClient,
    olive: FlaskClient,
    ben: FlaskClient,
    amira: FlaskClient,
    cast: Cast,
    page: str,
    desk: Desk,
) -> None:
    desk.sign_first()
    signing, witness = desk.link(), desk.witness_link()
    assert "Dana’s link no longer works. Ask Rita on Amira’s page of statements." in set_manager(
        olive, cast, "Rita Osei", "rita@example.org"
    )
    for path in (f"/s/{signing}", f"/w/{witness}"):
        words = words_of(nobody.get(path), 410)
        assert "This link was withdrawn" in words
        assert "Ask Ben Carter, Amira’s tutor, about it." in words
    assert nobody.post(f"/s/{signing}/decline", data={"reason": "Not his work."}).status_code == 410
    home = words_of(ben.get("/"))
    assert "Two things wait for you" in home
    assert "Ask Rita to sign: Dana’s link no longer works" in home
    assert words_of(ben.get(page)).count("that link no longer works. Ask Rita now.") == 2
    assert "Ask Rita" in words_of(amira.get("/statements/"))
    ben.post(f"{page}/portfolio/link")
    assert "One thing waits for you" in words_of(ben.get("/"))


def test_the_link_of_a_colleague_goes_with_the_manager_who_named_her(
    nobody: FlaskClient, olive: FlaskClient, cast: Cast, priyas: str
) -> None:
    said = set_manager(olive, cast, "Rita Osei", "rita@example.org")
    assert "Priya’s link no longer works. Ask Rita on Amira’s page of statements." in said
    assert "This link was withdrawn" in words_of(nobody.get(f"/s/{priyas}"), 410)


def test_nobody_set_any_more_leaves_no_link_that_signs(
    nobody: FlaskClient, olive: FlaskClient, ben: FlaskClient, cast: Cast, page: str, desk: Desk
) -> None:
    desk.sign_first()
    token = desk.link()
    assert "Set another manager, who can be asked then." in set_manager(olive, cast, "", "")
    assert nobody.get(f"/s/{token}").status_code == 410
    assert ben.get(page).status_code == 200


def test_a_name_put_right_leaves_the_link(
    nobody: FlaskClient, olive: FlaskClient, cast: Cast, desk: Desk
) -> None:
    desk.sign_first()
    token = desk.link()
    assert "no longer works" not in set_manager(olive, cast, "Dana Nováková", "dana.novak@example.org")
    assert nobody.get(f"/s/{token}").status_code == 200


def test_a_mail_that_was_not_taken_yet_does_not_go_to_the_former_manager(
    app: Flask, olive: FlaskClient, cast: Cast, page: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postbox, "url", "smtp://mail.example.org")
    desk.sign_first()
    client_of(app, cast.ben).post(f"{page}/portfolio/link")
    set_manager(olive, cast, "Rita Osei", "rita@example.org")
    taken: list[object] = []
    monkeypatch.setattr(postbox, "deliver", taken.append)
    with app.app_context(), db.transaction():
        mail = db.session.scalars(select(Mail).where(Mail.to == "dana.novak@example.org")).one()
        send_mail(mail.id)
        assert (mail.body, mail.settled_at is not None) == ("", True)
    assert not taken
