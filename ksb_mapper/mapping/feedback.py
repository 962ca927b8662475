"""What the person said to earlier suggestions."""

from collections.abc import Iterable
from dataclasses import dataclass

from ksb_mapper.errors import NotCodes


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the person said to earlier suggestions, by code: any collection of codes, "k1" being K1. Raises
    `NotCodes`."""

    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "accepted", as_codes("accepted", self.accepted))
        object.__setattr__(self, "rejected", as_codes("rejected", self.rejected))


def as_codes(what: str, given: object) -> frozenset[str]:
    """Codes as a standard writes them. Raises `NotCodes`, which says `what` was given; also for a text, whose letters
    would be taken for codes."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise NotCodes(what, given)
    codes = tuple(given)
    if wrong := [code for code in codes if not isinstance(code, str)]:
        raise NotCodes(what, wrong[0])
    return frozenset(code.strip().upper() for code in codes)
