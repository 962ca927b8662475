"""How near a text is to each statement: weighted stems and concepts, of the whole text or its nearest paragraph, and of
its nearest sentences.

Nearness is the cosine similarity of the vector space model (G. Salton and C. Buckley, 1988), with a damping added to
the length of a text that is short; repeating a term counts ever less. A statement is heard a little by those like it:
what shows a skill shows the knowledge behind it.
"""

from collections.abc import Sequence
from itertools import accumulate, chain, pairwise, repeat
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ksb_mapper.lexicon.terms import Sentence
from ksb_mapper.lexicon.weights import Ranking
from ksb_mapper.mapping.vectors import StatementVectors, TermPairs
from ksb_mapper.mapping.weighed import Paragraph, Scores, Vector, Weighed


class _TermCounts(NamedTuple):
    """Some texts by their terms, as a sparse matrix: for each entry the text (row), the term (column) and its count."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    counts: Vector


class TextScorer:
    """Scores texts against the statements of one standard. Nothing of it changes; threads may share it."""

    def __init__(self, vectors: StatementVectors, ranking: Ranking) -> None:
        self._vectors = vectors
        self._text = ranking.text
        self._fewest_rare = ranking.statement.fewest_rare_of_lines
        self._full_score_words = ranking.suggest.full_score_words
        self._calibrated = (
            np.array(ranking.suggest.calibrated_similarity),
            np.array(ranking.suggest.calibrated_probability),
        )
        self._statements = len(vectors.similarity)
        self._no_sentences = np.empty((0, self._statements))

    def weigh(self, units: Sequence[Sequence[Sentence]]) -> list[Weighed]:
        """What the sentences of each unit hold of the statements' terms, and how near they are to every statement.

        All are weighed in one go, which costs far less; a unit weighs the same by itself, to the last digit.
        """
        sentences = [sentence for unit in units for sentence in unit]
        entries = self._count(sentences)
        near = self._near(entries, len(sentences), self._text.short_sentence_damping)
        words = [sentence.words for sentence in sentences]
        fullness = np.minimum(1.0, np.array(words, dtype=np.float64) / self._text.full_sentence_words)
        near *= fullness[:, np.newaxis]
        ends = list(accumulate(map(len, units), initial=0))
        term_ends = np.searchsorted(entries.rows, ends).tolist()
        return [
            Weighed(
                near[first:past],
                entries.columns[first_term:past_term],
                entries.counts[first_term:past_term],
                words[first:past],
            )
            for (first, past), (first_term, past_term) in zip(
                pairwise(ends), pairwise(term_ends), strict=True
            )
        ]

    def paragraphs(self, weighed: Sequence[Sequence[Weighed]]) -> list[Paragraph]:
        """Paragraphs of what was weighed: the same for each, to the last digit, whatever stands beside it."""
        units = [unit for paragraph in weighed for unit in paragraph]
        words = [[words for unit in paragraph for words in unit.words] for paragraph in weighed]
        terms = [sum(len(unit.columns) for unit in paragraph) for paragraph in weighed]
        together = self._sum(
            _TermCounts(
                np.repeat(np.arange(len(weighed)), terms),
                np.concatenate([_NO_COLUMNS, *(unit.columns for unit in units)]),
                np.concatenate([_NO_COUNTS, *(unit.counts for unit in units)]),
            )
        )
        whole = self._near(together, len(weighed), self._text.short_paragraph_damping)
        fullness = np.minimum(
            1.0, np.array(list(map(sum, words)), dtype=np.float64) / self._text.full_paragraph_words
        )
        whole *= fullness[:, np.newaxis]
        ends = np.searchsorted(together.rows, np.arange(len(weighed) + 1)).tolist()
        return [
            Paragraph(
                of_whole,
                np.concatenate([self._no_sentences, *(unit.by_sentence for unit in its_units)]),
                together.columns[first:past],
                together.counts[first:past],
                its_words,
            )
            for of_whole, its_units, (first, past), its_words in zip(
                whole, weighed, pairwise(ends), words, strict=True
            )
        ]

    def _count(self, sentences: Sequence[Sentence]) -> _TermCounts:
        """The statements' terms in each sentence, by its number."""
        names = [name for sentence in sentences for name in sentence.names]
        columns = np.fromiter(map(self._vectors.column.get, names, repeat(-1)), np.intp, len(names))
        weights = np.fromiter(chain.from_iterable(one.weights for one in sentences), np.float64, len(names))
        rows = np.repeat(np.arange(len(sentences)), [len(sentence.names) for sentence in sentences])
        known = columns >= 0
        return self._sum(_TermCounts(rows[known], columns[known], weights[known]))

    def _sum(self, entries: _TermCounts) -> _TermCounts:
        """Each term of a row once, with all it counts for there, in order of row and term."""
        keys = entries.rows * len(self._vectors.column) + entries.columns
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        firsts = _firsts(keys)
        counts = np.add.reduceat(entries.counts[order], firsts) if len(firsts) else entries.counts
        rows, columns = np.divmod(keys[firsts], len(self._vectors.column))
        return _TermCounts(rows, columns, counts)

    def _near(self, entries: _TermCounts, rows: int, damping: float) -> Vector:
        """How near each row is to every statement: by its words and by the company they keep, each as if the row were
        longer by `damping`."""
        counts = _dampen(entries.counts)
        near = np.zeros((rows, self._vectors.by_term.shape[1]))
        if len(counts):
            firsts = _firsts(entries.rows)
            of_terms = self._vectors.by_term.take(entries.columns, axis=0)
            of_terms *= counts[:, np.newaxis]
            # Not by a product of matrices: what it says of a row, in the last digit, hangs on how many rows there are.
            near[entries.rows[firsts]] = np.add.reduceat(of_terms, firsts)
        both = near.reshape(rows, 2, self._statements)
        for which, weights in enumerate((self._vectors.idf, self._vectors.company_idf)):
            weighed = counts * weights[entries.columns]
            lengths = np.sqrt(np.bincount(entries.rows, weighed * weighed, minlength=rows)) + damping
            both[:, which] /= np.where(lengths > 0, lengths, 1.0)[:, np.newaxis]
        return np.asarray(both.sum(axis=1), dtype=np.float64)

    def score(self, paragraphs: Sequence[Paragraph]) -> Scores:
        """How near a text of these paragraphs is to every statement: as a whole or, where that is nearer, by the
        nearest of them; and by its nearest sentences."""
        words = [words for paragraph in paragraphs for words in paragraph.words]
        if not words:
            nothing = np.zeros(self._statements)
            return Scores(nothing, nothing[:, np.newaxis][:, :0], nothing > 0, nothing, 0.0, words, [])
        wholes, by_sentence, columns, counts, _ = zip(*paragraphs, strict=True)
        together = np.bincount(
            np.concatenate(columns), np.concatenate(counts), minlength=len(self._vectors.column)
        ).astype(np.float64, copy=False)
        spoken = np.flatnonzero(together)
        whole = _TermCounts(np.zeros(len(spoken), dtype=np.intp), spoken, together[spoken])
        near_whole = np.maximum(self._near(whole, 1, 0.0)[0], np.array(wholes).max(axis=0))
        near = np.concatenate(by_sentence).T
        heard = min(self._text.best_sentences, len(words))
        nearest = np.partition(near, len(words) - heard, axis=1)[:, len(words) - heard :]
        share = self._text.best_sentences_weight
        alone = (near_whole + share * nearest.mean(axis=1)) / (1 + share)
        of_others = self._text.neighbours_share
        specific = together * self._vectors.overlap_weights
        rare = self._sum_by_statement(self._vectors.rare_line_terms, np.sign(together))
        rare[rare < self._fewest_rare] = 0.0
        totals = (1 - of_others) * alone + of_others * (self._vectors.neighbours * alone).sum(axis=1)
        of_conduct = self._sum_by_statement(self._vectors.conduct_terms, together)
        totals -= self._text.hubness_weight * np.minimum(self._vectors.hubness, totals)
        return Scores(
            totals=np.clip(totals, 0.0, 1.0),
            by_sentence=near,
            may_show=self._vectors.is_shown_anyhow | (of_conduct > 0),
            overlap=self._sum_by_statement(self._vectors.overlap_terms, specific) + rare,
            overlap_with_any=float(specific.sum() + rare.sum()),
            sentence_words=words,
            paragraph_sentences=[len(paragraph.words) for paragraph in paragraphs],
        )

    def _sum_by_statement(self, pairs: TermPairs, by_term: Vector) -> Vector:
        """Of each statement the sum over the terms that some pairs give it."""
        statements, terms = pairs
        return np.asarray(np.bincount(statements, by_term[terms], self._statements), dtype=np.float64)

    def overlap(self, statement: int, sentence: Sentence) -> float:
        """How much of a statement is in a sentence: each concept as strongly as it is shown, each word the more the
        less everyday it is."""
        names, specificity = self._vectors.overlap_names[statement], self._vectors.specificity
        terms = zip(sentence.names, sentence.weights, strict=True)
        return sum(weight * specificity[name] for name, weight in terms if name in names)

    def probabilities(self, similarity: Vector, words: int) -> Vector:
        """How likely each KSB is shown, 0..1, by the similarity of a text of so many words to it, as calibrated on the
        descriptors of the plan. Of a few words it is less likely, however similar they are."""
        fullness = min(1.0, sqrt(words / self._full_score_words))
        return np.asarray(np.interp(similarity, *self._calibrated) * fullness, dtype=np.float64)


_NO_COLUMNS = np.empty(0, dtype=np.intp)
_NO_COUNTS = np.empty(0, dtype=np.float64)


def _firsts(ordered: NDArray[np.intp]) -> NDArray[np.intp]:
    """Where each run of equals begins."""
    begins = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=begins[1:])
    return np.flatnonzero(begins)


def _dampen(counts: Vector) -> Vector:
    """log(1 + count): what is said twice counts for more, but not for twice as much."""
    return np.asarray(np.log1p(counts), dtype=np.float64)
