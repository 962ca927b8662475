"""Recording the day on which the assessment organisation confirmed the gateway."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import Apprenticeship, Person
from foundation.clock import today
from foundation.database import db
from foundation.errors import Refused
from foundation.events import Event
from gateway.services import record_gateway
from tests.bare import BARE, put_amira_on
from tests.cast import Cast
from tests.sign_off.pages import words_of


def parts(day: date) -> list[str]:
    return [str(day.day), str(day.month), str(day.year)]


def page_of(cast: Cast) -> str:
    return f"/learners/{cast.amiras_apprenticeship}/gateway/confirmed"


def recorded(app: Flask, cast: Cast) -> date | None:
    with app.app_context(), db.transaction() as session:
        return session.get_one(Apprenticeship, cast.amiras_apprenticeship).gateway_confirmed_on


def started(app: Flask, cast: Cast) -> date:
    with app.app_context(), db.transaction() as session:
        return session.get_one(Apprenticeship, cast.amiras_apprenticeship).started_on


def test_a_day_that_has_not_come_is_an_error_at_the_field_and_stays_typed(
    app: Flask, ben: FlaskClient, cast: Cast
) -> None:
    tomorrow = today() + timedelta(days=1)
    answer = ben.post(page_of(cast), data={"confirmed_on": parts(tomorrow), "anyway": "y"})
    assert "That day has not come yet." in words_of(answer, 422)
    assert 'id="confirmed_on-error"' in answer.text
    for part in parts(tomorrow):
        assert f'value="{part}"' in answer.text
    assert recorded(app, cast) is None


def test_a_day_that_does_not_exist_is_answered_with_what_to_enter(
    app: Flask, ben: FlaskClient, cast: Cast
) -> None:
    answer = ben.post(page_of(cast), data={"confirmed_on": ["31", "2", "2026"], "anyway": "y"})
    assert "Enter a day that exists, like 7 9 2026." in words_of(answer, 422)
    assert 'value="31"' in answer.text
    assert recorded(app, cast) is None


def test_a_day_before_she_started_is_refused_at_the_field_too(
    app: Flask, ben: FlaskClient, cast: Cast
) -> None:
    before = started(app, cast) - timedelta(days=1)
    answer = ben.post(page_of(cast), data={"confirmed_on": parts(before), "anyway": "y"})
    assert "That day is before Amira started, on 6 January 2025." in words_of(answer, 422)
    assert 'id="confirmed_on-error"' in answer.text and f'value="{before.year}"' in answer.text
    assert recorded(app, cast) is None


@pytest.mark.parametrize("which", ["today", "the first day"])
def test_the_first_day_and_today_are_days_like_any_other(
    app: Flask, ben: FlaskClient, cast: Cast, which: str
) -> None:
    day = today() if which == "today" else started(app, cast)
    sent = {"confirmed_on": parts(day), "anyway": "y"}
    assert ben.post(page_of(cast), data=sent).status_code == 302
    assert recorded(app, cast) == day


def test_what_is_open_is_named_and_passed_over_only_by_saying_so(
    app: Flask, ben: FlaskClient, cast: Cast
) -> None:
    page = ben.get(page_of(cast))
    assert "Still open here" in words_of(page)
    assert "English and maths are achieved in line with the apprenticeship funding rules." in words_of(page)
    assert f"/gateway/{cast.amiras_apprenticeship}/confirm/english_maths" in page.text, (
        "a way to settle it first"
    )
    refused = ben.post(page_of(cast), data={"confirmed_on": parts(today())})
    assert "Tick this if their letter or email says so." in words_of(refused, 422)
    assert recorded(app, cast) is None
    ben.post(page_of(cast), data={"confirmed_on": parts(today()), "anyway": "y"})
    assert recorded(app, cast) == today()
    with app.app_context(), db.transaction() as session:
        [kept] = session.scalars(select(Event).where(Event.kind == "gateway_confirmed_with_open"))
    assert "english_maths" in kept.details["requirements"]


def test_the_day_is_changed_without_being_asked_again(ben: FlaskClient, cast: Cast) -> None:
    ben.post(page_of(cast), data={"confirmed_on": parts(today()), "anyway": "y"})
    assert "Still open here" not in words_of(ben.get(page_of(cast)))
    assert (
        ben.post(page_of(cast), data={"confirmed_on": parts(today() - timedelta(days=1))}).status_code == 302
    )


def test_the_verb_refuses_what_the_form_would(app: Flask, cast: Cast) -> None:
    with app.app_context(), db.transaction() as session:
        hers, ben = (
            session.get_one(Apprenticeship, cast.amiras_apprenticeship),
            session.get_one(Person, cast.ben),
        )
        with pytest.raises(Refused, match="is open"):
            record_gateway(ben, hers, today())
        assert hers.gateway_confirmed_on is None


def test_a_final_report_is_spoken_of_only_where_the_plan_asks_for_one(
    app: Flask, ben: FlaskClient, cast: Cast
) -> None:
    gateway = f"/learners/{cast.amiras_apprenticeship}/gateway"
    assert "The final report opens from this day." in words_of(ben.get(page_of(cast)))
    with app.app_context(), db.transaction():
        put_amira_on(cast, BARE)
    assert "final report" not in words_of(ben.get(page_of(cast))) + words_of(ben.get(gateway))
    sent = ben.post(page_of(cast), data={"confirmed_on": parts(today())}, follow_redirects=True)
    assert "Recorded." in words_of(sent) and "final report" not in words_of(sent)


def test_how_it_was_met_is_asked_for_and_an_empty_answer_is_an_error(ben: FlaskClient, cast: Cast) -> None:
    page = f"/gateway/{cast.amiras_apprenticeship}/confirm/english_maths"
    assert "Choose how it was met." in words_of(ben.post(page, data={}), 422)
