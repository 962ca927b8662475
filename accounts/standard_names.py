"""What standard versions are called where a provider's own has the number of one that is everybody's.

That happens when everybody's is published later: a provider cannot publish a number that everybody has.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import standards
from accounts.models import StandardVersion
from foundation.errors import Refused
from standards import Standard

OWN, SHARED = "your own", "shared"


def marks_of(versions: Sequence[StandardVersion]) -> Mapping[int, str]:
    """{id: which of two with one number it is}, of those alone that another of `versions` has the number of."""
    times = Counter((one.reference, one.version) for one in versions)
    return {one.id: mark_of(one) for one in versions if times[one.reference, one.version] > 1}


def mark_of(version: StandardVersion) -> str:
    """Which of two with one number this is."""
    return SHARED if version.provider_id is None else OWN


def with_mark(name: str, mark: str | None) -> str:
    """The name as a list has it: "Bell founder, ST9071, version 1.4 (your own)"."""
    return f"{name} ({mark})" if mark else name


def refusal_of_version(version: str) -> str | None:
    """Why no new version is called this, in a sentence; None where it may be: one that ends as we mark the second of
    two with one number would be taken for that one."""
    words = " ".join(re.findall(r"[a-z0-9.]+", version.casefold()))
    if words.endswith((OWN, SHARED)):
        return (
            f"The version “{version}” ends in “{OWN if words.endswith(OWN) else SHARED}”, by which we tell two "
            "versions of one number apart. Give it another name, like 1.1."
        )
    return standards.refusal_of_version(version)


def find_same_number(versions: Iterable[StandardVersion], standard: Standard) -> StandardVersion | None:
    """The one of them that has this standard's number, also where it is written otherwise: "01.1" is "1.1"."""
    number = _number(standard)
    return next((one for one in versions if _number(one) == number), None)


def _number(one: StandardVersion | Standard) -> tuple[str, str]:
    return _plain(one.reference), re.sub(r"(?<!\d)0+(?=\d)", "", _plain(one.version))


def _plain(name: str) -> str:
    """The same for names that a reader takes for one: "1.2 (Pilot)" is "1.2 pilot"."""
    return " ".join(re.sub(r"[()]", " ", name.casefold()).split())


def by_short_name(versions: Sequence[StandardVersion]) -> dict[str, StandardVersion]:
    """In their order, by what spreadsheets and the command line call them: "ST9071@1.4" is the provider's own where
    there are two, and the other "ST9071@1.4 shared". A name that two would have then says of each whose it is."""
    marks = marks_of(versions)
    names = [_bare_name(one) + (f" {SHARED}" if marks.get(one.id) == SHARED else "") for one in versions]
    return {
        with_mark(name, mark_of(one) if names.count(name) > 1 else None): one
        for name, one in zip(names, versions, strict=True)
    }


def _bare_name(version: StandardVersion) -> str:
    return f"{version.reference}@{version.version}"


def shown_names(named: Mapping[str, StandardVersion]) -> dict[int, str]:
    """{id: its short name as a page shows it}: of two with one number it is said which one the bare name means."""
    marks = marks_of(list(named.values()))
    return {
        one.id: with_mark(name, OWN if marks.get(one.id) == OWN and name == _bare_name(one) else None)
        for name, one in named.items()
    }


def find_named(words: str, named: Mapping[str, StandardVersion]) -> StandardVersion:
    """Which of `named` (as from `by_short_name`) somebody wrote: "REF@VERSION" in any case, its mark in brackets or
    bare, or "REF" for its newest. Raises Refused for what is none of them or could be two, and says what there is."""
    asked = _plain(words)
    found = [one for name, one in named.items() if asked in _ways_to_write(name, one)]
    if not found:
        found = [one for one in named.values() if _plain(one.reference) == asked][-1:]
    if len(found) == 1:
        return found[0]
    said = (
        f"“{words}” can mean more than one version"
        if found
        else f"The standard “{words}” is not published here"
    )
    raise Refused(f"{said}. Published: {said_of(named)}.")


def said_of(named: Mapping[str, StandardVersion]) -> str:
    """All of them in a row, as a page shows them."""
    return ", ".join(shown_names(named).values()) or "none yet"


def _ways_to_write(name: str, version: StandardVersion) -> set[str]:
    """As its short name has it and with its mark; bare too, unless that means the provider's own of two."""
    bare = _bare_name(version)
    is_second = name.startswith(f"{bare} {SHARED}")
    return {_plain(one) for one in (name, f"{bare} {mark_of(version)}", *(() if is_second else (bare,)))}
