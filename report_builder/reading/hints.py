"""What a hint says. It rests on the practice of assessment organisations, never on the plan, and blocks nothing.

A report is asked to reflect, so it is never checked for reflection.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class HintRule:
    """`leave` is the word on the button that keeps the sentence as it is."""

    id: str
    title: str
    todo: str
    practice: str
    leave: str


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence of the report that a rule is about, before it is stored."""

    rule: str
    section_key: str
    excerpt: str


class HintForce(StrEnum):
    """A hint as a finding's tag shows it."""

    SHOULD = "should"

    @property
    def label(self) -> str:
        return "Worth a look"

    @property
    def tone(self) -> str:
        return "yellow"

    @property
    def icon(self) -> str:
        return "alert"


# By the name that ksb_mapper gives a rule; what it finds beyond these is not for a report.
RULES = {
    rule.id: rule
    for rule in (
        HintRule(
            "we_without_i",
            "Who is “we”?",
            "Which part of it did you do yourself, and what came of it?",
            "Assessment organisations ask what the apprentice did, and cannot give marks for what “we” did.",
            "Leave it, it was a team",
        ),
        HintRule(
            "personal_data",
            "This looks like personal or confidential data",
            "Take it out, or say what it was without the data itself: “a colleague”, “an internal address”.",
            "Assessment organisations send back work in which personal or confidential data was left.",
            "Leave it, it may be shown",
        ),
    )
}
