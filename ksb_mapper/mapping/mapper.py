"""Which KSBs of a standard a text shows, and where: the door to ranking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import sqrt
from operator import itemgetter

import numpy as np

from ksb_mapper.errors import NothingToMapTo, UnknownMethod
from ksb_mapper.lexicon.weights import Ranking
from ksb_mapper.mapping.choosing import Chooser
from ksb_mapper.mapping.feedback import Feedback, as_codes
from ksb_mapper.mapping.places import Place, PlaceFinder
from ksb_mapper.mapping.ranking import TextScorer
from ksb_mapper.mapping.reading import Reader, Reading
from ksb_mapper.mapping.statements import (
    load_company,
    load_leanings,
    read_expansions,
    read_lines,
    read_statement,
)
from ksb_mapper.mapping.vectors import StatementVectors, build_vectors, with_hubness
from ksb_mapper.mapping.weighed import Scores, Vector, best_first
from ksb_mapper.pipeline import load_ranking
from ksb_mapper.texts.passages import Passage, TextOrPassages, as_passages
from standards import KsbKind, Standard


@dataclass(frozen=True, slots=True)
class Ranked:
    """A KSB and how near the text is to it, 0..1."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A KSB that a text seems to show, with the words that show it best, as in `Place`.

    `places` begins with those words; others that show it about as well follow.
    """

    code: str
    score: float
    excerpt: str
    start: int
    end: int
    locator: str | None
    passage: int
    places: tuple[Place, ...]


class Mapper:
    """Maps text to the KSBs of one standard. What was read is kept, which changes no answer; threads may share it."""

    def __init__(self, standard: Standard) -> None:
        if not standard.ksbs:
            raise NothingToMapTo(standard.reference)
        self._reference = standard.reference
        ranking = load_ranking()
        self._config = ranking.suggest
        self._codes = tuple(ksb.code for ksb in standard.ksbs)
        self._methods = {method.id: frozenset(method.ksbs) for method in standard.methods}
        statements = [read_statement(ksb.text) for ksb in standard.ksbs]
        lines = read_lines(statements)
        vectors = build_vectors(
            statements,
            ranking.statement,
            [row for row, ksb in enumerate(standard.ksbs) if ksb.kind is KsbKind.BEHAVIOUR],
            read_expansions(lines),
            load_company(),
            load_leanings(),
        )
        vectors = _less_their_hubness(vectors, lines, ranking)
        self._scorer = TextScorer(vectors, ranking)
        self._reader = Reader(self._scorer)
        self._chooser = Chooser(self._codes, vectors, self._scorer, self._config)
        self._places = PlaceFinder(vectors, self._config)

    def rank(
        self, text_or_passages: TextOrPassages, method: str | None = None, writer: str | None = None
    ) -> list[Ranked]:
        """Every KSB (of one method, if named) exactly once, best first; equals in the standard's order. `writer` as for
        `suggest`.

        A score says how likely the text as a whole shows the KSB. `suggest` may score higher and order otherwise.
        Raises `UnknownMethod`, `TextTooLong`, `NotPassages`.
        """
        rows = self._rows(method)
        scores = self._reader.read(as_passages(text_or_passages), writer or "").scores
        likely = self._scorer.probabilities(scores.totals, scores.words).tolist()
        return [Ranked(self._codes[row], likely[row]) for row in best_first(rows, scores.totals)]

    def suggest(
        self,
        text_or_passages: TextOrPassages,
        method: str | None = None,
        feedback: Feedback | None = None,
        limit: int | None = None,
        expected: frozenset[str] = frozenset(),
        writer: str | None = None,
    ) -> list[Suggestion]:
        """The KSBs worth showing, best first, each once with the words that show it best; at most `limit`
        (by default the configured `most_suggestions`).

        A score is that of `rank`, or higher where a sentence in a long text shows the KSB plainly by itself: it is
        then the sentence's own, so the order may be another than that of `rank`, which weighs the whole.
        A rejected code never comes back, and one like it needs more to be shown; an accepted one needs less, and so
        does one of those `expected`: what the text is about by its place, as in a section that the plan sets for them.
        With the name of the `writer`, lines that others lead in a log or minutes show nothing (`speakers`).
        Raises `UnknownMethod`, `TextTooLong`, `NotPassages`, `NotCodes`.
        """
        feedback = feedback or Feedback()
        expected = as_codes("expected", expected)
        rows = [row for row in self._rows(method) if self._codes[row] not in feedback.rejected]
        reading = self._reader.read(as_passages(text_or_passages), writer or "")
        similarity = self._chooser.with_lone_sentences(rows, reading)
        shown = self._chooser.worth_showing(rows, reading.scores, similarity, feedback, expected)
        most = self._config.most_suggestions if limit is None else max(limit, 0)
        return list(islice(self._suggestions(shown, similarity, reading), most))

    def _rows(self, method: str | None) -> list[int]:
        if method is None:
            return list(range(len(self._codes)))
        if method not in self._methods:
            raise UnknownMethod(method, self._reference, list(self._methods))
        return [row for row, code in enumerate(self._codes) if code in self._methods[method]]

    def _suggestions(self, rows: list[int], similarity: Vector, reading: Reading) -> Iterator[Suggestion]:
        """What to show of each, as it is asked for; nothing of a KSB that only a mail's head names."""
        scores = reading.scores
        likely = self._scorer.probabilities(similarity[rows], scores.words).tolist()
        for row, score, nearest in zip(rows, likely, self._nearest(rows, scores), strict=True):
            if places := self._places.places(row, nearest, reading):
                best = places[0]
                yield Suggestion(
                    code=self._codes[row],
                    score=score,
                    excerpt=best.excerpt,
                    start=best.start,
                    end=best.end,
                    locator=best.locator,
                    passage=best.passage,
                    places=places,
                )

    def _nearest(self, rows: list[int], scores: Scores) -> Iterator[list[tuple[int, float]]]:
        """The sentences nearest to each, for as many at once as are mostly shown. Two or three words are near by one: a
        short sentence is a poorer place than it is near."""
        words, full = scores.sentence_words, self._config.full_place_words
        for start in range(0, len(rows), self._config.most_suggestions):
            some = rows[start : start + self._config.most_suggestions]
            for near in scores.nearest_sentences(
                some, self._config.sentences_looked_at, self._config.sentences_beside
            ):
                places = [
                    (index, similarity if words[index] >= full else similarity * sqrt(words[index] / full))
                    for index, similarity in near
                ]
                places.sort(key=itemgetter(1), reverse=True)
                yield places


def _less_their_hubness(
    vectors: StatementVectors, lines: Sequence[Sequence[str]], ranking: Ranking
) -> StatementVectors:
    """The vectors, told how near their statements are to the lines that illustrate others, if any do."""
    illustrating = [(row, line) for row, its_lines in enumerate(lines) for line in its_lines]
    if not illustrating:
        return vectors
    # By a reader of its own, that remembers them no longer than this takes.
    reader = Reader(TextScorer(vectors, ranking))
    similarity = [reader.read((Passage(line),)).scores.totals for _, line in illustrating]
    written_for = np.array([row for row, _ in illustrating])
    return with_hubness(vectors, np.array(similarity), written_for, ranking.text.hub_lines)
