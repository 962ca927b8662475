"""Names in the order in which English readers look for them, the same on every database.

A database sorts by its own rules: SQLite by the number of a letter, so that "Łukasz" comes after "Zoë" and "de Souza"
after both; PostgreSQL by the locale that it was made with.
"""

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

Named = TypeVar("Named")

# Letters that no decomposition takes apart, as the nearest English ones.
_NEAREST = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "ŋ": "ng"}
)


def name_order(name: str) -> tuple[str, str]:
    """What to sort by: letters as English has them, whatever their case and accents, apostrophes passed over and
    hyphens as spaces; then the name itself, so that "Zoe" and "Zoë" always come in one order."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_NEAREST))
    plain = "".join(one if one.isalnum() else " " for one in letters if not _is_passed_over(one))
    return " ".join(plain.split()), name


def by_name(things: Iterable[Named], name: Callable[[Named], str]) -> list[Named]:
    """Sorted by the `name` of each; of one name, in the order in which they came."""
    return sorted(things, key=lambda one: name_order(name(one)))


def _is_passed_over(letter: str) -> bool:
    return unicodedata.combining(letter) > 0 or letter in "'’‘`´ʼ."
