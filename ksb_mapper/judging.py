"""What a sentence gives away, and what its sentences make of a text: a component of the pipeline.

Two things are weighed. Cues (`cues`) are turns of phrase, each with a strength. Grammar (`grammar`) tells whether a
sentence speaks of its writer or of the work, also where nobody uses such a phrase. Every weight and threshold is in the
component's configuration; how they were set is in `docs/decisions/0031-tell-a-record-from-a-reflection.md`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, prod

from spacy.language import Language
from spacy.tokens import Doc

from ksb_mapper.cues import Cue, in_plain_letters, load_cues
from ksb_mapper.english import WordCounts, count_words
from ksb_mapper.grammar import load_grammar
from ksb_mapper.verdicts import LanguageRule, Verdict

CHECKED_IN_EVIDENCE = frozenset(LanguageRule) - {LanguageRule.OPINION}

SIGNS = {
    # Of the writer, above nought; of the work, below. Log-odds for each time the sign is in a sentence.
    "first_person": 1.1, "own": 2.7, "anyone": 2.3, "present_be": 1.1, "now_and_then": 1.5, "contrast": 1.1,
    "comparing": 0.9, "degree": 0.6, "negation": 1.1, "modal": -1.5, "mental": 0.9, "emotion": 1.9, "quality": 1.2,
    "did": -1.2, "told": -1.9, "form": 4.0, "the": -0.9, "i_did": -0.9, "i_present": 1.5, "i_am": 1.9, "i_modal": 1.4,
    "i_have": 2.3, "i_will": -4.4, "modal_have": 1.9, "starts_did": -6.4, "it_did": -1.1, "figure": -1.4,
    "name": -1.3, "label": 1.4, "short": -1.7, "word": -0.12,
}  # fmt: skip
WITNESS_SIGNS = {
    # The same of a witness: a judgement of the person, above nought; what was seen, below.
    "comparing": 1.6, "i_have": 1.1, "i_am": 0.9, "anyone": 0.8, "mental": 0.8, "quality": 0.8, "degree": 0.7,
    "emotion": 0.6, "negation": 0.5, "present_be": 0.4, "now_and_then": -0.4, "name": -0.5, "first_person": -0.6,
    "did": -0.7, "figure": -0.8, "short": -0.9, "told": -0.9, "the": -1.0, "it_did": -1.1, "own": -1.2, "word": -0.3,
}  # fmt: skip
WEIGHTS = {
    # Of one sentence: no cue makes it surer than this by itself; it counts towards the verdict, and is asked about,
    # from …
    "surest_cue": 0.9,
    "weakest_counted": 0.4,
    "weakest_found": 0.75,
    # … unless grammar is surer than this that it speaks of the work; in a reflection by grammar alone from …
    "surest_fact": 0.75,
    "found_by_grammar": 0.9,
    # In a witness's statement by grammar alone from …, beginning from …
    "found_in_witness": 0.82,
    "witness_bias": 4.5,
    # How far each sentence of a text weakens its cues, and one that says what was done and has none of them besides.
    "dilution": 0.05,
    "fact_dilution": 0.1,
    # What the leanings of the sentences begin from, what the cues and the number of sentences add to them, in log-odds;
    # and the furthest that a sentence can lean.
    "bias": -0.8,
    "cue": 6.0,
    "length": 0.3,
    "furthest": 12.0,
    # What a text's leaning adds to the weight of its cues, from so many words on, or takes from it; the furthest taken;
    # where a verdict begins, and how steeply the score rises there.
    "fewest_words": 8,
    "leaning_for": 0.35,
    "leaning_against": 0.15,
    "furthest_against": 4.0,
    "verdict": 0.75,
    "steepness": 4.0,
    # How sure the findings are that follow from one word.
    "we_without_i": 0.7,
    "not_yet_done": 0.75,
    "not_english": 0.9,
}

_WE = re.compile(
    r"\b[Ww]e(?:['’](?:ve|d|re|ll))?\b|\bWE\b|\bOur (?:team|crew|department|group|shift|squad)\b"
    r"|\b(?:by|between|both of|of) us\b|\b[Uu]s (?:two|three|four|all)\b"
)
_I = re.compile(
    r"\b(?:I|i(?!\.e))(?:['’](?:ve|d|m|ll))?\b|\b[Mm](?:y|e|yself|ine)\b|\b(?:MY|ME|MYSELF|MINE)\b"
)
_RATINGS = frozenset(("quality", "form"))
_OF_THE_WRITER = frozenset(("first_person", "own", "form"))
_JUDGING = frozenset(("quality", "emotion", "comparing", "anyone"))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one sentence gives away.

    `confidence` is how surely its cues speak for their rules; `leaning` how far its grammar speaks of the writer (above
    nought) or of the work (below).
    """

    cues: tuple[Cue, ...]
    confidence: float
    leaning: float
    is_fact: bool
    rates: bool
    is_of_writer: bool
    is_of_a_person: bool
    says_we: bool
    is_not_yet: bool
    counts: WordCounts

    @property
    def strongest(self) -> Cue | None:
        """The cue that says most surely what the sentence is."""
        return max(self.cues, key=lambda cue: cue.strength, default=None)


