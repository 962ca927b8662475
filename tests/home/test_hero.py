"""The top of the apprentice's home, by London's clock."""

from datetime import UTC, date, datetime

import pytest

from home.hero import Countdown, countdown, greeting


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 1, 15, 11, 59, tzinfo=UTC), "Good morning, Amira"),
        (datetime(2026, 1, 15, 12, 0, tzinfo=UTC), "Good afternoon, Amira"),
        (datetime(2026, 7, 15, 11, 0, tzinfo=UTC), "Good afternoon, Amira"),
        (datetime(2026, 7, 15, 17, 0, tzinfo=UTC), "Good evening, Amira"),
        (datetime(2026, 7, 15, 23, 30, tzinfo=UTC), "Good morning, Amira"),
    ],
)
def test_the_greeting_goes_by_londons_clock_in_winter_and_in_summer(moment: datetime, words: str) -> None:
    assert greeting(moment, "Amira") == words


def to_gateway(today: date) -> Countdown | None:
    return countdown(today, planned=date(2026, 5, 12), confirmed=None, due_week=4)


def test_seven_weeks_before_the_gateway_it_says_seven_weeks() -> None:
    expected = Countdown("7", "weeks to your gateway", "Tuesday 12 May 2026")
    assert to_gateway(date(2026, 3, 24)) == expected


def test_the_last_fortnight_is_counted_in_days() -> None:
    assert to_gateway(date(2026, 4, 28)) == Countdown("2", "weeks to your gateway", "Tuesday 12 May 2026")
    assert to_gateway(date(2026, 4, 29)) == Countdown("13", "days to your gateway", "Tuesday 12 May 2026")
    assert to_gateway(date(2026, 5, 11)) == Countdown("1", "day to your gateway", "Tuesday 12 May 2026")


def test_a_planned_day_that_has_gone_is_said_to_have_gone() -> None:
    late = to_gateway(date(2026, 5, 15))
    assert late == Countdown("3", "days since the day planned for your gateway", "Tuesday 12 May 2026")


def test_after_the_gateway_it_counts_to_the_last_day_of_the_week_in_which_the_report_is_due() -> None:
    shown = countdown(date(2026, 6, 1), planned=date(2026, 5, 12), confirmed=date(2026, 6, 1), due_week=4)
    assert shown == Countdown("3", "weeks until your report is due", "Sunday 28 June 2026")


def test_without_a_day_there_is_no_countdown() -> None:
    assert countdown(date(2026, 6, 1), planned=None, confirmed=None, due_week=4) is None
    assert countdown(date(2026, 6, 1), planned=None, confirmed=date(2026, 6, 1), due_week=None) is None


def test_the_gateway_is_called_as_the_plan_calls_it() -> None:
    shown = countdown(
        date(2026, 6, 1),
        planned=date(2026, 6, 3),
        confirmed=None,
        due_week=None,
        gateway="gateway to completion",
    )
    assert shown is not None
    assert shown.words.endswith("to your gateway to completion")
