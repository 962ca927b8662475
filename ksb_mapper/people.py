"""Names of people in a text, by their surroundings: a title, a given name, a role before it, a surname after it.

No statistical model: one that is small enough to load here takes Jenkins and Terraform for people. What speaks against
a name is the company it keeps: "Jenkins" is nobody, "my tutor Will Jenkins" is somebody.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:['’][A-ZÀ-ÖØ-Þ])?[a-zß-öø-ÿ]+(?:[-'’][A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]{2,})?"
_SURNAME = rf"{_CAPITAL}|(?:Mc|Mac|De|Van|Von)[A-Z][a-z]+"
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev)\.? (?:(?:{_CAPITAL}|[A-Z]\.?) )?(?:{_SURNAME})\b"
)
_ROLE = (
    r"manager|mentor|tutor|coach|colleague|supervisor|boss|team lead|lead|director|apprentice|assessor|teacher"
    r"|engineer|technician|receptionist|secretary|trainer|starter|friend|buddy|employer|administrator|head|officer"
)
_AFTER_ROLE = re.compile(
    rf"\b(?i:my|our|the|her|his|their|another|a|an|fellow|new|line)(?: [\w'’]+){{0,2}}? (?:{_ROLE}),?"
    rf"(?: called| named|:)? (?P<name>{_CAPITAL}(?: (?:{_SURNAME}))?)\b"
)
_CALLED = re.compile(
    rf"\b(?:user|customer|client|person|man|woman|pupil|student|member of staff|starter|colleague)"
    rf" (?:called|named) (?P<name>{_CAPITAL}(?: (?:{_SURNAME}))?)\b"
)
_GIVEN = re.compile(rf"\b(?P<given>{_CAPITAL})(?P<rest> (?:{_SURNAME}))?(?:['’]s)?\b")
_NO_SURNAME = frozenset(
    (
        "Act", "Active", "Agile", "And", "At", "Azure", "Docker", "Excel", "Git", "Google", "Helm", "In", "Jira",
        "Linux", "Microsoft", "On", "Outlook", "Python", "Scrum", "Server", "Teams", "Terraform", "The", "Windows",
        "Wi", "Word",
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
        "April", "May", "June", "July", "August", "September", "October", "November", "December",
    )
)  # fmt: skip
_NOBODY_AFTER_ROLE = _NO_SURNAME | frozenset(
    ("Account", "Desk", "Director", "For", "He", "I", "It", "Level", "Manager", "Of", "Office", "Officer", "Role",
     "She", "Support", "Team", "They", "This", "To", "We", "You")
)  # fmt: skip


def find_people(text: str) -> Iterator[tuple[int, int, float]]:
    """Start, end and sureness (0..1) of what reads like somebody's name, the surest readings first."""
    for match in _TITLED.finditer(text):
        yield match.start(), match.end(), 0.95
    for pattern in (_CALLED, _AFTER_ROLE):
        for match in pattern.finditer(text):
            start, end = _without_nobody(match.start("name"), match["name"])
            if end > start:
                yield start, end, 0.85
    given_names = _given_names()
    for match in _GIVEN.finditer(text):
        given, rest = match["given"], (match["rest"] or "").strip()
        full = bool(rest) and rest not in _NO_SURNAME
        if _is_in(given, given_names):
            yield match.start(), match.end("rest") if full else match.end("given"), 0.9 if full else 0.7


def _without_nobody(start: int, name: str) -> tuple[int, int]:
    """Offsets of a name after a role without what cannot be part of one; empty where nothing is left."""
    first, _, second = name.partition(" ")
    if first in _NOBODY_AFTER_ROLE:
        return start, start
    return start, start + (len(first) if second in _NOBODY_AFTER_ROLE else len(name))


def _is_in(given: str, names: frozenset[str]) -> bool:
    return given in names or given.removesuffix("'s").removesuffix("’s") in names


@cache
def _given_names() -> frozenset[str]:
    data = tomllib.loads(files("ksb_mapper").joinpath("data/names.toml").read_text(encoding="utf-8"))
    return frozenset(data["given"].split())
