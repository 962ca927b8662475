"""Is this a record of work, or a reflection on it; and what in it should not be there."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from ksb_mapper.kept import Kept
from ksb_mapper.language.cues import in_plain_letters, load_cues
from ksb_mapper.language.doers import told_of_several_alone
from ksb_mapper.language.english import looks_english
from ksb_mapper.language.judging import CHECKED_IN_EVIDENCE, Judgement, Whole
from ksb_mapper.language.verdicts import LanguageFinding, LanguageKind, LanguageReport, LanguageRule, Verdict
from ksb_mapper.language.written import as_written
from ksb_mapper.personal_data.outlines import PersonalDataKind
from ksb_mapper.personal_data.search import find_in_lines
from ksb_mapper.pipeline import load_language_judge, read_units
from ksb_mapper.texts.listings import listing_spans
from ksb_mapper.texts.passages import Passage, TextOrPassages, as_passages, units_of
from ksb_mapper.texts.wrapping import in_one_line

__all__ = ["LanguageFinding", "LanguageKind", "LanguageReport", "LanguageRule", "Verdict", "check_language"]

_RULES_OF_KIND: dict[LanguageKind, frozenset[LanguageRule]] = {
    LanguageKind.EVIDENCE: CHECKED_IN_EVIDENCE,
    LanguageKind.WITNESS: frozenset(
        {LanguageRule.OPINION, LanguageRule.PERSONAL_DATA, LanguageRule.NOT_ENGLISH}
    ),
    LanguageKind.REPORT: frozenset(
        {LanguageRule.WE_WITHOUT_I, LanguageRule.PERSONAL_DATA, LanguageRule.NOT_ENGLISH}
    ),
}


class _Sentence(NamedTuple):
    """A sentence by its place in a passage and that one's number, with what it gives away."""

    passage: int
    of: Passage
    start: int
    end: int
    judgement: Judgement

    @property
    def text(self) -> str:
        """All of its passage."""
        return self.of.text

    @property
    def locator(self) -> str | None:
        """Where a reader finds its passage."""
        return self.of.locator

    @property
    def words(self) -> str:
        """What it says."""
        return self.of.text[self.start : self.end]

    @property
    def is_of_several(self) -> bool:
        """Whether it tells a deed of "we"."""
        return self.judgement.is_of_several


def check_language(text_or_passages: TextOrPassages, kind: str = LanguageKind.EVIDENCE) -> LanguageReport:
    """What the language of a text gives away, by what it is meant to be.

    Evidence is checked for reflection, self-assessment, "we", talk of what is still to be done, and personal data;
    witness text for opinion and personal data; a report, of which reflection is asked, for "we" and personal data only
    (its verdict is always a record). In all of them another language than English is named as such. Code, logs, what
    a mail quotes and what stands below a farewell are searched for personal data and for nothing else. A reflection has
    at least one finding, which shows what makes it one. Raises `ValueError` for an unknown kind, `TextTooLong`.
    """
    return _Check(as_passages(text_or_passages), LanguageKind(kind)).report()


def forget_what_was_judged() -> None:
    """Judge every line anew from here on (for measuring)."""
    for kept in _judged_by_rules.values():
        kept.forget()
    _judged.cache_clear()
    as_written.cache_clear()


