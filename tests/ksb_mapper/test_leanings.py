"""A word that only stands within phrases of the lexicon leans to their concepts: it ranks, but shows nothing itself."""

from dataclasses import replace

import pytest

from ksb_mapper import load_mapper
from ksb_mapper.lexicon.concepts import PhraseIndex
from ksb_mapper.lexicon.leanings import leanings
from ksb_mapper.lexicon.terms import Sentence
from ksb_mapper.mapping.ranking import TextScorer
from ksb_mapper.mapping.vectors import build_vectors
from ksb_mapper.pipeline import load_ranking
from tests.ksb_mapper.trade import WORKSHOP

PHRASES = PhraseIndex(
    {
        ("restor", "test"): frozenset({"backups"}),
        ("test", "restor"): frozenset({"backups"}),
        ("restor", "the", "order"): frozenset({"escalating"}),
        ("mortis",): frozenset({"jointing"}),
        ("disk", "42"): frozenset({"backups", "hardware"}),
    }
)


def scorer_of(statements, ranking):
    vectors = build_vectors(statements, ranking.statement, leanings=leanings(PHRASES, {"the"}))
    return TextScorer(vectors, ranking)


def test_a_word_leans_to_concepts_by_their_share_of_the_phrases_with_it():
    assert leanings(PHRASES, {"the"}) == {
        "restor": {"backups": pytest.approx(2 / 3), "escalating": pytest.approx(1 / 3)},
        "test": {"backups": 1.0},
        "order": {"escalating": 1.0},
        "disk": {"backups": 0.5, "hardware": 0.5},
    }


def test_concepts_come_in_one_order_whatever_a_process_hashes_words_to():
    concepts = frozenset(f"concept{number}" for number in range(20))

    assert list(leanings(PhraseIndex({("disk", "drive"): concepts}), ())["disk"]) == sorted(concepts)


def test_a_leaning_ranks_the_statement_of_its_concept_first_and_holds_nothing_of_it():
    statements = [{"=hardware": 1.0}, {"=backups": 1.0}]
    known = load_ranking()
    ranking = replace(known, text=replace(known.text, neighbours_share=0.0))
    scorer = scorer_of(statements, ranking)

    scores = scorer.score(scorer.paragraphs([scorer.weigh([[Sentence(0, 6, 8, ("restor",), (1.0,))]])]))

    assert scores.totals[1] > scores.totals[0] == 0.0
    assert scores.overlap.tolist() == [0.0, 0.0]
    assert scores.overlap_with_any == 0.0


def test_a_word_that_a_statement_holds_means_what_it_says_there():
    known = load_ranking()
    ranking = replace(known, text=replace(known.text, neighbours_share=0.0))
    scorer = scorer_of([{"restor": 1.0}, {"=backups": 1.0}], ranking)

    scores = scorer.score(scorer.paragraphs([scorer.weigh([[Sentence(0, 6, 8, ("restor",), (1.0,))]])]))

    assert scores.totals[0] > scores.totals[1] == 0.0


def test_what_only_leans_to_a_ksb_is_not_suggested_even_where_it_is_expected():
    mapper = load_mapper(WORKSHOP)
    text = "The reader came late."
    near = {ranked.code: ranked.score for ranked in mapper.rank(text)}

    assert max(near.values()) > 0
    assert mapper.suggest(text, expected=frozenset(near)) == []
