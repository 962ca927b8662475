"""How near a text is to each statement: weighted stems and concepts, of the whole text or its nearest paragraph, and of
its nearest sentences.

The measure is the vector space model of G. Salton and C. Buckley ("Term-weighting approaches in automatic text
retrieval", 1988): a term counts for more the fewer statements hold it, and repeating it counts ever less. A statement
is heard a little by those like it: what shows a skill shows the knowledge behind it. A word that no statement holds but
the lexicon's phrases do leans to the statements of their concepts. What was tried and what each part
brought is in `docs/decisions/0030-rank-by-stems-and-concepts.md`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise, repeat
from math import sqrt
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ksb_mapper.lexicon.everyday import Everyday, load_everyday
from ksb_mapper.lexicon.expansion import TermRarity
from ksb_mapper.lexicon.statements import KsbRanking
from ksb_mapper.lexicon.terms import CONCEPT_MARK, Sentence

Vector = NDArray[np.float64]

_LEAST_LEANING = 0.05
"""A word that shows no statement more than this is left out."""


@dataclass(frozen=True, slots=True)
class Scores:
    """For each statement (rows, in the standard's order) its score 0..1, its nearness to each sentence, whether it may
    be shown (one that conduct shows may not where nothing but its own words is there) and how much the text holds of
    it; and of the text, how much it holds of any statement and how many words each sentence has."""

    totals: Vector
    by_sentence: Vector
    may_show: NDArray[np.bool_]
    held: Vector
    held_of_any: float
    sentence_words: list[int]

    @property
    def words(self) -> int:
        """How many words the text has."""
        return sum(self.sentence_words)

    def nearest_sentences(self, statements: Sequence[int], most: int) -> list[list[tuple[int, float]]]:
        """The sentences nearest to each of some statements, with how near they are, nearest first; the earlier of
        equals, none that is not near at all."""
        near = self.by_sentence[statements]
        least = np.zeros(len(near))
        if near.shape[1] > most:
            least = np.partition(near, near.shape[1] - most, axis=1)[:, near.shape[1] - most]
        found: list[list[tuple[int, float]]] = [[] for _ in statements]
        which, sentences = np.nonzero((near >= least[:, np.newaxis]) & (near > 0))
        for one, index, nearness in zip(
            which.tolist(), sentences.tolist(), near[which, sentences].tolist(), strict=True
        ):
            found[one].append((index, nearness))
        # In order of place already, which equals keep.
        return [sorted(each, key=itemgetter(1), reverse=True)[:most] for each in found]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Some sentences in a row as the statements see them: how near each is to each statement (sentences are rows), how
    often each holds which of their terms, in order, and how many words each has."""

    by_sentence: Vector
    columns: NDArray[np.intp]
    counts: Vector
    words: list[int]


class Paragraph(NamedTuple):
    """A paragraph as the statements see it: how near it is to each as a whole and by sentence (rows), how often it
    holds which of their terms, and how many words each sentence has."""

    as_a_whole: Vector
    by_sentence: Vector
    columns: NDArray[np.intp]
    counts: Vector
    words: list[int]


class _Held(NamedTuple):
    """Terms by their columns, in which row they are, and what each counts for there."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    counts: Vector


class StatementVectors:
    """The statements of a standard as unit vectors over their terms, and the words that lean to them."""

    def __init__(
        self,
        statements: Sequence[Mapping[str, float]],
        ranking: KsbRanking,
        by_conduct: Collection[int] = frozenset(),
        expansions: Sequence[Mapping[str, float]] = (),
    ) -> None:
        """`by_conduct` are the rows of statements that conduct shows rather than their own words, `expansions` the
        terms of the lines that illustrate each statement, if any do."""
        weights = ranking.statement
        self._text = ranking.text
        self._fewest_rare = weights.fewest_rare_of_lines
        self._full_score_words = ranking.suggest.full_score_words
        self._calibrated = (
            np.array(ranking.suggest.calibrated_nearness),
            np.array(ranking.suggest.calibrated_likelihood),
        )
        expansions = expansions or [{}] * len(statements)
        of_statements = TermRarity(statements, weights)
        of_lines = TermRarity(
            [{*own, *more} for own, more in zip(statements, expansions, strict=True)], weights
        )
        said = {term for statement in statements for term in statement}
        terms = sorted(said.union(*expansions))
        self._column = {term: column for column, term in enumerate(terms)}
        self._weights = np.array([of_statements(term) if term in said else of_lines(term) for term in terms])
        everyday = load_everyday()
        # A concept's phrases say less by being everyday already as they are read (`TermReader`).
        self._tells = {
            term: 1.0 if term.startswith(CONCEPT_MARK) else everyday.rarity((term,)) for term in terms
        }
        telling = np.array(list(self._tells.values()))
        own = np.zeros((len(statements), len(terms)))
        more = np.zeros_like(own)
        for row, (statement, expansion) in enumerate(zip(statements, expansions, strict=True)):
            for term, count in statement.items():
                own[row, self._column[term]] = min(count, weights.most_repeats)
            for term, count in expansion.items():
                more[row, self._column[term]] = count
        is_concept = np.array([term.startswith(CONCEPT_MARK) for term in terms], dtype=np.bool_)
        for row in by_conduct:
            own[row, ~is_concept] *= weights.own_words_of_conduct
        shown_by_conduct = (own > 0) & is_concept
        shown_by_conduct[[row for row in range(len(own)) if row not in by_conduct]] = False
        # Few of all pairs of a statement and a term: by their rows and columns.
        self._shown_by_conduct = np.nonzero(shown_by_conduct)
        self._shown_anyhow = ~shown_by_conduct.any(axis=1)
        as_said = _unit_rows(own * self._weights)
        self._likeness = np.clip(as_said @ as_said.T, 0.0, 1.0)
        # What a text holds of a statement is asked of its own terms, for lines are full of everyday words; of its
        # lines' too where the lexicon knows no concept of it, since its own words alone are hardly ever in a text.
        has_concept = ((own > 0) & is_concept).any(axis=1, keepdims=True)
        holds = (own > 0) | ((more > 0) & ~has_concept)
        self._holds = np.nonzero(holds)
        # Rare words that only this statement's lines have tell of it where several come together.
        alone = (more > 0).sum(axis=0) == 1
        self._rare_in_lines = np.nonzero((more > 0) & ~holds & alone & (telling >= 1.0))
        self._telling = telling * holds.any(axis=0)
        self._vectors = _unit_rows(as_said + weights.illustrated * _unit_rows(more * telling * self._weights))
        kin = self._likeness - np.diag(self._likeness.diagonal())
        self._kin = kin / np.maximum(kin.sum(axis=1, keepdims=True), 1e-9)
        self._term_weights = [
            {terms[column]: float(row[column]) for column in np.flatnonzero(row).tolist()}
            for row in self._vectors
        ]
        self._held_terms = [
            frozenset(terms[column] for column in np.flatnonzero(row).tolist()) for row in holds
        ]
        self._lean(ranking, everyday)
        self._by_term = np.ascontiguousarray(self._vectors.T)
        self._no_sentences = np.empty((0, len(self._vectors)))

    def _lean(self, ranking: KsbRanking, everyday: Everyday) -> None:
        """Let words that are parts of the lexicon's phrases, and of no statement, show the statements of those phrases'
        concepts, weakly."""
        weights = ranking.statement
        strengths: list[float] = []
        added: list[Vector] = []
        for stem, shares in sorted(ranking.leanings.items()):
            strength = weights.leaning_weight * everyday.rarity((stem,)) ** weights.leaning_everyday_power
            if stem in self._column or strength <= 0:
                continue
            leaning = np.zeros(len(self._vectors))
            for concept, share in shares.items():
                if (column := self._column.get(CONCEPT_MARK + concept)) is not None:
                    leaning += self._vectors[:, column] * self._weights[column] * share
            if leaning.max() > _LEAST_LEANING:
                strengths.append(strength)
                added.append(leaning)
                self._column[stem] = len(self._column)
        self._weights = np.concatenate([self._weights, strengths])
        # Who leans somewhere holds nothing of it yet.
        self._telling = np.concatenate([self._telling, np.zeros(len(added))])
        self._vectors = np.vstack([self._vectors.T, *added]).T

    def weigh(self, units: Sequence[Sequence[Sentence]]) -> list[Weighed]:
        """What the sentences of each unit hold of the statements' terms, and how near they are to every statement.

        All are weighed in one go, which costs far less; a unit weighs the same by itself, to the last digit.
        """
        sentences = [sentence for unit in units for sentence in unit]
        held = self._held_by(sentences)
        near, lengths = self._near(held, len(sentences))
        words = [sentence.words for sentence in sentences]
        fullness = np.minimum(1.0, np.array(words, dtype=np.float64) / self._text.full_sentence_words)
        near *= (fullness / (lengths + self._text.short_sentence_damping))[:, np.newaxis]
        ends = list(accumulate(map(len, units), initial=0))
        term_ends = np.searchsorted(held.rows, ends).tolist()
        return [
            Weighed(
                near[first:past],
                held.columns[first_term:past_term],
                held.counts[first_term:past_term],
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
            _Held(
                np.repeat(np.arange(len(weighed)), terms),
                np.concatenate([_NO_COLUMNS, *(unit.columns for unit in units)]),
                np.concatenate([_NO_COUNTS, *(unit.counts for unit in units)]),
            )
        )
        whole, lengths = self._near(together, len(weighed))
        lengths += self._text.short_paragraph_damping
        fullness = np.minimum(
            1.0, np.array(list(map(sum, words)), dtype=np.float64) / self._text.full_paragraph_words
        )
        whole *= (fullness / np.where(lengths > 0, lengths, 1.0))[:, np.newaxis]
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

    def _held_by(self, sentences: Sequence[Sentence]) -> "_Held":
        """The statements' terms in each sentence, by its number."""
        names = [name for sentence in sentences for name in sentence.names]
        columns = np.fromiter(map(self._column.get, names, repeat(-1)), np.intp, len(names))
        weights = np.fromiter(chain.from_iterable(one.weights for one in sentences), np.float64, len(names))
        rows = np.repeat(np.arange(len(sentences)), [len(sentence.names) for sentence in sentences])
        known = columns >= 0
        return self._sum(_Held(rows[known], columns[known], weights[known]))

    def _sum(self, held: "_Held") -> "_Held":
        """Each term of a row once, with all it counts for there, in order of row and term."""
        keys = held.rows * len(self._column) + held.columns
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        firsts = _firsts(keys)
        counts = np.add.reduceat(held.counts[order], firsts) if len(firsts) else held.counts
        rows, columns = np.divmod(keys[firsts], len(self._column))
        return _Held(rows, columns, counts)

    def _near(self, held: "_Held", rows: int) -> tuple[Vector, Vector]:
        """The product of each row and every statement, and the length of each row."""
        weights = _dampen(held.counts) * self._weights[held.columns]
        lengths = np.sqrt(np.bincount(held.rows, weights * weights, minlength=rows))
        near = np.zeros((rows, len(self._vectors)))
        if len(weights):
            firsts = _firsts(held.rows)
            # Not by a product of matrices: what it says of a row, in the last digit, hangs on how many rows there are.
            near[held.rows[firsts]] = np.add.reduceat(
                self._by_term[held.columns] * weights[:, np.newaxis], firsts
            )
        return near, lengths

    def score(self, paragraphs: Sequence[Paragraph]) -> Scores:
        """How near a text of these paragraphs is to every statement: as a whole or, where that is nearer, by the
        nearest of them; and by its nearest sentences."""
        words = [words for paragraph in paragraphs for words in paragraph.words]
        if not words:
            nothing = np.zeros(len(self._vectors))
            return Scores(nothing, nothing[:, np.newaxis][:, :0], nothing > 0, nothing, 0.0, words)
        wholes, by_sentence, columns, counts, _ = zip(*paragraphs, strict=True)
        together = np.bincount(
            np.concatenate(columns), np.concatenate(counts), minlength=len(self._column)
        ).astype(np.float64, copy=False)
        spoken = np.flatnonzero(together)
        whole = _dampen(together[spoken]) * self._weights[spoken]
        # Term by term and not by a product of matrices, whose last digit hangs on where in memory they happen to lie.
        of_terms = self._by_term.take(spoken, axis=0)
        of_terms *= _unit_rows(whole[np.newaxis])[0][:, np.newaxis]
        near_whole = np.maximum(of_terms.sum(axis=0), np.array(wholes).max(axis=0))
        near = np.concatenate(by_sentence).T
        heard = min(self._text.best_sentences, len(words))
        nearest = np.partition(near, len(words) - heard, axis=1)[:, len(words) - heard :]
        share = self._text.best_sentences_weight
        alone = (near_whole + share * nearest.mean(axis=1)) / (1 + share)
        kin = self._text.kin_share
        telling = together * self._telling
        rare = self._sum_by_statement(self._rare_in_lines, np.sign(together))
        rare[rare < self._fewest_rare] = 0.0
        return Scores(
            totals=np.clip((1 - kin) * alone + kin * (self._kin * alone).sum(axis=1), 0.0, 1.0),
            by_sentence=near,
            may_show=self._shown_anyhow | (self._sum_by_statement(self._shown_by_conduct, together) > 0),
            held=self._sum_by_statement(self._holds, telling) + rare,
            held_of_any=float(telling.sum() + rare.sum()),
            sentence_words=words,
        )

    def _sum_by_statement(self, pairs: tuple[NDArray[np.intp], ...], by_term: Vector) -> Vector:
        """Of each statement the sum over the terms that some pairs give it."""
        statements, terms = pairs
        return np.asarray(np.bincount(statements, by_term[terms], len(self._vectors)), dtype=np.float64)

    def held_by(self, statement: int, sentence: Sentence) -> float:
        """How much a sentence holds of a statement: each concept as strongly as it is shown, each word the more the
        less everyday it is."""
        own = self._held_terms[statement]
        held = zip(sentence.names, sentence.weights, strict=True)
        return sum(weight * self._tells[name] for name, weight in held if name in own)

    def likelihoods(self, nearness: Vector, words: int) -> Vector:
        """Nearnesses to a text of so many words as scores 0..1 that rise with them: how likely each KSB is shown, as
        calibrated on the descriptors of the plan. Of a few words it is less sure, however near they are."""
        sureness = min(1.0, sqrt(words / self._full_score_words))
        return np.asarray(np.interp(nearness, *self._calibrated) * sureness, dtype=np.float64)

    def likeness(self, statement: int, others: Sequence[int]) -> float:
        """How like, 0..1, a statement is to the one of some others that is most like it; 0 where there is none."""
        return float(self._likeness[statement, others].max()) if others else 0.0

    def term_weights(self, statement: int) -> Mapping[str, float]:
        """What each term of one statement weighs in it, those of its illustrations too; others are absent."""
        return self._term_weights[statement]


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


def _unit_rows(matrix: Vector) -> Vector:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(lengths > 0, lengths, 1.0), dtype=np.float64)
