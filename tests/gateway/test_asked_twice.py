"""No page reads the portfolio twice: how a statement stands, what is in its way and how fresh a pack is share it."""

from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from foundation.database import db
from portfolio.queries import list_pieces
from sign_off.models import StatementKind
from sign_off.reviews.services import accept_subject, submit_subject
from sign_off.statements.services import offer_for, sign_statement
from tests.cast import Cast
from tests.counting import Counted
from tests.gateway.a_portfolio import Desk, ask, build, work


@pytest.fixture
def half_signed(app: Flask, cast: Cast, counting: Counted) -> Iterator[Counted]:
    """Every piece is accepted, Amira has signed, Dana has not, and a pack was made."""
    build(app, cast)
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        for piece in list_pieces(desk.apprenticeship):
            submit_subject(desk.amira, piece.subject)
            accept_subject(desk.ben, piece.subject)
    with app.app_context(), db.transaction():
        desk, kind = Desk.of(cast), StatementKind.PORTFOLIO
        sign_statement(desk.amira, desk.apprenticeship, kind, offer_for(desk.apprenticeship, kind).digest)
    ask(app, cast)
    work(app)
    yield counting


def asked(counting: Counted, browser: FlaskClient, path: str) -> list[str]:
    browser.get(path)  # what a process reads once in its life is read
    counting.statements.clear()
    assert browser.get(path).status_code == 200
    return list(counting.statements)


def test_each_page_reads_the_portfolio_once(
    half_signed: Counted, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    hers = f"/learners/{cast.amiras_apprenticeship}"
    counts = {}
    for browser, path, most in (
        (amira, "/", 16),
        (amira, "/statements/", 9),
        (amira, "/statements/portfolio", 11),
        (amira, "/gateway/", 16),
        (ben, hers, 6),
        (ben, f"{hers}/statements", 12),
        (ben, f"{hers}/gateway", 16),
    ):
        statements = asked(half_signed, browser, path)
        reads = Counter(one for one in statements if "FROM evidence_" in one or "FROM ksb_link" in one)
        assert [one for one, times in reads.items() if times > 1] == [], path
        counts[path] = (len(statements), most)
    assert {path: said for path, said in counts.items() if said[0] > said[1]} == {}


def test_what_was_changed_meanwhile_is_read_again_where_something_is_written(app: Flask, cast: Cast) -> None:
    build(app, cast)
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        before = list_pieces(desk.apprenticeship)
        desk.piece("One more", {}, {})
        assert [piece.title for piece in list_pieces(desk.apprenticeship)] == [
            *(piece.title for piece in before),
            "One more",
        ]


def test_whoever_takes_from_the_list_takes_nothing_from_the_next(app: Flask, cast: Cast) -> None:
    build(app, cast)
    with app.app_context(), db.transaction(writes=False):
        desk = Desk.of(cast)
        whole = len(list_pieces(desk.apprenticeship))
        list_pieces(desk.apprenticeship).clear()
        assert len(list_pieces(desk.apprenticeship)) == whole > 0
