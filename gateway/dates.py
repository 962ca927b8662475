"""The days that the plan sets around the gateway, each counted from a day that somebody gave us, with its clause."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import Apprenticeship
from foundation.clock import as_day, today
from gateway.requirements import add_months
from report_builder.models import Report
from report_builder.report_page import deadline_of, end_of_week
from standards import Clause, Force, Limits, Standard

_FRIDAY, _COUNTED_IN_DAYS = 4, 28


@dataclass(frozen=True)
class KeyDate:
    """`when` is a day in words with how far it is, or what it is counted from; `note` says what to make of it."""

    what: str
    when: str
    note: str = ""
    clause: Clause | None = None


@dataclass(frozen=True)
class KeyDates:
    """`lead` says what they are counted from."""

    lead: str
    rows: tuple[KeyDate, ...]

    @property
    def clauses(self) -> list[Clause]:
        """Each that is behind a row, once."""
        found = (row.clause for row in self.rows)
        return list(dict.fromkeys(clause for clause in found if clause is not None))


def key_dates(apprenticeship: Apprenticeship, final: Report | None = None) -> KeyDates | None:
    """What comes when; before the gateway as if it were confirmed on the day that is planned. Once `final` must be
    reworked, also what counts from that outcome. None where the plan sets no day, or there is none to count from."""
    confirmed, planned = apprenticeship.gateway_confirmed_on, apprenticeship.gateway_planned_on
    gateway = apprenticeship.standard.words.gateway
    rows: list[KeyDate] = []
    if confirmed is None:
        rows += _before(apprenticeship)
    if begins := confirmed or planned:
        rows += _after(apprenticeship.standard, begins, _due_again(apprenticeship, final))
        rows += _again(apprenticeship.standard, final)
    if not rows:
        return None
    if confirmed:
        lead = f"Counted from the day on which the {gateway} was confirmed, {as_day(confirmed)}."
    elif planned:
        lead = (
            f"What comes after the {gateway} is counted as if it were confirmed on the day that is planned."
        )
    else:
        lead = f"No day is planned for the {gateway} yet. The training provider sets it."
    return KeyDates(lead, tuple(rows))


def _before(apprenticeship: Apprenticeship) -> Iterator[KeyDate]:
    standard, planned = apprenticeship.standard, apprenticeship.gateway_planned_on
    months, full = standard.minimum_months, None
    if months:
        full = add_months(apprenticeship.started_on, months)
        clause = standard.find_clause("gateway_minimum_months")
        yield KeyDate(f"{months} months on programme are full", in_words(full), clause=clause)
    if planned:
        early = f"That is before the {months} months are full." if full and planned < full else ""
        yield KeyDate(f"The {standard.words.gateway}, as planned", in_words(planned), early)


def _due_again(apprenticeship: Apprenticeship, final: Report | None) -> date | None:
    """The last day of a rework; None while there is none, and where the plan sets none."""
    deadline = deadline_of(apprenticeship, final) if final is not None and final.told_on else None
    return deadline.on if deadline else None


def _after(standard: Standard, begins: date, again: date | None) -> Iterator[KeyDate]:
    """In the order in which they come, as far as the plan fixes it. Once the report is due `again`, what follows it is
    counted from that day."""
    project, portfolio = standard.project, standard.portfolio
    due = again
    if portfolio and (weeks := portfolio.limits.review_weeks):
        yield KeyDate(
            "The discussion, at the earliest",
            in_words(begins + timedelta(weeks=weeks)),
            f"The assessor has at least {_weeks(weeks)} with the portfolio.{_notice(portfolio.limits)}",
            standard.find_clause("discussion_review"),
        )
    if project and project.limits.due_week and again is None:
        due = end_of_week(begins, project.limits.due_week)
        yield KeyDate(
            f"The report is due, by the end of week {project.limits.due_week}",
            in_words(due),
            _before_the_weekend(due),
            standard.find_clause("report_due"),
        )
    if project and due and (weeks := project.limits.review_weeks):
        yield KeyDate(
            "The presentation, at the earliest",
            in_words(due + timedelta(weeks=weeks)),
            f"The assessor has at least {_weeks(weeks)} with the {'rework' if again else 'report'}, "
            f"here from its last day.{_notice(project.limits)}",
            standard.find_clause("presentation_review"),
        )
    if standard.epa_months:
        yield KeyDate(
            f"The {standard.words.assessment} is typically over",
            in_words(add_months(begins, standard.epa_months)),
            clause=standard.find_clause("epa_period_starts"),
        )


def _again(standard: Standard, final: Report | None) -> Iterator[KeyDate]:
    """What comes after a result: on which days once an outcome was recorded, else only how long there would be."""
    method = standard.project or standard.portfolio
    if method is None:
        return
    if final is not None and final.told_on is not None:
        yield from _after_outcome(standard, method.limits, final.told_on, final.attempt)
    else:
        yield from _should_it_fail(standard, method.limits)


def _after_outcome(standard: Standard, limits: Limits, told_on: date, attempt: int) -> Iterator[KeyDate]:
    told = f"Counted from the outcome of {as_day(told_on)}."
    resit = standard.find_clause("resit")
    typically = " typically" if resit and resit.force is Force.TYPICAL else ""
    days = (
        (f"Rework {attempt} of the report is due", limits.rework_weeks, None, "rework"),
        (f"A re-sit is{typically} taken by", limits.resit_weeks, limits.resit_months, "resit"),
        (f"A re-take is{typically} taken by", limits.retake_weeks, limits.retake_months, "resit"),
        ("All of it is over by", None, limits.all_within_months, "all_within"),
    )
    for what, weeks, months, clause in days:
        day = told_on + timedelta(weeks=weeks) if weeks else add_months(told_on, months) if months else None
        if day:
            yield KeyDate(what, in_words(day), told, standard.find_clause(clause))


def _should_it_fail(standard: Standard, limits: Limits) -> Iterator[KeyDate]:
    """No day is known: it counts from a result that nobody has told us."""
    resit = standard.find_clause("resit")
    typically = " typically" if resit and resit.force is Force.TYPICAL else ""
    told = [
        (f"a re-sit{typically} within", _length(limits.resit_weeks, limits.resit_months)),
        ("a re-take within", _length(limits.retake_weeks, limits.retake_months)),
        ("all of it within", _length(None, limits.all_within_months)),
        ("a report reworked within", _length(limits.rework_weeks, None)),
    ]
    said = ", ".join(f"{what} {long}" for what, long in told if long)
    if said:
        when = "Counted from the day of the result"
        clause = standard.find_clause("all_within")
        yield KeyDate("Should a method be taken again", when, f"{said[:1].upper()}{said[1:]}.", clause)


def _length(weeks: int | None, months: int | None) -> str:
    if weeks:
        return _weeks(weeks)
    return f"{months} {'month' if months == 1 else 'months'}" if months else ""


def in_words(day: date) -> str:
    """ "Sunday 13 December 2026, in 18 days"."""
    days = (day - today()).days
    count = abs(days)
    many = (
        f"{count // 7} weeks" if count >= _COUNTED_IN_DAYS else f"{count} {'day' if count == 1 else 'days'}"
    )
    far = "today" if not days else f"in {many}" if days > 0 else f"{many} ago"
    return f"{day:%A} {as_day(day)}, {far}"


def _before_the_weekend(day: date) -> str:
    if day.weekday() <= _FRIDAY or day < today():
        return ""
    friday = day - timedelta(days=day.weekday() - _FRIDAY)
    return f"That is a {day:%A}: send it by Friday {as_day(friday)}, while somebody is there to say that it came."


def _notice(limits: Limits) -> str:
    return f" The day is told at least {_weeks(limits.notice_weeks)} before." if limits.notice_weeks else ""


def _weeks(count: int) -> str:
    return f"{count} {'week' if count == 1 else 'weeks'}"
