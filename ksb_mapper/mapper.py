"""Which KSBs of a standard a text shows, and where: the door to ranking."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice, takewhile
from math import sqrt
from threading import Lock

import numpy as np

from ksb_mapper.cues import load_cues
from ksb_mapper.errors import NothingToMapTo, UnknownMethod
from ksb_mapper.excerpts import bare, narrow
from ksb_mapper.frames import is_frame, is_mail_head
from ksb_mapper.kept import Kept
from ksb_mapper.language import LanguageRule
from ksb_mapper.passages import Passage, TextOrPassages, as_passages
from ksb_mapper.pipeline import load_ranking, read_lines, read_statement
from ksb_mapper.ranking import Scores, StatementVectors, Vector, Weighed
from ksb_mapper.terms import Sentence
from ksb_mapper.wrapping import in_one_line, measure, unwrapped
from standards import KsbKind, Standard

_MOST_LINES_AT_ONCE = 256
_LONGEST_TEXT_KEPT = 100_000
_SEEN_AROUND = 300
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
    """What the person said to earlier suggestions, by code."""

    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Line:
    """The sentences of a line, each after the offset that its own offsets count from, and what they weigh."""

    sentences: tuple[tuple[int, Sentence], ...]
    weighed: Weighed


@dataclass(frozen=True, slots=True)
class _Reading:
    """The lines of a text that hold a sentence: of each the number of its passage, its offset there, and how many
    sentences there are up to its end."""

    passages: tuple[Passage, ...]
    places: Sequence[tuple[int, int]]
    lines: Sequence[_Line]
    sentences_up_to: Sequence[int]

    def sentence(self, index: int) -> tuple[int, int, Sentence]:
        """The number of its passage, the offset there that its own offsets count from, and the sentence."""
        which = bisect_right(self.sentences_up_to, index)
        passage, offset = self.places[which]
        # Counted back from the line's last sentence.
        unit_offset, sentence = self.lines[which].sentences[index - self.sentences_up_to[which]]
        return passage, offset + unit_offset, sentence

    def text_of(self, index: int) -> str:
        """One sentence in its own words, in one line."""
        passage, offset, sentence = self.sentence(index)
        return in_one_line(self.passages[passage].text[offset + sentence.start : offset + sentence.end])

    def is_frame(self, index: int) -> bool:
        """Whether one sentence stands around the work rather than says what was done."""
        number, offset, sentence = self.sentence(index)
        text = self.passages[number].text
        start, end = offset + sentence.start, offset + sentence.end
        before, after = text[max(0, start - _SEEN_AROUND) : start], text[end : end + _SEEN_AROUND]
        if number and start < _SEEN_AROUND:
            before = f"{self.passages[number - 1].text[-_SEEN_AROUND:]}\n\n{before}"
        if number + 1 < len(self.passages) and end + _SEEN_AROUND > len(text):
            after = f"{after}\n\n{self.passages[number + 1].text[:_SEEN_AROUND]}"
        return is_frame(in_one_line(text[start:end]), before, after)


class Mapper:
    """Maps text to the KSBs of one standard. Holds no state that reading changes; threads may share it."""

    def __init__(self, standard: Standard) -> None:
        if not standard.ksbs:
            raise NothingToMapTo(standard.reference)
        self._reference = standard.reference
        ranking = load_ranking()
        self._config = ranking.suggest
        self._codes = tuple(ksb.code for ksb in standard.ksbs)
        self._methods = {method.id: frozenset(method.ksbs) for method in standard.methods}
        self._vectors = StatementVectors(
            [read_statement(ksb.text) for ksb in standard.ksbs],
            ranking,
            [row for row, ksb in enumerate(standard.ksbs) if ksb.kind is KsbKind.BEHAVIOUR],
        )
        self._lines_weighed: Kept[_Line] = Kept(most=1_024)
        self._last_read = lru_cache(maxsize=1)(self._read_passages)

    def rank(self, text_or_passages: TextOrPassages, method: str | None = None) -> list[Ranked]:
        """Every KSB (of one method, if named) exactly once, best first; equals in the standard's order.

        Raises `UnknownMethod`, `TextTooLong`.
        """
        rows = self._rows(method)
        _, scores = self._read(text_or_passages)
        likely = self._vectors.likelihoods(scores.totals).tolist()
        return [Ranked(self._codes[row], likely[row]) for row in _best_first(rows, scores.totals)]

    def suggest(
        self,
        text_or_passages: TextOrPassages,
        method: str | None = None,
        feedback: Feedback | None = None,
        limit: int | None = None,
        expected: frozenset[str] = frozenset(),
    ) -> list[Suggestion]:
        """The KSBs worth showing, best first, each once with the words that show it best; at most `limit`
        (by default the configured `most_suggestions`).

        A rejected code never comes back, and one like it needs more to be shown; an accepted one needs less, and so
        does one of those `expected`: what the text is about by its place, as in a section that the plan sets for them.
        Raises `UnknownMethod`, `TextTooLong`.
        """
        feedback = feedback or Feedback()
        rows = [row for row in self._rows(method) if self._codes[row] not in feedback.rejected]
        reading, scores = self._read(text_or_passages)
        nearness = self._with_lone_sentences(rows, reading, scores)
        shown = self._worth_showing(rows, scores, nearness, feedback, expected)
        most = self._config.most_suggestions if limit is None else max(limit, 0)
        return list(islice(self._suggestions(shown, nearness, scores, reading), most))

    def _read(self, text_or_passages: TextOrPassages) -> tuple[_Reading, Scores]:
        """The sentences of a text and their scores; the text read last is not read again, nor a line weighed before."""
        passages = as_passages(text_or_passages)
        is_kept = sum(len(passage.text) for passage in passages) <= _LONGEST_TEXT_KEPT
        return self._last_read(passages) if is_kept else self._read_passages(passages)

    def _read_passages(self, passages: tuple[Passage, ...]) -> tuple[_Reading, Scores]:
        width = measure(passage.text for passage in passages)
        placed = [
            (number, offset, line)
            for number, passage in enumerate(passages)
            for offset, line in unwrapped(passage.text, width)
        ]
        weighed = self._lines_weighed.of([line for _, _, line in placed], self._weigh_lines)
        held = [(place, line) for place, line in zip(placed, weighed, strict=True) if line.sentences]
        read = [line for _, line in held]
        scores = self._vectors.score([line.weighed for line in read])
        return (
            _Reading(
                passages,
                [(number, offset) for (number, offset, _), _ in held],
                read,
                list(accumulate(len(line.sentences) for line in read)),
            ),
            scores,
        )

    def forget_what_was_weighed(self) -> None:
        """Weigh every line anew from here on (for measuring)."""
        self._last_read.cache_clear()
        self._lines_weighed.forget()

    def _weigh_lines(self, wanted: Sequence[str]) -> Iterator[_Line]:
        for start in range(0, len(wanted), _MOST_LINES_AT_ONCE):
            read = read_lines(wanted[start : start + _MOST_LINES_AT_ONCE])
            weighed = self._vectors.weigh([[sentence for _, sentence in line] for line in read])
            yield from map(_Line, read, weighed)

    def _rows(self, method: str | None) -> list[int]:
        if method is None:
            return list(range(len(self._codes)))
        if method not in self._methods:
            raise UnknownMethod(method, self._reference, list(self._methods))
        return [row for row, code in enumerate(self._codes) if code in self._methods[method]]

    def _bar(self, rows: list[int], scores: Scores) -> float:
        best = float(scores.totals[rows].max(initial=0.0))
        return max(self._config.lowest_nearness, self._config.lowest_share_of_best * best)

    def _with_lone_sentences(self, rows: list[int], reading: _Reading, scores: Scores) -> Vector:
        """The nearness of each statement; of one below the bar that of a sentence which shows it plainly, where a long
        text around it would hide it."""
        config = self._config
        if scores.words < config.long_text_words:
            return scores.totals
        nearness = scores.totals.copy()
        lone = scores.by_sentence * config.lone_sentence
        needed = np.where(
            nearness < self._bar(rows, scores), np.maximum(nearness, config.lowest_nearness), np.inf
        )
        for row, index in np.argwhere(lone >= needed[:, np.newaxis]).tolist():
            _, _, sentence = reading.sentence(index)
            if (
                lone[row, index] > nearness[row]
                and self._vectors.held_by(row, sentence) >= config.lone_sentence_holds
                and not is_mail_head(reading.text_of(index))
            ):
                nearness[row] = lone[row, index]
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

        def bar_of(row: int) -> float:
            if self._codes[row] in share:
                return bar * share[self._codes[row]]
            return bar * (1 + self._config.rejected_kin_bar * self._vectors.likeness(row, rejected))

        return [
            row
            for row in _best_first(rows, nearness)
            if scores.may_show[row]
            and nearness[row] >= bar_of(row)
            and (scores.held[row] >= least_held or self._codes[row] in share)
        ]

    def _suggestions(
        self, rows: list[int], nearness: Vector, scores: Scores, reading: _Reading
    ) -> Iterator[Suggestion]:
        """What to show of each, as it is asked for; nothing of a KSB that only the head of a mail speaks of."""
        likely = self._vectors.likelihoods(nearness[rows]).tolist()
        for row, score in zip(rows, likely, strict=True):
            by_sentence = scores.by_sentence[row]
            nearest = np.argsort(-by_sentence, kind="stable")[: self._config.sentences_looked_at].tolist()
            near = [(index, self._shows(by_sentence[index], index, reading)) for index in nearest]
            near.sort(key=lambda one: -one[1])
            if suggestion := self._suggestion(row, score, near, reading):
                yield suggestion

    def _shows(self, nearness: float, index: int, reading: _Reading) -> float:
        """How good a place a sentence is: as near as it is, unless it is short; two or three words are near by one."""
        _, _, sentence = reading.sentence(index)
        return nearness * sqrt(min(1.0, sentence.words / self._config.full_place_words))

    def _suggestion(
        self, row: int, score: float, nearest: list[tuple[int, float]], reading: _Reading
    ) -> Suggestion | None:
        # The same words again are no second place.
        found: dict[str, Place] = {}
        for index in self._showing(nearest, reading):
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

    def _place(self, row: int, index: int, reading: _Reading) -> Place:
        number, offset, sentence = reading.sentence(index)
        passage = reading.passages[number]
        start, end = narrow(
            passage.text,
            offset + sentence.start,
            offset + sentence.end,
            self._vectors.term_weights(row),
            self._config.longest_excerpt,
        )
        start, end = bare(passage.text, start, end)
        return Place(passage.text[start:end], start, end, passage.locator, number)

    def _showing(self, nearest: list[tuple[int, float]], reading: _Reading) -> list[int]:
        """Of the nearest sentences, with how near they are, the nearest and those about as near, best first. What only
        says how it was or how good somebody is, and what stands around the work, comes after what is nearly as near;
        the head of a mail never."""
        places: dict[bool, list[tuple[int, float]]] = {False: [], True: []}
        for index, nearness in nearest:
            sentence = reading.text_of(index)
            if nearness and not is_mail_head(sentence):
                places[reading.is_frame(index)].append((index, nearness))
        frames, said = places[True], places[False]
        if frames and (not said or said[0][1] < frames[0][1] * self._config.rather_than_a_frame):
            said = frames
        near = list(takewhile(lambda one: one[1] >= said[0][1] * self._config.nearly_as_near, said))
        deeds = [one for one in near if not _says_no_deed(reading.text_of(one[0]))]
        return self._first_and_about_as_near((deeds or near)[: self._config.sentences_weighed])

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


class _Mappers:
    """The mappers of the standards in use, the least recently used forgotten first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[tuple[object, ...], Mapper] = OrderedDict()

    def get(self, standard: Standard) -> Mapper:
        # The statements are part of the key: two files may claim one reference and version.
        key = (standard.reference, standard.version, standard.ksbs, standard.methods)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = Mapper(standard)
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return self._kept[key]


_mappers = _Mappers(most=32)


def load_mapper(standard: Standard) -> Mapper:
    """The mapper of a standard, built at the first asking and kept. Raises `NothingToMapTo` for one without KSBs."""
    return _mappers.get(standard)


@lru_cache(maxsize=4_096)
def _says_no_deed(sentence: str) -> bool:
    return bool(load_cues().in_sentence(sentence, _SAYS_NOT_WHAT_WAS_DONE))


def _best_first(rows: list[int], nearness: Vector) -> list[int]:
    near = nearness.tolist()
    return sorted(rows, key=lambda row: (-near[row], row))
