"""What the plan asks before the gateway."""

from datetime import date

import pytest

import standards
from accounts.models import Person, Role
from gateway.requirements import SEEN, add_months, can_tick


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 1, 6), 12, date(2026, 1, 6)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 5, 31), 1, date(2025, 6, 30)),
        (date(2025, 5, 5), 0, date(2025, 5, 5)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


def test_each_requirement_of_the_plan_is_seen_by_us_or_can_be_ticked_by_somebody() -> None:
    people = [Person(role=role) for role in Role]
    for requirement in standards.load("ST0505").gateway:
        ticked_by = [person.role for person in people if can_tick(person, requirement)]
        assert bool(ticked_by) != (requirement.id in SEEN), requirement.id


def test_the_apprentice_ticks_her_readiness_and_nothing_that_is_her_providers() -> None:
    amira = Person(role=Role.APPRENTICE)
    ticks = {
        requirement.id for requirement in standards.load("ST0505").gateway if can_tick(amira, requirement)
    }
    assert ticks == {"ready"}
