"""A line by its outline, and shapes that are looked for only where the outline has room for them."""

import re
from collections.abc import Callable
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

    @classmethod
    def _missing_(cls, value: object) -> "PersonalDataKind | None":
        return next((kind for kind in cls if kind.label.lower() == str(value).lower()), None)


class Line:
    """A line, and what tells at once that most shapes are not in it: the line in lower case, and its outline, in which
    every letter is `a` or `A` and every digit `9`."""

    __slots__ = ("lower", "outline", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.lower = text.lower()
        self.outline = text.encode("latin-1", "replace").translate(_OUTLINE)

    def holds(self, words: tuple[str, ...]) -> bool:
        """Whether the line holds one of these, given in lower case."""
        return any(map(self.lower.__contains__, words))


def _outlined(code: int) -> int:
    character = chr(code)
    if character.isdigit():
        return ord("9") if character.isascii() else code
    if character.isalpha():
        return ord("A") if character.isupper() else ord("a")
    return code


_OUTLINE = bytes(_outlined(code) for code in range(256))


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern, and whether a match of it is taken; a group whose name begins with `value` is what is found.

    A line that holds none of the `words` (in lower case), none of the `outlines`, or fewer characters of an outline
    than `least` says, holds no match: told before the pattern is tried.
    """

    kind: PersonalDataKind
    pattern: re.Pattern[str]
    accepts: Callable[[re.Match[str]], bool]
    confidence: float
    words: tuple[str, ...] = ()
    outlines: tuple[bytes, ...] = ()
    least: tuple[bytes, int] | None = None

    def may_be_in(self, line: Line) -> bool:
        """Whether the pattern is worth trying."""
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
