"""What a sentence gives away, and what its sentences make of a text.

Two things are weighed. Cues (`cues`) are turns of phrase, each with a strength. Grammar (`grammar`) tells whether a
sentence speaks of its writer or of the work, also where nobody uses such a phrase. Every weight and threshold is in
`data/pipeline.cfg`; how they were set is in `docs/decisions/0031-tell-a-record-from-a-reflection.md`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, prod
from types import MappingProxyType

from ksb_mapper.language.cues import Cue, in_first_person, in_plain_letters, load_cues
from ksb_mapper.language.doers import several_did
from ksb_mapper.language.english import WordCounts, count_words
from ksb_mapper.language.grammar import load_grammar, words_of
from ksb_mapper.language.verdicts import LanguageRule, Verdict
from ksb_mapper.language.weights import LanguageWeights
from ksb_mapper.personal_data.given_names import is_given

CHECKED_IN_EVIDENCE = frozenset(LanguageRule) - {LanguageRule.OPINION}

_OF_THE_WRITER = frozenset(("first_person", "own", "form", "state", "emotion"))
_BARE_VERDICT = frozenset(("short", "quality"))
_OF_A_MIND = frozenset(
    (
        "mental",
        "emotion",
        "quality",
        "state",
        "form",
        "comparing",
        "anyone",
        "contrast",
        "degree",
        "modal_have",
    )
)
_NAMED = re.compile(r"^\W{0,9}(?:I can confirm that )?(?P<name>[A-Z][a-z]+) (?:is|has|deserves|meets)\b")
_HABIT = re.compile(
    r"\bi (?:always|usually|often|sometimes|never|rarely|normally|now|still)\b|\b(?:before|until|again)\b"
)
_JUDGING = frozenset(("quality", "emotion", "comparing", "anyone"))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one sentence gives away.

    `confidence` is how surely its cues speak for their rules; `leaning` how far its grammar speaks of the writer (above
    0) or of the work (below).
    """

    cues: tuple[Cue, ...]
    confidence: float
    leaning: float
    is_fact: bool
    rates: bool
    is_of_writer: bool
    is_of_a_mind: bool
    is_of_a_person: bool
    is_of_several: bool
    is_not_yet: bool
    is_courtesy: bool
    counts: WordCounts

    @property
    def strongest(self) -> Cue | None:
        """The cue that says most surely what the sentence is."""
        return max(self.cues, key=lambda cue: cue.strength, default=None)


@dataclass(frozen=True, slots=True)
class Read:
    """What of all that is weighed is in a sentence: `plain` is the sentence in plain letters."""

    plain: str
    cues: tuple[Cue, ...]
    signs: tuple[str, ...]
    words: tuple[str, ...]
    is_heard: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """What the sentences make of a text."""

    verdict: Verdict
    score: float
    """0 a record … 1 a reflection; half where the verdict changes."""


