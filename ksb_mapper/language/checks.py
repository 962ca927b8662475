"""Is this a record of work, or a reflection on it; and what in it should not be there."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import TypeVar

from ksb_mapper.errors import UnknownKind
from ksb_mapper.kept import Kept
from ksb_mapper.language.cues import in_plain_letters, load_cues
from ksb_mapper.language.doers import told_of_several_alone
from ksb_mapper.language.english import WordCounts, first_in_another, looks_english
from ksb_mapper.language.judging import CHECKED_IN_EVIDENCE, Judgement, Whole
from ksb_mapper.language.places import Sentences
from ksb_mapper.language.quoted import in_own_words
from ksb_mapper.language.speakers import is_by_writer
from ksb_mapper.language.verdicts import LanguageFinding, LanguageKind, LanguageReport, LanguageRule, Verdict
from ksb_mapper.language.weights import LanguageWeights
from ksb_mapper.language.written import InLines, as_written
from ksb_mapper.personal_data.outlines import PersonalDataKind
from ksb_mapper.personal_data.search import find_in_lines
from ksb_mapper.pipeline import load_language_judge, read_units
from ksb_mapper.texts.listings import Listings
from ksb_mapper.texts.passages import Passage, TextOrPassages, as_passages, units_of
from ksb_mapper.texts.wrapping import in_one_line

__all__ = ["LanguageFinding", "LanguageKind", "LanguageReport", "LanguageRule", "Verdict", "check_language"]

Told = TypeVar("Told")

_RULES_OF_KIND: dict[LanguageKind, frozenset[LanguageRule]] = {
    LanguageKind.EVIDENCE: CHECKED_IN_EVIDENCE,
    LanguageKind.WITNESS: frozenset(
        {LanguageRule.OPINION, LanguageRule.PERSONAL_DATA, LanguageRule.NOT_ENGLISH}
    ),
    LanguageKind.REPORT: frozenset(
        {LanguageRule.WE_WITHOUT_I, LanguageRule.PERSONAL_DATA, LanguageRule.NOT_ENGLISH}
    ),
}


_Judged = tuple[tuple[int, int, Judgement], ...]
"""Start and end in a line of each of its sentences, with what it gives away."""


def check_language(
    text_or_passages: TextOrPassages, kind: str = LanguageKind.EVIDENCE, writer: str = ""
) -> LanguageReport:
    """What the language of a text gives away, by what it is meant to be.

    Evidence is checked for reflection, self-assessment, "we", talk of what is still to be done, and personal data;
    witness text for opinion and personal data; a report, of which reflection is asked, for "we" and personal data only
    (its verdict is always a record). In all of them another language than English is named as such. Code, logs, what
    a mail quotes, what stands below a farewell and, with the name of the `writer`, lines that others lead in a log or
    minutes (`speakers`) are searched for personal data and for nothing else. A reflection has
    at least one finding, which shows what makes it one. Raises `UnknownKind`, `TextTooLong`, `NotPassages`.
    """
    if kind not in tuple(LanguageKind):
        raise UnknownKind(kind, LanguageKind)
    return _Check(as_passages(text_or_passages), LanguageKind(kind), writer).report()


class _Check:
    """One text being checked."""

    def __init__(self, passages: tuple[Passage, ...], kind: LanguageKind, writer: str) -> None:
        self._passages = passages
        self._kind = kind
        self._writer = writer
        self._rules = _RULES_OF_KIND[kind]
        self._judge = load_language_judge()
        cues = load_cues()
        self._messages = cues.messages
        self._personal_data_told_as = cues.personal_data
        self._written = as_written(passages)
        in_lines = list(self._prose())
        self._sentences = Sentences(passages, InLines(self._written.places, in_lines))
        self._judgements = [judgement for line in in_lines for _, _, judgement in line]

    def _prose(self) -> Iterator[_Judged]:
        """Of each line the sentences that are its writer's, of no listing and no courtesy."""
        listings = _listings().spans([passage.text for passage in self._passages])
        written = self._written
        lines = in_own_words(written.lines) if LanguageRule.REFLECTIVE in self._rules else written.lines
        judged = _judges[self._rules].judged(lines)
        for (number, offset), is_hers, sentences in zip(
            written.places, is_by_writer(written, self._writer), judged, strict=True
        ):
            if not is_hers:
                yield ()
            elif spans := listings[number]:
                yield tuple(
                    one
                    for one in sentences
                    if not one[2].is_courtesy and not _is_in_one(spans, offset + one[0], offset + one[1])
                )
            else:
                yield tuple(one for one in sentences if not one[2].is_courtesy)

    def report(self) -> LanguageReport:
        is_checked = LanguageRule.REFLECTIVE in self._rules
        if not self._of_its_language(looks_english):
            # Nothing that was learnt from English can be trusted then, whatever it would say.
            whole = Whole(Verdict.RECORD, 0.0)
            said = [self._known(LanguageRule.NOT_ENGLISH, self._of_its_language(first_in_another))]
        else:
            whole = self._judge.whole(self._judgements) if is_checked else Whole(Verdict.RECORD, 0.0)
            said = [*self._said(whole.verdict), *self._we_without_i(), *self._not_yet_done()]
        findings = [*said, *self._personal_data()]
        findings.sort(key=lambda finding: (finding.passage, finding.start, finding.end, finding.rule))
        return LanguageReport(whole.verdict, whole.score, tuple(findings))

    def _said(self, verdict: Verdict) -> Iterator[LanguageFinding]:
        """Reflection, self-assessment and opinion, where they stand."""
        for number, confidence in self._asked(verdict):
            judgement = self._judgements[number]
            # Beside a weak cue it is grammar that tells, and the cue's message would say more than is known.
            if (cue := self._judge.told_by(judgement)) is not None:
                yield self._place(LanguageRule(cue.rule), number, cue.message, confidence)
            elif self._kind is LanguageKind.WITNESS:
                yield self._place(LanguageRule.OPINION, number, "opinion", confidence)
            elif self._judge.rates(judgement):
                yield self._place(LanguageRule.SELF_ASSESSMENT, number, "rated", confidence)
            else:
                yield self._place(LanguageRule.REFLECTIVE, number, "writer", confidence)

    def _asked(self, verdict: Verdict) -> list[tuple[int, float]]:
        """The numbers of the sentences to ask about, each with the confidence; one at least in a reflection."""
        if self._kind is not LanguageKind.WITNESS:
            return self._judge.shown(self._judgements, verdict)
        confidences = [self._judge.asked_of_witness(one) for one in self._judgements]
        return [(number, confidence) for number, confidence in enumerate(confidences) if confidence]

    def _we_without_i(self) -> Iterator[LanguageFinding]:
        if LanguageRule.WE_WITHOUT_I not in self._rules:
            return
        of_several = [number for number, one in enumerate(self._judgements) if one.is_of_several]
        for number in told_of_several_alone(self._sentences, of_several, self._judge.weights.most_items):
            yield self._known(LanguageRule.WE_WITHOUT_I, number)

    def _not_yet_done(self) -> Iterator[LanguageFinding]:
        not_yet = [number for number, one in enumerate(self._judgements) if one.is_not_yet]
        if not_yet and not load_cues().is_title_of_a_plan(
            in_plain_letters(in_one_line(self._sentences[0].words))
        ):
            yield from (self._known(LanguageRule.NOT_YET_DONE, number) for number in not_yet)

    def _of_its_language(
        self, asked: Callable[[list[WordCounts], Iterator[str], LanguageWeights], Told]
    ) -> Told:
        """What is told of the language of the sentences."""
        return asked(
            [judgement.counts for judgement in self._judgements],
            (self._sentences[number].words for number in range(len(self._sentences))),
            self._judge.weights,
        )

    def _personal_data(self) -> Iterator[LanguageFinding]:
        """A witness has to say whom he watched, so there names are none."""
        lines = [
            (offset, line)
            for (_, offset), line in zip(self._written.places, self._written.lines, strict=True)
        ]
        found = find_in_lines(lines)
        for (number, offset), pieces in zip(self._written.places, found, strict=True):
            passage = self._passages[number]
            for piece in pieces:
                is_name = piece.kind is PersonalDataKind.NAME
                if is_name and self._kind is LanguageKind.WITNESS:
                    continue
                start, end = offset + piece.start, offset + piece.end
                advice = self._messages.get(piece.kind, self._messages["personal_data"])
                yield LanguageFinding(
                    LanguageRule.PERSONAL_DATA,
                    start,
                    end,
                    passage.text[start:end],
                    self._personal_data_told_as.format(kind=piece.kind.label, advice=advice),
                    number,
                    passage.locator,
                    piece.confidence,
                    piece.kind,
                    advice[:1].upper() + advice[1:],
                )

    def _known(self, rule: LanguageRule, number: int) -> LanguageFinding:
        return self._place(rule, number, rule.value, self._judge.confidence_of[rule])

    def _place(self, rule: LanguageRule, number: int, message: str, confidence: float) -> LanguageFinding:
        sentence = self._sentences[number]
        return LanguageFinding(
            rule,
            sentence.start,
            sentence.end,
            sentence.words,
            self._messages[message],
            sentence.passage,
            sentence.locator,
            confidence,
        )


