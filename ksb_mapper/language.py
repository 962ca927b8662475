"""Is this a record of work, or a reflection on it; and what in it should not be there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from math import prod

from ksb_mapper.cues import Cue, load_cues
from ksb_mapper.english import looks_english
from ksb_mapper.listings import listing_spans
from ksb_mapper.passages import Passage, TextOrPassages, as_passages
from ksb_mapper.personal_data import PersonalDataKind, find_personal_data
from ksb_mapper.pipeline import read_sentence_spans


class LanguageKind(StrEnum):
    """What the text is meant to be, which decides what it is checked for."""

    EVIDENCE = "evidence"
    WITNESS = "witness"
    REPORT = "report"


class Verdict(StrEnum):
    """What the text as a whole reads as."""

    RECORD = "record"
    REFLECTIVE = "reflective"
    SELF_ASSESSMENT = "self_assessment"


class LanguageRule(StrEnum):
    """What a finding is about."""

    REFLECTIVE = "reflective"
    SELF_ASSESSMENT = "self_assessment"
    OPINION = "opinion"
    WE_WITHOUT_I = "we_without_i"
    PERSONAL_DATA = "personal_data"
    NOT_YET_DONE = "not_yet_done"
    NOT_ENGLISH = "not_english"


@dataclass(frozen=True, slots=True)
class LanguageFinding:
    """A place in the text, the rule it meets, and a message that asks and never rewrites.

    `excerpt` is `text[start:end]` of the passage numbered `passage`; `confidence` is 0..1.
    """

    rule: LanguageRule
    start: int
    end: int
    excerpt: str
    message: str
    passage: int
    locator: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class LanguageReport:
    """The verdict on the whole, its score (0 a record … 1 a reflection), and the findings in order of place."""

    verdict: Verdict
    score: float
    findings: tuple[LanguageFinding, ...]


@dataclass(frozen=True, slots=True)
class LanguageConfig:
    """Every threshold of the language checks; how they were set is in
    `docs/decisions/0031-tell-a-record-from-a-reflection.md`."""

    weakest_counted: float = 0.4
    """A sentence counts towards the verdict from this confidence on."""
    weakest_found: float = 0.75
    """And is a finding of its own from this one."""
    dilution: float = 0.05
    """How far each sentence of the text weakens the reflective ones."""
    fact_dilution: float = 0.1
    """And how much further one that says what was done, or holds a figure, and is not reflective itself."""
    verdict_from: float = 0.75
    """The diluted weight of reflective sentences from which the whole is one."""
    surest_cue: float = 0.9
    """No cue makes a sentence surer than this by itself."""
    we_confidence: float = 0.7
    not_yet_confidence: float = 0.75
    not_english_confidence: float = 0.9


_RULES_OF_KIND: dict[LanguageKind, frozenset[LanguageRule]] = {
    LanguageKind.EVIDENCE: frozenset(LanguageRule) - {LanguageRule.OPINION},
    LanguageKind.WITNESS: frozenset(
        {LanguageRule.OPINION, LanguageRule.PERSONAL_DATA, LanguageRule.NOT_ENGLISH}
    ),
    LanguageKind.REPORT: frozenset(
        {LanguageRule.WE_WITHOUT_I, LanguageRule.PERSONAL_DATA, LanguageRule.NOT_ENGLISH}
    ),
}
_REFLECTION = (LanguageRule.REFLECTIVE, LanguageRule.SELF_ASSESSMENT)
_WE = re.compile(r"\bwe(?:['’](?:ve|d|re|ll))?\b", re.IGNORECASE)
_I = re.compile(r"\b(?:I|i(?!\.e))(?:['’](?:ve|d|m|ll))?\b|\b(?:my|me|myself|mine)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sentence:
    passage: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Judged:
    sentence: _Sentence
    cues: tuple[Cue, ...]
    confidence: float
    is_fact: bool
    says_i: bool
    says_we: bool
    is_not_yet: bool

    @property
    def strongest(self) -> Cue:
        return max(self.cues, key=lambda cue: cue.strength)


def check_language(text_or_passages: TextOrPassages, kind: str = LanguageKind.EVIDENCE) -> LanguageReport:
    """What the language of a text gives away, by what it is meant to be.

    Evidence is checked for reflection, self-assessment, "we", talk of what is still to be done, and personal data;
    witness text for opinion and personal data; a report, of which reflection is asked, for "we" and personal data only
    (its verdict is always a record). In all of them another language than English is named as such. Code and logs are
    searched for personal data and for nothing else. Raises `ValueError` for an unknown kind, `TextTooLong`.
    """
    return _checker().check(text_or_passages, LanguageKind(kind))


def forget_what_was_judged() -> None:
    """Judge every sentence anew from here on (for measuring)."""
    _checker.cache_clear()


@cache
def _checker() -> "LanguageChecker":
    return LanguageChecker(LanguageConfig())


_MOST_SENTENCES_KEPT = 8_192
_LONGEST_SENTENCE_KEPT = 2_000


class LanguageChecker:
    """The checks under one set of thresholds. A sentence judged before is not judged again; threads may share it."""

    def __init__(self, config: LanguageConfig) -> None:
        self._config = config
        self._cues = load_cues()
        self._heard = lru_cache(maxsize=_MOST_SENTENCES_KEPT)(self._hear)

    def check(self, text_or_passages: TextOrPassages, kind: LanguageKind) -> LanguageReport:
        """As `check_language`."""
        passages = as_passages(text_or_passages)
        rules = _RULES_OF_KIND[kind]
        sentences = [
            sentence for number, passage in enumerate(passages) for sentence in _prose(number, passage)
        ]
        judged = [self._judge(sentence, rules) for sentence in sentences]
        findings = [
            self._finding(one, passages) for one in judged if one.confidence >= self._config.weakest_found
        ]
        if LanguageRule.WE_WITHOUT_I in rules:
            findings += self._we_without_i(judged, passages)
        findings += self._not_yet_done(judged, passages)
        findings += self._not_english(sentences, passages)
        findings += _personal_data(passages, names=kind is not LanguageKind.WITNESS)
        findings.sort(key=lambda finding: (finding.passage, finding.start, finding.end, finding.rule))
        reflections = judged if LanguageRule.REFLECTIVE in rules else []
        verdict, score = self._verdict(reflections)
        return LanguageReport(verdict, score, tuple(findings))

    def _judge(self, sentence: _Sentence, rules: frozenset[LanguageRule]) -> _Judged:
        hear = self._heard if len(sentence.text) <= _LONGEST_SENTENCE_KEPT else self._hear
        return _Judged(sentence, *hear(sentence.text, rules))

    def _hear(
        self, text: str, rules: frozenset[LanguageRule]
    ) -> tuple[tuple[Cue, ...], float, bool, bool, bool, bool]:
        """The cues in a sentence, how sure it is of its kind, whether it only says what was done, "I", "we", or what
        is still to be done.

        Cues add up as independent witnesses do: the sentence passes only if every one of them is wrong.
        """
        found = self._cues.in_sentence(text, rules)
        cues = tuple(cue for cue in found if cue.rule != LanguageRule.NOT_YET_DONE)
        is_not_yet = bool(found) and not cues
        confidence = 1 - prod(1 - cue.strength * self._config.surest_cue for cue in cues)
        is_fact = confidence < self._config.weakest_counted and self._cues.tells_a_fact(text)
        says_i, says_we = _I.search(text) is not None, _WE.search(text) is not None
        return cues, confidence, is_fact, says_i, says_we, is_not_yet

    def _verdict(self, judged: list[_Judged]) -> tuple[Verdict, float]:
        counted = [one for one in judged if one.confidence >= self._config.weakest_counted]
        facts = sum(one.is_fact for one in judged)
        plainness = self._config.dilution * len(judged) + self._config.fact_dilution * facts
        weight = sum(one.confidence for one in counted) / (1 + plainness)
        # 0.5 exactly at the threshold, so that score and verdict never disagree.
        score = weight / (weight + self._config.verdict_from)
        if weight < self._config.verdict_from:
            return Verdict.RECORD, score
        rating = sum(one.confidence for one in counted if one.strongest.rule == LanguageRule.SELF_ASSESSMENT)
        is_rating = rating * 2 > sum(one.confidence for one in counted)
        return (Verdict.SELF_ASSESSMENT if is_rating else Verdict.REFLECTIVE), score

    def _finding(self, judged: _Judged, passages: tuple[Passage, ...]) -> LanguageFinding:
        cue = judged.strongest
        message = self._cues.messages[cue.message]
        return _place(LanguageRule(cue.rule), judged.sentence, message, judged.confidence, passages)

    def _not_yet_done(
        self, judged: list[_Judged], passages: tuple[Passage, ...]
    ) -> Iterator[LanguageFinding]:
        message = self._cues.messages[LanguageRule.NOT_YET_DONE]
        for one in judged:
            if one.is_not_yet:
                yield _place(
                    LanguageRule.NOT_YET_DONE,
                    one.sentence,
                    message,
                    self._config.not_yet_confidence,
                    passages,
                )

    def _not_english(
        self, sentences: list[_Sentence], passages: tuple[Passage, ...]
    ) -> Iterator[LanguageFinding]:
        """One finding, at the first sentence: nothing else here can be trusted then."""
        if not looks_english(sentence.text for sentence in sentences):
            message = self._cues.messages[LanguageRule.NOT_ENGLISH]
            confidence = self._config.not_english_confidence
            yield _place(LanguageRule.NOT_ENGLISH, sentences[0], message, confidence, passages)

    def _we_without_i(
        self, judged: list[_Judged], passages: tuple[Passage, ...]
    ) -> Iterator[LanguageFinding]:
        for index, one in enumerate(judged):
            if one.says_we and not any(other.says_i for other in judged[max(0, index - 1) : index + 2]):
                message = self._cues.messages[LanguageRule.WE_WITHOUT_I]
                yield _place(
                    LanguageRule.WE_WITHOUT_I, one.sentence, message, self._config.we_confidence, passages
                )


def _prose(number: int, passage: Passage) -> Iterator[_Sentence]:
    """The sentences of a passage that are not in a listing."""
    listings = iter(listing_spans(passage.text))
    listing = next(listings, None)
    for start, end in read_sentence_spans(passage.text):
        while listing is not None and listing[1] <= start:
            listing = next(listings, None)
        if listing is None or listing[0] >= end:
            yield _Sentence(number, start, end, passage.text[start:end])


def _personal_data(passages: tuple[Passage, ...], *, names: bool) -> Iterator[LanguageFinding]:
    """A witness has to say whom he watched, so there names are none."""
    for number, passage in enumerate(passages):
        for piece in find_personal_data(passage.text):
            if piece.kind is PersonalDataKind.NAME and not names:
                continue
            instead = "Say who it was by role" if piece.kind is PersonalDataKind.NAME else "Take it out"
            message = (
                f"This looks like {piece.kind}. {instead}, or hide it in the file itself, before anyone else "
                "reads it."
            )
            sentence = _Sentence(number, piece.start, piece.end, passage.text[piece.start : piece.end])
            yield _place(LanguageRule.PERSONAL_DATA, sentence, message, piece.confidence, passages)


def _place(
    rule: LanguageRule, sentence: _Sentence, message: str, confidence: float, passages: tuple[Passage, ...]
) -> LanguageFinding:
    return LanguageFinding(
        rule=rule,
        start=sentence.start,
        end=sentence.end,
        excerpt=sentence.text,
        message=message,
        passage=sentence.passage,
        locator=passages[sentence.passage].locator,
        confidence=confidence,
    )
