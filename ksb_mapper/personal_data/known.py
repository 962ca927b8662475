"""What is known of machines, accounts, secrets, health and desks, and how far is looked: `data/personal.toml`."""

from functools import cache
from typing import Any

from ksb_mapper.shipped import shipped_tables


def words_of(table: str, name: str) -> frozenset[str]:
    """The words of one list, which are parted by spaces."""
    words: str = _known()[table][name]
    return frozenset(words.split())


def phrases_of(table: str, name: str) -> list[str]:
    """The phrases of one list, which are parted by semicolons, a longer one before what it begins with."""
    phrases = {" ".join(phrase.split()) for phrase in _known()[table][name].split(";")} - {""}
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase))


def pattern_of(table: str, name: str) -> str:
    """A list that is written as a pattern, without the breaks of its lines."""
    pattern: str = _known()[table][name]
    return pattern.replace("\n", "")


def table_of(table: str) -> dict[str, Any]:
    """A whole table, by the names of its lists."""
    return _known()[table]


def figure_of(table: str, name: str) -> int:
    """A distance or a bound."""
    return int(_known()[table][name])


@cache
def _known() -> dict[str, dict[str, Any]]:
    return shipped_tables("personal.toml")
