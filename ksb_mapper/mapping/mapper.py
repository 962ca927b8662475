"""Which KSBs of a standard a text shows, and where: the door to ranking."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from math import sqrt
from operator import itemgetter

import numpy as np

from ksb_mapper.errors import NotCodes, NothingToMapTo, UnknownMethod
from ksb_mapper.kept import Kept
from ksb_mapper.language.checks import LanguageRule
from ksb_mapper.language.cues import load_cues
from ksb_mapper.mapping.excerpts import bare, narrow
from ksb_mapper.mapping.not_done import shows_a_deed
from ksb_mapper.mapping.ranking import StatementVectors
from ksb_mapper.mapping.reading import Reader, Reading, Standing
from ksb_mapper.mapping.statements import (
    load_company,
    load_leanings,
    read_expansions,
    read_lines,
    read_statement,
)
from ksb_mapper.mapping.weighed import Scores, Vector, best_first
from ksb_mapper.pipeline import load_ranking
from ksb_mapper.texts.passages import Passage, TextOrPassages, as_passages
from standards import KsbKind, Standard

_SHOWS_NOTHING = (Standing.IN_A_HEAD, Standing.NOT_DONE)
_SAYS_NOT_WHAT_WAS_DONE = frozenset({LanguageRule.REFLECTIVE, LanguageRule.SELF_ASSESSMENT})


@dataclass(frozen=True, slots=True)
class Ranked:
    """A KSB and how near the text is to it, 0..1."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class Place:
    """Words that show a KSB: `text[start:end]` of the passage numbered `passage`, or of the whole text where no
    passages were given."""

    excerpt: str
    start: int
    end: int
    locator: str | None
    passage: int


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


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the person said to earlier suggestions, by code: any collection of codes, "k1" being K1. Raises
    `NotCodes`."""

    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "accepted", _codes("accepted", self.accepted))
        object.__setattr__(self, "rejected", _codes("rejected", self.rejected))


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
        self._vectors = StatementVectors(
            statements,
            ranking,
            [row for row, ksb in enumerate(standard.ksbs) if ksb.kind is KsbKind.BEHAVIOUR],
            read_expansions(lines),
            load_company(),
            load_leanings(),
        )
        self._reader = Reader(self._vectors)
        self._allow_for_crowds(lines)
        self._narrowed: Kept[tuple[int, int]] = Kept(most=1_024)

    def _allow_for_crowds(self, lines: Sequence[Sequence[str]]) -> None:
        illustrating = [(row, line) for row, its_lines in enumerate(lines) for line in its_lines]
        if illustrating:
            # By a reader of its own, that remembers them no longer than this takes.
            reader = Reader(self._vectors)
            near = [reader.read((Passage(line),)).scores.totals for _, line in illustrating]
            self._vectors.allow_for_crowds(np.array(near), np.array([row for row, _ in illustrating]))

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
        likely = self._vectors.likelihoods(scores.totals, scores.words).tolist()
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
        expected = _codes("expected", expected)
        rows = [row for row in self._rows(method) if self._codes[row] not in feedback.rejected]
        reading = self._reader.read(as_passages(text_or_passages), writer or "")
        nearness = self._with_lone_sentences(rows, reading)
        shown = self._worth_showing(rows, reading.scores, nearness, feedback, expected)
        most = self._config.most_suggestions if limit is None else max(limit, 0)
        return list(islice(self._suggestions(shown, nearness, reading), most))

    def _rows(self, method: str | None) -> list[int]:
        if method is None:
            return list(range(len(self._codes)))
        if method not in self._methods:
            raise UnknownMethod(method, self._reference, list(self._methods))
        return [row for row, code in enumerate(self._codes) if code in self._methods[method]]

    def _bar(self, rows: list[int], scores: Scores) -> float:
        """How near a KSB must be to be shown: where a text comes near to none, the nearest and those about as near."""
        config = self._config
        best = float(scores.totals[rows].max(initial=0.0))
        nearest_alone = max(config.lowest_of_nearest, config.share_of_nearest * best)
        return max(min(config.lowest_nearness, nearest_alone), config.lowest_share_of_best * best)

    def _with_lone_sentences(self, rows: list[int], reading: Reading) -> Vector:
        """The nearness of each statement; of one below the bar that of a sentence which shows it plainly, where a long
        text around it would hide it."""
        config, scores = self._config, reading.scores
        if scores.words < config.long_text_words:
            return scores.totals
        nearness = scores.totals.copy()
        needed = np.maximum(nearness, config.lowest_nearness)
        nearest = scores.by_sentence.max(axis=1) * config.lone_sentence
        for row in np.flatnonzero((nearness < self._bar(rows, scores)) & (nearest >= needed)).tolist():
            lone = scores.by_sentence[row] * config.lone_sentence
            for index in np.flatnonzero(lone >= needed[row]).tolist():
                _, _, sentence = reading.sentence(index)
                if (
                    lone[index] > nearness[row]
                    and self._vectors.held_by(row, sentence) >= config.lone_sentence_holds
                    and self._stands(row, index, reading) not in _SHOWS_NOTHING
                ):
                    nearness[row] = lone[index]
        return nearness

    def _shares_hardly_a_word(self, scores: Scores) -> bool:
        config = self._config
        is_short = scores.words < config.short_text_words
        return scores.held_of_any < (config.short_text_holds if is_short else config.longer_text_holds)

    def _worth_showing(
        self,
        rows: list[int],
        scores: Scores,
        nearness: Vector,
        feedback: Feedback,
        expected: frozenset[str],
    ) -> list[int]:
        bar = self._bar(rows, scores)
        least_held = self._config.scant_text_holds if self._shares_hardly_a_word(scores) else 0.0
        share = dict.fromkeys(feedback.accepted, self._config.accepted_bar)
        share |= dict.fromkeys(expected, self._config.expected_bar)
        rejected = [row for row, code in enumerate(self._codes) if code in feedback.rejected]
        near_enough = nearness >= bar * min([1.0, *share.values()])
        may_be_shown = set(np.flatnonzero(scores.may_show & near_enough).tolist())

        def bar_of(row: int) -> float:
            if self._codes[row] in share:
                return bar * share[self._codes[row]]
            return bar * (1 + self._config.rejected_kin_bar * self._vectors.likeness(row, rejected))

        return [
            row
            for row in best_first([row for row in rows if row in may_be_shown], nearness)
            if nearness[row] >= bar_of(row)
            # Words that only lean to a KSB rank it and never show it.
            and scores.held[row] > 0
            and (scores.held[row] >= least_held or self._codes[row] in share)
        ]

    def _suggestions(self, rows: list[int], nearness: Vector, reading: Reading) -> Iterator[Suggestion]:
        """What to show of each, as it is asked for; nothing of a KSB that only a mail's head names."""
        likely = self._vectors.likelihoods(nearness[rows], reading.scores.words).tolist()
        words, full = reading.scores.sentence_words, self._config.full_place_words
        for row, score, near in zip(rows, likely, self._nearest(rows, reading.scores), strict=True):
            # Two or three words are near by one: a short sentence is a poorer place than it is near.
            places = [
                (index, its_nearness if words[index] >= full else its_nearness * sqrt(words[index] / full))
                for index, its_nearness in near
            ]
            places.sort(key=itemgetter(1), reverse=True)
            if suggestion := self._suggestion(row, score, places, reading):
                yield suggestion

    def _nearest(self, rows: list[int], scores: Scores) -> Iterator[list[tuple[int, float]]]:
        """The sentences nearest to each, for as many at once as are mostly shown."""
        for start in range(0, len(rows), self._config.most_suggestions):
            some = rows[start : start + self._config.most_suggestions]
            yield from scores.nearest_sentences(some, self._config.sentences_looked_at)

    def _suggestion(
        self, row: int, score: float, nearest: list[tuple[int, float]], reading: Reading
    ) -> Suggestion | None:
        # The same words again are no second place.
        found: dict[str, Place] = {}
        for index in self._showing(row, nearest, reading):
            place = self._place(row, index, reading)
            found.setdefault(" ".join(place.excerpt.split()), place)
        if not found:
            return None
        places = tuple(found.values())
        best = places[0]
        return Suggestion(
            code=self._codes[row],
            score=score,
            excerpt=best.excerpt,
            start=best.start,
            end=best.end,
            locator=best.locator,
            passage=best.passage,
            places=places,
        )

    def _place(self, row: int, index: int, reading: Reading) -> Place:
        number, start, end = reading.place_of(index)
        passage = reading.passages[number]
        sentence = passage.text[start:end]
        if len(sentence) > self._config.longest_excerpt:
            begin, past = self._narrow(row, sentence)
        else:
            begin, past = _bare(sentence)
        end, start = start + past, start + begin
        return Place(passage.text[start:end], start, end, passage.locator, number)

    def _narrow(self, row: int, sentence: str) -> tuple[int, int]:
        def work_out(_: Sequence[str]) -> Iterator[tuple[int, int]]:
            weights, longest = self._vectors.term_weights(row), self._config.longest_excerpt
            yield bare(sentence, *narrow(sentence, 0, len(sentence), weights, longest))

        return self._narrowed.of([f"{row} {sentence}"], work_out)[0]

    def _showing(self, row: int, nearest: list[tuple[int, float]], reading: Reading) -> list[int]:
        """Of the nearest sentences, with how near they are, the nearest and those about as near, best first. What only
        says how it was or how good somebody is, and what stands around the work, comes after what is nearly as near;
        the head of a mail and what was not done never, and nothing where only they are near."""
        config = self._config

        def standing(*where: Standing, among: Iterable[tuple[int, float]]) -> Iterator[tuple[int, float]]:
            return (one for one in among if self._stands(row, one[0], reading) in where)

        said = standing(Standing.IN_THE_WORK, among=nearest)
        first = next(said, None)
        # What comes after it is less near.
        before = nearest[: nearest.index(first)] if first else nearest
        frame = next(standing(Standing.AROUND, among=before), None)
        if frame and (not first or first[1] < frame[1] * config.rather_than_a_frame):
            first, said = frame, standing(Standing.AROUND, among=nearest)
            next(said)
        nothing = next(standing(*_SHOWS_NOTHING, among=before), None)
        if not first or (nothing and first[1] < nothing[1] * config.rather_than_a_frame):
            return []
        near: list[tuple[int, float]] = []
        deeds: list[tuple[int, float]] = []
        lowest = first[1] * config.nearly_as_near
        for one in chain([first], said):
            if one[1] < lowest:
                break
            near.append(one)
            if not _says_no_deed(reading.text_of(one[0])):
                deeds.append(one)
                # What would not be shown beside the first is not looked at.
                lowest = max(lowest, deeds[0][1] * config.about_as_near)
        return self._first_and_about_as_near((deeds or near)[: config.sentences_weighed])

    def _stands(self, row: int, index: int, reading: Reading) -> Standing:
        """Where a sentence stands for one statement."""
        standing = reading.stands(index)
        spans = reading.not_done(index)
        if not spans or standing is Standing.IN_A_HEAD:
            return standing
        weights, least = self._vectors.term_weights(row), self._config.least_of_a_deed
        return standing if shows_a_deed(reading.text_of(index), spans, weights, least) else Standing.NOT_DONE

    def _first_and_about_as_near(self, near: Iterable[tuple[int, float]]) -> list[int]:
        shown: list[int] = []
        lowest = 0.0
        for index, nearness in near:
            if nearness < lowest:
                break
            lowest = lowest or nearness * self._config.about_as_near
            shown.append(index)
            if len(shown) == self._config.most_places:
                break
        return shown


def _codes(what: str, given: object) -> frozenset[str]:
    """Codes as a standard writes them. A text is refused: its letters would be taken for codes, or parts of it."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise NotCodes(what, given)
    codes = tuple(given)
    if wrong := [code for code in codes if not isinstance(code, str)]:
        raise NotCodes(what, wrong[0])
    return frozenset(code.strip().upper() for code in codes)


@lru_cache(maxsize=4_096)
def _says_no_deed(sentence: str) -> bool:
    return bool(load_cues().in_sentence(sentence, _SAYS_NOT_WHAT_WAS_DONE))


@lru_cache(maxsize=4_096)
def _bare(sentence: str) -> tuple[int, int]:
    return bare(sentence, 0, len(sentence))
