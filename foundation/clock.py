"""Time: aware UTC in, Europe/London out."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date where our people are."""
    return now().astimezone(LONDON).date()


def as_day(moment: datetime | date) -> str:
    """ "12 February 2026", in London."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(LONDON)
    return f"{moment.day} {moment:%B %Y}"


def as_weekday(moment: datetime | date) -> str:
    """ "Tuesday 24 March", in London."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(LONDON)
    return f"{moment:%A} {moment.day} {moment:%B}"


def as_time(moment: datetime) -> str:
    """ "09:41", in London."""
    return f"{moment.astimezone(LONDON):%H:%M}"


def as_moment(moment: datetime) -> str:
    """ "18 March 2026 at 16:40", in London."""
    return f"{as_day(moment)} at {as_time(moment)}"


def as_duration(seconds: float) -> str:
    """ "4:12" from seconds, rounded to the nearest whole second."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    return f"{minutes}:{rest:02d}"
