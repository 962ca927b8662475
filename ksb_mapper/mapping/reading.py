"""A text as it is mapped: its lines, and what each holds of the statements.

While somebody types, all lines but one are as they were: they are taken over from the text read last, with all that was
weighed of them, and in the one that changed only sentences that nobody wrote before are read. What comes out is the
same, to the last digit, as if nothing had been known.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import accumulate, compress, count
from operator import ne

from ksb_mapper.kept import Kept
from ksb_mapper.language.written import as_written
from ksb_mapper.lexicon.terms import Sentence
from ksb_mapper.mapping.ranking import Paragraphs, Scores, StatementVectors, Weighed
from ksb_mapper.pipeline import Reading as UnitReading
from ksb_mapper.pipeline import read_units
from ksb_mapper.texts.frames import is_frame, is_mail_head
from ksb_mapper.texts.passages import Passage, units_of
from ksb_mapper.texts.wrapping import in_one_line

_LONGEST_TEXT_KEPT = 100_000
_MOST_UNITS_AT_ONCE = 1_024
_SEEN_AROUND = 300


class Standing(Enum):
    """Where a sentence stands: it says what was done, or stands around that, or is of a mail's head (`frames`)."""

    IN_THE_WORK = auto()
    AROUND = auto()
    IN_A_HEAD = auto()


@dataclass(frozen=True, slots=True)
class _Unit:
    """The sentences of a unit, each after the offset that its own offsets count from, and what they weigh."""

    sentences: UnitReading
    weighed: Weighed


_Line = tuple[tuple[int, Sentence], ...]
"""The sentences of a line, each after the offset there that its own offsets count from."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a text, in the order of its passages, with where each begins; what they hold, and how near it is to
    each statement."""

    passages: tuple[Passage, ...]
    lines: list[str]
    places: Sequence[tuple[int, int]]
    """Of each line the number of its passage, and its offset there."""
    held: Sequence[_Line]
    sentences_up_to: Sequence[int]
    paragraphs: Paragraphs
    scores: Scores
    _places: dict[int, tuple[int, int, int]] = field(default_factory=dict, compare=False, repr=False)
    _standing: dict[int, "Standing"] = field(default_factory=dict, compare=False, repr=False)

    def sentence(self, index: int) -> tuple[int, int, Sentence]:
        """The number of its passage, the offset there that its own offsets count from, and the sentence."""
        which = bisect_right(self.sentences_up_to, index)
        passage, offset = self.places[which]
        # Counted back from the line's last sentence.
        from_there, sentence = self.held[which][index - self.sentences_up_to[which]]
        return passage, offset + from_there, sentence

    def place_of(self, index: int) -> tuple[int, int, int]:
        """The number of a sentence's passage, where it begins there, and where it ends."""
        if index not in self._places:
            passage, offset, sentence = self.sentence(index)
            self._places[index] = passage, offset + sentence.start, offset + sentence.end
        return self._places[index]

    def text_of(self, index: int) -> str:
        """One sentence in its own words, in one line."""
        passage, start, end = self.place_of(index)
        return in_one_line(self.passages[passage].text[start:end])

    def stands(self, index: int) -> "Standing":
        """Where one sentence stands. Told once of each."""
        if index not in self._standing:
            self._standing[index] = self._tell_standing(index)
        return self._standing[index]

    def _tell_standing(self, index: int) -> "Standing":
        number, start, end = self.place_of(index)
        text = self.passages[number].text
        sentence = in_one_line(text[start:end])
        if is_mail_head(sentence):
            return Standing.IN_A_HEAD
        before, after = text[max(0, start - _SEEN_AROUND) : start], text[end : end + _SEEN_AROUND]
        if number and start < _SEEN_AROUND:
            before = f"{self.passages[number - 1].text[-_SEEN_AROUND:]}\n\n{before}"
        if number + 1 < len(self.passages) and end + _SEEN_AROUND > len(text):
            after = f"{after}\n\n{self.passages[number + 1].text[:_SEEN_AROUND]}"
        return Standing.AROUND if is_frame(sentence, before, after) else Standing.IN_THE_WORK


class Reader:
    """Reads texts for the statements of one standard. What it remembers changes nothing but the time that it takes;
    threads may share it."""

    def __init__(self, vectors: StatementVectors) -> None:
        self._vectors = vectors
        self._units: Kept[_Unit] = Kept(most=4_096)
        self._last: Reading | None = None

    def read(self, passages: tuple[Passage, ...]) -> Reading:
        """The sentences of a text and their scores."""
        last = self._last
        if last is not None and last.passages == passages:
            return last
        reading = self._read(passages, last)
        if sum(len(passage.text) for passage in passages) <= _LONGEST_TEXT_KEPT:
            self._last = reading
        return reading

    def forget(self) -> None:
        """Read and weigh everything anew from here on (for measuring)."""
        self._last = None
        self._units.forget()

    def _read(self, passages: tuple[Passage, ...], last: Reading | None) -> Reading:
        written = as_written(passages)
        is_hers = [not another_s for another_s in written.is_another_s]
        lines, places = list(compress(written.lines, is_hers)), list(compress(written.places, is_hers))
        head = tail = 0
        if last is not None:
            head = _alike(lines, last.lines)
            shorter = min(len(lines), len(last.lines))
            tail = min(_alike(lines[::-1], last.lines[::-1]), shorter - head)
        cut = self._cut(lines[head : len(lines) - tail])
        paragraphs = self._vectors.paragraphs([[unit.weighed for _, unit in line] for line in cut])
        new = [
            tuple(
                (offset + from_there, sentence)
                for offset, unit in line
                for from_there, sentence in unit.sentences
            )
            for line in cut
        ]
        held: Sequence[_Line] = new
        if last is not None and (head or tail):
            rest = len(last.lines) - tail
            held = [*last.held[:head], *new, *last.held[rest:]]
            paragraphs = Paragraphs.joined(
                [
                    last.paragraphs.part(0, head),
                    paragraphs,
                    last.paragraphs.part(rest, len(last.lines)),
                ]
            )
        return Reading(
            passages,
            lines,
            places,
            held,
            list(accumulate(paragraphs.sentences)),
            paragraphs,
            self._vectors.score(paragraphs),
        )

    def _cut(self, lines: Sequence[str]) -> list[list[tuple[int, _Unit]]]:
        cut = units_of(lines)
        units = iter(self._units.of([unit for line in cut for _, unit in line], self._weigh))
        return [[(offset, next(units)) for offset, _ in line] for line in cut]

    def _weigh(self, units: Sequence[str]) -> list[_Unit]:
        found: list[_Unit] = []
        for start in range(0, len(units), _MOST_UNITS_AT_ONCE):
            read = read_units(units[start : start + _MOST_UNITS_AT_ONCE])
            weighed = self._vectors.weigh([[sentence for _, sentence in unit] for unit in read])
            found += map(_Unit, read, weighed)
        return found


def _alike(these: Sequence[str], those: Sequence[str]) -> int:
    """How many lines two texts begin with alike."""
    return next(compress(count(), map(ne, these, those)), min(len(these), len(those)))
