from dataclasses import fields, replace
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest
from thinc.api import Config

from ksb_mapper.lexicon.terms import Sentence
from ksb_mapper.lexicon.weights import StatementWeights, SuggestThresholds, TextWeights
from ksb_mapper.mapping.ranking import TextScorer
from ksb_mapper.mapping.statements import read_statement
from ksb_mapper.mapping.vectors import build_vectors
from ksb_mapper.pipeline import load_pipeline, load_ranking, load_sentence_terms

CONFIG = files("ksb_mapper").joinpath("data/pipeline.cfg")


def scorer_of(statements, ranking):
    return TextScorer(build_vectors(statements, ranking.statement), ranking)


def test_what_comes_after_for_example_counts_for_less():
    weights = read_statement("Principles of encryption, for example certificates.")

    assert weights["encrypt"] == 1.0
    assert weights["certificate"] == load_ranking().statement.example_weight < 1


def test_a_word_said_twice_counts_twice_and_a_concept_once():
    weights = read_statement("Test plans and how a test is automated.")

    assert weights["test"] == 2.0
    assert 0 < weights["=test-plan"] <= 1.0


def test_a_phrase_that_is_a_part_of_a_longer_one_says_less():
    within = load_ranking().statement.within_longer

    assert read_statement("Assurance.")["=security-audit"] > 0
    assert read_statement("The value of quality assurance.")["=security-audit"] == pytest.approx(
        within * read_statement("Assurance.")["=security-audit"]
    )


def test_the_pipeline_s_configuration_holds_every_weight():
    ranking = load_ranking()

    given = Config().from_str(CONFIG.read_text(encoding="utf-8"))["ranking"]
    for part, kind in (
        ("statement", StatementWeights),
        ("text", TextWeights),
        ("suggest", SuggestThresholds),
    ):
        assert set(given[part]) == {field.name for field in fields(kind)}
        assert all(getattr(getattr(ranking, part), name) == value for name, value in given[part].items())


def test_every_component_of_the_pipeline_reads_every_text_and_its_weights_are_in_its_configuration():
    pipeline = load_pipeline()
    given = Config().from_str(CONFIG.read_text(encoding="utf-8"))["components"]

    assert pipeline.pipe_names == list(given)
    for name, weights in given.items():
        assert pipeline.config["components"][name].items() >= weights.items()


def test_the_lexicon_is_read_once_for_texts_and_for_statements():
    component = load_sentence_terms()

    assert component is load_pipeline().get_pipe("sentence_terms")
    assert component.lexicon.concepts
    assert component.lexicon.illustrations


def test_a_score_rises_with_similarity_from_0_to_1():
    scorer = scorer_of([{"a": 1.0}], load_ranking())

    scores = scorer.probabilities(np.linspace(0.0, 1.0, 200), 100).tolist()

    assert (scores[0], scores[-1]) == (0.0, 1.0)
    assert all(lower < higher for lower, higher in pairwise(scores))


def test_statements_alike_hear_each_other():
    statements = [{"net": 1.0, "devic": 1.0}, {"net": 1.0, "cabl": 1.0}, {"law": 1.0}]
    ranking = load_ranking()
    alone = _with_neighbours_share(ranking, 0.0)

    assert _similarity(statements, alone)[1] == 0.0
    assert _similarity(statements, ranking)[1] > 0.0 == _similarity(statements, ranking)[2]


def _with_neighbours_share(ranking, share):
    return replace(ranking, text=replace(ranking.text, neighbours_share=share))


def _similarity(statements, ranking):
    scorer = scorer_of(statements, ranking)
    sentence = Sentence(0, 30, 6, ("devic",), (1.0,))
    return scorer.score(scorer.paragraphs([scorer.weigh([[sentence]])])).totals


def test_a_paragraph_weighs_the_same_alone_and_among_others():
    statements = [{"devic": 1.0, "cabl": 0.7}, {"network": 1.0, "devic": 0.3}]
    scorer = scorer_of(statements, load_ranking())
    paragraphs = [
        [Sentence(0, 20, 4, ("cabl", "devic", "cabl"), (1.0, 0.3, 0.1))],
        [],
        [Sentence(0, 9, 2, ("sandwich",), (1.0,)), Sentence(9, 30, 7, ("network", "cabl"), (0.7, 0.1))],
    ]

    together = scorer.paragraphs([[weighed] for weighed in scorer.weigh(paragraphs)])

    for number, paragraph in enumerate(paragraphs):
        (alone,) = scorer.paragraphs([scorer.weigh([paragraph])])
        for field in alone._fields:
            assert np.array_equal(getattr(alone, field), getattr(together[number], field))
