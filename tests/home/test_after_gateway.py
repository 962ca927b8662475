"""Home once the gateway is passed: from the empty final report to its pack, one step at a time."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Apprenticeship
from foundation.clock import today
from foundation.database import db
from tests.bare import BARE, put_amira_on
from tests.cast import Cast
from tests.home.conftest import Bench
from tests.report_builder.writing import begin, doc, save


@pytest.fixture
def past(app: Flask, cast: Cast) -> None:
    with app.app_context(), db.transaction() as session:
        session.get_one(Apprenticeship, cast.amiras_apprenticeship).gateway_confirmed_on = today()


def step(amira: FlaskClient) -> str:
    """The card of the next step."""
    page = amira.get("/").text
    return page.split('class="mp-next', 1)[1].split("</section>")[0]


@pytest.mark.usefixtures("past")
def test_the_final_report_is_begun_first(amira: FlaskClient) -> None:
    card = step(amira)
    assert "Write your project report" in card
    assert 'href="/report/"' in card


@pytest.mark.usefixtures("past")
def test_a_short_report_is_what_the_pack_waits_for_with_the_day_it_is_due(amira: FlaskClient) -> None:
    begin(amira)
    save(amira, doc("I planned it."))
    card = step(amira)
    assert "the plan allows 1,800 to 2,200" in card
    assert "Open the report" in card
    assert "Due" in card or "due" in card
    page = amira.get("/").text
    for words in (
        "Before the report goes in",
        "Nobody has signed the report statement",
        "The final report is begun",
    ):
        assert words in page


@pytest.mark.usefixtures("past")
def test_with_words_enough_the_appendix_is_next(amira: FlaskClient) -> None:
    begin(amira)
    save(amira, doc("word " * 1990))
    card = step(amira)
    assert "The appendix places 0 of 19 KSBs" in card
    assert "/report/1/appendix" in card


def test_before_the_gateway_the_portfolio_is_what_counts(amira: FlaskClient, bench: Bench) -> None:
    begin(amira)
    assert "Add your first piece of evidence" in step(amira)


def test_a_plan_without_a_project_leads_to_the_discussion(app: Flask, cast: Cast, amira: FlaskClient) -> None:
    with app.app_context(), db.transaction() as session:
        put_amira_on(cast, BARE)
        session.get_one(Apprenticeship, cast.amiras_apprenticeship).gateway_confirmed_on = today()
    assert "Get ready to talk about your work" in step(amira)
