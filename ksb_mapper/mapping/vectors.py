"""The statements of a standard as vectors over terms, worked out once: what a text is compared with.

The measure is the vector space model of G. Salton and C. Buckley ("Term-weighting approaches in automatic text
retrieval", 1988): a term counts for more the fewer statements have it. A word that no statement has but the lexicon's
phrases do leans to the statements of their concepts, and a word shows statements by the company it keeps
(`lexicon.company`). What was tried and what each part brought is in
`docs/decisions/0030-rank-by-stems-and-concepts.md`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ksb_mapper.lexicon.company import Company
from ksb_mapper.lexicon.everyday import load_everyday
from ksb_mapper.lexicon.expansion import InverseDocumentFrequency, Terms
from ksb_mapper.lexicon.terms import CONCEPT_MARK
from ksb_mapper.lexicon.weights import StatementWeights
from ksb_mapper.mapping.weighed import Vector

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]
Leanings = Mapping[str, Mapping[str, float]]


class TermPairs(NamedTuple):
    """Some pairs of a statement and a term, by their rows and columns: few of all that there could be."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class StatementVectors:
    """The statements of a standard, by rows in its order, over terms, by columns. Nobody writes to the arrays."""

    column: Mapping[str, int]
    idf: Vector
    """Inverse document frequency of each term as a statement's own; 0 of one that is heard by its company alone."""
    company_idf: Vector
    """The same of each term as heard by its company; 0 of one that keeps none."""
    by_term: Matrix
    """What each term (rows) adds to the similarity with every statement: by itself, then by its company."""
    term_weights: Sequence[Mapping[str, float]]
    """What each term of a statement weighs in it, those of its lines too; others are absent."""
    similarity: Matrix
    """Cosine similarity, 0..1, of each two statements in their own words."""
    neighbours: Matrix
    """The share that each other statement has in all that are similar to one."""
    specificity: Mapping[str, float]
    """How much each term says, 0..1: a concept 1, a word the more the less everyday it is."""
    overlap_weights: Vector
    """The specificity of each term that counts for the overlap of a text with some statement; 0 of the others."""
    overlap_terms: TermPairs
    """The terms that count for the overlap of a text with each statement."""
    overlap_names: Sequence[frozenset[str]]
    """The same terms of each statement by their names."""
    rare_line_terms: TermPairs
    """Rare words of one statement's lines alone, which count for its overlap where several come together."""
    conduct_terms: TermPairs
    """The concepts that show each statement of conduct."""
    is_shown_anyhow: Flags
    """Which statements need no concept of conduct to be shown."""
    hubness: Vector
    """How similar each statement is to what shows others."""


def build_vectors(
    statements: Sequence[Terms],
    weights: StatementWeights,
    by_conduct: Collection[int] = frozenset(),
    expansions: Sequence[Terms] = (),
    company: Company | None = None,
    leanings: Leanings | None = None,
) -> StatementVectors:
    """The vectors of a standard's statements.

    `by_conduct` are the rows of statements that conduct shows rather than their own words, `expansions` the terms of
    the lines that illustrate each statement, if any do, `company` what words show by the company they keep, `leanings`
    the share that each concept has in a word of the lexicon's phrases.
    """
    expansions = expansions or [{}] * len(statements)
    company = company or Company(())
    terms = sorted({term for counts in (*statements, *expansions) for term in counts})
    column = {term: number for number, term in enumerate(terms)}
    is_concept = np.array([term.startswith(CONCEPT_MARK) for term in terms], dtype=np.bool_)
    specificity = _specificity(terms)
    specific = np.array(list(specificity.values()))
    idf = _idf(terms, statements, expansions, weights)
    lines = _counts(expansions, column)
    own = np.minimum(_counts(statements, column), weights.most_repeats)
    for row in by_conduct:
        own[row, ~is_concept] *= weights.own_words_of_conduct

    own_vectors = _unit_rows(own * idf)
    vectors = _unit_rows(own_vectors + weights.illustrated * _unit_rows(lines * specific * idf))
    similarity = np.clip(own_vectors @ own_vectors.T, 0.0, 1.0)
    for_overlap = _for_overlap(own, lines, is_concept)
    by_conduct_concept = _by_conduct_concept(own, is_concept, by_conduct)

    leaning = list(_leaning_words(leanings or {}, column, vectors, idf, weights))
    wider = [*terms, *(word for word, _, _ in leaning)]
    wider = list(dict.fromkeys([*wider, *company.stems]))
    all_columns = {term: number for number, term in enumerate(wider)}
    by_company = len(wider) - len(terms) - len(leaning)
    all_idf = np.pad(np.concatenate([idf, [strength for _, strength, _ in leaning]]), (0, by_company))
    all_vectors = np.vstack([vectors.T, *(shown for _, _, shown in leaning)]).T
    by_itself = np.pad(all_vectors, ((0, 0), (0, by_company))) * all_idf
    company_idf, by_its_company = _in_company(company, all_columns, statements, expansions, weights)

    return StatementVectors(
        column=all_columns,
        idf=all_idf,
        company_idf=company_idf,
        by_term=np.ascontiguousarray(np.vstack([by_itself, by_its_company]).T),
        term_weights=[
            {terms[place]: float(row[place]) for place in np.flatnonzero(row).tolist()} for row in vectors
        ],
        similarity=similarity,
        neighbours=_neighbours(similarity),
        specificity=specificity,
        # A word that only leans to a statement, or shows it by its company, does not overlap with it.
        overlap_weights=np.pad(specific * for_overlap.any(axis=0), (0, len(wider) - len(terms))),
        overlap_terms=TermPairs(*np.nonzero(for_overlap)),
        overlap_names=[
            frozenset(terms[place] for place in np.flatnonzero(row).tolist()) for row in for_overlap
        ],
        rare_line_terms=TermPairs(*np.nonzero(_rare_in_lines(lines, for_overlap, specific))),
        conduct_terms=TermPairs(*np.nonzero(by_conduct_concept)),
        is_shown_anyhow=np.logical_not(by_conduct_concept.any(axis=1)),
        hubness=np.zeros(len(statements)),
    )


