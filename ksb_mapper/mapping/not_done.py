"""What a sentence says of things that were not done, that are still to come, or out of courtesy: it shows nothing.

"I forgot to raise a change request" holds the very words of change management. Which words say so is in
`data/not_done.toml`; the clauses they stand in are told by a few words before the phrase, as W. Chapman and others do
("A simple algorithm for identifying negated findings and diseases in discharge summaries", 2001). What is said to be
still to come by `data/cues.toml` is so here too.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ksb_mapper.kept import kept_by_sentence
from ksb_mapper.language.cues import load_cues
from ksb_mapper.language.grammar import load_grammar
from ksb_mapper.language.verdicts import LanguageRule
from ksb_mapper.pipeline import read_terms
from ksb_mapper.shipped import shipped_tables
from ksb_mapper.texts.frames import is_courtesy

_STILL_TO_COME = frozenset({LanguageRule.NOT_YET_DONE})
_LONGEST_SENTENCE = 2_000
"""Characters. Nobody's sentence is longer, and each thing not done looks for its end to the end of the sentence."""
_AND_A_DEED = re.compile(r"[,\s]\s*and (?:then )?(\w+)")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Words:
    """Patterns over a sentence in plain letters; and, so that not each is tried everywhere, words of which one is in
    whatever is not done, and those with which it begins where it is to come or asked."""

    signs: frozenset[str]
    signs_of_what_is_to_come: frozenset[str]
    begin: frozenset[str]

    clause_end: re.Pattern[str]
    not_done: re.Pattern[str]
    waits: re.Pattern[str]
    reason: re.Pattern[str]
    wants_time: re.Pattern[str]
    writer_does_something: re.Pattern[str]
    to_come_or_asked: re.Pattern[str]


@kept_by_sentence(most=4_096)
def not_done(sentence: str) -> tuple[Span, ...]:
    """Offsets of what a sentence, in one line, says of things that were not done or are none; they do not overlap.
    None of a line that is longer than a sentence can be."""
    words = _load_words()
    plain = sentence.lower().replace("’", "'")
    if len(plain) != len(sentence) or len(plain) > _LONGEST_SENTENCE:
        return ()
    found: list[Span] = []
    said = plain.rstrip(".!").split()
    if is_courtesy(sentence) or (said[:1] and said[0] in words.begin and words.to_come_or_asked.match(plain)):
        found.append((0, _clause_end(plain, 0)))
    if not words.signs.isdisjoint(said):
        for match in words.not_done.finditer(plain):
            end = _clause_end(plain, match.end())
            if not _is_made_good(plain[match.start() : end], plain[end:]):
                found.append((match.start(), end))
    if not words.signs_of_what_is_to_come.isdisjoint(said):
        for cue in load_cues().in_plain_sentence(plain, _STILL_TO_COME):
            for match in cue.pattern.finditer(plain):
                found.append((match.start(), _clause_end(plain, match.end())))
    return tuple(_joined(found))


def _is_made_good(said: str, after: str) -> bool:
    """Whether something is left undone for good reason or done in the end."""
    words = _load_words()
    if words.waits.search(said) or words.waits.match(after):
        return True
    if words.reason.match(after) and not words.wants_time.search(after):
        return True
    return words.writer_does_something.match(after) is not None


def _clause_end(plain: str, start: int) -> int:
    """Where the clause around a place ends."""
    match = _load_words().clause_end.search(plain, start)
    end = match.start() if match else len(plain)
    for deed in _AND_A_DEED.finditer(plain, start, end):
        if load_grammar().is_deed(deed[1]):
            return deed.start()
    return end


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


