"""Counts, lists and waiting times in words: the one place that knows singular from plural."""

from collections.abc import Sequence
from datetime import datetime, timedelta

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(count: int) -> str:
    """ "three" up to nine, then figures: how plain English writes a count inside a sentence."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def plural(count: float, one: str, many: str = "") -> str:
    """`one` where the count is 1, else `many`: "piece", "pieces". Verbs too: plural(count, "is", "are")."""
    return one if count == 1 else many or one + "s"


def numbered(count: float, one: str, many: str = "") -> str:
    """In figures, as beside a picture or in a list: "1 KSB", "1,240 words"."""
    return f"{count:,} {plural(count, one, many)}"


def counted(count: int, one: str, many: str = "") -> str:
    """In words, as inside a sentence: "one piece", "three pieces"."""
    return f"{number(count)} {plural(count, one, many)}"


def sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def listed(things: Sequence[str], last: str = "and") -> str:
    """ "K1, K2 and S4"."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {last} {things[-1]}"


def waited(time: timedelta) -> tuple[str, str]:
    """A waiting time as its number and its unit: whole days, else whole hours, else minutes, of which there is always
    at least one."""
    hours, minutes = time.seconds // 3600, max(time.seconds // 60, 1)
    for count, unit in ((time.days, "day"), (hours, "hour"), (minutes, "minute")):
        if count:
            return str(count), plural(count, unit)
    raise AssertionError("there is always a minute")


def waited_since(moment: datetime, at: datetime) -> tuple[str, str]:
    """The same from two moments; nothing waits for less than no time, even where two clocks differ."""
    return waited(max(at - moment, timedelta(0)))
