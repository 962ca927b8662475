"""What is known of machines, accounts, health and desks: `data/personal.toml`."""

import tomllib
from functools import cache
from importlib.resources import files


def words_of(table: str, name: str) -> frozenset[str]:
    """The words of one list, which are parted by spaces."""
    return frozenset(_known()[table][name].split())


def phrases_of(table: str, name: str) -> list[str]:
    """The phrases of one list, which are parted by semicolons, a longer one before what it begins with."""
    phrases = {" ".join(phrase.split()) for phrase in _known()[table][name].split(";")} - {""}
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase))


def pattern_of(table: str, name: str) -> str:
    """A list that is written as a pattern, without the breaks of its lines."""
    return _known()[table][name].replace("\n", "")


@cache
def _known() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("ksb_mapper").joinpath("data/personal.toml").read_text(encoding="utf-8"))
