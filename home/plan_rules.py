"""What Help says of a plan: rules in plain words, each beside the plan's own, in parts."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class PlanRule:
    """One thing that the plan asks. `quote` and `cited` are its own words, where the data holds them; `points` are the
    plan's words where they are several things."""

    words: str
    quote: str = ""
    cited: str = ""
    points: Sequence[str] = ()


@dataclass(frozen=True)
class PlanPart:
    title: str
    rules: Sequence[PlanRule]