def with_hubness(
    vectors: StatementVectors, similarity: Matrix, written_for: NDArray[np.intp], nearest_share: float
) -> StatementVectors:
    """The vectors with the hubness of each statement: `similarity` is that of some lines (rows) to every statement,
    `written_for` the statement that each line was written for.

    Some statements are near to everything (A. Conneau, G. Lample, M. Ranzato, L. Denoyer and H. Jégou, "Word
    translation without parallel data", 2018, take the same from such hubs): the mean similarity to the nearest of the
    lines that were written for others, of which `nearest_share` is taken, tells.
    """
    of_others = similarity.copy()
    of_others[np.arange(len(written_for)), written_for] = 0.0
    nearest = max(1, round(len(of_others) * nearest_share))
    return replace(vectors, hubness=np.sort(of_others, axis=0)[-nearest:].mean(axis=0))


def _specificity(terms: Iterable[str]) -> dict[str, float]:
    everyday = load_everyday()
    # A concept's phrases say less by being everyday already as they are read (`TermReader`).
    return {term: 1.0 if term.startswith(CONCEPT_MARK) else everyday.idf((term,)) for term in terms}


def _idf(
    terms: Sequence[str], statements: Sequence[Terms], expansions: Sequence[Terms], weights: StatementWeights
) -> Vector:
    """Of each term: among the statements where one has it, else among the statements with their lines."""
    of_statements = InverseDocumentFrequency(statements, weights)
    of_lines = InverseDocumentFrequency(
        [{*own, *more} for own, more in zip(statements, expansions, strict=True)], weights
    )
    own_terms = {term for statement in statements for term in statement}
    return np.array([of_statements(term) if term in own_terms else of_lines(term) for term in terms])


def _counts(texts: Sequence[Terms], column: Mapping[str, int]) -> Matrix:
    counts = np.zeros((len(texts), len(column)))
    for row, text in enumerate(texts):
        for term, count in text.items():
            counts[row, column[term]] = count
    return counts


def _for_overlap(own: Matrix, lines: Matrix, is_concept: Flags) -> Flags:
    """Which terms count for the overlap with which statement: its own, for lines are full of everyday words; its lines'
    too where the lexicon knows no concept of it, since its own words alone are hardly ever in a text."""
    has_concept = ((own > 0) & is_concept).any(axis=1, keepdims=True)
    return np.asarray((own > 0) | ((lines > 0) & ~has_concept), dtype=np.bool_)


def _rare_in_lines(lines: Matrix, for_overlap: Flags, specific: Vector) -> Flags:
    """Which words of its lines no other statement's lines have and nobody says from day to day."""
    of_one_alone = (lines > 0).sum(axis=0) == 1
    return np.asarray((lines > 0) & ~for_overlap & of_one_alone & (specific >= 1.0), dtype=np.bool_)


def _by_conduct_concept(own: Matrix, is_concept: Flags, by_conduct: Collection[int]) -> Flags:
    """Which concepts show which of the statements that conduct shows."""
    shown = (own > 0) & is_concept
    shown[[row for row in range(len(own)) if row not in by_conduct]] = False
    return np.asarray(shown, dtype=np.bool_)


def _neighbours(similarity: Matrix) -> Matrix:
    of_others = similarity - np.diag(similarity.diagonal())
    return np.asarray(of_others / np.maximum(of_others.sum(axis=1, keepdims=True), 1e-9), dtype=np.float64)


def _leaning_words(
    leanings: Leanings, column: Mapping[str, int], vectors: Matrix, idf: Vector, weights: StatementWeights
) -> Iterable[tuple[str, float, Vector]]:
    """The words that are parts of the lexicon's phrases, and of no statement, in order: how much each counts, and how
    much it shows each statement by the concepts of those phrases."""
    everyday = load_everyday()
    for stem, shares in sorted(leanings.items()):
        strength = weights.leaning_weight * everyday.idf((stem,)) ** weights.leaning_everyday_power
        if stem in column or strength <= 0:
            continue
        shown = np.zeros(len(vectors))
        for concept, share in shares.items():
            if (place := column.get(CONCEPT_MARK + concept)) is not None:
                shown += vectors[:, place] * idf[place] * share
        if shown.max() > weights.least_leaning:
            yield stem, strength, shown


def _in_company(
    company: Company,
    column: Mapping[str, int],
    statements: Sequence[Terms],
    expansions: Sequence[Terms],
    weights: StatementWeights,
) -> tuple[Vector, Matrix]:
    """Of each term its inverse document frequency in company, and what it shows of every statement (rows) by it."""
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
    columns = [column[stem] for stem in company.stems]
    idf = np.zeros(len(column))
    idf[columns] = company.idf
    by_company = np.zeros((len(statements), len(column)))
    by_company[:, columns] = weights.company * shown * company.idf
    return idf, by_company


def _unit_rows(matrix: Matrix) -> Matrix:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(lengths > 0, lengths, 1.0), dtype=np.float64)