@cache
def _load_words() -> _Words:
    data: dict[str, list[str]] = shipped_tables("not_done.toml")

    def any_of(*which: str) -> str:
        return (
            "(?:"
            + "|".join(re.escape(word).replace("'", "'?") for name in which for word in data[name])
            + ")"
        )

    writer = rf"\b{any_of('writer')} (?:{any_of('between')} )*"
    due = rf"{any_of('not_done')} (?:yet )?(?:{any_of('between')} )*{any_of('ought_to_be_done')}"
    undone = rf"(?:{any_of('left_undone')}|{due})"
    nobody_named = r"(?:^|\b(?:but|and) )(?:then |also )*forgot (?:to|about)"
    nobody_named += rf"|^{any_of('not_done')} {any_of('only_people')}"
    lacking = rf"{any_of('lacked')} (?:[\w-]+ ){{0,2}}{any_of('ought_to_be_there')}"
    by_nobody = rf"{any_of('nobody')} (?:had |has |have |ever )*{any_of('ought_to_be_done')}"
    by_others = rf"{any_of('people')} {due}"
    of_it = (
        rf"(?:[\w-]+ ){{0,2}}{any_of('ought_to_be_there')} (?:was|were|had been|has been|have been|is|are)"
    )
    not_there = rf"(?:no {of_it} (?:ever |yet )?{any_of('ought_to_be_done')}|(?:the|an?|our|my) {of_it}"
    not_there += rf" (?:still )?(?:{any_of('wanting')}|(?:not|never) (?:yet )?{any_of('ought_to_be_done')}))"
    untold = rf"{any_of('nobody')} (?:had |has |have |ever )*{any_of('let_know')}\b(?: \w+){{0,4}}? (?:me|us)"
    told_by = {max(phrase.split(), key=len) for phrase in (*data["left_undone"], *data["not_done"])}
    told_by |= {"no", "not", *(phrase.split()[-1] for phrase in data["wanting"])}
    told_by |= {*(phrase.split()[-1] for phrase in data["nobody"]), *data["nobody"]}
    return _Words(
        signs=frozenset(told_by | {word.replace("'", "") for word in told_by}),
        signs_of_what_is_to_come=frozenset(data["signs_of_what_is_to_come"]),
        begin=frozenset(phrase.split()[0] for phrase in (*data["to_come"], *data["asked"])),
        clause_end=re.compile(
            rf"[;–—]|[,\s]\s*\b{any_of('ends')}\b|[,:]\s+(?:and )?{any_of('writer')}\b|\s+and {any_of('writer')}\b"
        ),
        not_done=re.compile(
            rf"{writer}{undone}\b|(?:{writer}|\band |\b(?=there)){lacking}\b|\b{untold}\b"
            rf"|(?:{nobody_named})\b|\b(?:{by_nobody}|{by_others}|{not_there})\b"
        ),
        waits=re.compile(rf",? ?\b{any_of('waits')}\b"),
        reason=re.compile(rf",? ?{any_of('reasons')}\b"),
        wants_time=re.compile(rf"\b{any_of('no_reasons')}\b"),
        writer_does_something=re.compile(
            rf"[;,–—]?\s*(?:(?:and |but )?{any_of('therefore')},? {any_of('writer')}\b(?! {any_of('no_deed')}\b)"
            rf"|(?:and |but |then )*{any_of('writer')}\b(?! {any_of('no_deed')}\b)[^;]*?\b{any_of('again')}\b)"
        ),
        to_come_or_asked=re.compile(rf"{any_of('to_come', 'asked')}(?!\w)"),
    )


def shows_a_deed(sentence: str, spans: Sequence[Span], weights: Mapping[str, float], least: float) -> bool:
    """Whether at least this share of what a sentence, in one line, says of a statement, by the weights of its terms, is
    of what was done: outside the `spans` of `not_done`."""
    if spans[0][0] == 0 and spans[0][1] >= len(sentence):
        return False
    everything = done = 0.0
    for start, name, weight in _terms(sentence):
        everything += weights.get(name, 0.0) * weight
        if not any(begin <= start < past for begin, past in spans):
            done += weights.get(name, 0.0) * weight
    return done > 0 and done >= least * everything


@kept_by_sentence(most=1_024)
def _terms(sentence: str) -> tuple[tuple[int, str, float], ...]:
    return tuple((offset + term.start, term.name, term.weight) for offset, term in read_terms(sentence))
