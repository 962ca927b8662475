"""Times in a clip, as people write them."""

import pytest

from foundation.clip_time import seconds_from
from foundation.errors import MasterpieceError


@pytest.mark.parametrize(
    ("words", "seconds"), [("0:08", 8), ("1:05", 65), ("10:00", 600), ("8", 8), (" 0:08 ", 8)]
)
def test_minutes_and_seconds_are_understood(words: str, seconds: int) -> None:
    assert seconds_from(words) == seconds


def test_the_last_second_of_a_minute_is_one() -> None:
    assert seconds_from("9:59") == 599


def test_an_empty_answer_takes_the_moment_back() -> None:
    assert seconds_from("  ") is None


@pytest.mark.parametrize("words", ["soon", "1:2:3", "-1:00", "0:8:", "1.05", "9:99", "0:60"])
def test_what_is_no_time_is_refused_with_an_example(words: str) -> None:
    with pytest.raises(MasterpieceError, match="like 0:08"):
        seconds_from(words)
