"""The plan's numbers for each method, read from its sentences. What no sentence gives is listed for a person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from standards.file_format import SHARES, WHOLE_SHARES
from standards.importing.found import Missing, Notes
from standards.importing.numbers import NUMBER, whole
from standards.importing.passages import Passage
from standards.model import Limits, MethodKind, WordsMean

_N = rf"({NUMBER})"
# Field: the ways in which plans say it. The first group is the number; a share is written in per cent.
_OF_ALL = {
    "notice_weeks": [rf"{_N} weeks['’]? notice"],
    "review_weeks": [rf"{_N} weeks to review"],
    "questions_min": [
        rf"at least {_N} (?:open |competence[- ]based )?questions",
        rf"minimum of {_N} (?:open )?questions",
    ],
    "mastery": [
        r"mastery (?:of|in|on)[^.]{0,40}?(\d+)%",
        r"(\d+)% (?:mastery|of (?:the |all )?(?:knowledge|skills|KSBs))",
    ],
    "extension": [r"(?:increase|extend|additional)[^.]{0,120}?by up to (\d+)%", r"\+\s?(\d+)% (?:to|at the)"],
}
_OF_RESITS = {
    "resit_weeks": [rf"re-?sit (?:is typically|should be|must be) taken within {_N} weeks"],
    "resit_months": [rf"re-?sit (?:is typically|should be|must be) taken within {_N} months"],
    "retake_weeks": [rf"re-?take[^.]{{0,160}}?taken within {_N} weeks"],
    "retake_months": [rf"re-?take[^.]{{0,160}}?taken within {_N} months"],
    "all_within_months": [rf"within an? {_N}[- ]months? period"],
}
_BY_KIND: Mapping[MethodKind, Mapping[str, Sequence[str]]] = {
    MethodKind.PROJECT_REPORT: {
        "words": [
            rf"word (?:count|limit) of (?:approximately |up to |no more than )?{_N}",
            r"(?:maximum of |minimum of |at least |at most |no more than |up to |limited to |about |around |"
            rf"approximately |typically |exceed |be ){_N} words",
            rf"(?:between |from )?{NUMBER} (?:and|to|[-–]) {_N} words",
        ],
        "words_least": [rf"(?:between |from )?{_N} (?:and|to|[-–]) {NUMBER} words"],
        "tolerance": [
            r"tolerance of (?:\+/-|±|plus or minus)?\s?(\d+)%",
            r"(?:\+/-|±|plus or minus)\s?(\d+)%",
        ],
        "projects_max": [rf"up to {_N} projects"],
        "due_week": [rf"(?:by the )?end of week {_N} of the", rf"within {_N} weeks of the (?:EPA )?gateway"],
        "minutes": [rf"presentation (?:of|lasting|that lasts|must last)(?: for)? {_N} minutes"],
        "question_minutes": [rf"question(?:ing|s)(?: session)? (?:of|lasting|for|takes?) {_N} minutes"],
        "total_minutes": [
            rf"presentation (?:with|and) question\w*(?: and answers?)?(?: session)? must (?:last|take)"
            rf"(?: for)? {_N} minutes"
        ],
        **_OF_ALL,
    },
    MethodKind.PORTFOLIO_DISCUSSION: {
        "minutes": [rf"must (?:last|take)(?: for)? {_N} minutes"],
        **_OF_ALL,
    },
    MethodKind.OTHER: {"total_minutes": [rf"must (?:last|take)(?: for)? {_N} minutes"], **_OF_ALL},
}
_OF_PORTFOLIO = {
    "pieces_typical": [rf"contain (?:approximately |around |about )?{_N} (?:discrete )?pieces"],
    "video_minutes_max": [rf"video clips?[^.;]{{0,60}}?{_N} minutes"],
}
_OF_REWORK = {"rework_weeks": [rf"given {_N} weeks to rework"]}
_LISTS = {
    "excluded": r"(?:^|[.•] )([A-Z][^.•]*?) (?:are|is) not included in (?:this|the) (?:total|word)",
    "disallowed": r"should not include (?:any )?([^.;]+)",
}
# What each kind of method is expected to say, in words for the person who fills it in.
EXPECTED = {
    MethodKind.PROJECT_REPORT: {
        "words": "how many words the report has",
        "tolerance": "how far above or below that number is allowed",
        "due_week": "the week of the assessment period in which the report is due",
        "minutes": "how many minutes the presentation lasts",
        "question_minutes": "how many minutes are for questions",
        "questions_min": "the fewest questions that are asked",
    },
    MethodKind.PORTFOLIO_DISCUSSION: {
        "minutes": "how many minutes the discussion lasts",
        "questions_min": "the fewest questions that are asked",
        "pieces_typical": "how many pieces a portfolio typically has",
        "video_minutes_max": "how many minutes of video it may have",
    },
}


def read_limits(kind: MethodKind, name: str, passages: Sequence[Passage]) -> Limits:
    """The limits of the method of this kind and name, from the passages of its own part and those about re-sits and
    portfolio."""
    texts = _own_part(kind, name, passages)
    resits = [passage.text for passage in passages if "resits" in passage.parts]
    found: dict[str, Any] = {**_numbers(_BY_KIND[kind], texts), **_numbers(_OF_RESITS, resits)}
    if kind is MethodKind.PROJECT_REPORT:
        found |= _words_mean(found, texts)
        found |= _numbers(_OF_REWORK, resits) | _names("excluded", texts)
        found |= _listed("covers", r"presentation (?:should|must) cover:", texts)
    if kind is MethodKind.PORTFOLIO_DISCUSSION:
        portfolio = [passage.text for passage in passages if "portfolio" in passage.parts]
        found |= _numbers(_OF_PORTFOLIO, portfolio) | _names("disallowed", portfolio)
    return Limits(**found)


def _own_part(kind: MethodKind, name: str, passages: Sequence[Passage]) -> list[str]:
    own = {MethodKind.PROJECT_REPORT: "project", MethodKind.PORTFOLIO_DISCUSSION: "discussion"}.get(
        kind, "other"
    )
    return [passage.text for passage in passages if own in passage.parts and passage.method == name]


# What stands before a number of words, and what the plan means by it.
_BOUNDS = (
    (WordsMean.AT_MOST, r"maximum|no more than|up to|at most|limited to|word limit|not exceed"),
    (WordsMean.AT_LEAST, r"minimum|at least|no fewer than"),
)


def _words_mean(found: Mapping[str, Any], texts: Sequence[str]) -> dict[str, WordsMean]:
    """Whether the number of words is a bound, where no tolerance and no second number makes it a range."""
    if "words" not in found or "tolerance" in found or "words_least" in found:
        return {}
    number = rf"[^.]{{0,60}}?(?<!\d){found['words']:,}(?!\d)|[^.]{{0,60}}?(?<!\d){found['words']}(?!\d)"
    for mean, words in _BOUNDS:
        if any(re.search(rf"(?:{words})(?:{number})", text, re.IGNORECASE) for text in texts):
            return {"words_mean": mean}
    return {}


def themes_as_listed(kind: MethodKind, name: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    """The themes that the method's own part lists, in its words."""
    texts = _own_part(kind, name, passages)
    listed: tuple[str, ...] = _listed("themes", r"following themes:", texts).get("themes", ())
    return listed


