"""The page of the report pack: what blocks it, whose it is, and the way to those that were made."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from foundation.database import db
from gateway.models import Pack
from tests.cast import Cast, client_of
from tests.gateway.a_portfolio import Desk, work
from tests.gateway.a_report import ask_for_report, finish, pass_gateway, present, sign_report, write_report

PAGE = "/gateway/1/report-pack"


def test_before_the_gateway_the_page_says_what_it_waits_for(amira: FlaskClient) -> None:
    page = amira.get(PAGE).text
    assert "One thing must be put right before the pack can be made." in page
    assert "There is no final report yet" in page
    assert "The apprentice must start the project report after the gateway." in page
    assert "/report-pack" not in amira.get("/gateway/").text, "and the gateway page does not lead there yet"


def test_each_thing_that_blocks_has_its_clause_and_a_way_to_the_fix(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        pass_gateway(desk)
        write_report(desk.amira, desk.apprenticeship, words=1700)
    page = amira.get(PAGE).text
    for said in (
        "Three things must be put right",
        "Due by the end of week 4",
        "the plan allows 1,800 to 2,200",
        "A tolerance of 10% above or below is allowed",
        "Nobody has said what is needed in the room",
        'href="/report/1/presentation"',
        "The apprentice and their employer must confirm this",
        'href="/statements/"',
        "No slides go in with the report",
    ):
        assert said in page, said
    assert "Make the report pack</button>" not in page
    refused = amira.post(PAGE)
    assert refused.status_code == 409 and "The pack waits: The report has 1,7" in refused.text
    assert packs(app) == 0


def test_from_all_in_order_to_a_downloaded_pack(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    finish(app, cast)
    page = amira.get(PAGE).text
    assert "It can be made." in page and "The report statement is signed by both" in page
    asked = amira.post(PAGE)
    assert asked.location == "/packs/1"
    assert "We are making your pack here" in amira.get("/packs/1").text
    work(app)
    ready = amira.get("/packs/1").text
    assert "The report pack" in ready and "Download the pack" in ready
    assert amira.get("/packs/1/download").data[:2] == b"PK"
    assert "Report pack of" in amira.get(PAGE).text
    gateway = amira.get("/gateway/").text
    assert "Report pack of" in gateway and "Due by the end of week 4" in gateway
    assert "Make the report pack" in amira.get("/report/").text


def test_a_second_click_makes_no_second_pack(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    finish(app, cast)
    led_to = amira.post(PAGE).location
    assert amira.post(PAGE).location == led_to
    assert packs(app) == 1


def test_an_administrator_makes_it_on_her_behalf_and_is_led_where_she_may_go(
    app: Flask, olive: FlaskClient, cast: Cast
) -> None:
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        pass_gateway(desk)
        present(desk.amira, write_report(desk.amira, desk.apprenticeship))
    page = olive.get(PAGE).text
    assert 'href="/learners/1/statements"' in page and 'href="/report/' not in page
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        sign_report(desk.amira, desk.ben, desk.apprenticeship)
    assert olive.post(PAGE).location == "/packs/1"
    work(app)
    assert olive.get("/packs/1/download").data[:2] == b"PK"
    assert "Report pack of" in olive.get("/learners/1/gateway").text


def test_her_tutor_reads_what_was_sent_and_no_pack_of_what_stands_there(
    app: Flask, ben: FlaskClient, cast: Cast
) -> None:
    finish(app, cast)
    ask_for_report(app, cast)
    work(app)
    for method in ("GET", "POST"):
        refused = ben.open(PAGE, method=method)
        assert refused.status_code == 403
        assert "The report pack is the apprentice’s to make and send." in refused.text
    for path in ("", "/progress", "/download"):
        assert ben.get(f"/packs/1{path}").status_code == 404
    assert "report-pack" not in ben.get("/learners/1/gateway").text


@pytest.mark.parametrize(
    "who", ["callum", "carys", "stranger_apprentice", "stranger_tutor", "stranger_administrator"]
)
def test_strangers_of_every_kind_find_nothing(app: Flask, cast: Cast, who: str) -> None:
    finish(app, cast)
    ask_for_report(app, cast)
    work(app)
    browser = client_of(app, getattr(cast, who))
    for method, path in (
        ("GET", PAGE),
        ("POST", PAGE),
        *(("GET", f"/packs/1{more}") for more in ("", "/progress", "/download")),
    ):
        assert browser.open(path, method=method).status_code == 404, f"{method} {path}"


def test_nobody_is_sent_to_the_door(nobody: FlaskClient) -> None:
    for method in ("GET", "POST"):
        assert nobody.open(PAGE, method=method).location.startswith("/sign-in")


def packs(app: Flask) -> int:
    with app.app_context(), db.transaction() as session:
        return session.query(Pack).count()
