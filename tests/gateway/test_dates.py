"""What comes when around the gateway: each day against the plan, on the calendar that people live by."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from flask.testing import FlaskClient

import standards
from accounts.models import Apprenticeship
from gateway import dates
from gateway.dates import KeyDates, key_dates
from tests.home.conftest import Bench

ST0505 = standards.load("ST0505")
MONTHS, GATEWAY = "12 months on programme are full", "The gateway, as planned"
TALK, DUE = "The discussion, at the earliest", "The report is due, by the end of week 4"
SHOW = "The presentation, at the earliest"
OVER = "The end-point assessment is typically over"


@pytest.fixture(autouse=True)
def on_a_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates, "today", lambda: date(2027, 3, 1))


def of(standard: standards.Standard = ST0505, **days: date | None) -> KeyDates:
    given: dict[str, Any] = {"gateway_planned_on": None, "gateway_confirmed_on": None, **days}
    given.setdefault("started_on", date(2025, 9, 1))
    found = key_dates(cast(Apprenticeship, SimpleNamespace(standard=standard, **given)))
    assert found is not None
    return found


def when(found: KeyDates) -> dict[str, str]:
    return {row.what: row.when for row in found.rows}


def test_before_the_gateway_the_days_after_it_are_counted_from_the_planned_day() -> None:
    found = of(gateway_planned_on=date(2027, 5, 12))
    assert "as if it were confirmed on the day that is planned" in found.lead
    assert list(when(found).items())[:6] == [
        (MONTHS, "Tuesday 1 September 2026, 25 weeks ago"),
        (GATEWAY, "Wednesday 12 May 2027, in 10 weeks"),
        (TALK, "Wednesday 26 May 2027, in 12 weeks"),
        (DUE, "Tuesday 8 June 2027, in 14 weeks"),
        (SHOW, "Tuesday 22 June 2027, in 16 weeks"),
        (OVER, "Sunday 12 September 2027, in 27 weeks"),
    ]


def test_once_it_is_confirmed_they_are_counted_from_that_day_over_the_change_of_the_clocks() -> None:
    found = of(gateway_planned_on=date(2027, 5, 12), gateway_confirmed_on=date(2027, 3, 15))
    assert found.lead == "Counted from the day on which the gateway was confirmed, 15 March 2027."
    assert list(when(found).items())[:2] == [
        (TALK, "Monday 29 March 2027, in 4 weeks"),
        (DUE, "Sunday 11 April 2027, in 5 weeks"),
    ]
    assert MONTHS not in when(found) and GATEWAY not in when(found)


def test_a_day_at_the_weekend_says_when_to_send_it_instead() -> None:
    def note(confirmed: date) -> str:
        return next(row.note for row in of(gateway_confirmed_on=confirmed).rows if row.what == DUE)

    assert note(date(2027, 3, 15)) == (
        "That is a Sunday: send it by Friday 9 April 2027, while somebody is there to say that it came."
    )
    assert note(date(2027, 3, 14)).startswith("That is a Saturday: send it by Friday 9 April 2027")
    assert note(date(2027, 3, 13)) == "", "a Friday needs no word"
    assert note(date(2027, 1, 4)) == "", "it is over"


def test_a_leap_year_and_the_end_of_a_month_are_counted_by_the_calendar() -> None:
    leap = when(of(started_on=date(2024, 2, 29), gateway_confirmed_on=date(2028, 2, 7)))
    assert leap[DUE].startswith("Sunday 5 March 2028")
    assert when(of(started_on=date(2024, 2, 29)))[MONTHS].startswith("Friday 28 February 2025")
    assert when(of(gateway_confirmed_on=date(2026, 10, 31)))[OVER] == "Sunday 28 February 2027, 1 day ago"


def test_a_gateway_planned_too_early_says_so() -> None:
    found = of(started_on=date(2026, 9, 1), gateway_planned_on=date(2027, 5, 12))
    assert [row.note for row in found.rows if row.what == GATEWAY] == [
        "That is before the 12 months are full."
    ]


def test_what_is_taken_again_is_counted_from_a_result_that_only_she_hears() -> None:
    again = of(gateway_confirmed_on=date(2027, 3, 15)).rows[-1]
    assert again.when == "Counted from the day of the result"
    assert again.note == (
        "A re-sit typically within 2 months, a re-take within 3 months, all of it within 6 months, "
        "a report reworked within 6 weeks."
    )


def test_every_row_that_the_plan_sets_has_its_clause() -> None:
    found = of(gateway_planned_on=date(2027, 5, 12))
    assert [row.what for row in found.rows if row.clause is None] == [GATEWAY]
    assert len(found.clauses) == len(found.rows) - 1


def test_a_plan_that_sets_no_day_shows_none() -> None:
    bare = standards.Standard.from_dict(
        {"reference": "EX01", "version": "1", "ksbs": [{"code": "K1", "text": "x"}]}
    )
    own = SimpleNamespace(
        standard=bare, started_on=date(2026, 9, 1), gateway_planned_on=None, gateway_confirmed_on=None
    )
    assert key_dates(cast(Apprenticeship, own)) is None


def test_the_days_stand_on_the_gateway_page(amira: FlaskClient, bench: Bench) -> None:
    with bench.apprenticeship() as amiras:
        amiras.gateway_planned_on = date(2027, 5, 12)
    page = " ".join(amira.get("/gateway/").text.split())
    assert "What comes when" in page and "Tuesday 8 June 2027" in page
    assert (
        "by the end of week 4 of the EPA period" in page.partition("What the plan says about these days")[2]
    )
