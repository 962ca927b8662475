"""Floors under the language checks on `one_line_set.jsonl`: 82 texts of one line, half of them records in the words of
a reflection, and 38 stories of plain deeds, half of which end in how it went for their writer.

Written before the code that it measures; the half called "kept" was only ever measured.
"""

import json
from pathlib import Path
from textwrap import fill

import pytest

from ksb_mapper import LanguageRule, Verdict, check_language
from ksb_mapper.measuring.figures import LanguageRow, by_verdict, language_figures

ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("one_line_set.jsonl").read_text(encoding="utf-8").splitlines()
]
OF_THE_WRITER = frozenset({LanguageRule.REFLECTIVE, LanguageRule.SELF_ASSESSMENT})


def rows(name, half):
    return [row for row in ROWS if row["set"] == name and row["half"] == half]


def asked(text):
    return [finding.excerpt for finding in check_language(text).findings if finding.rule in OF_THE_WRITER]


@pytest.mark.parametrize(("half", "least_right", "least_found"), [("open", 0.95, 0.95), ("kept", 0.94, 0.85)])
def test_a_line_about_its_writer_is_told_from_one_about_the_work(half, least_right, least_found):
    told = language_figures(
        [LanguageRow(row["text"], row["label"], 0) for row in rows("line", half)], by_verdict
    )

    assert told.texts >= 40
    assert told.precision >= least_right
    assert told.recall >= least_found


@pytest.mark.parametrize(("half", "least_found"), [("open", 0.8), ("kept", 0.4)])
def test_where_a_story_of_plain_deeds_turns_to_its_writer_it_is_asked_about_and_a_record_like_it_is_not(
    half, least_found
):
    stories = rows("story", half)
    found = [row["label"] != "record" for row in stories if asked(row["text"])]

    assert all(found)
    assert len(found) >= least_found * sum(row["label"] != "record" for row in stories)


@pytest.mark.parametrize(
    "line",
    [
        "Learned a lot.",
        "Surprised myself.",
        "Not my finest hour.",
        "Finally understood subnetting!",
        "Next time, ask first.",
        "Rookie mistake.",
        "Worth every late night.",
        "Made my week.",
        "Took me a while.",
    ],
)
def test_a_line_that_looks_back_is_a_reflection(line):
    assert check_language(line).verdict is Verdict.REFLECTIVE
    assert asked(line) == [line]


@pytest.mark.parametrize(
    "line", ["Good at networks.", "Knowledge of firewalls: fair.", "Skills: patient, tidy.", "Fast learner."]
)
def test_a_line_that_rates_its_writer_is_self_assessment(line):
    assert check_language(line).verdict is Verdict.SELF_ASSESSMENT
    assert asked(line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Learned the error code from the log.",
        "Confident-level scan passed.",
        "Good signal at both ends.",
        "Able to print from all six desks now.",
        "Next time slot: 14 March, 10:00.",
        "The next time the job runs it will skip the header.",
        "I read it back to her over the phone.",
        "Knowledge article KB0442 published.",
        "Mistake in the invoice corrected.",
        "What went well: pipeline green for nine days.",
        "It turned out that the lead was loose.",
        "Why did it fail? The disk was full.",
        "A month ago the licence ran out.",
        "My hands were gloved and the isolator was locked.",
    ],
)
def test_the_same_words_about_the_work_are_a_record(line):
    assert check_language(line).verdict is Verdict.RECORD
    assert asked(line) == []


@pytest.mark.parametrize(
    "turn",
    [
        "It all made sense by the Friday.",
        "Next time the order would be the other way round.",
        "Why did I not check the lead first?",
        "What was I thinking?",
        "Nobody had to tell her twice after that.",
        "That has stayed with me more than any course.",
        "It turns out that asking is most of the job.",
        "A year ago I would have been making the tea.",
        "It no longer seemed such a big thing.",
        "It would have been good to have known that in April.",
    ],
)
def test_the_sentence_in_which_a_story_turns_to_its_writer_is_asked_about(turn):
    story = (
        f"I ran the cable on Monday. On Tuesday I fitted the 12 sockets and tested them at 500 volts. {turn}"
    )

    assert asked(story) == [turn]


def wrapped(text, width):
    return fill(" ".join(text.split()), width, break_long_words=False, break_on_hyphens=False)


@pytest.mark.parametrize("width", [72, 80])
def test_a_text_wrapped_by_hand_has_the_verdict_and_the_findings_of_the_same_text_in_one_line(width):
    texts = [row["text"] for row in ROWS if row["set"] == "story"]

    for text in texts:
        whole, broken = check_language(text), check_language(wrapped(text, width))
        assert broken.verdict is whole.verdict, text
        assert [(one.rule, " ".join(one.excerpt.split())) for one in broken.findings] == [
            (one.rule, one.excerpt) for one in whole.findings
        ]


@pytest.mark.parametrize(
    "text",
    [
        "Reflection",
        "Reflection\n\nI configured the switch and tested failover.",
        "Tuesday: college.",
        "Monday: on site. Tuesday: college. Wednesday: patched four servers.",
    ],
)
def test_a_heading_and_a_day_s_entry_are_not_asked_about(text):
    assert check_language(text).findings == ()


def test_in_a_reflection_its_sentences_are_asked_about_and_not_its_headings():
    text = "Reflection\n\nThe caretaker knows everybody, and nobody knows me yet.\n\nTuesday: college."

    report = check_language(text)

    assert report.verdict is Verdict.REFLECTIVE
    assert [one.excerpt for one in report.findings] == [
        "The caretaker knows everybody, and nobody knows me yet."
    ]
    assert "how good you are" not in report.findings[0].message


def test_what_grammar_alone_tells_is_not_said_to_be_a_feeling():
    report = check_language("Forgot to take a snapshot, then had to redo it all!")

    assert not any("how it was for you" in one.message for one in report.findings)
