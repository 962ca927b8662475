"""The next step once every piece is accepted and every KSB has one: the statement, as it really stands."""

import re
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Apprenticeship, Person
from foundation.database import db
from foundation.files import files
from portfolio import services
from portfolio.models import EvidenceItem
from sign_off.reviews.services import accept_subject, submit_subject
from tests.cast import Cast
from tests.web import Work


@pytest.fixture
def accepted(app: Flask, cast: Cast, work: Work) -> int:
    """One piece of Amira's that shows every KSB of the portfolio, accepted by Ben."""
    with app.app_context(), db.transaction() as session:
        amira, hers = (
            session.get_one(Person, cast.amira),
            session.get_one(Apprenticeship, cast.amiras_apprenticeship),
        )
        item = services.create_piece(amira, hers, "Everything at once")
        services.add_file(amira, item, "notes.txt", files.store.put(BytesIO(b"The log of the change.")))
        item_id = item.id
    work()
    with app.app_context(), db.transaction() as session:
        amira, ben = session.get_one(Person, cast.amira), session.get_one(Person, cast.ben)
        item = session.get_one(EvidenceItem, item_id)
        method = item.apprenticeship.standard.portfolio
        assert method is not None
        for code in method.ksbs:
            services.create_link(amira, item, code, "paragraph 1")
        submit_subject(amira, item.subject)
        accept_subject(ben, item.subject, "")
    return item_id


def step_of(amira: FlaskClient) -> tuple[str, str]:
    """The title of the next step on her home, and where its button leads."""
    page = amira.get("/").text
    title = re.search(r'id="next">([^<]+)<', page)
    button = re.search(r'class="govuk-button" href="([^"]+)"', page)
    assert title is not None
    assert button is not None
    return title[1], button[1]


def sign(amira: FlaskClient) -> None:
    page = amira.get("/statements/portfolio").text
    digest = re.search(r'name="digest" value="(\w+)"', page)
    assert digest is not None
    boxes = re.findall(r'name="boxes" type="checkbox" value="(\d+)"', page)
    assert amira.post("/statements/portfolio", data={"digest": digest[1], "boxes": boxes}).status_code == 302


def test_with_everything_accepted_she_is_sent_to_the_statement(amira: FlaskClient, accepted: int) -> None:
    assert step_of(amira) == ("Sign that the work is yours", "/statements/portfolio")


def test_once_she_has_signed_she_asks_dana_and_then_waits(
    amira: FlaskClient, accepted: int, sends_mail: None
) -> None:
    sign(amira)
    assert step_of(amira) == ("Ask Dana to sign", "/statements/")
    assert amira.post("/statements/portfolio/ask").status_code == 302
    assert step_of(amira)[0] == "You wait for Dana"
    assert re.search(r"You wait for Dana</a></p>\s*<p[^>]*>Portfolio statement<", amira.get("/").text)


def test_where_no_mail_goes_ben_is_told_to_hand_dana_the_link(
    amira: FlaskClient, ben: FlaskClient, cast: Cast, accepted: int
) -> None:
    sign(amira)
    assert step_of(amira)[0] == "You wait for Dana"
    assert "Portfolio statement: to hand Dana the link" in amira.get("/").text
    assert "One thing waits for you" in ben.get("/").text
    assert "Give Dana the link to sign" in ben.get("/").text
    made = ben.post(f"/learners/{cast.amiras_apprenticeship}/statements/portfolio/link")
    assert made.status_code in (200, 302)
    assert "Nothing waits for you" in ben.get("/").text
    assert re.search(r"You wait for Dana</a></p>\s*<p[^>]*>Portfolio statement<", amira.get("/").text)


def test_once_what_she_signed_has_changed_she_is_asked_to_sign_again(
    app: Flask, cast: Cast, amira: FlaskClient, accepted: int
) -> None:
    sign(amira)
    with app.app_context(), db.transaction() as session:
        session.get_one(EvidenceItem, accepted).what_came_of_it = "No server is past the limit."
    assert step_of(amira) == ("Sign the statement again", "/statements/portfolio")
