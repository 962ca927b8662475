"""The top of the apprentice's home: a greeting by London's clock, and how long there is."""

from dataclasses import dataclass
from datetime import date, datetime

from foundation.clock import LONDON, as_day
from report_builder.report_page import end_of_week

# Below this many days, days say more than weeks.
_COUNTED_IN_DAYS = 14


@dataclass(frozen=True)
class Countdown:
    """ "7", "weeks to your gateway", "Tuesday 12 May 2026"."""

    number: str
    words: str
    day: str


def greeting(moment: datetime, first_name: str) -> str:
    """ "Good morning, Amira" before noon where our people are, afternoon before six, then evening."""
    hour = moment.astimezone(LONDON).hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    return f"Good {part}, {first_name}"


def countdown(
    today: date,
    *,
    planned: date | None,
    confirmed: date | None,
    due_week: int | None,
    gateway: str = "gateway",
) -> Countdown | None:
    """To the gateway that is planned, in the plan's word for it; once it is confirmed, to the end of the week in which
    the report is due.

    The weeks of the assessment count from the day on which the gateway was confirmed, so the report is due by the end
    of the seventh day of week `due_week`. None where there is no day to count to.
    """
    if confirmed is None:
        if planned is None:
            return None
        return _count(
            today, planned, ahead=f"to your {gateway}", behind=f"since the day planned for your {gateway}"
        )
    if due_week is None:
        return None
    due = end_of_week(confirmed, due_week)
    return _count(today, due, ahead="until your report is due", behind="since your report was due")


def rework_countdown(today: date, due: date, attempt: int) -> Countdown:
    """To the day on which a reworked report is due."""
    rework = f"rework {attempt}"
    return _count(today, due, ahead=f"until {rework} is due", behind=f"since {rework} was due")


def _count(today: date, day: date, *, ahead: str, behind: str) -> Countdown:
    days = (day - today).days
    weekday = f"{day:%A} {as_day(day)}"
    words = ahead if days >= 0 else behind
    if abs(days) >= _COUNTED_IN_DAYS:
        return Countdown(str(abs(days) // 7), f"weeks {words}", weekday)
    return Countdown(str(abs(days)), f"{'day' if abs(days) == 1 else 'days'} {words}", weekday)
