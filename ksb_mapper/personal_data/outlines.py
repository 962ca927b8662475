"""A line by its outline, and shapes that are looked for only where the outline has room for them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class PersonalDataKind(StrEnum):
    """What was found: a plain name, as rows and JSON hold it, and its `label`, words that fit "This looks like …".

    A kind is found by its label too, since a labelled row may call it as our messages do.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.label = label
        return kind

    NAME = "name", "somebody’s name"
    EMAIL = "email", "an email address"
    PHONE = "phone", "a phone number"
    NATIONAL_INSURANCE = "national_insurance", "a National Insurance number"
    HEALTH_NUMBER = "health_number", "an NHS number"
    BANK_ACCOUNT = "bank_account", "a bank account"
    CARD_NUMBER = "card_number", "a payment card’s number"
    IDENTITY_NUMBER = "identity_number", "a passport, licence or tax number"
    DATE_OF_BIRTH = "date_of_birth", "a date of birth"
    ADDRESS = "address", "a postal address"
    POST_CODE = "post_code", "a post code"
    PLATE = "plate", "a vehicle’s number plate"
    IP_ADDRESS = "ip_address", "an IP address"
    MAC_ADDRESS = "mac_address", "a device’s MAC address"
    HOST = "host", "the name of a machine"
    CREDENTIAL = "credential", "a password, key or token"
    USERNAME = "username", "a user name"
    HEALTH = "health", "somebody’s health"

    @classmethod
    def _missing_(cls, value: object) -> "PersonalDataKind | None":
        return next((kind for kind in cls if kind.label.lower() == str(value).lower()), None)


_LENGTH_OF_A_BEGINNING = 4


def beginnings(*words: str) -> frozenset[bytes]:
    """What words begin with, by which a line is asked whether one that begins so is in it; a shorter word is whole."""
    return frozenset(word.encode("latin-1")[:_LENGTH_OF_A_BEGINNING] for word in words)


def whole_words(words: Iterable[str]) -> frozenset[bytes]:
    """Words by which a line is asked whether one of them is in it."""
    return frozenset(word.lower().encode("latin-1", "replace") for word in words)


class Line:
    """A line, and what tells at once that most shapes are not in it: the line in lower case, its words in lower case
    (whatever is no letter or figure parts them) and what these begin with, and its outline, in which every letter is
    `a` or `A` and every digit `9`."""

    __slots__ = ("beginnings", "lower", "outline", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.lower = text.lower()
        letters = text.encode("latin-1", "replace")
        self.outline = letters.translate(_OUTLINE)
        self.words = frozenset(letters.translate(_WORDS).split())
        self.beginnings = frozenset([word[:_LENGTH_OF_A_BEGINNING] for word in self.words])

    def holds(self, words: tuple[str, ...]) -> bool:
        """Whether the line holds one of these, given in lower case."""
        return any(map(self.lower.__contains__, words))

    def begins(self, words: frozenset[bytes]) -> bool:
        """Whether a word of the line begins with one of these `beginnings`."""
        return not words.isdisjoint(self.beginnings)


def _outlined(code: int) -> int:
    character = chr(code)
    if character.isdigit():
        return ord("9") if character.isascii() else code
    if character.isalpha():
        return ord("A") if character.isupper() else ord("a")
    return code


_OUTLINE = bytes(_outlined(code) for code in range(256))
_WORDS = bytes(ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(256))
"""Small letters and figures; whatever else there is parts words."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern, and whether a match of it is taken; a group whose name begins with `value` is what is found.

    A line with no word that begins with one of `begins` or is one of `any_of`, that holds none of the `words` (in lower
    case), none of the `outlines`, or fewer characters of an outline than `least` says, holds no match: told before the
    pattern is tried.
    """

    kind: PersonalDataKind
    pattern: re.Pattern[str]
    accepts: Callable[[re.Match[str]], bool]
    confidence: float
    words: tuple[str, ...] = ()
    outlines: tuple[bytes, ...] = ()
    least: tuple[bytes, int] | None = None
    begins: frozenset[bytes] = frozenset()
    any_of: frozenset[bytes] = frozenset()

    def may_be_in(self, line: Line) -> bool:
        """Whether the pattern is worth trying."""
        return (not self.begins or line.begins(self.begins)) and self.has_room_in(line)

    def has_room_in(self, line: Line) -> bool:
        """The same of a line in which a word is known to begin as it has to."""
        if self.any_of and self.any_of.isdisjoint(line.words):
            return False
        outline = line.outline
        if self.least is not None and outline.count(self.least[0]) < self.least[1]:
            return False
        for part in self.outlines:
            if part in outline:
                break
        else:
            if self.outlines:
                return False
        return not self.words or line.holds(self.words)
