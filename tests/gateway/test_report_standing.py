"""The gateway page names the final report, once it is begun, as something to look at; practice it does not."""

from datetime import date

from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape

from accounts.models import Apprenticeship
from foundation.clock import today
from foundation.database import db
from gateway.report_preflight import report_flight
from tests.cast import Cast, client_of
from tests.report_builder.a_report import BACKUP, point, read, written
from tests.report_builder.test_views import pass_gateway
from tests.web import Work


def test_practice_is_nothing_to_look_at_before_it_goes_in(amira: FlaskClient) -> None:
    written(amira)
    assert "Your project report" not in amira.get("/gateway/").text


def test_the_final_is_named_with_its_length_its_appendix_and_what_is_worth_a_look(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work
) -> None:
    pass_gateway(app, cast, on=today())
    assert "Your project report" not in amira.get("/gateway/").text, "it is not begun"
    written(amira)
    read(amira, work)
    point(amira, "K5", BACKUP)
    page = amira.get("/gateway/").text
    assert "Your project report" in page and "Due by the end of week 4" in page
    assert "more to reach 1,800" in page
    assert "The appendix places 1 of 19 KSBs" in page and 'href="/report/1/appendix"' in page
    assert "One sentence is worth a look" in page and 'href="/report/1/hints"' in page
    assert "Nobody has signed the report statement" in page and 'href="/statements/"' in page


def test_it_says_what_the_pack_and_her_home_say(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    pass_gateway(app, cast, on=today())
    written(amira)
    with app.app_context(), db.transaction():
        flight = report_flight(db.session.get_one(Apprenticeship, cast.amiras_apprenticeship))
        said = [escape(one.said) for one in flight.checks]
    pages = [
        amira.get(path).text
        for path in ("/gateway/", "/", f"/gateway/{cast.amiras_apprenticeship}/report-pack")
    ]
    assert len(said) > 5
    for one in said:
        assert all(one in page for page in pages), one


def test_what_she_has_not_sent_is_not_told_to_staff(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work
) -> None:
    pass_gateway(app, cast, on=date(2026, 5, 12))
    written(amira)
    for person in (cast.ben, cast.olive):
        page = client_of(app, person).get(f"/learners/{cast.amiras_apprenticeship}/gateway")
        assert page.status_code == 200 and "The appendix places" not in page.text
