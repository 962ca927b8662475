"""How near a text is to each statement: weighted stems and concepts, of the whole text or its nearest paragraph, and of
its nearest sentences.

The measure is the vector space model of G. Salton and C. Buckley ("Term-weighting approaches in automatic text
retrieval", 1988): a term counts for more the fewer statements hold it, and repeating it counts ever less. A statement
is heard a little by those like it: what shows a skill shows the knowledge behind it. A word that no statement holds but
the lexicon's phrases do leans to the statements of their concepts. What was tried and what each part
brought is in `docs/decisions/0030-rank-by-stems-and-concepts.md`.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate, chain, pairwise, repeat
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ksb_mapper.lexicon.company import Company
from ksb_mapper.lexicon.everyday import Everyday, load_everyday
from ksb_mapper.lexicon.expansion import TermRarity
from ksb_mapper.lexicon.terms import CONCEPT_MARK, Sentence
from ksb_mapper.lexicon.weights import Ranking, StatementWeights
from ksb_mapper.mapping.weighed import Paragraph, Scores, Vector, Weighed


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
        ranking: Ranking,
        by_conduct: Collection[int] = frozenset(),
        expansions: Sequence[Mapping[str, float]] = (),
        company: Company | None = None,
        leanings: Mapping[str, Mapping[str, float]] | None = None,
    ) -> None:
        """`by_conduct` are the rows of statements that conduct shows rather than their own words, `expansions` the
        terms of the lines that illustrate each statement, if any do, `company` what words show by the company they
        keep."""
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
        self._lean(leanings or {}, weights, everyday)
        self._keep_company(company or Company(()), statements, expansions, weights)
        self._crowding = np.zeros(len(statements))
        self._no_sentences = np.empty((0, len(self._vectors)))

    def _lean(
        self, leanings: Mapping[str, Mapping[str, float]], weights: StatementWeights, everyday: Everyday
    ) -> None:
        """Let words that are parts of the lexicon's phrases, and of no statement, show the statements of those phrases'
        concepts, weakly."""
        strengths: list[float] = []
        added: list[Vector] = []
        for stem, shares in sorted(leanings.items()):
            strength = weights.leaning_weight * everyday.rarity((stem,)) ** weights.leaning_everyday_power
            if stem in self._column or strength <= 0:
                continue
            leaning = np.zeros(len(self._vectors))
            for concept, share in shares.items():
                if (column := self._column.get(CONCEPT_MARK + concept)) is not None:
                    leaning += self._vectors[:, column] * self._weights[column] * share
            if leaning.max() > weights.least_leaning:
                strengths.append(strength)
                added.append(leaning)
                self._column[stem] = len(self._column)
        self._weights = np.concatenate([self._weights, strengths])
        # Who leans somewhere holds nothing of it yet.
        self._telling = np.concatenate([self._telling, np.zeros(len(added))])
        self._vectors = np.vstack([self._vectors.T, *added]).T

    def _keep_company(
        self,
        company: Company,
        statements: Sequence[Mapping[str, float]],
        expansions: Sequence[Mapping[str, float]],
        weights: StatementWeights,
    ) -> None:
        """Hear words by the company they keep too, beside what they are of each statement: `_by_term` has what each
        term brings to every statement for the one, then for the other."""
        shown = company.shown_by(
            [
                {
                    stem: own.get(stem, 0.0) + more.get(stem, 0.0)
                    for stem in {*own, *more}
                    if not stem.startswith(CONCEPT_MARK)
                }
                for own, more in zip(statements, expansions, strict=True)
            ],
            weights.least_known,
        )
        known = len(self._column)
        for stem in company.stems:
            self._column.setdefault(stem, len(self._column))
        added = len(self._column) - known
        columns = [self._column[stem] for stem in company.stems]
        # Who keeps company holds nothing yet either.
        self._weights = np.pad(self._weights, (0, added))
        self._telling = np.pad(self._telling, (0, added))
        self._rarity = np.zeros(len(self._column))
        self._rarity[columns] = company.rarity
        own_words = np.pad(self._vectors, ((0, 0), (0, added))) * self._weights
        by_company = np.zeros_like(own_words)
        by_company[:, columns] = weights.company * shown * company.rarity
        self._by_term = np.ascontiguousarray(np.vstack([own_words, by_company]).T)

    def weigh(self, units: Sequence[Sequence[Sentence]]) -> list[Weighed]:
        """What the sentences of each unit hold of the statements' terms, and how near they are to every statement.

        All are weighed in one go, which costs far less; a unit weighs the same by itself, to the last digit.
        """
        sentences = [sentence for unit in units for sentence in unit]
        held = self._held_by(sentences)
        near = self._near(held, len(sentences), self._text.short_sentence_damping)
        words = [sentence.words for sentence in sentences]
        fullness = np.minimum(1.0, np.array(words, dtype=np.float64) / self._text.full_sentence_words)
        near *= fullness[:, np.newaxis]
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

    def _near(self, held: "_Held", rows: int, damping: float) -> Vector:
        """How near each row is to every statement: by its words and by the company they keep, each as if the row were
        longer by `damping`."""
        counts = _dampen(held.counts)
        near = np.zeros((rows, self._by_term.shape[1]))
        if len(counts):
            firsts = _firsts(held.rows)
            of_terms = self._by_term.take(held.columns, axis=0)
            of_terms *= counts[:, np.newaxis]
            # Not by a product of matrices: what it says of a row, in the last digit, hangs on how many rows there are.
            near[held.rows[firsts]] = np.add.reduceat(of_terms, firsts)
        both = near.reshape(rows, 2, len(self._vectors))
        for which, weights in enumerate((self._weights, self._rarity)):
            weighed = counts * weights[held.columns]
            lengths = np.sqrt(np.bincount(held.rows, weighed * weighed, minlength=rows)) + damping
            both[:, which] /= np.where(lengths > 0, lengths, 1.0)[:, np.newaxis]
        return np.asarray(both.sum(axis=1), dtype=np.float64)

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
        whole = _Held(np.zeros(len(spoken), dtype=np.intp), spoken, together[spoken])
        near_whole = np.maximum(self._near(whole, 1, 0.0)[0], np.array(wholes).max(axis=0))
        near = np.concatenate(by_sentence).T
        heard = min(self._text.best_sentences, len(words))
        nearest = np.partition(near, len(words) - heard, axis=1)[:, len(words) - heard :]
        share = self._text.best_sentences_weight
        alone = (near_whole + share * nearest.mean(axis=1)) / (1 + share)
        kin = self._text.kin_share
        telling = together * self._telling
        rare = self._sum_by_statement(self._rare_in_lines, np.sign(together))
        rare[rare < self._fewest_rare] = 0.0
        totals = (1 - kin) * alone + kin * (self._kin * alone).sum(axis=1)
        totals -= self._text.crowding * np.minimum(self._crowding, totals)
        return Scores(
            totals=np.clip(totals, 0.0, 1.0),
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

    def allow_for_crowds(self, nearness: Vector, written_for: NDArray[np.intp]) -> None:
        """Take from each statement a share of how near it is to what shows others: `nearness` is that of some lines
        (rows) to every statement, `written_for` the statement that each was written for.

        Some statements are near to everything (A. Conneau, G. Lample, M. Ranzato, L. Denoyer and H. Jégou, "Word
        translation without parallel data", 2018, take the same from such hubs); the nearest lines of others tell.
        """
        of_others = nearness.copy()
        of_others[np.arange(len(written_for)), written_for] = 0.0
        nearest = max(1, round(len(of_others) * self._text.crowd))
        self._crowding = np.sort(of_others, axis=0)[-nearest:].mean(axis=0)

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
