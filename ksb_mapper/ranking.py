"""How near a text is to each statement: weighted stems and concepts, the whole text and its best sentence.

The measure is the vector space model of G. Salton and C. Buckley ("Term-weighting approaches in automatic text
retrieval", 1988): a term counts for more the fewer statements hold it, and repeating it counts ever less. What was
tried and what each part brought is in `docs/decisions/0030-rank-by-stems-and-concepts.md`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from ksb_mapper.terms import CONCEPT_MARK, Sentence

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RankingConfig:
    """Every weight and threshold of ranking and suggesting."""

    concept_weight: float = 1.2
    """What a shared concept counts for, beside a shared stem."""
    statement_ambiguity_power: float = 1.0
    """How much less a statement's phrase says of each concept by speaking for several."""
    rarity_power: float = 1.25
    """How steeply a term gains by being in few statements (1 is plain inverse document frequency)."""
    best_sentences: int = 2
    """So many of the nearest sentences are heard by themselves."""
    best_sentences_weight: float = 0.5
    """What their mean counts for, beside the text as a whole."""
    short_sentence_damping: float = 4.0
    """Added to a sentence's length, so that two words in common with a three-word heading do not win."""
    full_sentence_words: int = 5
    """A sentence of fewer words, as a heading is, counts for less in proportion."""
    most_repeats: int = 2
    """How often a word within one statement counts."""
    lowest_nearness: float = 0.15
    """Below it nothing is suggested."""
    lowest_share_of_best: float = 0.45
    """Nor below this share of the best suggestion for the same text."""
    accepted_bar: float = 0.7
    """A code the person accepted before needs only this share of both bars."""
    expected_bar: float = 0.4
    """And this share one that the text is about by its place."""
    most_suggestions: int = 10
    sentences_weighed: int = 5
    """Among so many of the nearest sentences the one to show is chosen."""
    nearly_as_near: float = 0.5
    """Down to this share of the nearest, a sentence without a reflection is shown rather than one with."""
    about_as_near: float = 0.75
    """Down to this share of the one shown first, other sentences are shown too."""
    most_places: int = 3
    """Of one KSB in one text."""
    longest_excerpt: int = 240
    """Characters; a longer sentence is narrowed to the clauses that show it."""
    even_odds: float = 0.282
    """The nearness at which a KSB is as likely shown as not, on the descriptors of the plan."""
    odds_power: float = 5.07
    """How steeply the odds rise with nearness there."""


@dataclass(frozen=True, slots=True)
class Scores:
    """For each statement (rows, in the standard's order) its score 0..1, and its nearness to each sentence."""

    totals: Vector
    by_sentence: Vector


@dataclass(frozen=True, slots=True)
class Weighed:
    """A part of a text as the statements see it: nearness by sentence, and how often it holds which of their terms."""

    by_sentence: Vector
    columns: NDArray[np.intp]
    counts: Vector


class StatementVectors:
    """The statements of a standard as unit vectors over their terms."""

    def __init__(self, statements: Sequence[Mapping[str, float]], config: RankingConfig) -> None:
        self._config = config
        held_by = Counter(term for statement in statements for term in statement)
        self._column = {term: column for column, term in enumerate(sorted(held_by))}
        self._weights = np.array(
            [
                (log((1 + len(statements)) / (1 + held_by[term])) + 1) ** config.rarity_power
                * (config.concept_weight if term.startswith(CONCEPT_MARK) else 1.0)
                for term in self._column
            ]
        )
        counts = np.zeros((len(statements), len(self._column)))
        for row, statement in enumerate(statements):
            for term, count in statement.items():
                counts[row, self._column[term]] = min(count, config.most_repeats)
        self._vectors = _unit_rows(counts * self._weights)
        self._term_weights = [
            {term: float(row[self._column[term]]) for term in statement}
            for row, statement in zip(self._vectors, statements, strict=True)
        ]

    def weigh(self, sentences: Sequence[Sentence]) -> Weighed:
        """What some sentences hold of the statements' terms, and how near each is to every statement."""
        counts = np.zeros((len(sentences), len(self._column)))
        for row, sentence in enumerate(sentences):
            for term in sentence.terms:
                column = self._column.get(term.name)
                if column is not None:
                    counts[row, column] += term.weight
        each = _dampen(counts) * self._weights
        lengths = np.linalg.norm(each, axis=1) + self._config.short_sentence_damping
        fullness = np.array(
            [min(1.0, sentence.words / self._config.full_sentence_words) for sentence in sentences]
        )
        by_sentence = self._vectors @ (each / lengths[:, np.newaxis]).T * fullness
        together = counts.sum(axis=0)
        (columns,) = together.nonzero()
        return Weighed(by_sentence, columns, together[columns])

    def score(self, parts: Sequence[Weighed]) -> Scores:
        """How near a text of these parts is, as a whole and by its sentences, to every statement."""
        if not parts:
            nothing = np.zeros(len(self._vectors))
            return Scores(nothing, nothing[:, np.newaxis][:, :0])
        together = np.zeros(len(self._column))
        for part in parts:
            together[part.columns] += part.counts
        whole = _dampen(together) * self._weights
        near_whole = self._vectors @ _unit_rows(whole[np.newaxis])[0]
        by_sentence = np.concatenate([part.by_sentence for part in parts], axis=1)
        sentences = by_sentence.shape[1]
        heard = min(self._config.best_sentences, sentences)
        nearest = np.partition(by_sentence, sentences - heard, axis=1)[:, sentences - heard :]
        share = self._config.best_sentences_weight
        totals = np.clip((near_whole + share * nearest.mean(axis=1)) / (1 + share), 0.0, 1.0)
        return Scores(totals, by_sentence)

    def likelihood(self, nearness: float) -> float:
        """A nearness as a score 0..1 that rises with it: how likely the KSB is shown, as calibrated on the
        descriptors of the plan."""
        if nearness <= 0:
            return 0.0
        power = self._config.odds_power
        return float(1 / (1 + (self._config.even_odds / nearness) ** power))

    def term_weights(self, statement: int) -> Mapping[str, float]:
        """What each term of one statement weighs in it; terms it does not hold are absent."""
        return self._term_weights[statement]


def _dampen(counts: Vector) -> Vector:
    """1 + log(count) past one: what is said twice counts for more, but not for twice as much."""
    return np.where(counts > 1, 1 + np.log(np.maximum(counts, 1)), counts)


def _unit_rows(matrix: Vector) -> Vector:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(lengths > 0, lengths, 1.0), dtype=np.float64)