def list_missing(place: int, kind: MethodKind, name: str, limits: Limits, notes: Notes) -> None:
    """Note what this method's plan is expected to say and what could not be read."""
    known = {field.name for field in fields(Limits) if getattr(limits, field.name)}
    if limits.word_range and any(limits.word_range):
        known.add("tolerance")  # a bound or a range needs none
    for field, what in EXPECTED.get(kind, {}).items():
        if field not in known:
            notes.missing.append(Missing(f"methods/{place}/limits/{field}", f"{name}: {what}"))


def _numbers(patterns: Mapping[str, Sequence[str]], texts: Sequence[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, ways in patterns.items():
        match = next(
            (m for way in ways for text in texts if (m := re.search(way, text, re.IGNORECASE))), None
        )
        if match:
            number = whole(match[1])
            value = number / 100 if name in SHARES else number
            if value > 0 and (value < 1 or name not in SHARES or (name in WHOLE_SHARES and value == 1)):
                found[name] = value
    return found


def _names(name: str, texts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The things that one sentence strings together: "Appendices, references and diagrams are not included"."""
    match = next((m for text in texts if (m := re.search(_LISTS[name], text))), None)
    if not match:
        return {}
    parts = re.split(r",\s*(?:and |or )?|\s+(?:and|or)\s+", match[1])
    bare = [re.sub(r"^(?:any |the )?(?:methods? of )?", "", part.strip()) for part in parts]
    return {name: tuple(f"{part[0].lower()}{part[1:]}" for part in bare if part)}


def _listed(name: str, head: str, texts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The items of the list under a sentence that ends so."""
    for text in texts:
        if match := re.search(rf"{head}\s*•\s*(.*)", text, re.IGNORECASE):
            return {name: tuple(part.strip().rstrip(";,") for part in match[1].split("•") if part.strip())}
    return {}
