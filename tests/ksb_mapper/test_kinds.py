"""Floors under the verdict on `kinds_set.jsonl`: texts of the kinds that apprentices hand in beside their evidence:
diaries of a design thought through in the present, user stories, announcements and progress reports are records;
weekly diaries, pieces for a course and self-reviews, are reflections. A fifth, "kept", had no part in weighing the
words.
"""

import json
from pathlib import Path

import pytest

from ksb_mapper import LanguageRule, Verdict, check_language
from ksb_mapper.measuring.figures import LanguageRow, by_verdict, language_figures

ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("kinds_set.jsonl").read_text(encoding="utf-8").splitlines()
]
OF_THE_WRITER = frozenset({LanguageRule.REFLECTIVE, LanguageRule.SELF_ASSESSMENT})
BEFORE, AFTER = (
    "I was given ticket 4471 on Monday.",
    "The fix went live on 3 March and 212 rows were checked.",
)


def asked(text):
    return {finding.excerpt for finding in check_language(text).findings if finding.rule in OF_THE_WRITER}


@pytest.mark.parametrize(
    ("half", "texts", "least_right", "least_found"), [("open", 200, 0.88, 0.93), ("kept", 55, 0.9, 0.87)]
)
def test_a_design_thought_through_is_a_record_and_a_diary_of_a_week_is_none(
    half, texts, least_right, least_found
):
    told = language_figures(
        [LanguageRow(row["text"], row["label"], 0) for row in ROWS if row["half"] == half], by_verdict
    )

    assert told.texts >= texts
    assert told.precision >= least_right
    assert told.recall >= least_found


@pytest.mark.parametrize(
    "sentence",
    [
        "I was nervous about the change window, so I rehearsed it twice.",
        "I wanted to know why the queue grew at noon, so I graphed a week of arrivals.",
        "I struggled to reproduce it on my laptop, so I pulled the exact file and ran it.",
        "Struggled to reproduce it here, so I pulled the exact file from the bucket and ran it there.",
        "I was worried that the old switch would not come back, so I booked the window for 02:00.",
        "I was not sure which feed was live, so I proved both dead at the board.",
        "I found it hard to reach the night staff, so I left a paper form in the canteen.",
        "I was concerned about the cable route so I asked facilities for the drawings.",
    ],
)
def test_what_one_felt_or_wanted_is_a_record_where_it_is_the_reason_for_a_deed(sentence):
    text = f"{BEFORE} {sentence} {AFTER}"

    assert check_language(text).verdict is Verdict.RECORD
    assert asked(text) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "I was nervous, so I learned to be patient.",
        "I was anxious about the call, so I practised until I felt confident.",
        "I was worried about failing, so I worked harder and improved my skills.",
        "I was embarrassed, so I kept quiet and pretended that I knew.",
        "I was scared of the phone, so I rushed every call.",
        "I struggled to speak up, so I promised myself to say one thing in each meeting.",
        "I was unsure of myself, so I asked for help every time and felt better for it.",
    ],
)
def test_what_one_felt_is_asked_about_where_what_follows_is_of_oneself_too(sentence):
    assert asked(f"{BEFORE} {sentence} {AFTER}") == {sentence}


@pytest.mark.parametrize(
    "text",
    [
        "We're so excited about the new canteen app! From Monday you can order ahead. Tell us what you think.",
        "I'm proud to announce that the collection is online: 41,000 objects, free to search.",
        "Would I have to ask the server on each page? One check in the router is enough.",
        "Next time a payroll change is announced it will be on the intranet only.",
        "Version 4 is out, and we can't wait to see what you build with it! Thank you to everyone who sent us a file.",
        "I'm delighted to say that the wiki has a search that works. We hope this helps those of you on the road.",
    ],
)
def test_an_announcement_or_a_question_about_the_work_is_a_record(text):
    assert check_language(text).verdict is Verdict.RECORD
    assert asked(text) == set()


def test_a_word_called_out_is_no_feeling_and_a_sentence_is():
    plan = "The token goes in the header. {} The router checks it on each page."

    assert (
        check_language(plan.format("Okay!")).score < check_language(plan.format("So good to see it!")).score
    )
    assert asked(plan.format("Done!")) == set()


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "Hardware repairs: can do these alone. Networks: with someone beside me. Writing it up: late. "
            "Change process: know the basics, need help with the board.",
            Verdict.SELF_ASSESSMENT,
        ),
        (
            "Cabinet A: good, cleaned in May. UPS 2: weak, batteries from 2017. Cabling: tidy in A, poor in B. "
            "Lock: sticks, needs oil.",
            Verdict.RECORD,
        ),
    ],
)
def test_a_list_of_what_somebody_can_do_is_a_self_assessment_and_a_list_of_what_state_things_are_in_is_none(
    text, verdict
):
    assert check_language(text).verdict is verdict


def test_who_one_was_is_set_against_who_one_is():
    then = "Old me would have clicked yes, with the queue behind my chair."

    assert asked(f"{BEFORE} {then} {AFTER}") == {then}
