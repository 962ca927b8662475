"""Reports that are being reworked, for their tutor: nothing waits for him there, and time runs."""

from dataclasses import dataclass

from flask import url_for

from accounts.models import Person
from foundation.clock import as_weekday, today
from foundation.wording import plural
from gateway.queries import list_packed_attempts
from report_builder.models import name_of_attempt
from report_builder.queries import list_reworks_of
from report_builder.report_page import deadline_of


@dataclass(frozen=True)
class ReworkRow:
    """One learner's: "12", "days left", whose, by when. `is_late` once the last day is over."""

    number: str
    unit: str
    title: str
    what: str
    url: str
    is_late: bool


def rework_rows(tutor: Person) -> list[ReworkRow]:
    """Those of the tutor's learners that have a last day by the plan, the nearest first. A rework that was packed is
    taken for handed in once its last day is over."""
    with_day = [
        (deadline, report)
        for report in list_reworks_of(tutor)
        if (deadline := deadline_of(report.apprenticeship, report)) is not None
    ]
    late = [report.apprenticeship_id for deadline, report in with_day if deadline.on < today()]
    packed = list_packed_attempts(late) if late else set()
    rows = []
    for deadline, report in sorted(with_day, key=lambda one: (one[0].on, one[1].id)):
        days = deadline.days
        if days < 0 and (report.apprenticeship_id, report.attempt) in packed:
            continue
        rows.append(
            ReworkRow(
                number=str(abs(days)),
                unit=f"{plural(abs(days), 'day')} {'over' if days < 0 else 'left'}",
                title=f"{report.apprenticeship.apprentice.name}: {name_of_attempt(report.attempt)}",
                what=f"Due by {as_weekday(deadline.on)}",
                url=url_for("home.learner", apprenticeship_id=report.apprenticeship_id),
                is_late=days < 0,
            )
        )
    return rows
