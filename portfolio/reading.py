"""What a text tells us, before anything is stored: functions from passages to plain values."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from documents import Document, Passage
from ksb_mapper import (
    Feedback,
    LanguageFinding,
    LanguageRule,
    MapperError,
    Place,
    Suggestion,
    check_language,
    load_mapper,
    told_of_the_witness_alone,
)
from standards import Standard

# Fewer suggestions, each worth an answer, beat a long list that nobody reads.
MOST_SUGGESTIONS = 8

WITNESS = "witness"

# What the plan bans from a portfolio cannot show a KSB there, nor can what nobody has done yet.
_NO_EVIDENCE = frozenset({LanguageRule.REFLECTIVE, LanguageRule.SELF_ASSESSMENT, LanguageRule.NOT_YET_DONE})

_NO_LINE_END = re.compile(r"[^\r\n]")


@dataclass(frozen=True)
class Analysis:
    """`language` and `suggestions` as they are stored with the text; `notes` are sentences for its owner."""

    language: list[dict[str, Any]]
    suggestions: list[dict[str, Any]]
    notes: tuple[str, ...] = ()


def analyse(
    passages: Sequence[Passage],
    standard: Standard,
    *,
    kind: str,
    feedback: Feedback | None = None,
    apprentice: str = "",
) -> Analysis:
    """Check the language of a text (`kind` evidence or witness) and find the portfolio's KSBs in what may stand in it:
    a sentence that is told off for reflection is not offered as evidence, nor what a witness tells of himself or a
    colleague says in a log. Nothing is found in a text that does not read like English.
    `feedback` is what she said to earlier suggestions, `apprentice` her name."""
    if not passages:
        return Analysis([], [])
    try:
        # In a witness statement the lines of others are not hers either, but it is the witness who writes.
        by_her = "" if kind == WITNESS else apprentice
        findings = check_language(passages, kind=kind, writer=by_her).findings
        banned = [(one.passage, one.start, one.end) for one in findings if one.rule in _NO_EVIDENCE]
        if kind == WITNESS:
            banned += told_of_the_witness_alone(passages, about=apprentice)
        suggestions: Sequence[Suggestion] = ()
        # A word that another language shares with English would be no more than a guess.
        if all(one.rule is not LanguageRule.NOT_ENGLISH for one in findings):
            suggestions = load_mapper(standard).suggest(
                _without(banned, passages),
                method=standard.portfolio.id if standard.portfolio else None,
                feedback=feedback,
                limit=MOST_SUGGESTIONS,
                writer=apprentice,
            )
    except MapperError as error:
        return Analysis([], [], (str(error),))
    return Analysis([_told(one) for one in findings], [_suggested(one) for one in suggestions])


def _told(finding: LanguageFinding) -> dict[str, Any]:
    return {
        "rule": finding.rule.value,
        **_place(finding),
        "message": finding.message if finding.rule in _NO_EVIDENCE else finding.advice,
        "kind": finding.kind.label if finding.kind else "",
    }


def _suggested(suggestion: Suggestion) -> dict[str, Any]:
    """Its own place is the first of its places."""
    return {
        "code": suggestion.code,
        "score": suggestion.score,
        **_place(suggestion),
        "places": [_place(place) for place in suggestion.places[1:]],
    }


def _place(told: LanguageFinding | Suggestion | Place) -> dict[str, Any]:
    return {
        "excerpt": told.excerpt,
        "locator": told.locator or "",
        "passage": told.passage,
        "start": told.start,
    }


def _without(banned: Iterable[tuple[int, int, int]], passages: Sequence[Passage]) -> list[Passage]:
    """The same passages with blanks in place of banned sentences, so that every offset and every line stays."""
    texts = [passage.text for passage in passages]
    for number, start, end in banned:
        text = texts[number]
        texts[number] = text[:start] + _NO_LINE_END.sub(" ", text[start:end]) + text[end:]
    return [replace(passage, text=text) for passage, text in zip(passages, texts, strict=True)]


def card_document(answers: Mapping[str, str]) -> Document:
    """The context card as a text; `answers` by the question."""
    return document_of(answers, "context card")


def document_of(answers: Mapping[str, str], place: str) -> Document:
    """A small document of labelled answers (a context card, a witness statement), each answer a passage."""
    return Document(
        media_type="text/plain",
        passages=tuple(
            Passage(answer, f"{place}, “{question}”")
            for question, answer in answers.items()
            if answer.strip()
        ),
    )
