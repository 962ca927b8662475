"""What a word shows by the company it keeps: in which illustrated statements, of whatever standard, it stands.

Explicit semantic analysis (E. Gabrilovich and S. Markovitch, "Computing Semantic Relatedness using Wikipedia-based
Explicit Semantic Analysis", 2007), with the illustrated statements in place of articles: a statement is as near to a
word as the illustrated statements that are like it hold that word. So "voucher" may show a statement of learning in a
standard for which nobody wrote a line.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, log1p

import numpy as np
from numpy.typing import NDArray

Counts = Mapping[str, float]
"""How often some words are said, by their stems."""


class Company:
    """The stems that two or more of some documents have (`stems`), with their inverse document frequencies (`idf`)."""

    def __init__(self, documents: Sequence[Counts]) -> None:
        document_frequency = Counter(stem for document in documents for stem in document)
        self._documents = len(documents)
        self.stems = tuple(
            sorted(stem for stem, count in document_frequency.items() if count > 1 and not stem.isdigit())
        )
        self._column = {stem: column for column, stem in enumerate(self.stems)}
        self.idf = np.array([log(self._documents / document_frequency[stem]) for stem in self.stems])
        places = [
            (row, self._column[stem], log1p(count))
            for row, document in enumerate(documents)
            for stem, count in sorted(document.items())
            if stem in self._column
        ]
        self._rows = np.array([row for row, _, _ in places], dtype=np.intp)
        self._columns = np.array([column for _, column, _ in places], dtype=np.intp)
        weights = np.array([weight for _, _, weight in places]) * self.idf[self._columns]
        lengths = np.sqrt(np.bincount(self._rows, weights * weights, minlength=self._documents))
        self._weights = weights / np.where(lengths > 0, lengths, 1.0)[self._rows]

    def shown_by(self, statements: Sequence[Counts], least_known: float) -> NDArray[np.float64]:
        """For each statement (rows) of one standard, with what its own lines hold, how much each of the stems shows it
        more than it shows them all; 0 where it does not. A row is shorter than 1 by what of the statement no document
        holds, and 0 where the documents know less of it than `least_known`: of another trade they say nothing."""
        near = np.zeros((len(statements), len(self.stems)))
        known = np.zeros(len(statements))
        for row, counts in enumerate(statements):
            own = np.zeros(len(self.stems))
            unknown = 0.0
            # In one order: what a sum says in the last digit hangs on it.
            for stem, count in sorted(counts.items()):
                if (column := self._column.get(stem)) is not None:
                    own[column] = log1p(count) * self.idf[column]
                else:
                    unknown += (log1p(count) * log(max(self._documents, 1))) ** 2
            length = float(np.sqrt((own * own).sum()))
            if not length:
                continue
            known[row] = length / np.sqrt(length * length + unknown)
            if known[row] < least_known:
                continue
            like = np.bincount(
                self._rows, self._weights * own[self._columns] / length, minlength=self._documents
            )
            near[row] = np.bincount(
                self._columns, self._weights * like[self._rows], minlength=len(self.stems)
            )
        near = _unit_rows(near)
        return _unit_rows(np.maximum(near - near.mean(axis=0), 0.0)) * known[:, np.newaxis]


def _unit_rows(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.sqrt((matrix * matrix).sum(axis=1, keepdims=True))
    return np.asarray(matrix / np.where(lengths > 0, lengths, 1.0), dtype=np.float64)
