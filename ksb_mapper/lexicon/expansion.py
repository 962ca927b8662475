"""Which illustrations expand which statement of a standard, and with what terms.

A statement and the work that shows it share hardly a word. So it is heard by the words of lines that show it too:
document expansion (R. Nogueira, W. Yang, J. Lin and K. Cho, "Document Expansion by Query Prediction", 2019), with lines
written beforehand in place of predicted ones. Lines serve the statement nearest to the one they were written for, by
its terms and not by its code: a new version of a standard moves codes about and changes a word here and there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil, log, log1p, sqrt

from ksb_mapper.lexicon.terms import CONCEPT_MARK
from ksb_mapper.lexicon.weights import StatementWeights

Terms = Mapping[str, float]


class InverseDocumentFrequency:
    """How much each term tells the statements of one standard apart (G. Salton and C. Buckley, 1988): the fewer of them
    have it, the more."""

    def __init__(self, statements: Sequence[Iterable[str]], weights: StatementWeights) -> None:
        self._statements = len(statements)
        self._document_frequency = Counter(term for statement in statements for term in set(statement))
        self._weights = weights

    def __call__(self, term: str) -> float:
        """The inverse document frequency of a term, to the configured power; most for one that no statement has."""
        inverse_frequency = log((1 + self._statements) / (1 + self._document_frequency[term])) + 1
        of_its_kind = self._weights.concept_weight if term.startswith(CONCEPT_MARK) else 1.0
        return float(inverse_frequency**self._weights.idf_power) * of_its_kind


def lines_by_statement(
    statements: Sequence[Terms], illustrated: Iterable[tuple[Terms, Sequence[str]]], weights: StatementWeights
) -> list[tuple[str, ...]]:
    """The lines that serve each of a standard's statements, as `lines_near` finds them. None, where they would serve
    fewer statements than `fewest_served`: the few would be heard before all others."""
    near = lines_near(statements, illustrated, weights)
    if sum(map(bool, near)) < fewest_served(statements, weights):
        return [()] * len(statements)
    return near


def fewest_served(statements: Sequence[Terms], weights: StatementWeights) -> int:
    """How many of a standard's statements must have lines for any to serve: the share `least_served` of them."""
    return ceil(weights.least_served * len(statements))


def lines_near(
    statements: Sequence[Terms], illustrated: Iterable[tuple[Terms, Sequence[str]]], weights: StatementWeights
) -> list[tuple[str, ...]]:
    """For each of a standard's statements, of pairs of what a statement speaks of and its lines, the lines to which it
    is the nearest, and near enough (`least_alike`)."""
    idf = InverseDocumentFrequency(statements, weights)
    vectors = [_unit(statement, idf, weights) for statement in statements]
    holders: dict[str, list[int]] = defaultdict(list)
    for row, vector in enumerate(vectors):
        for term in vector:
            holders[term].append(row)
    served: list[dict[str, None]] = [{} for _ in statements]
    for terms, lines in illustrated:
        alike = [0.0] * len(statements)
        for term, weight in _unit(terms, idf, weights).items():
            for row in holders.get(term, ()):
                alike[row] += weight * vectors[row][term]
        nearest = max(alike, default=0.0)
        if nearest >= weights.least_alike:
            for row in (row for row, similarity in enumerate(alike) if similarity == nearest):
                served[row].update(dict.fromkeys(lines))
    return [tuple(lines) for lines in served]


def terms_of_lines(lines: Iterable[Terms]) -> Terms:
    """The terms of some lines together: what two lines hold counts for more than what one does, but not twice."""
    together: dict[str, float] = defaultdict(float)
    for line in lines:
        for term, count in line.items():
            together[term] += count
    return {term: log1p(count) for term, count in together.items()}


def _unit(statement: Terms, idf: InverseDocumentFrequency, weights: StatementWeights) -> dict[str, float]:
    weighed = {term: min(count, weights.most_repeats) * idf(term) for term, count in statement.items()}
    length = sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
    return {term: weight / length for term, weight in weighed.items()}
