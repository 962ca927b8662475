"""Time is kept in UTC and read in London."""

from datetime import UTC, date, datetime

import pytest

from foundation import clock

A_SUMMER_MIDNIGHT = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
A_WINTER_EVENING = datetime(2026, 1, 9, 16, 40, tzinfo=UTC)


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC


def test_a_moment_is_read_in_london_where_summer_time_makes_it_the_next_day() -> None:
    assert clock.as_moment(A_SUMMER_MIDNIGHT) == "2 July 2026 at 00:30"
    assert clock.as_weekday(A_SUMMER_MIDNIGHT) == "Thursday 2 July"


def test_in_winter_london_is_utc() -> None:
    assert clock.as_moment(A_WINTER_EVENING) == "9 January 2026 at 16:40"
    assert clock.as_time(A_WINTER_EVENING) == "16:40"


def test_a_plain_date_is_read_as_it_is() -> None:
    assert clock.as_day(date(2026, 2, 12)) == "12 February 2026"
    assert clock.as_weekday(date(2026, 3, 24)) == "Tuesday 24 March"


def test_today_is_londons_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: A_SUMMER_MIDNIGHT)
    assert clock.today() == date(2026, 7, 2)


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (9.4, "0:09"), (59.6, "1:00"), (252, "4:12"), (3725, "62:05")]
)
def test_a_duration_is_minutes_and_seconds(seconds: float, shown: str) -> None:
    assert clock.as_duration(seconds) == shown
