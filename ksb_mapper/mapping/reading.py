"""A text as it is mapped: its lines, and what each holds of the statements.

While somebody types, all lines but one are as they were: what was weighed of them is kept, and in the one that changed
only sentences that nobody wrote before are read. What comes out is the same, to the last digit, as if nothing had been
known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import compress

from ksb_mapper.kept import Kept, Last
from ksb_mapper.language.speakers import is_by_writer
from ksb_mapper.language.written import InLines, as_written
from ksb_mapper.lexicon.terms import Sentence
from ksb_mapper.mapping.not_done import not_done, shows_a_deed
from ksb_mapper.mapping.ranking import TextScorer
from ksb_mapper.mapping.weighed import Paragraph, Scores, Weighed
from ksb_mapper.pipeline import PlacedSentences, read_units
from ksb_mapper.texts.frames import is_frame, is_head_of_output, is_mail_head
from ksb_mapper.texts.passages import Passage, units_of
from ksb_mapper.texts.wrapping import in_one_line

_MOST_UNITS_AT_ONCE = 1_024
_SEEN_AROUND = 300


class SentenceRole(Enum):
    """What a sentence is in a text: it says what was done (`WORK`), stands around that (`FRAME`), is of the head of a
    mail or of what a command printed (`HEAD`), as `frames` tells, or says of a statement only what was not done
    (`NOT_DONE`, by `not_done`)."""

    WORK = auto()
    FRAME = auto()
    HEAD = auto()
    NOT_DONE = auto()


SHOW_NOTHING = (SentenceRole.HEAD, SentenceRole.NOT_DONE)


@dataclass(frozen=True, slots=True)
class _Unit:
    """The sentences of a unit, and what they weigh."""

    sentences: PlacedSentences
    weighed: Weighed


@dataclass(frozen=True, slots=True)
class _Line:
    """The sentences of a line, and what they make of it as a paragraph."""

    sentences: PlacedSentences
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of a text by their number, each with the number of its passage, the offset of its line there and
    the number that is added to its own offsets; and how near the text is to each statement.

    The private dictionaries only remember what was worked out of a sentence, which changes no answer.
    """

    passages: tuple[Passage, ...]
    sentences: InLines[tuple[int, Sentence]]
    scores: Scores
    _places: dict[int, tuple[int, int, int]] = field(default_factory=dict, compare=False, repr=False)
    _not_done: dict[int, tuple[tuple[int, int], ...]] = field(default_factory=dict, compare=False, repr=False)
    _roles: dict[int, SentenceRole] = field(default_factory=dict, compare=False, repr=False)

    def sentence(self, index: int) -> tuple[int, int, Sentence]:
        """The number of its passage, the number that is added to its own offsets there, and the sentence."""
        passage, offset, (from_there, sentence) = self.sentences[index]
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

    def not_done(self, index: int) -> tuple[tuple[int, int], ...]:
        """Offsets in one sentence's text of what was not done."""
        if index not in self._not_done:
            self._not_done[index] = not_done(self.text_of(index))
        return self._not_done[index]

    def role_for(self, index: int, weights: Mapping[str, float], least_of_a_deed: float) -> SentenceRole:
        """The role of one sentence for a statement with these weights of terms: of what it says of that, at least this
        share (0..1) must be of what was done."""
        role, spans = self.role_of(index), self.not_done(index)
        if not spans or role is SentenceRole.HEAD:
            return role
        is_of_a_deed = shows_a_deed(self.text_of(index), spans, weights, least_of_a_deed)
        return role if is_of_a_deed else SentenceRole.NOT_DONE

    def role_of(self, index: int) -> SentenceRole:
        """The role of one sentence, whatever the statement."""
        if index not in self._roles:
            self._roles[index] = self._find_role(index)
        return self._roles[index]

    def _find_role(self, index: int) -> SentenceRole:
        number, start, end = self.place_of(index)
        text = self.passages[number].text
        sentence = in_one_line(text[start:end])
        if is_mail_head(sentence):
            return SentenceRole.HEAD
        before, after = text[max(0, start - _SEEN_AROUND) : start], text[end : end + _SEEN_AROUND]
        if number and start < _SEEN_AROUND:
            before = f"{self.passages[number - 1].text[-_SEEN_AROUND:]}\n\n{before}"
        if number + 1 < len(self.passages) and end + _SEEN_AROUND > len(text):
            after = f"{after}\n\n{self.passages[number + 1].text[:_SEEN_AROUND]}"
        if is_head_of_output(sentence, before, after):
            return SentenceRole.HEAD
        return SentenceRole.FRAME if is_frame(sentence, before, after) else SentenceRole.WORK


class Reader:
    """Reads texts for the statements of one standard. What it remembers changes nothing but the time that it takes;
    threads may share it."""

    def __init__(self, scorer: TextScorer) -> None:
        self._scorer = scorer
        self._units: Kept[_Unit] = Kept(most=4_096)
        self._lines: Kept[_Line] = Kept(most=2_048)
        self._last: Last[Reading] = Last(self._read)

    def read(self, passages: tuple[Passage, ...], writer: str = "") -> Reading:
        """The sentences of a text and their scores. Where its writer's name is known, what others say in it is left
        out (`speakers`)."""
        return self._last.of(passages, writer)

    def _read(self, passages: tuple[Passage, ...], writer: str) -> Reading:
        written = as_written(passages)
        is_hers = is_by_writer(written, writer)
        lines = self._lines.of(list(compress(written.lines, is_hers)), self._weigh_lines)
        return Reading(
            passages,
            InLines(list(compress(written.places, is_hers)), [line.sentences for line in lines]),
            self._scorer.score([line.paragraph for line in lines]),
        )

    def _weigh_lines(self, lines: Sequence[str]) -> Iterator[_Line]:
        cut = units_of(lines)
        units = iter(self._units.of([unit for line in cut for _, unit in line], self._weigh))
        in_lines = [[(offset, next(units)) for offset, _ in line] for line in cut]
        paragraphs = self._scorer.paragraphs([[unit.weighed for _, unit in line] for line in in_lines])
        for line, paragraph in zip(in_lines, paragraphs, strict=True):
            sentences = (
                (offset + from_there, sentence)
                for offset, unit in line
                for from_there, sentence in unit.sentences
            )
            yield _Line(tuple(sentences), paragraph)

    def _weigh(self, units: Sequence[str]) -> Iterator[_Unit]:
        for start in range(0, len(units), _MOST_UNITS_AT_ONCE):
            read = read_units(units[start : start + _MOST_UNITS_AT_ONCE])
            weighed = self._scorer.weigh([[sentence for _, sentence in unit] for unit in read])
            yield from map(_Unit, read, weighed)
