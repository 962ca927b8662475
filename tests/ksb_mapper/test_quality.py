"""Floors under the figures on a small set written for this project: `own_set.jsonl`.

Whoever changes a weight, a cue or the lexicon sees here at once if it costs more than it brings.
"""

import json
from pathlib import Path

import pytest

import standards
from ksb_mapper import LanguageRule, Verdict, check_language, load_mapper
from ksb_mapper.evaluate import (
    LanguageRow,
    MappingRow,
    by_verdict,
    language_figures,
    mapper_rankers,
    mapping_figures,
    tfidf_rankers,
)

ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("own_set.jsonl").read_text(encoding="utf-8").splitlines()
]
MAPPING = [
    MappingRow(row["standard"], row["text"], frozenset(row["gold"]), row["quality"])
    for row in ROWS
    if row["set"] == "mapping"
]
LANGUAGE = [row for row in ROWS if row["set"] == "language"]
VOICES = [row for row in ROWS if row["set"] == "voices"]
WITNESS = [row for row in ROWS if row["set"] == "witness"]


@pytest.fixture(scope="module")
def standard():
    return standards.load("ST0505")


@pytest.fixture(scope="module")
def statements(standard):
    return {standard.reference: {ksb.code: ksb.text for ksb in standard.ksbs}}


def test_the_set_names_only_codes_of_its_standard(standard):
    assert len(MAPPING) >= 30
    assert {code for row in MAPPING for code in row.gold} <= {ksb.code for ksb in standard.ksbs}


def test_ranking_keeps_its_floor_and_beats_plain_tfidf(statements):
    ours = mapping_figures(MAPPING, mapper_rankers(statements))
    plain = mapping_figures(MAPPING, tfidf_rankers(statements))

    assert ours.mean_average_precision >= 0.75
    assert ours.recall_at_5 >= 0.87
    assert ours.mean_average_precision > plain.mean_average_precision + 0.2


def test_the_descriptors_of_the_plan_find_their_ksbs(standard, statements):
    rows = [
        MappingRow(standard.reference, descriptor.text, frozenset(descriptor.ksbs), "descriptor")
        for method in standard.methods
        for theme in method.themes
        for descriptor in (*theme.pass_descriptors, *theme.distinction_descriptors)
    ]

    figures = mapping_figures(rows, mapper_rankers(statements))

    assert figures.passages == 31
    assert figures.mean_average_precision >= 0.87
    assert figures.recall_at_5 >= 0.88


def test_suggestions_are_few_and_hold_most_of_what_is_shown(standard):
    mapper = load_mapper(standard)
    suggested = [{one.code for one in mapper.suggest(row.text)} for row in MAPPING]

    found = sum(len(codes & row.gold) / len(row.gold) for codes, row in zip(suggested, MAPPING, strict=True))
    assert found / len(MAPPING) >= 0.75
    assert sum(map(len, suggested)) / len(MAPPING) <= 5


def test_the_verdict_keeps_its_floors():
    rows = [LanguageRow(row["text"], row["label"], 0) for row in LANGUAGE]

    figures = language_figures(rows, by_verdict)

    assert figures.texts >= 45
    assert figures.precision >= 0.95
    assert figures.recall >= 0.95


@pytest.mark.parametrize(
    "row", [row for row in LANGUAGE if row["label"] == "self_assessment"], ids=lambda row: row["text"]
)
def test_self_assessment_is_told_from_reflection(row):
    assert check_language(row["text"]).verdict is Verdict.SELF_ASSESSMENT


@pytest.mark.parametrize(
    "row", [row for row in LANGUAGE if row["kind"] == "witness"], ids=lambda row: row["text"]
)
def test_a_witness_who_says_what_was_seen_passes_and_one_who_praises_is_asked(row):
    rules = {finding.rule for finding in check_language(row["text"], "witness").findings}

    assert rules == ({LanguageRule.OPINION} if row["label"] == "witness_opinion" else set())


def test_other_voices_and_texts_without_a_usual_word_keep_their_floor():
    """Half are factual write-ups in the first person; most of the reflections are a sentence or two."""
    figures = language_figures([LanguageRow(row["text"], row["label"], 0) for row in VOICES], by_verdict)

    assert figures.texts >= 100
    assert figures.precision >= 0.95
    assert figures.recall >= 0.8


def test_opinion_is_told_from_observation_in_a_witness_s_sentences():
    expected = {row["text"] for row in WITNESS if row["label"] == "witness_opinion"}
    asked = {
        row["text"]
        for row in WITNESS
        if LanguageRule.OPINION in {found.rule for found in check_language(row["text"], "witness").findings}
    }

    assert len(expected) >= 60
    assert len(WITNESS) - len(expected) >= 60
    assert len(asked & expected) / len(asked) >= 0.95
    assert len(asked & expected) / len(expected) >= 0.9
