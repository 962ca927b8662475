"""Which KSBs of a text are worth showing."""

from collections.abc import Sequence

import numpy as np

from ksb_mapper.lexicon.weights import SuggestThresholds
from ksb_mapper.mapping.feedback import Feedback
from ksb_mapper.mapping.ranking import TextScorer
from ksb_mapper.mapping.reading import SHOW_NOTHING, Reading
from ksb_mapper.mapping.vectors import StatementVectors
from ksb_mapper.mapping.weighed import Scores, Vector, best_first


class Chooser:
    """Chooses among the statements of one standard, by rows. Nothing of it changes; threads may share it."""

    def __init__(
        self,
        codes: Sequence[str],
        vectors: StatementVectors,
        scorer: TextScorer,
        thresholds: SuggestThresholds,
    ) -> None:
        self._codes = codes
        self._vectors = vectors
        self._scorer = scorer
        self._config = thresholds

    def _bar(self, rows: list[int], scores: Scores) -> float:
        """How near a KSB must be to be shown: where a text comes near to none, the nearest and those about as near."""
        config = self._config
        best = float(scores.totals[rows].max(initial=0.0))
        nearest_alone = max(config.lowest_of_nearest, config.share_of_nearest * best)
        return max(min(config.lowest_similarity, nearest_alone), config.lowest_share_of_best * best)

    def with_lone_sentences(self, rows: list[int], reading: Reading) -> Vector:
        """The similarity of a text to each statement; to one below the bar that of a sentence which shows it plainly,
        where a long text around it would hide it."""
        config, scores = self._config, reading.scores
        if scores.words < config.long_text_words:
            return scores.totals
        similarity = scores.totals.copy()
        needed = np.maximum(similarity, config.lowest_similarity)
        nearest = scores.by_sentence.max(axis=1) * config.lone_sentence
        for row in np.flatnonzero((similarity < self._bar(rows, scores)) & (nearest >= needed)).tolist():
            lone = scores.by_sentence[row] * config.lone_sentence
            for index in np.flatnonzero(lone >= needed[row]).tolist():
                _, _, sentence = reading.sentence(index)
                if (
                    lone[index] > similarity[row]
                    and self._scorer.overlap(row, sentence) >= config.lone_sentence_overlap
                    and reading.role_for(index, self._vectors.term_weights[row], config.least_of_a_deed)
                    not in SHOW_NOTHING
                ):
                    similarity[row] = lone[index]
        return similarity

    def _shares_hardly_a_word(self, scores: Scores) -> bool:
        config = self._config
        is_short = scores.words < config.short_text_words
        return scores.overlap_with_any < (
            config.short_text_overlap if is_short else config.longer_text_overlap
        )

    def worth_showing(
        self,
        rows: list[int],
        scores: Scores,
        similarity: Vector,
        feedback: Feedback,
        expected: frozenset[str],
    ) -> list[int]:
        """Which of some statements are worth showing, the nearest first: `similarity` is that of the text to each."""
        bar = self._bar(rows, scores)
        least_overlap = self._config.scant_text_overlap if self._shares_hardly_a_word(scores) else 0.0
        share = dict.fromkeys(feedback.accepted, self._config.accepted_bar)
        share |= dict.fromkeys(expected, self._config.expected_bar)
        rejected = [row for row, code in enumerate(self._codes) if code in feedback.rejected]
        near_enough = similarity >= bar * min([1.0, *share.values()])
        may_be_shown = set(np.flatnonzero(scores.may_show & near_enough).tolist())

        def bar_of(row: int) -> float:
            if self._codes[row] in share:
                return bar * share[self._codes[row]]
            return bar * (1 + self._config.rejected_neighbour_bar * self._similarity(row, rejected))

        return [
            row
            for row in best_first([row for row in rows if row in may_be_shown], similarity)
            if similarity[row] >= bar_of(row)
            # Words that only lean to a KSB rank it and never show it.
            and scores.overlap[row] > 0
            and (scores.overlap[row] >= least_overlap or self._codes[row] in share)
        ]

    def _similarity(self, row: int, others: Sequence[int]) -> float:
        """How similar, 0..1, a statement is to the one of some others that is most so; 0 where there is none."""
        return float(self._vectors.similarity[row, others].max()) if others else 0.0
