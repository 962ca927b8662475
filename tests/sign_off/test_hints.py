"""Who a signer says he is: asked once more where it may be a relative, and never forbidden."""

from datetime import date

import pytest

from sign_off.hints import hints_about_observation, is_close

STARTED = date(2025, 1, 6)
SEEN = "Amira isolated the failed switch, fitted the spare and tested each port. All 24 came up at 10:40."


@pytest.mark.parametrize(
    "words",
    [
        "mum",
        "Her uncle",
        "friend",
        "Relative or friend",
        "I am her brother-in-law",
        "Family friend",
        "his partner",
    ],
)
def test_a_relative_or_a_friend_is_asked_once_more(words: str) -> None:
    assert is_close(words)


@pytest.mark.parametrize(
    "words",
    [
        "Line manager since January 2025",
        "Colleague, Mr Johnson’s deputy",
        "Customer or user of the service, partner at Fry and Sons Ltd",
        "Team mate on the service desk",
        "Supervisor or mentor",
        "",
    ],
)
def test_whoever_knows_the_work_from_work_is_not(words: str) -> None:
    assert not is_close(words)


def test_what_was_seen_where_and_when_asks_nothing_more() -> None:
    assert hints_about_observation(SEEN, date(2026, 3, 12), STARTED) == []


def test_a_word_of_praise_is_asked_what_was_done() -> None:
    (hint,) = hints_about_observation("The switch works.", date(2026, 3, 12), STARTED)
    assert (hint.excerpt, "step by step" in hint.message) == ("The switch works.", True)


def test_a_day_before_she_began_is_asked_about() -> None:
    (hint,) = hints_about_observation(SEEN, date(2024, 3, 12), STARTED)
    assert hint.excerpt == "12 March 2024"
    assert "began on 6 January 2025" in hint.message
