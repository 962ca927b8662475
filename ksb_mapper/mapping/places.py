"""Where a text shows a KSB: the sentences to show for it, and the words of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from ksb_mapper.kept import Kept, kept_by_sentence
from ksb_mapper.language.checks import LanguageRule
from ksb_mapper.language.cues import load_cues
from ksb_mapper.lexicon.weights import SuggestThresholds
from ksb_mapper.mapping.excerpts import bare, narrow
from ksb_mapper.mapping.reading import SHOW_NOTHING, Reading, SentenceRole
from ksb_mapper.mapping.vectors import StatementVectors

_SAYS_NOT_WHAT_WAS_DONE = frozenset({LanguageRule.REFLECTIVE, LanguageRule.SELF_ASSESSMENT})


@dataclass(frozen=True, slots=True)
class Place:
    """Words that show a KSB: `text[start:end]` of the passage numbered `passage`, or of the whole text where no
    passages were given."""

    excerpt: str
    start: int
    end: int
    locator: str | None
    passage: int


class PlaceFinder:
    """Finds the places for the statements of one standard, by rows. How a long sentence was narrowed is kept, which
    changes no answer; threads may share it."""

    def __init__(self, vectors: StatementVectors, thresholds: SuggestThresholds) -> None:
        self._vectors = vectors
        self._config = thresholds
        self._narrowed: Kept[tuple[int, int]] = Kept(most=1_024)

    def places(self, row: int, nearest: Sequence[tuple[int, float]], reading: Reading) -> tuple[Place, ...]:
        """The places to show for a statement, best first, of the sentences nearest to it by their numbers, with how
        similar they are; none where only a mail's head or what was not done is near."""
        # The same words again are no second place.
        found: dict[str, Place] = {}
        for index in self._showing(row, nearest, reading):
            place = self._place(row, index, reading)
            found.setdefault(" ".join(place.excerpt.split()), place)
        return tuple(found.values())

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
            weights, longest = self._vectors.term_weights[row], self._config.longest_excerpt
            yield bare(sentence, *narrow(sentence, 0, len(sentence), weights, longest))

        return self._narrowed.of([f"{row} {sentence}"], work_out)[0]

    def _showing(self, row: int, nearest: Sequence[tuple[int, float]], reading: Reading) -> list[int]:
        """Of the nearest sentences, with how near they are, the nearest and those about as near, best first. What only
        says how it was or how good somebody is, and what stands around the work, comes after what is nearly as near;
        the head of a mail and what was not done never, and nothing where only they are near."""
        config, weights = self._config, self._vectors.term_weights[row]

        def of_role(*roles: SentenceRole, among: Iterable[tuple[int, float]]) -> Iterator[tuple[int, float]]:
            return (
                one for one in among if reading.role_for(one[0], weights, config.least_of_a_deed) in roles
            )

        work = of_role(SentenceRole.WORK, among=nearest)
        first = next(work, None)
        # What comes after it is less near.
        before = nearest[: nearest.index(first)] if first else nearest
        frame = next(of_role(SentenceRole.FRAME, among=before), None)
        if frame and (not first or first[1] < frame[1] * config.rather_than_a_frame):
            first, work = frame, of_role(SentenceRole.FRAME, among=nearest)
            next(work)
        nothing = next(of_role(*SHOW_NOTHING, among=before), None)
        if not first or (nothing and first[1] < nothing[1] * config.rather_than_a_frame):
            return []
        near: list[tuple[int, float]] = []
        deeds: list[tuple[int, float]] = []
        lowest = first[1] * config.nearly_as_near
        for one in chain([first], work):
            if one[1] < lowest:
                break
            near.append(one)
            if not _says_no_deed(reading.text_of(one[0])):
                deeds.append(one)
                # What would not be shown beside the first is not looked at.
                lowest = max(lowest, deeds[0][1] * config.about_as_near)
        return self._first_and_about_as_near((deeds or near)[: config.sentences_weighed])

    def _first_and_about_as_near(self, near: Iterable[tuple[int, float]]) -> list[int]:
        shown: list[int] = []
        lowest = 0.0
        for index, similarity in near:
            if similarity < lowest:
                break
            lowest = lowest or similarity * self._config.about_as_near
            shown.append(index)
            if len(shown) == self._config.most_places:
                break
        return shown


@kept_by_sentence(most=4_096)
def _says_no_deed(sentence: str) -> bool:
    return bool(load_cues().in_sentence(sentence, _SAYS_NOT_WHAT_WAS_DONE))


@kept_by_sentence(most=4_096)
def _bare(sentence: str) -> tuple[int, int]:
    return bare(sentence, 0, len(sentence))
