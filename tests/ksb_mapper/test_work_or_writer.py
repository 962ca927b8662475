"""Turns that look alike and are not: confidence in a restore and in oneself, a change reflected in a register and a
week reflected on, what the logs taught and what life did. The sentences are in `work_or_writer.toml`.
"""

import tomllib
from pathlib import Path

import pytest

from ksb_mapper import LanguageRule, Verdict, check_language

PAIRS = tomllib.loads(Path(__file__).with_name("work_or_writer.toml").read_text(encoding="utf-8"))
OF_THE_WRITER = frozenset({LanguageRule.REFLECTIVE, LanguageRule.SELF_ASSESSMENT})


def of_side(side):
    return [text for pair in PAIRS.values() for text in pair[side]]


def asked(text):
    return {finding.excerpt for finding in check_language(text).findings if finding.rule in OF_THE_WRITER}


@pytest.mark.parametrize("text", of_side("work"))
def test_what_is_about_the_work_is_a_record_whatever_its_words(text):
    assert check_language(text).verdict is Verdict.RECORD
    assert asked(text) == set()


@pytest.mark.parametrize("text", of_side("writer"))
def test_what_is_about_the_writer_is_asked_about_in_the_same_words(text):
    assert asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "It was a bit of a nightmare but I got there in the end and it made me smile.",
        "Total nightmare but I got there eventually, and it made me laugh.",
    ],
)
def test_how_it_went_is_asked_about_within_a_record_of_work(text):
    framed = f"I moved the rack on 3 March and cabled 12 ports. {text} I tested each port at 15:10."

    assert check_language(framed).verdict is Verdict.RECORD
    assert asked(framed) == {text}


@pytest.mark.parametrize(
    "text",
    [
        "The headache tablets were locked in the cabinet.",
        "I cleared the mess in the comms room and took four photos.",
        "The mare was walked to box 4 before the afternoon feed.",
    ],
)
def test_a_mess_on_the_floor_is_no_feeling(text):
    assert asked(text) == set()
