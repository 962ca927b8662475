"""A pack is kept as it was made; its pages say when what there is has moved on, and lead to a new one."""

from flask import Flask
from flask.testing import FlaskClient

from foundation.database import db
from gateway.models import Pack
from report_builder import presentation_services as presentation
from report_builder.models import ReportKind
from report_builder.queries import list_reports
from tests.cast import Cast
from tests.gateway.a_portfolio import Desk, work
from tests.gateway.a_report import ask_for_report, finish, sign_report
from tests.home.conftest import Bench
from tests.web import Work

OUT = "This pack is out of date"


def need(app: Flask, cast: Cast, words: str) -> None:
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        report = list_reports(desk.apprenticeship)[ReportKind.FINAL]
        presentation.tell_needs(desk.amira, report, words)


def test_a_report_pack_says_what_changed_since_and_leads_to_a_new_one(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    finish(app, cast)
    ask_for_report(app, cast)
    work(app)
    for path in ("/packs/1", "/packs/1/progress", "/gateway/1/report-pack", "/gateway/"):
        assert "ut of date" not in amira.get(path).text, path
    need(app, cast, "A loop for my hearing aid")
    for path in ("/packs/1", "/packs/1/progress"):
        page = amira.get(path).text
        assert OUT in page and "You changed the" in page, path
        assert 'href="/gateway/1/report-pack"' in page and "Make a new pack" in page
        assert "Download the pack as it was" in page
    for path in ("/gateway/1/report-pack", "/gateway/"):
        assert "Out of date" in amira.get(path).text, path


def test_the_page_of_an_old_pack_leads_to_the_newer_which_is_up_to_date(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    finish(app, cast)
    ask_for_report(app, cast)
    work(app)
    need(app, cast, "A loop for my hearing aid")
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        sign_report(desk.amira, desk.ben, desk.apprenticeship)
    ask_for_report(app, cast)
    work(app)
    old, new = amira.get("/packs/1").text, amira.get("/packs/2").text
    assert OUT in old and 'href="/packs/2"' in old and "Dana Novak signed" in old
    assert OUT not in new and "Your pack is ready" in new


def test_a_portfolio_pack_says_it_too_and_to_her_tutor_without_what_is_in_her_drafts(
    amira: FlaskClient, ben: FlaskClient, olive: FlaskClient, cast: Cast, bench: Bench, work: Work
) -> None:
    bench.accepted("Runbook", "K8")
    page = amira.post(f"/gateway/{cast.amiras_apprenticeship}/packs").location
    work()
    assert OUT not in ben.get(page).text
    bench.draft("Laptops", "K7")
    assert "Piece 2, “Laptops”, was added" in amira.get(page).text
    assert "Piece 2, “Laptops”, was added" in olive.get(page).text
    told = ben.get(page).text
    assert OUT in told and "Laptops" not in told
    assert "Out of date" in ben.get(f"/learners/{cast.amiras_apprenticeship}/gateway").text


def test_a_pack_from_before_packs_kept_this_says_nothing(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    finish(app, cast)
    pack_id = ask_for_report(app, cast)
    work(app)
    with app.app_context(), db.transaction() as session:
        pack = session.get(Pack, pack_id)
        assert pack is not None
        pack.held = {}
    need(app, cast, "A loop for my hearing aid")
    assert OUT not in amira.get("/packs/1").text
