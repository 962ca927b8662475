"""What standard versions are called where a provider's own has the number of one that is everybody's.

That happens when everybody's is published later: a provider cannot publish a number that everybody has.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from accounts.models import StandardVersion

OWN, SHARED = "your own", "shared"


def marks_of(versions: Sequence[StandardVersion]) -> Mapping[int, str]:
    """{id: which of two with one number it is}, of those alone that another of `versions` has the number of."""
    times = Counter((one.reference, one.version) for one in versions)
    return {
        one.id: SHARED if one.provider_id is None else OWN
        for one in versions
        if times[one.reference, one.version] > 1
    }


def with_mark(name: str, mark: str | None) -> str:
    """The name as a list has it: "Bell founder, ST9071, version 1.4 (your own)"."""
    return f"{name} ({mark})" if mark else name


def by_short_name(versions: Sequence[StandardVersion]) -> dict[str, StandardVersion]:
    """In their order, by what spreadsheets and the command line call them: "ST0505@1.4" is the provider's own where
    there are two, and the other "ST0505@1.4 shared"."""
    marks = marks_of(versions)
    return {
        f"{one.reference}@{one.version}" + (f" {SHARED}" if marks.get(one.id) == SHARED else ""): one
        for one in versions
    }


def shown_names(named: Mapping[str, StandardVersion]) -> dict[int, str]:
    """{id: its short name as a page shows it}: of two with one number it is said which one the bare name means."""
    return {
        one.id: with_mark(name, OWN if f"{name} {SHARED}" in named else None) for name, one in named.items()
    }


def as_short_name(words: str) -> str:
    """What somebody wrote, to be held against short names: as a page shows them will do."""
    return words.casefold().removesuffix(f" ({OWN})")
