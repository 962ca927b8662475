"""Where the findings of a long or a mixed text stand, and what one sentence does to the whole."""

import json
import re
from itertools import accumulate
from pathlib import Path

import pytest

from ksb_mapper import LanguageRule, Verdict, check_language

ROWS = [
    json.loads(line)
    for name in ("voices_set.jsonl", "bare_voices_set.jsonl")
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
]
RECORDS = [
    row["text"]
    for row in ROWS
    if (row["set"], row["half"], row["label"]) == ("verdict", "open", "record")
    and not check_language(row["text"]).findings
]
BESIDE_THE_POINT = (
    "Looking back, I should have asked for help sooner.",
    "I felt really proud of what I had done.",
    "I would rate my fault finding at 8 out of 10.",
)
RULES = (LanguageRule.REFLECTIVE, LanguageRule.SELF_ASSESSMENT)


def asked(text, kind="evidence"):
    return [
        finding.excerpt
        for finding in check_language(text, kind).findings
        if finding.rule in (*RULES, LanguageRule.OPINION)
    ]


@pytest.mark.parametrize("turn", range(4))
def test_three_sentences_in_a_long_record_are_asked_about_where_they_are_and_it_stays_a_record(turn):
    records = RECORDS[turn * 9 :] + RECORDS[: turn * 9]
    words = list(accumulate(len(record.split()) for record in records))
    parts = records[: next(number for number, count in enumerate(words) if count >= 1_500) + 1]
    for place, sentence in zip((2, len(parts) // 2, len(parts) - 1), BESIDE_THE_POINT, strict=True):
        parts[place] += f" {sentence}"
    text = "\n\n".join(parts)

    report = check_language(text)

    assert report.verdict is Verdict.RECORD
    found = [finding for finding in report.findings if finding.rule in RULES]
    assert [finding.excerpt for finding in found] == list(BESIDE_THE_POINT)
    assert [finding.start for finding in found] == [text.index(sentence) for sentence in BESIDE_THE_POINT]


@pytest.mark.parametrize("sentence", BESIDE_THE_POINT)
def test_one_sentence_of_twenty_does_not_change_the_verdict_wherever_it_stands(sentence):
    record = [part for text in RECORDS for part in re.split(r"(?<=[a-z][.]) (?=[A-Z])", text)][:19]

    for place in range(0, 20, 3):
        text = " ".join([*record[:place], sentence, *record[place:]])

        assert check_language(text).verdict is Verdict.RECORD
        assert asked(text) == [sentence]


def test_a_sentence_with_many_cues_is_one_finding():
    sentence = (
        "Looking back I felt nervous, I was proud, I learned a lot and next time I would do it differently."
    )

    assert asked(sentence) == [sentence]


def test_what_a_letter_quotes_is_not_its_writer_s():
    letter = (
        "From: me\nTo: the office\nSubject: Printer on floor 2\n\n"
        "I swapped the fuser at 10.15 and ran twenty pages, no smears.\n\n"
        "> Thanks, it is so much better, I am really pleased and proud of you\n"
        ">> I feel bad that it took so long, next time I will ask sooner. Ring 07700 900381\n"
    )

    report = check_language(letter)

    assert report.verdict is Verdict.RECORD
    assert [(finding.rule, finding.excerpt) for finding in report.findings] == [
        (LanguageRule.PERSONAL_DATA, "07700 900381")
    ]


def test_a_row_of_a_table_is_a_place_of_its_own():
    table = "Task\tDate\tResult\nPatch hosts\t3 March\t14 of 14 done\nFault finding\t8/10\tI feel confident in this\n"

    assert asked(table) == ["Fault finding\t8/10\tI feel confident in this"]


def test_a_comment_in_code_is_not_asked_about():
    text = "I ran this on the test host.\n```\n# I feel this should be better next time\nprint(1)\n```\nIt listed 31.\n"

    assert asked(text) == []


def test_praise_beside_what_was_seen_is_asked_about_alone():
    seen = "On 3 June she replaced the pump seal on line 4 and wrote the reading on the card."

    assert asked(f"{seen} She is brilliant.", "witness") == ["She is brilliant."]
