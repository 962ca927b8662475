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
_FULL = rf"(?:{_CAPITAL}|[A-Z]\.) ?(?:{_SURNAME})"
_BY = re.compile(
    rf"\b(?i:(?:signed(?: off)?|approved|raised|reported|written|checked|prepared|reviewed|witnessed|requested"
    rf"|authorised|completed|logged|supervised|tested|agreed|trained) by|assigned to|(?:spoke|talked|wrote) (?:to|with)"
    rf"|emailed|phoned|kind regards|regards|contact|customer|caller|requester|author|owner|engineer|name),?:? "
    rf"(?P<name>{_FULL})\b"
)
_GREETED = re.compile(rf"(?:^|[.!?] )(?:Hi|Hello|Dear|Hey) (?P<name>{_CAPITAL})(?=[,.!]|$)")
_ACTS = re.compile(
    rf"\b(?P<name>{_CAPITAL} (?:{_SURNAME}))(?= (?:from|in|at) (?:[A-Z]|the )| (?:rang|said|asked|told|emailed|phoned"
    r"|replied|agreed|confirmed|signed) | \()"
)
_GIVEN = re.compile(rf"\b(?P<given>{_CAPITAL})(?=(?P<rest> (?:{_SURNAME}))?(?:['’]s)?\b)")
_DETERMINED = re.compile(r"\b[Tt]he $")
_SAINT = re.compile(r"\bSt\.? $")
_PRODUCTS = re.compile(r"\b(?:Dr\.? Watson|Dr\.? Web|Joe Sandbox)\b")
_PLACES = frozenset(
    ("Academy", "Avenue", "College", "Court", "Hospital", "House", "Lane", "Park", "Road", "School", "Street",
     "University")
)  # fmt: skip
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
    ("Account", "After", "Also", "And", "Because", "Before", "But", "Desk", "Director", "For", "He", "I", "It",
     "Level", "Manager", "Of", "Office", "Officer", "Role", "She", "So", "Support", "Team", "That", "Then", "There",
     "They", "This", "To", "We", "What", "When", "Where", "Which", "Who", "You")
)  # fmt: skip
_NOBODY_GREETED = frozenset(
    ("All", "Both", "Colleague", "Colleagues", "Customer", "Customers", "Everybody", "Everyone", "Folks", "Madam",
     "Microsoft", "Parents", "Service", "Sir", "Staff", "Student", "Students", "Supplier", "Support", "Team", "There",
     "User", "Users", "World")
)  # fmt: skip


def find_people(text: str) -> Iterator[tuple[int, int, float]]:
    """Start, end and sureness (0..1) of what reads like somebody's name, the surest readings first."""
    text = _PRODUCTS.sub(lambda product: "." * len(product[0]), text)
    for match in _TITLED.finditer(text):
        yield match.start(), match.end(), 0.95
    given_names = _given_names()
    any_names = given_names | _names_that_are_words()
    for pattern in (_BY, _ACTS):
        for match in pattern.finditer(text):
            first, _, second = match["name"].partition(" ")
            if (first in any_names or first.endswith(".")) and second not in _NOBODY_AFTER_ROLE:
                yield match.start("name"), match.end("name"), 0.9
    for match in _GREETED.finditer(text):
        if match["name"] not in _NOBODY_GREETED:
            yield match.start("name"), match.end("name"), 0.8
    for pattern in (_CALLED, _AFTER_ROLE):
        for match in pattern.finditer(text):
            start, end = _without_nobody(match.start("name"), match["name"])
            if end > start and not _is_some_word(text[start:end], match[0], any_names):
                yield start, end, 0.85
    for match in _GIVEN.finditer(text):
        given, rest = match["given"], (match["rest"] or "").strip()
        if (
            not _is_in(given, given_names)
            or rest in _PLACES
            or _SAINT.search(text[max(0, match.start() - 5) : match.start()])
        ):
            continue
        if rest and rest not in _NO_SURNAME:
            yield match.start(), match.end("rest"), 0.9
        elif not _DETERMINED.search(text[max(0, match.start() - 5) : match.start()]):
            yield match.start(), match.end("given"), 0.7


def _is_some_word(name: str, found: str, any_names: frozenset[str]) -> bool:
    """Whether a capital word after a role is a verb or a thing ("my manager Approved", "the manager Console")."""
    if " " in name or name in any_names:
        return False
    return name.endswith("ed") or found.lower().startswith(("the ", "a ", "an ", "new "))


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
    return frozenset(_names()["given"].split())


@cache
def _names_that_are_words() -> frozenset[str]:
    return frozenset(_names()["given_and_word"].split())


@cache
def _names() -> dict[str, str]:
    return tomllib.loads(files("ksb_mapper").joinpath("data/names.toml").read_text(encoding="utf-8"))
