"""Floors under the language checks on voices of many trades: `voices_set.jsonl`, `bare_voices_set.jsonl` of one or two
sentences each, many without a verb or without "I", and on personal data `personal_data_fresh.jsonl`, of the numbers
that Britain gives people and of secrets in commands `personal_data_british.jsonl`, and of all kinds, in tables, heads
of messages and chats too, each beside a line that looks like it, `personal_data_mixed.jsonl`, and of a service desk
(machines, user names, colleagues, health, codes and addresses as they are told) `personal_data_desk.jsonl`, and of
secrets, user names, addresses and health in as many forms as desks have `personal_data_told.jsonl`.

All were written before the code that they measure. The half called "open" was looked at while that code was written,
the other, "kept", only measured: its figures are what to expect of the next person's text.
"""

import json
from pathlib import Path

import pytest

from ksb_mapper import LanguageRule, Verdict, check_language
from ksb_mapper.measuring.figures import LanguageRow, by_verdict, language_figures
from ksb_mapper.personal_data.search import find_personal_data


def rows_of(name):
    return [
        json.loads(line) for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    ]


FULL = rows_of("voices_set.jsonl")
BARE = rows_of("bare_voices_set.jsonl")
ROWS = FULL + BARE
PERSONAL = rows_of("personal_data_fresh.jsonl")
BRITISH = rows_of("personal_data_british.jsonl")
MIXED = rows_of("personal_data_mixed.jsonl")
DESK = rows_of("personal_data_desk.jsonl")
TOLD = rows_of("personal_data_told.jsonl")


def rows(name, half, of=ROWS):
    return [row for row in of if row["set"] == name and row["half"] == half]


def figures(found, expected):
    """Precision and recall of one set against another."""
    return len(found & expected) / len(found), len(found & expected) / len(expected)


@pytest.mark.parametrize(
    ("of", "half", "least_right", "least_found"),
    [
        (FULL, "open", 0.97, 0.88),
        (FULL, "kept", 0.97, 0.88),
        (BARE, "open", 0.97, 0.92),
        (BARE, "kept", 0.96, 0.9),
    ],
    ids=["full open", "full kept", "bare open", "bare kept"],
)
def test_a_reflection_is_told_from_a_record_in_voices_of_every_trade(of, half, least_right, least_found):
    told = language_figures(
        [LanguageRow(row["text"], row["label"], 0) for row in rows("verdict", half, of)], by_verdict
    )

    assert told.texts >= 60
    assert told.precision >= least_right
    assert told.recall >= least_found


def test_nearly_no_sentence_of_a_record_is_asked_about():
    records = [
        row["text"] for row in rows("verdict", "open") + rows("verdict", "kept") if row["label"] == "record"
    ]
    asked = [
        finding.excerpt
        for text in records
        for finding in check_language(text).findings
        if finding.rule in (LanguageRule.REFLECTIVE, LanguageRule.SELF_ASSESSMENT)
    ]

    assert len(records) >= 200
    assert len(asked) <= 7


def test_whoever_is_told_of_a_reflection_is_shown_where():
    for row in rows("verdict", "open") + rows("verdict", "kept"):
        report = check_language(row["text"])
        shown = {finding.rule for finding in report.findings}
        if report.verdict is not Verdict.RECORD:
            assert shown & {LanguageRule.REFLECTIVE, LanguageRule.SELF_ASSESSMENT}, row["text"]


@pytest.mark.parametrize(
    ("name", "kind", "rule", "least_right", "least_found"),
    [
        ("witness", "witness", LanguageRule.OPINION, 0.95, 0.65),
        ("we", "evidence", LanguageRule.WE_WITHOUT_I, 0.95, 0.95),
        ("future", "evidence", LanguageRule.NOT_YET_DONE, 0.95, 0.95),
    ],
)
@pytest.mark.parametrize("half", ["open", "kept"])
def test_opinion_we_and_what_is_still_to_be_done_are_asked_about_where_they_are(
    name, kind, rule, least_right, least_found, half
):
    texts = rows(name, half)
    plain = ("plain", "witness_observation")
    asked = {
        row["text"]
        for row in texts
        if rule in {finding.rule for finding in check_language(row["text"], kind).findings}
    }

    precision, recall = figures(asked, {row["text"] for row in texts if row["label"] not in plain})

    assert precision >= least_right
    assert recall >= least_found


@pytest.mark.parametrize(
    ("of", "half", "least", "least_found"),
    [
        (PERSONAL, "open", 150, 0.97),
        (PERSONAL, "kept", 70, 0.97),
        (BRITISH, "open", 50, 0.97),
        (BRITISH, "kept", 50, 0.93),
        (MIXED, "open", 55, 0.97),
        (MIXED, "kept", 55, 0.92),
        (DESK, "open", 500, 0.93),
        (TOLD, "open", 240, 0.95),
    ],
    ids=["open", "kept", "British open", "British kept", "mixed open", "mixed kept", "desk", "told"],
)
def test_personal_data_is_found_among_lines_that_look_like_it(of, half, least, least_found):
    lines = [row for row in of if row["half"] == half]
    expected = {(row["text"], kind, value) for row in lines for kind, value in row["found"]}
    found = {
        (row["text"], piece.kind, row["text"][piece.start : piece.end])
        for row in lines
        for piece in find_personal_data(row["text"])
    }

    precision, recall = figures(found, expected)

    assert len(lines) >= least
    assert precision >= 0.95
    assert recall >= least_found
