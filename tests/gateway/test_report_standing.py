"""The gateway page names the final report, once it is begun, as something to look at; practice it does not."""

from datetime import date

from flask import Flask
from flask.testing import FlaskClient

from foundation.clock import today
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
    assert "1 of 19 KSBs placed" in page and 'href="/report/1/appendix"' in page
    assert "1 sentence is worth a look" in page and 'href="/report/1/hints"' in page


def test_what_she_has_not_sent_is_not_told_to_staff(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work
) -> None:
    pass_gateway(app, cast, on=date(2026, 5, 12))
    written(amira)
    for person in (cast.ben, cast.olive):
        page = client_of(app, person).get(f"/learners/{cast.amiras_apprenticeship}/gateway")
        assert page.status_code == 200 and "KSBs placed" not in page.text
