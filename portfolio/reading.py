"""What a text tells us, before anything is stored: functions from passages to plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from documents import Document, Passage
from ksb_mapper import MapperError, check_language, load_mapper
from standards import Standard

# Fewer suggestions, each worth an answer, beat a long list that nobody reads.
MOST_SUGGESTIONS = 8


@dataclass(frozen=True)
class Told:
    """`language` and `suggestions` as they are stored with the text; `notes` are sentences for its owner."""

    language: list[dict[str, Any]]
    suggestions: list[dict[str, Any]]
    notes: tuple[str, ...] = ()


def listen(passages: Sequence[Passage], standard: Standard, *, kind: str) -> Told:
    """Check the language of a text (`kind` evidence or witness) and find the portfolio's KSBs in it."""
    if not passages:
        return Told([], [])
    method = standard.portfolio.id if standard.portfolio else None
    try:
        findings = check_language(passages, kind=kind).findings
        suggestions = load_mapper(standard).suggest(passages, method=method, limit=MOST_SUGGESTIONS)
    except MapperError as error:
        return Told([], [], (str(error),))
    return Told(
        language=[
            {
                "rule": finding.rule.value,
                "excerpt": finding.excerpt,
                "locator": finding.locator or "",
                "passage": finding.passage,
                "start": finding.start,
            }
            for finding in findings
        ],
        suggestions=[
            {
                "code": suggestion.code,
                "score": suggestion.score,
                "excerpt": suggestion.excerpt,
                "locator": suggestion.locator or "",
                "passage": suggestion.passage,
                "start": suggestion.start,
            }
            for suggestion in suggestions
        ],
    )


def document_of(answers: dict[str, str], place: str) -> Document:
    """A small document of labelled answers (a context card, a witness statement), each answer a passage."""
    return Document(
        media_type="text/plain",
        passages=tuple(
            Passage(answer, f"{place}, “{question}”")
            for question, answer in answers.items()
            if answer.strip()
        ),
    )
