"""What the page shows that moves an apprentice to another version of her standard, or to another of its options."""

from typing import Any

from accounts.her_version import label_for, mark_for
from accounts.models import Apprenticeship
from accounts.moving import (
    Destination,
    blockers_of_moving,
    compare_with,
    foresee_move,
    list_other_options,
    list_other_versions,
)
from accounts.plan_changes import grading_changes, plan_changes
from accounts.standard_names import marks_of, with_mark


def learner_page(apprenticeship: Apprenticeship) -> dict[str, Any]:
    """The values of her own page: who she is, and where she can be moved."""
    versions = list_other_versions(apprenticeship)
    return {
        "apprenticeship": apprenticeship,
        "versions": versions,
        "marks": marks_of([apprenticeship.standard_version, *versions]),
        "label": label_for(apprenticeship),
        "options": list_other_options(apprenticeship),
    }


def move_page(apprenticeship: Apprenticeship, destination: Destination) -> dict[str, Any]:
    """The page's values: what would change, what it would mean for her, and what stands in the way."""
    return {
        "standard": destination.standard,
        "label": label_for(apprenticeship),
        "where": where_of(apprenticeship, destination),
        "changes": plan_changes(apprenticeship.standard, destination.standard),
        "grading": grading_changes(apprenticeship.standard, destination.standard),
        "comparison": compare_with(apprenticeship, destination.standard),
        "outlook": foresee_move(apprenticeship, destination),
        "blockers": blockers_of_moving(apprenticeship, destination),
    }


def where_of(apprenticeship: Apprenticeship, destination: Destination) -> str:
    """How the page calls it: "version 1.2", "version 1.2, Tuner", and within her own version "the option Tuner"; with
    whose it is where two have that number."""
    version, option = destination.version, destination.version.find_option(destination.option)
    name = with_mark(f"version {version.version}", mark_for(version, apprenticeship.provider_id))
    if option is None:
        return name
    own = version is apprenticeship.standard_version
    return f"the option {option.name}" if own else f"{name}, {option.name}"