class LanguageJudge:
    """Judges sentences, and texts by their sentences, under one set of weights. Threads may share it."""

    def __init__(
        self,
        signs: Mapping[str, float],
        witness_signs: Mapping[str, float],
        weights: LanguageWeights,
        words: Mapping[str, float],
    ) -> None:
        """Raises `ValueError` where a sign is weighed that grammar does not know."""
        self._cues = load_cues()
        self._grammar = load_grammar()
        self.signs = _of_each_sign(signs, self._grammar.sign_names)
        self._witness_signs = _of_each_sign(witness_signs, self._grammar.sign_names)
        self._words = words
        self.weights = weights
        self.confidence_of = {
            LanguageRule.WE_WITHOUT_I: weights.we_without_i,
            LanguageRule.NOT_YET_DONE: weights.not_yet_done,
            LanguageRule.NOT_ENGLISH: weights.not_english,
        }

    def judge(self, text: str, rules: Collection[LanguageRule]) -> Judgement:
        """What a sentence gives away that these rules ask about.

        Cues add up as independent witnesses do: the sentence passes only if every one of them is wrong.
        """
        is_witness = LanguageRule.OPINION in rules
        read = self.read(text, rules)
        cues = tuple(cue for cue in read.cues if cue.rule != LanguageRule.NOT_YET_DONE)
        confidence = self.confidence(cues)
        signs = read.signs
        if is_witness:
            leaning = sum(map(self._witness_signs.__getitem__, signs))
        else:
            leaning = sum(map(self.signs.__getitem__, signs)) + sum(
                self._words.get(word, 0.0) for word in read.words
            )
            leaning = min(leaning, self.weights.furthest_to_writer)
        furthest = self.weights.furthest
        return Judgement(
            cues=cues,
            confidence=confidence,
            leaning=min(max(leaning, -furthest), furthest),
            is_fact=confidence < self.weights.weakest_counted and self._cues.tells_a_fact(read.plain),
            rates="quality" in signs or not self._grammar.rating.isdisjoint(read.words),
            is_of_writer=(
                confidence >= self.weights.weakest_counted
                or not _OF_THE_WRITER.isdisjoint(signs)
                or (_BARE_VERDICT.issubset(signs) and "present_be" not in signs)
            ),
            is_of_a_mind=(
                confidence >= self.weights.weakest_counted
                or not _OF_A_MIND.isdisjoint(signs)
                or ("now_and_then" in signs and signs.count("now_and_then") > len(_HABIT.findall(read.plain)))
            ),
            is_of_a_person=not read.is_heard and "person" in signs and not _JUDGING.isdisjoint(signs),
            is_of_several=several_did(read.plain),
            is_not_yet=len(read.cues) > len(cues) and confidence < self.weights.weakest_found,
            is_courtesy=not is_witness and self._cues.is_courtesy(text, read.plain),
            counts=count_words(read.plain),
        )

    def read(self, text: str, rules: Collection[LanguageRule]) -> Read:
        """What of all that is weighed is in a sentence, for these rules."""
        is_witness = LanguageRule.OPINION in rules
        plain = in_plain_letters(_by_pronoun(text) if is_witness else text)
        is_heard = is_witness and self._cues.tells_what_was_heard(plain)
        if not is_witness:
            plain = self._cues.in_words_of_the_work(in_first_person(plain))
        cues = [] if is_heard else self._cues.in_plain_sentence(plain, rules)
        is_asked = is_witness or LanguageRule.REFLECTIVE in rules
        is_another_s = (not is_witness and self._cues.announces(plain)) or (
            plain.startswith("as a") and self._cues.speaks_of_another(plain)
        )
        words = words_of(plain) if is_asked and not is_another_s else []
        return Read(
            plain, tuple(cues), tuple(self._grammar.signs(text, plain, words)), tuple(words), is_heard
        )

    def confidence(self, cues: Collection[Cue]) -> float:
        """How surely cues together speak for their rules."""
        return 1 - prod(1 - cue.strength * self.weights.surest_cue for cue in cues)

    def probability(self, sentence: Judgement) -> float:
        """The probability (0..1), by cues and grammar together, that a sentence speaks of its writer."""
        return _logistic(self.weights.bias + sentence.leaning + self.weights.cue * sentence.confidence)

    def asked(self, sentence: Judgement, verdict: Verdict) -> float:
        """The confidence (0..1) with which a sentence of a text with this verdict is to be asked about; 0 where it is
        not.

        By its cues, and in a reflection by grammar alone too; in a record grammar can speak against a cue ("I learned
        from the drawings that the feed was shared").
        """
        is_found = sentence.confidence >= self.weights.weakest_found
        if verdict is not Verdict.RECORD:
            if is_found:
                return sentence.confidence
            probability = self.probability(sentence)
            is_asked = self.says_enough(sentence) and probability >= self.weights.found_by_grammar
            return probability if is_asked else 0.0
        if not is_found:
            return 0.0
        is_work = (
            sentence.confidence < self.weights.beyond_doubt
            and self.probability(sentence) < 1 - self.weights.surest_fact
        )
        return 0.0 if is_work else sentence.confidence

    def told_by(self, sentence: Judgement) -> Cue | None:
        """The cue that a sentence is found by, if it is found by one."""
        return sentence.strongest if sentence.confidence >= self.weights.weakest_found else None

    def says_enough(self, sentence: Judgement) -> bool:
        """Whether a sentence is more than a heading ("Reflection") or a day's entry ("Tuesday: college.")."""
        return sentence.counts.words >= self.weights.fewest_words_asked

    def asked_of_witness(self, sentence: Judgement) -> float:
        """The confidence (0..1) that a witness judges in a sentence; 0 where the sentence tells what was seen."""
        if sentence.confidence >= self.weights.weakest_found:
            return sentence.confidence
        probability = _logistic(self.weights.witness_bias + sentence.leaning)
        is_asked = sentence.is_of_a_person and probability >= self.weights.found_in_witness
        return probability if is_asked else 0.0

    def whole(self, sentences: Sequence[Judgement]) -> Whole:
        """The verdict on a text: by the weight of its cues, its length taken into account, and by what its sentences
        lean to on the whole."""
        if not sentences:
            return Whole(Verdict.RECORD, 0.0)
        weight = self._weight_of_cues(sentences) + self._weight_of_grammar(sentences)
        over = weight - self.weights.verdict
        score = _logistic(self.weights.steepness * over)
        if over < 0:
            return Whole(Verdict.RECORD, score)
        shown = self.shown(sentences, Verdict.REFLECTIVE)
        if (highest := max(confidence for _, confidence in shown)) < self.weights.least_shown:
            # Its cues together would turn it, and no sentence can be shown for it.
            return Whole(Verdict.RECORD, min(score, highest))
        rating = sum(confidence for number, confidence in shown if self.rates(sentences[number]))
        mostly_rates = 2 * rating > sum(confidence for _, confidence in shown)
        return Whole(Verdict.SELF_ASSESSMENT if mostly_rates else Verdict.REFLECTIVE, score)

    def shown(self, sentences: Sequence[Judgement], verdict: Verdict) -> list[tuple[int, float]]:
        """The numbers of the sentences of a text with this verdict that are to be asked about, each with the
        confidence (0..1): in a reflection one at least, the likeliest."""
        confidences = [self.asked(one, verdict) for one in sentences]
        asked = [(number, confidence) for number, confidence in enumerate(confidences) if confidence]
        if asked or verdict is Verdict.RECORD:
            return asked
        likeliest = max(
            enumerate(sentences), key=lambda one: (self.says_enough(one[1]), self.probability(one[1]))
        )
        return [(likeliest[0], self.probability(likeliest[1]))]

    def _weight_of_cues(self, sentences: Sequence[Judgement]) -> float:
        least = self.weights.weakest_counted
        weight = sum(one.confidence for one in sentences if one.confidence >= least)
        facts = sum(one.is_fact for one in sentences)
        plainness = self.weights.dilution * len(sentences) + self.weights.fact_dilution * facts
        return weight / (1 + plainness)

    def _weight_of_grammar(self, sentences: Sequence[Judgement]) -> float:
        cue = self.weights.cue
        leaning = (
            self.weights.bias
            + sum(one.leaning + cue * one.confidence for one in sentences) / len(sentences)
            + self.weights.length * log(len(sentences))
        )
        if leaning > 0:
            # A guide or a rule says "not", "now" and "never" of everybody: without its writer no text is about him.
            words = sum(one.counts.words for one in sentences)
            is_long_enough = words >= self.weights.fewest_words
            # A line alone also speaks of its writer's place in the work: "My task was to fit the router".
            says_enough = words >= self.weights.words_of_a_line
            # What is still to come is meant, and no thought on what was done: "I intend to retest it on Monday".
            if any(
                one.is_of_writer and not one.is_not_yet and (says_enough or one.is_of_a_mind)
                for one in sentences
            ):
                return self.weights.leaning_for * leaning if is_long_enough else 0.0
            leaning = -self.weights.furthest_against
        return self.weights.leaning_against * max(leaning, -self.weights.furthest_against)

    def rates(self, sentence: Judgement) -> bool:
        """Whether a sentence that speaks of its writer says how good he is: by its cues, else by its grammar."""
        if sentence.strongest is not None and sentence.confidence >= self.weights.weakest_counted:
            return sentence.strongest.rule == LanguageRule.SELF_ASSESSMENT
        return sentence.rates


def _by_pronoun(text: str) -> str:
    """A witness's sentence with "he" for the one given name that what is said of somebody at present begins with."""
    named = _NAMED.search(text)
    if named is None or not is_given(named["name"]):
        return text
    return f"{text[: named.start('name')]}he{text[named.end('name') :]}"


def _of_each_sign(weights: Mapping[str, float], names: Collection[str]) -> Mapping[str, float]:
    """The weight of each sign; one that is not weighed counts for nothing."""
    if unknown := sorted(set(weights) - set(names)):
        raise ValueError(f"There is no sign of grammar to weigh by the name of {', '.join(unknown)}.")
    return MappingProxyType({name: weights.get(name, 0.0) for name in names})


def _logistic(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
