"""People and accounts by a surname: "Will Draper", "Jaydon Pryce", "kdavies", "okoyen".

A first name that is a word ("Will", "Mark") or on no list is one before a surname; an initial and a surname together
are a user name, unless they make a word as "bradford" does.
"""

import re
from collections.abc import Iterator
from functools import cache

from ksb_mapper.personal_data.given_names import (
    is_given,
    is_name,
    no_surname,
    nobody_signs,
    places,
    surnames,
    surnames_in_accounts,
)
from ksb_mapper.personal_data.known import words_of
from ksb_mapper.personal_data.outlines import Line, PersonalDataKind, whole_words

_Piece = tuple[PersonalDataKind, int, int, float]
_FEWEST_LETTERS = 4
_SIGNING_IN = re.compile(
    r"(?<![\w.@/\\$:=-])(?P<name>[a-z]{5,20}\d{0,3})(?![\w@/\\(\[=-]|\.\w)|(?<=[=:/])"
    r"(?P<set>[a-z]{5,20}\d{0,3})(?![\w@.(\[=-])"
)
_FULL = re.compile(
    r"\b(?P<first>[A-Z][a-zà-ÿ]{1,14}(?:-[A-Z][a-z]{2,14})?) (?P<last>(?:O['’]|Mc|Mac)?[A-Z][a-z]{2,14}"
    r"(?:-[A-Z][a-z]{2,14})?)(?P<own>['’]s)?\b(?!-)"
)
_AT_A_START = re.compile(r"(?:^|[.!?:;|\n>(\"“•*-])[ \n]{0,4}$")
_DETERMINED = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Oo]ur|[Yy]our|[Ee]ach|[Aa]ny) $")
_DOES = re.compile(
    r"(?:['’]s\b|, (?:born|dob|aged|who)\b| \((?:born|dob|aged)\b| (?:was|had|has|is|asked|told|said|says|rang"
    r"|rings|wants|wanted|signed|came|called|showed"
    r"|needed|left|joined|started|watched|agreed|reported|raised|emailed|phoned|texted|noticed|born|dob)\b)"
)


def find_surnamed(line: Line) -> Iterator[_Piece]:
    """The kind, start, end and confidence (0..1) of each."""
    if not line.words.isdisjoint(_surname_words()):
        yield from _people(line.text)
    # A shorter word has no room for a surname and an initial.
    words = [word for word in line.words if len(word) > _FEWEST_LETTERS]
    stems = {word[1:] for word in words}
    stems.update([word[:-1] for word in words])
    if b"a9" in line.outline:
        stems.update([word.rstrip(b"0123456789")[1:] for word in words])
    if not stems.isdisjoint(_words_of_accounts()):
        yield from _accounts(line.text)


def _people(text: str) -> Iterator[_Piece]:
    for match in _FULL.finditer(text):
        first, last = match["first"], match["last"]
        if not (_is_surname(last) and _may_be_first(first)):
            continue
        is_known = is_name(first)
        starts = _AT_A_START.search(text, max(0, match.start() - 4), match.start()) is not None
        if not is_known and _DETERMINED.search(text, max(0, match.start() - 6), match.start()):
            continue
        if is_known or not starts or _DOES.match(text, match.start("own") if match["own"] else match.end()):
            yield PersonalDataKind.NAME, match.start(), match.end("last"), 0.85 if is_known else 0.7


def _is_surname(word: str) -> bool:
    return all(part in surnames() for part in re.split(r"-", word)[-1:])


def _may_be_first(word: str) -> bool:
    return not (
        word in nobody_signs()
        or word in places()
        or (word in no_surname() and not is_name(word))
        or word in words_of("people", "no_first_name")
        or (word in surnames() and not is_name(word))
    )


def _accounts(text: str) -> Iterator[_Piece]:
    for match in _SIGNING_IN.finditer(text):
        group = match.lastgroup or "name"
        name = match[group].rstrip("0123456789")
        if (
            name.endswith(("ing", "ings"))
            or name in words_of("accounts", "words")
            or name in words_of("accounts", "programs")
            # "nicola" is nobody called Nicol, with an initial.
            or is_given(match[group].capitalize())
        ):
            continue
        if len(name) > _FEWEST_LETTERS and (
            name[1:].capitalize() in surnames_in_accounts() or _is_surname_and_initial(name)
        ):
            yield PersonalDataKind.USERNAME, match.start(group), match.end(group), 0.75


def _is_surname_and_initial(name: str) -> bool:
    """ "okaforn": what would be a plural or a verb is left out."""
    return (
        len(name) > _FEWEST_LETTERS + 1 and name[-1] not in "sedyr" and name[:-1].capitalize() in surnames()
    )


@cache
def _words_of_accounts() -> frozenset[bytes]:
    return whole_words(name for name in surnames_in_accounts() if len(name) >= _FEWEST_LETTERS)


@cache
def _surname_words() -> frozenset[bytes]:
    return whole_words(name for name in surnames() if len(name) >= _FEWEST_LETTERS)