@dataclass(frozen=True, slots=True)
class Whole:
    """What the sentences make of a text."""

    verdict: Verdict
    score: float
    """0 a record … 1 a reflection; half where the verdict changes."""


@Language.factory(
    "language_judge",
    assigns=["doc._.judgements"],
    requires=["doc._.sentences"],
    default_config={"signs": SIGNS, "witness_signs": WITNESS_SIGNS, "weights": WEIGHTS},
)
def make_language_judge(
    nlp: Language,
    name: str,
    signs: dict[str, float],
    witness_signs: dict[str, float],
    weights: dict[str, float],
) -> "LanguageJudge":
    """The judgement of each sentence as evidence, as `doc._.judgements`."""
    Doc.set_extension("judgements", default=(), force=True)
    return LanguageJudge(signs, witness_signs, weights)


def says_i(sentence: str) -> bool:
    """Whether a sentence names its writer as one who does or has something."""
    return _I.search(sentence) is not None


class LanguageJudge:
    """Judges sentences, and texts by their sentences, under one set of weights. Threads may share it."""

    def __init__(
        self,
        signs: Mapping[str, float],
        witness_signs: Mapping[str, float],
        weights: Mapping[str, float],
    ) -> None:
        self._cues = load_cues()
        self._grammar = load_grammar()
        self._signs = dict(signs)
        self._witness_signs = dict(witness_signs)
        self.weights = dict(weights)

    def __call__(self, doc: Doc) -> Doc:
        doc._.judgements = tuple(
            self.judge(doc.text[sentence.start : sentence.end], CHECKED_IN_EVIDENCE)
            for sentence in doc._.sentences
        )
        return doc

    def judge(self, text: str, rules: Collection[LanguageRule]) -> Judgement:
        """What a sentence gives away that these rules ask about.

        Cues add up as independent witnesses do: the sentence passes only if every one of them is wrong.
        """
        plain = in_plain_letters(text)
        found = self._cues.in_plain_sentence(plain, rules)
        cues = tuple(cue for cue in found if cue.rule != LanguageRule.NOT_YET_DONE)
        confidence = 1 - prod(1 - cue.strength * self.weights["surest_cue"] for cue in cues)
        is_witness = LanguageRule.OPINION in rules
        weight_of = self._witness_signs if is_witness else self._signs
        signs = self._grammar.signs(text, plain) if is_witness or LanguageRule.REFLECTIVE in rules else []
        leaning = sum(weight_of.get(sign, 0.0) for sign in signs)
        furthest = self.weights["furthest"]
        return Judgement(
            cues=cues,
            confidence=confidence,
            leaning=min(max(leaning, -furthest), furthest),
            is_fact=confidence < self.weights["weakest_counted"] and self._cues.tells_a_fact(plain),
            rates=not _RATINGS.isdisjoint(signs),
            is_of_writer=not _OF_THE_WRITER.isdisjoint(signs),
            is_of_a_person="person" in signs and not _JUDGING.isdisjoint(signs),
            says_we=_WE.search(text) is not None,
            is_not_yet=len(found) > len(cues) and confidence < self.weights["weakest_found"],
            counts=count_words(text),
        )

    def sureness(self, sentence: Judgement) -> float:
        """How sure (0..1) cues and grammar together are that a sentence speaks of its writer."""
        return _likelihood(
            self.weights["bias"] + sentence.leaning + self.weights["cue"] * sentence.confidence
        )

    def asked(self, sentence: Judgement, verdict: Verdict) -> float:
        """How surely (0..1) a sentence of a text with this verdict is to be asked about; nought where it is not.

        By its cues, and in a reflection by grammar alone too; in a record grammar can speak against a cue ("I learned
        from the drawings that the feed was shared").
        """
        sureness = self.sureness(sentence)
        if sentence.confidence >= self.weights["weakest_found"]:
            is_work = verdict is Verdict.RECORD and sureness < 1 - self.weights["surest_fact"]
            return 0.0 if is_work else sentence.confidence
        is_about_writer = verdict is not Verdict.RECORD and sureness >= self.weights["found_by_grammar"]
        return sureness if is_about_writer else 0.0

    def asked_of_witness(self, sentence: Judgement) -> float:
        """How surely (0..1) a witness judges in a sentence, instead of telling what was seen; nought if he tells."""
        if sentence.confidence >= self.weights["weakest_found"]:
            return sentence.confidence
        sureness = _likelihood(self.weights["witness_bias"] + sentence.leaning)
        is_asked = sentence.is_of_a_person and sureness >= self.weights["found_in_witness"]
        return sureness if is_asked else 0.0

    def whole(self, sentences: Sequence[Judgement]) -> Whole:
        """The verdict on a text: by the weight of its cues, its length taken into account, and by what its sentences
        lean to on the whole."""
        if not sentences:
            return Whole(Verdict.RECORD, 0.0)
        weight = self._weight_of_cues(sentences) + self._weight_of_grammar(sentences)
        over = weight - self.weights["verdict"]
        score = _likelihood(self.weights["steepness"] * over)
        if over < 0:
            return Whole(Verdict.RECORD, score)
        return Whole(Verdict.SELF_ASSESSMENT if self._mostly_rates(sentences) else Verdict.REFLECTIVE, score)

    def _weight_of_cues(self, sentences: Sequence[Judgement]) -> float:
        least = self.weights["weakest_counted"]
        weight = sum(one.confidence for one in sentences if one.confidence >= least)
        facts = sum(one.is_fact for one in sentences)
        plainness = self.weights["dilution"] * len(sentences) + self.weights["fact_dilution"] * facts
        return weight / (1 + plainness)

    def _weight_of_grammar(self, sentences: Sequence[Judgement]) -> float:
        cue = self.weights["cue"]
        leaning = (
            self.weights["bias"]
            + sum(one.leaning + cue * one.confidence for one in sentences) / len(sentences)
            + self.weights["length"] * log(len(sentences))
        )
        if leaning > 0:
            # A guide or a rule says "not", "now" and "never" of everybody: without its writer no text is about him.
            is_about_writer = any(one.is_of_writer for one in sentences)
            is_long_enough = sum(one.counts.words for one in sentences) >= self.weights["fewest_words"]
            return self.weights["leaning_for"] * leaning if is_about_writer and is_long_enough else 0.0
        return self.weights["leaning_against"] * max(leaning, -self.weights["furthest_against"])

    def _mostly_rates(self, sentences: Sequence[Judgement]) -> bool:
        rating = others = 0.0
        for one in sentences:
            cue = one.strongest if one.confidence >= self.weights["weakest_counted"] else None
            weight = one.confidence if cue is not None else self.sureness(one)
            if one.rates if cue is None else cue.rule == LanguageRule.SELF_ASSESSMENT:
                rating += weight
            else:
                others += weight
        return rating > others


def _likelihood(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