@cache
def _listings() -> Listings:
    return Listings(load_language_judge().weights.most_symbols)


def _is_in_one(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether something overlaps one of some spans, which are in order."""
    after = bisect_right(spans, start, key=itemgetter(1))
    return after < len(spans) and spans[after][0] < end


class _LineJudge:
    """Judges lines by some rules; neither a line nor a sentence that was judged before is judged again."""

    def __init__(self, rules: frozenset[LanguageRule]) -> None:
        self._rules = rules
        self._lines: Kept[_Judged] = Kept(most=2_048)
        self._sentences: Kept[Judgement] = Kept(most=8_192)

    def judged(self, lines: Sequence[str]) -> list[_Judged]:
        """The sentences of each line, judged."""
        return self._lines.of(lines, self._judge_lines)

    def _judge_lines(self, lines: Sequence[str]) -> Iterator[_Judged]:
        cut = units_of(lines)
        read = iter(read_units([unit for line in cut for _, unit in line]))
        spans = [
            [
                (offset + from_there + sentence.start, offset + from_there + sentence.end)
                for offset, _ in line
                for from_there, sentence in next(read)
            ]
            for line in cut
        ]
        sentences = [line[start:end] for line, its in zip(lines, spans, strict=True) for start, end in its]
        judgements = iter(self._sentences.of(sentences, self._judge_sentences))
        for its in spans:
            yield tuple((start, end, next(judgements)) for start, end in its)

    def _judge_sentences(self, sentences: Sequence[str]) -> Iterator[Judgement]:
        judge = load_language_judge()
        return (judge.judge(sentence, self._rules) for sentence in sentences)


_judges = {rules: _LineJudge(rules) for rules in _RULES_OF_KIND.values()}
