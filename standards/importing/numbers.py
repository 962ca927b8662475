"""Numbers as plans write them: "2,000", "two", "12-month"."""

import re

_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBER = rf"(?:\d[\d,]*|{'|'.join(_WORDS)})"
_FOUND = re.compile(rf"\b{NUMBER}\b", re.IGNORECASE)


def number_in(text: str) -> int | None:
    """The first whole number of the text, in digits or in words up to twelve."""
    match = _FOUND.search(text)
    return whole(match[0]) if match else None


def whole(word: str) -> int:
    """The number that one match of NUMBER stands for."""
    digits = word.replace(",", "")
    return int(digits) if digits.isdigit() else _WORDS.index(word.lower()) + 1
