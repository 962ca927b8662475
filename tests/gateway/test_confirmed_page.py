"""Recording the day on which the assessment organisation confirmed the gateway."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Apprenticeship
from foundation.clock import today
from foundation.database import db
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
    answer = ben.post(page_of(cast), data={"confirmed_on": parts(tomorrow)})
    assert "That day has not come yet." in words_of(answer, 422)
    assert 'id="confirmed_on-error"' in answer.text
    for part in parts(tomorrow):
        assert f'value="{part}"' in answer.text
    assert recorded(app, cast) is None


def test_a_day_before_she_started_is_refused_at_the_field_too(
    app: Flask, ben: FlaskClient, cast: Cast
) -> None:
    before = started(app, cast) - timedelta(days=1)
    answer = ben.post(page_of(cast), data={"confirmed_on": parts(before)})
    assert "That day is before Amira started, on 6 January 2025." in words_of(answer, 422)
    assert 'id="confirmed_on-error"' in answer.text and f'value="{before.year}"' in answer.text
    assert recorded(app, cast) is None


@pytest.mark.parametrize("which", ["today", "the first day"])
def test_the_first_day_and_today_are_days_like_any_other(
    app: Flask, ben: FlaskClient, cast: Cast, which: str
) -> None:
    day = today() if which == "today" else started(app, cast)
    assert ben.post(page_of(cast), data={"confirmed_on": parts(day)}).status_code == 302
    assert recorded(app, cast) == day
