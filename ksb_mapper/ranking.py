"""How near a text is to each statement: weighted stems and concepts, of the whole text or its nearest paragraph, and of
its nearest sentences.

The measure is the vector space model of G. Salton and C. Buckley ("Term-weighting approaches in automatic text
retrieval", 1988): a term counts for more the fewer statements hold it, and repeating it counts ever less. A statement
is heard a little by those like it: what shows a skill shows the knowledge behind it. What was tried and what each part
brought is in `docs/decisions/0030-rank-by-stems-and-concepts.md`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from ksb_mapper.statements import KsbRanking
from ksb_mapper.terms import CONCEPT_MARK, Sentence

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scores:
    """For each statement (rows, in the standard's order) its score 0..1, and its nearness to each sentence."""

    totals: Vector
    by_sentence: Vector


@dataclass(frozen=True, slots=True)
class Weighed:
    """A paragraph as the statements see it: its nearness as a whole and by sentence, and how often it holds which of
    their terms."""

    as_a_whole: Vector
    by_sentence: Vector
    columns: NDArray[np.intp]
    counts: Vector


class StatementVectors:
    """The statements of a standard as unit vectors over their terms."""

    def __init__(self, statements: Sequence[Mapping[str, float]], ranking: KsbRanking) -> None:
        weights = ranking.statement
        self._text = ranking.text
        self._suggest = ranking.suggest
        held_by = Counter(term for statement in statements for term in statement)
        self._column = {term: column for column, term in enumerate(sorted(held_by))}
        self._weights = np.array(
            [
                (log((1 + len(statements)) / (1 + held_by[term])) + 1) ** weights.rarity_power
                * (weights.concept_weight if term.startswith(CONCEPT_MARK) else 1.0)
                for term in self._column
            ]
        )
        counts = np.zeros((len(statements), len(self._column)))
        for row, statement in enumerate(statements):
            for term, count in statement.items():
                counts[row, self._column[term]] = min(count, weights.most_repeats)
        self._vectors = _unit_rows(counts * self._weights)
        self._likeness = np.clip(self._vectors @ self._vectors.T, 0.0, 1.0)
        kin = self._likeness - np.diag(self._likeness.diagonal())
        self._kin = kin / np.maximum(kin.sum(axis=1, keepdims=True), 1e-9)
        self._term_weights = [
            {term: float(row[self._column[term]]) for term in statement}
            for row, statement in zip(self._vectors, statements, strict=True)
        ]

    def weigh(self, sentences: Sequence[Sentence]) -> Weighed:
        """What the sentences of a paragraph hold of the statements' terms, and how near they are to every statement."""
        held = [
            (row, column, weight)
            for row, sentence in enumerate(sentences)
            for name, weight in zip(sentence.names, sentence.weights, strict=True)
            if (column := self._column.get(name)) is not None
        ]
        columns = sorted({column for _, column, _ in held})
        place = {column: index for index, column in enumerate(columns)}
        counts = np.zeros((len(sentences), len(columns)))
        for row, column, weight in held:
            counts[row, place[column]] += weight
        each = _dampen(counts) * self._weights[columns]
        lengths = np.linalg.norm(each, axis=1) + self._text.short_sentence_damping
        full = self._text.full_sentence_words
        fullness = np.array([min(1.0, sentence.words / full) for sentence in sentences])
        by_sentence = self._vectors[:, columns] @ (each / lengths[:, np.newaxis]).T * fullness
        together = counts.sum(axis=0)
        whole = _dampen(together) * self._weights[columns]
        length = float(np.linalg.norm(whole)) + self._text.short_paragraph_damping
        words = sum(sentence.words for sentence in sentences)
        as_a_whole = self._vectors[:, columns] @ whole
        as_a_whole *= min(1.0, words / self._text.full_paragraph_words) / (length or 1.0)
        return Weighed(as_a_whole, by_sentence, np.array(columns, dtype=np.intp), together)

    def score(self, paragraphs: Sequence[Weighed]) -> Scores:
        """How near a text of these paragraphs is to every statement: as a whole or, where that is nearer, by the
        nearest of them; and by its nearest sentences."""
        if not paragraphs:
            nothing = np.zeros(len(self._vectors))
            return Scores(nothing, nothing[:, np.newaxis][:, :0])
        together = np.zeros(len(self._column))
        for paragraph in paragraphs:
            together[paragraph.columns] += paragraph.counts
        whole = _dampen(together) * self._weights
        near_whole = self._vectors @ _unit_rows(whole[np.newaxis])[0]
        near_whole = np.maximum(near_whole, np.max([each.as_a_whole for each in paragraphs], axis=0))
        by_sentence = np.concatenate([each.by_sentence for each in paragraphs], axis=1)
        sentences = by_sentence.shape[1]
        heard = min(self._text.best_sentences, sentences)
        nearest = np.partition(by_sentence, sentences - heard, axis=1)[:, sentences - heard :]
        share = self._text.best_sentences_weight
        alone = (near_whole + share * nearest.mean(axis=1)) / (1 + share)
        kin = self._text.kin_share
        return Scores(np.clip((1 - kin) * alone + kin * self._kin @ alone, 0.0, 1.0), by_sentence)

    def likelihoods(self, nearness: Vector) -> Vector:
        """Nearnesses as scores 0..1 that rise with them: how likely each KSB is shown, as calibrated on the descriptors
        of the plan."""
        known = self._suggest
        return np.interp(nearness, known.calibrated_nearness, known.calibrated_likelihood)

    def likeness(self, statement: int, others: Sequence[int]) -> float:
        """How like, 0..1, a statement is to the one of some others that is most like it; 0 where there is none."""
        return float(self._likeness[statement, others].max()) if others else 0.0

    def term_weights(self, statement: int) -> Mapping[str, float]:
        """What each term of one statement weighs in it; terms it does not hold are absent."""
        return self._term_weights[statement]


def _dampen(counts: Vector) -> Vector:
    """log(1 + count): what is said twice counts for more, but not for twice as much."""
    return np.asarray(np.log1p(counts), dtype=np.float64)


def _unit_rows(matrix: Vector) -> Vector:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(lengths > 0, lengths, 1.0), dtype=np.float64)
