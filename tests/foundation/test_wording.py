"""Counts, lists and waiting times in words."""

from datetime import UTC, datetime, timedelta

import pytest

from foundation.wording import counted, listed, number, numbered, plural, waited, waited_since


def test_a_count_is_a_word_up_to_nine_and_figures_from_ten() -> None:
    assert [number(0), number(9), number(10), number(1240)] == ["no", "nine", "10", "1,240"]


def test_one_thing_and_several_things() -> None:
    assert [counted(1, "piece"), counted(3, "piece")] == ["one piece", "three pieces"]
    assert counted(2, "set of slides", "sets of slides") == "two sets of slides"


def test_figures_beside_a_thing_and_the_verb_that_goes_with_them() -> None:
    assert [numbered(1, "KSB"), numbered(0, "KSB"), numbered(1240, "word")] == [
        "1 KSB",
        "0 KSBs",
        "1,240 words",
    ]
    assert [numbered(1, "person", "people"), numbered(2, "person", "people")] == ["1 person", "2 people"]
    assert [plural(1, "is", "are"), plural(2, "is", "are")] == ["is", "are"]


def test_a_list_reads_as_in_a_sentence() -> None:
    assert [listed([]), listed(["K1"]), listed(["K1", "K2"], "or")] == ["", "K1", "K1 or K2"]
    assert listed(["K1", "K2", "S4"]) == "K1, K2 and S4"


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(days=8, hours=23), ("8", "days")),
        (timedelta(days=1), ("1", "day")),
        (timedelta(hours=23, minutes=59), ("23", "hours")),
        (timedelta(hours=1), ("1", "hour")),
        (timedelta(minutes=59, seconds=59), ("59", "minutes")),
        (timedelta(seconds=61), ("1", "minute")),
        (timedelta(0), ("1", "minute")),
    ],
)
def test_a_wait_is_told_in_whole_days_then_hours_then_minutes(
    time: timedelta, words: tuple[str, str]
) -> None:
    assert waited(time) == words


def test_a_clock_that_runs_ahead_never_makes_a_wait_negative() -> None:
    at = datetime(2026, 3, 24, 9, 0, tzinfo=UTC)
    assert waited_since(at + timedelta(seconds=3), at) == ("1", "minute")