class _Check:
    """One text being checked."""

    def __init__(self, passages: tuple[Passage, ...], kind: LanguageKind) -> None:
        self._passages = passages
        self._kind = kind
        self._rules = _RULES_OF_KIND[kind]
        self._judge = load_language_judge()
        self._messages = load_cues().messages
        self._written = as_written(passages)
        self._sentences = list(self._prose())

    def _prose(self) -> Iterator[_Sentence]:
        """The sentences that are their writer's and not in a listing."""
        most_symbols = self._judge.weights["most_symbols"]
        listings = [listing_spans(passage.text, most_symbols) for passage in self._passages]
        written = self._written
        judged = _judged_lines(written.lines, self._rules)
        for (number, offset), another_s, sentences in zip(
            written.places, written.is_another_s, judged, strict=True
        ):
            if another_s:
                continue
            for start, end, judgement in sentences:
                if not _is_in_one(listings[number], offset + start, offset + end):
                    yield _Sentence(number, self._passages[number], offset + start, offset + end, judgement)

    def report(self) -> LanguageReport:
        judgements = [sentence.judgement for sentence in self._sentences]
        is_checked = LanguageRule.REFLECTIVE in self._rules
        if not self._looks_english(judgements):
            # Nothing that was learnt from English can be trusted then, whatever it would say.
            whole = Whole(Verdict.RECORD, 0.0)
            said = [self._known(LanguageRule.NOT_ENGLISH, self._sentences[0])]
        else:
            whole = self._judge.whole(judgements) if is_checked else Whole(Verdict.RECORD, 0.0)
            said = [*self._said(whole.verdict), *self._we_without_i(), *self._not_yet_done()]
        findings = [*said, *self._personal_data()]
        findings.sort(key=lambda finding: (finding.passage, finding.start, finding.end, finding.rule))
        return LanguageReport(whole.verdict, whole.score, tuple(findings))

    def _said(self, verdict: Verdict) -> Iterator[LanguageFinding]:
        """Reflection, self-assessment and opinion, where they stand."""
        for sureness, sentence in self._asked(verdict):
            cue = sentence.judgement.strongest
            if cue is not None:
                yield self._place(LanguageRule(cue.rule), sentence, cue.message, sureness)
            elif self._kind is LanguageKind.WITNESS:
                yield self._place(LanguageRule.OPINION, sentence, "opinion", sureness)
            elif sentence.judgement.rates:
                yield self._place(LanguageRule.SELF_ASSESSMENT, sentence, "rated", sureness)
            else:
                yield self._place(LanguageRule.REFLECTIVE, sentence, "writer", sureness)

    def _asked(self, verdict: Verdict) -> list[tuple[float, _Sentence]]:
        """The sentences to ask about, each after how surely; one at least in a reflection."""
        judge = self._judge
        if self._kind is LanguageKind.WITNESS:
            all_of_them = [(judge.asked_of_witness(one.judgement), one) for one in self._sentences]
        else:
            all_of_them = [(judge.asked(one.judgement, verdict), one) for one in self._sentences]
        asked = [(sureness, one) for sureness, one in all_of_them if sureness]
        if verdict is Verdict.RECORD or asked:
            return asked
        surest = max(self._sentences, key=lambda one: judge.sureness(one.judgement))
        return [(judge.sureness(surest.judgement), surest)]

    def _we_without_i(self) -> Iterator[LanguageFinding]:
        if LanguageRule.WE_WITHOUT_I not in self._rules:
            return
        for number in told_of_several_alone(self._sentences):
            yield self._known(LanguageRule.WE_WITHOUT_I, self._sentences[number])

    def _not_yet_done(self) -> Iterator[LanguageFinding]:
        if self._sentences and load_cues().is_title_of_a_plan(
            in_plain_letters(in_one_line(self._sentences[0].words))
        ):
            return
        for one in self._sentences:
            if one.judgement.is_not_yet:
                yield self._known(LanguageRule.NOT_YET_DONE, one)

    def _looks_english(self, judgements: list[Judgement]) -> bool:
        return looks_english(
            [judgement.counts for judgement in judgements],
            (sentence.words for sentence in self._sentences),
            self._judge.weights,
        )

    def _personal_data(self) -> Iterator[LanguageFinding]:
        """A witness has to say whom he watched, so there names are none."""
        found = find_in_lines(self._written.lines)
        for (number, offset), pieces in zip(self._written.places, found, strict=True):
            passage = self._passages[number]
            for piece in pieces:
                is_name = piece.kind is PersonalDataKind.NAME
                if is_name and self._kind is LanguageKind.WITNESS:
                    continue
                start, end = offset + piece.start, offset + piece.end
                yield LanguageFinding(
                    LanguageRule.PERSONAL_DATA,
                    start,
                    end,
                    passage.text[start:end],
                    self._messages["name" if is_name else "personal_data"].format(kind=piece.kind.label),
                    number,
                    passage.locator,
                    piece.confidence,
                    piece.kind,
                )

    def _known(self, rule: LanguageRule, sentence: _Sentence) -> LanguageFinding:
        return self._place(rule, sentence, rule.value, self._judge.weights[rule.value])

    def _place(
        self, rule: LanguageRule, sentence: _Sentence, message: str, confidence: float
    ) -> LanguageFinding:
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


def _is_in_one(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether something overlaps one of some spans, which are in order."""
    if not spans:
        return False
    after = bisect_right(spans, start, key=itemgetter(1))
    return after < len(spans) and spans[after][0] < end


_Judged = tuple[tuple[int, int, Judgement], ...]
"""Start and end in a line of each of its sentences, with what it gives away."""

_judged_by_rules: dict[frozenset[LanguageRule], Kept[_Judged]] = {
    rules: Kept(most=2_048) for rules in _RULES_OF_KIND.values()
}


def _judged_lines(wanted: Sequence[str], rules: frozenset[LanguageRule]) -> list[_Judged]:
    def judge(unknown: Sequence[str]) -> Iterator[_Judged]:
        cut = units_of(unknown)
        read = iter(read_units([unit for line in cut for _, unit in line]))
        for line, of_line in zip(unknown, cut, strict=True):
            spans = [
                (offset + from_there + sentence.start, offset + from_there + sentence.end)
                for (offset, _) in of_line
                for from_there, sentence in next(read)
            ]
            yield tuple((start, end, _judged(line[start:end], rules)) for start, end in spans)

    return _judged_by_rules[rules].of(wanted, judge)


@lru_cache(maxsize=8_192)
def _judged(sentence: str, rules: frozenset[LanguageRule]) -> Judgement:
    return load_language_judge().judge(sentence, rules)
