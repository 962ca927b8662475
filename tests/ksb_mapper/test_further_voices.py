"""Floors under the language checks on `further_voices_set.jsonl`: 129 whole texts, 16 records with one sentence in them that
is none, 62 sentences of witnesses and 38 texts about "we", of many trades and voices.

Written before the code that it measures was looked at; the half called "kept" was only ever measured. `asked` are the
sentences that ought to be asked about.
"""

import json
from pathlib import Path

import pytest

from ksb_mapper import LanguageRule, Verdict, check_language
from ksb_mapper.evaluate import LanguageRow, by_verdict, language_figures

ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("further_voices_set.jsonl").read_text(encoding="utf-8").splitlines()
]
HALVES = ("open", "kept")
OF_THE_WRITER = frozenset({LanguageRule.REFLECTIVE, LanguageRule.SELF_ASSESSMENT})


def rows(name, half):
    return [row for row in ROWS if row["set"] == name and row["half"] == half]


def asked(text, rules, kind="evidence"):
    return {finding.excerpt for finding in check_language(text, kind).findings if finding.rule in rules}


def sentence_figures(texts, rules, kind="evidence"):
    """Precision and recall of the sentences asked about."""
    found = [(row["text"], one) for row in texts for one in asked(row["text"], rules, kind)]
    expected = {(row["text"], one) for row in texts for one in row["asked"]}
    right = len(expected.intersection(found))
    return right / len(found), right / len(expected)


@pytest.mark.parametrize("half", HALVES)
def test_what_only_several_did_is_asked_about_and_where_one_works_is_not(half):
    precision, recall = sentence_figures(rows("we", half), {LanguageRule.WE_WITHOUT_I})

    assert precision >= 0.95
    assert recall >= 0.95
