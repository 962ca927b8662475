"""What the statements of a standard make of a text: of its sentences, its paragraphs and the whole of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the statements (rows, in the standard's order) make of a text.

    Of each statement: the similarity of the whole text to it, 0..1 (`totals`), and of each sentence; whether it may be
    shown (one that conduct shows may not where nothing but its own words is there); and how much of its terms is in the
    text (`overlap`). Of the text: its overlap with all statements together, how many words each sentence has, and how
    many sentences each paragraph.
    """

    totals: Vector
    by_sentence: Vector
    may_show: NDArray[np.bool_]
    overlap: Vector
    overlap_with_any: float
    sentence_words: list[int]
    paragraph_sentences: list[int]

    @property
    def words(self) -> int:
        """How many words the text has."""
        return sum(self.sentence_words)

    def nearest_sentences(
        self, statements: Sequence[int], most: int, beside: float
    ) -> list[list[tuple[int, float]]]:
        """The sentences nearest to each of some statements, with how near they are, nearest first; the earlier of
        equals, none that is not near at all. The mean of those before and after it in its paragraph counts for so much
        `beside` a sentence: what a passage shows, it mostly says in more than one."""
        alone = self.by_sentence[statements]
        near = np.where(alone > 0, alone + beside / 2 * self._of_those_beside(alone), 0.0)
        least = np.zeros(len(near))
        if near.shape[1] > most:
            least = np.partition(near, near.shape[1] - most, axis=1)[:, near.shape[1] - most]
        found: list[list[tuple[int, float]]] = [[] for _ in statements]
        which, sentences = np.nonzero((near >= least[:, np.newaxis]) & (near > 0))
        for one, index, similarity in zip(
            which.tolist(), sentences.tolist(), near[which, sentences].tolist(), strict=True
        ):
            found[one].append((index, similarity))
        # In order of place already, which equals keep.
        return [sorted(each, key=itemgetter(1), reverse=True)[:most] for each in found]

    def _of_those_beside(self, near: Vector) -> Vector:
        """Of each sentence (columns) the sum over the one before and the one after it in its paragraph."""
        # Of a paragraph without a word the beginning is that of the next, or past the end.
        follows = np.ones(near.shape[1] + 1, dtype=np.bool_)
        follows[list(accumulate(self.paragraph_sentences))] = False
        together = follows[1:-1]
        beside = np.zeros_like(near)
        beside[:, 1:] += near[:, :-1] * together
        beside[:, :-1] += near[:, 1:] * together
        return beside


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


def best_first(rows: list[int], similarity: Vector) -> list[int]:
    """Statements by how near they are; equals in the standard's order."""
    near = similarity.tolist()
    return sorted(rows, key=lambda row: (-near[row], row))
