"""The fast way of finding patterns gives the answer of the plain one."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksb_mapper.language.cues import load_cues
from ksb_mapper.language.finding import PatternFinder, beginnings_of, needed_by

PATTERNS = [cue.pattern for cue in load_cues().cues]
FINDER = PatternFinder(PATTERNS)
TEXTS = [
    json.loads(line)["text"].lower()
    for line in Path(__file__).with_name("own_set.jsonl").read_text(encoding="utf-8").splitlines()
]
WORDS = re.findall(
    r"\S+",
    "i my me we it was felt learned looking back now next time would have made a what in of to 7/10 ! , ' -",
)


def searched_for(text):
    return [number for number, pattern in enumerate(PATTERNS) if pattern.search(text)]


def test_every_text_of_ours_holds_the_same_cues_either_way():
    assert [FINDER.find(text) for text in TEXTS] == [searched_for(text) for text in TEXTS]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.text(max_size=80)))
def test_any_text_holds_the_same_cues_either_way(text):
    assert FINDER.find(text) == searched_for(text)


@pytest.mark.parametrize(
    ("pattern", "beginnings"),
    [
        (r"\bnext time\b", {"next t"}),
        (r"\bi (?:really )?felt\b", {"i real", "i felt"}),
        (r"\b(?:very )?proud\b", {"very p", "proud"}),
        (r"\bto\b|\bgave\b", {"to", "gave"}),
        (r"\bi (?:so )*felt\b", {"i so ", "i felt"}),
        (r"\bi .*felt\b", {"i "}),
        (r"(?<!as )\bmy\b", {"my"}),
        (r"\b(?:and|,) then\b", None),
        (r"\b\w+ of me\b", None),
        (r"well done", None),
        (r"!$", None),
    ],
)
def test_the_beginnings_of_a_pattern_are_read_off_it(pattern, beginnings):
    assert beginnings_of(re.compile(pattern)) == beginnings


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\b\w+ing (?:\w+ ){0,3}(?:is|was) half", [{" half"}, {"ing "}, {"is", "was"}]),
        (r"well (?:done|played)?!*$", [{"well "}]),
        (r"(?:as I|\d) see", [{" see"}]),
        (r"(?:ta )+(?=you)(?!me)", [{"ta "}]),
        (r"[!?]$", []),
    ],
)
def test_what_a_text_must_hold_for_a_pattern_is_read_off_it(pattern, needed):
    assert needed_by(re.compile(pattern)) == needed
