"""A piece as whoever signs reads it on a phone: text, pictures and clips, off the bytes that were frozen."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import Apprenticeship
from foundation.database import db
from portfolio import services
from portfolio.models import EvidenceFile, EvidenceItem
from portfolio.signing import find_picture
from sign_off.manifest import Manifest
from sign_off.models import StatementKind
from sign_off.reviews.services import accept_subject, submit_subject
from sign_off.statements import services as statements
from sign_off.statements.queries import find_current_statement
from tests.cast import Cast
from tests.portfolio.conftest import LOG, Desk, png
from tests.sign_off.conftest import apprenticeship_of, person, token_of
from tests.sign_off.pages import words_of

WORDS = LOG.decode().split("\n")[0]


@pytest.fixture
def address(app: Flask, cast: Cast, desk: Desk) -> str:
    """The link by which Dana signs for two pieces: a log, and a photograph."""
    desk.add("log.txt")
    desk.add("bench.png", png())
    with app.app_context(), db.transaction():
        amira, ben, hers = person(cast.amira), person(cast.ben), apprenticeship_of(cast)
        for item in db.session.scalars(select(EvidenceItem)):
            services.create_link(amira, item, "K8", "line 1", item.files[0])
            submit_subject(amira, item.subject)
            accept_subject(ben, item.subject)
        digest = statements.offer_for(hers, StatementKind.PORTFOLIO).digest
        statements.sign_statement(amira, hers, StatementKind.PORTFOLIO, digest)
        statement = statements.prepare_statement(ben, hers, StatementKind.PORTFOLIO)
        return f"/s/{token_of(statements.send_signing_link(ben, statement))}"


def pages_of(nobody: FlaskClient, address: str) -> list[str]:
    return re.findall(rf'href="({address}/files/read-\d+)#main"', nobody.get(address).text)


def test_each_piece_is_read_on_a_page_and_leads_to_the_next(
    nobody: FlaskClient, address: str, desk: Desk
) -> None:
    first, second = pages_of(nobody, address)
    page = nobody.get(first)
    assert WORDS in words_of(page) and "Piece 1 of 2, by Amira Hussain" in words_of(page)
    assert f'href="{second}"' in page.text and f'href="{address}"' in page.text
    assert "Next:" not in nobody.get(second).text
    assert f'href="{address}/files/{desk.file_of(1)}?download"' in page.text


def test_pictures_come_by_the_link_and_need_no_account(nobody: FlaskClient, address: str) -> None:
    _, second = pages_of(nobody, address)
    (picture,) = re.findall(r'<img class="mp-photo" src="([^"]+)"', nobody.get(second).text)
    assert picture.startswith(f"{address}/files/picture-")
    answer = nobody.get(picture)
    assert (answer.status_code, answer.content_type) == (200, "image/webp")


def test_a_file_is_downloaded_where_that_is_asked_for(nobody: FlaskClient, address: str, desk: Desk) -> None:
    file = f"{address}/files/{desk.file_of(1)}"
    assert nobody.get(file).headers["Content-Disposition"].startswith("inline")
    assert nobody.get(f"{file}?download").headers["Content-Disposition"].startswith("attachment")


def test_a_picture_is_found_only_of_what_was_frozen_and_is_hers(
    app: Flask, cast: Cast, address: str, desk: Desk
) -> None:
    photograph, other = desk.file_of(2), desk.file_of(desk.add("other.png", png()))
    with app.app_context(), db.transaction() as session:
        hers = apprenticeship_of(cast)
        statement = find_current_statement(hers, StatementKind.PORTFOLIO)
        assert statement is not None
        frozen = Manifest.from_dict(statement.manifest)
        name = session.get_one(EvidenceFile, photograph).pictures[0].name
        assert find_picture(hers, frozen, f"picture-{photograph}-{name}") is not None
        assert find_picture(hers, frozen, f"picture-{other}-{name}") is None, "it was added since"
        strangers = session.get_one(Apprenticeship, cast.strangers_apprenticeship)
        assert find_picture(strangers, frozen, f"picture-{photograph}-{name}") is None
        session.get_one(EvidenceFile, photograph).sha256 = "0" * 64
        session.flush()
        assert find_picture(hers, frozen, f"picture-{photograph}-{name}") is None, (
            "other bytes took its place"
        )


def test_she_reads_the_same_page_before_she_signs(amira: FlaskClient, address: str) -> None:
    page = amira.get("/statements/portfolio")
    (first, *_) = re.findall(r'href="(/statements/portfolio/files/read-\d+)#main"', page.text)
    assert WORDS in words_of(amira.get(first))
