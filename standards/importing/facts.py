"""The facts about a standard as a whole: reference, title, version, level, months, licence."""

import re
from collections.abc import Sequence
from typing import Any

from standards.importing.found import Notes
from standards.importing.lines import Line, key
from standards.importing.numbers import number_in
from standards.importing.sections import heading_kind, ksb_heading, option_of_duties

_REFERENCE = re.compile(r"\b(?:ST|OCC|FA|AU|HTQ|TL)\d{4}[A-Z]?\b")
_LABEL = re.compile(r"^(?:\d+[.)]\s*)?(?P<label>[A-Za-z][A-Za-z() -]{2,45}?)\s*:\s*(?P<value>.*)$")
_VERSION = re.compile(r"(?:version\s*|v)?(\d+(?:\.\d+)+|\d+)", re.IGNORECASE)
_LOG_ROW = re.compile(r"^(?:version\s*|v)?(\d+\.\d+)\b(?!/)", re.IGNORECASE)
_UNNUMBERED = re.compile(
    r"^(?:revised version|version in development|in revision|revision)\b[^.|]*", re.IGNORECASE
)
_LABELS = {
    "reference": "reference", "reference number": "reference", "standard reference": "reference",
    "occupation code": "reference",
    "version": "version", "version number": "version",
    "level": "level", "route": "route", "lars code": "lars_code", "lars": "lars_code", "larscode": "lars_code",
    "typical duration to gateway": "months_to_gateway", "typical duration": "months_to_gateway",
    "duration": "months_to_gateway", "duration months": "months_to_gateway", "occupational level": "level",
    "typical duration months": "months_to_gateway", "typical epa period": "epa_months", "epa period": "epa_months",
    "typical assessment period": "epa_months", "date updated": "updated", "date published": "updated",
    "title": "title", "name": "title",
}  # fmt: skip
_NUMBERS = ("level", "lars_code", "months_to_gateway", "epa_months")
_NOT_A_TITLE = {
    "contents", "menu", "home", "cookies", "overview", "key information", "occupational standard", "search",
    "navigation", "end point assessment plan", "occupation", "apprenticeship", "details of standard",
    "details of the occupational standard", "apprenticeship page", "overview of the role",
}  # fmt: skip
LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."


def labelled(lines: Sequence[Line]) -> dict[str, tuple[str, int]]:
    """{fact: (words, line)} of "Level: 3" and of a label whose value stands in the next line or cell."""
    found: dict[str, tuple[str, int]] = {}
    for place, line in enumerate(lines):
        match = _LABEL.match(line.text)
        label, value = (key(match["label"]), match["value"].strip()) if match else (line.key, "")
        if (fact := _LABELS.get(label)) is None or fact in found:
            continue
        after = lines[place + 1] if place + 1 < len(lines) else None
        if not match and not (line.cell or line.heading or (after and _fits(fact, after.text))):
            continue
        if not value and after and not _LABEL.match(after.text) and len(after.text) < 80:
            value = after.text
        if value:
            found[fact] = value, line.number
    return found


def _fits(fact: str, value: str) -> bool:
    """Whether this could be no value but this fact's: then its label needs no mark."""
    if fact == "reference":
        return _REFERENCE.fullmatch(value.upper()) is not None
    if fact == "version":
        return re.fullmatch(r"(?:version\s*|v)?\d+\.\d+", value, re.IGNORECASE) is not None
    return fact in _NUMBERS and re.fullmatch(r"[\d,]+(?: months)?", value) is not None


def read_facts(lines: Sequence[Line], log: Sequence[Line], title: str, notes: Notes) -> dict[str, Any]:
    """The standard's facts in the names of the standard file. `title` is what the page's <title> says, or ""."""
    said = labelled(lines)
    facts: dict[str, Any] = {"reference": _reference(said, lines, notes)}
    facts["version"] = _version(said, lines, log, notes)
    facts["title"] = _title(said, lines, title, notes)
    for name in _NUMBERS:
        if name in said and (number := number_in(said[name][0])):
            facts[name] = number
    if "route" in said:
        facts["route"] = said["route"][0]
    words = " ".join(line.text for line in lines)
    for name, pattern in _IN_WORDS.items():
        if name not in facts and (match := re.search(pattern, words, re.IGNORECASE)):
            facts[name] = int(match[1])
    if match := re.search(r"Crown copyright\W*(\d{4})", words, re.IGNORECASE):
        facts["licence"] = f"Crown copyright {match[1]}. {LICENCE}"
    updated = f", updated {said['updated'][0]}" if "updated" in said else ""
    facts["source"] = f"The published page of {facts['reference']}{updated}."
    return facts


_IN_WORDS = {
    "months_to_gateway": r"typically (?:spends|takes) (\d+) months",
    "epa_months": r"(?:EPA|assessment) period lasting typically (\d+) months",
    "minimum_months": r"at least (\d+) months on[- ]programme",
    "level": r"\bLevel (\d)\b",
}


def _reference(said: dict[str, tuple[str, int]], lines: Sequence[Line], notes: Notes) -> str:
    if "reference" in said and (match := _REFERENCE.search(said["reference"][0].upper())):
        return match[0]
    for line in lines:
        if match := _REFERENCE.search(line.text.upper()):
            notes.doubt(
                line.number,
                line.text,
                f"The page has no line “Reference”; {match[0]} stands here.",
                "reference",
            )
            return match[0]
    notes.doubt(
        None, "", "The page gives no reference. UNKNOWN stands in its place: give the reference.", "reference"
    )
    return "UNKNOWN"


def _version(
    said: dict[str, tuple[str, int]], lines: Sequence[Line], log: Sequence[Line], notes: Notes
) -> str:
    numbers = [(match[1], line) for line in log if (match := _LOG_ROW.match(line.text))]
    unnumbered = next((line for line in log if _UNNUMBERED.match(line.text)), None)
    if "version" in said and (match := _VERSION.fullmatch(said["version"][0].strip())):
        if unnumbered and (not numbers or unnumbered.number < numbers[0][1].number):
            why = f"The log names a revision without a number, and the page says version {match[1]}. Which is it?"
            notes.doubt(unnumbered.number, unnumbered.text, why, "version")
        return match[1]
    first = numbers[0][0] if numbers else ""
    if unnumbered and (not numbers or unnumbered.number < numbers[0][1].number):
        major, _, minor = (first or "1.0").partition(".")
        guess = f"{major}.{int(minor) + 1}" if first else "1.0"
        why = f"The page gives this revision no number. {guess} is ours, the next after {first or 'none'}: check it."
        notes.doubt(unnumbered.number, unnumbered.text, why, "version")
        return guess
    if first:
        return first
    for line in lines:
        if match := re.fullmatch(r"(?:.*[\s(/])?(?:version|v)\s?(\d+\.\d+)\)?", line.text, re.IGNORECASE):
            notes.doubt(
                line.number, line.text, f"The page has no line “Version”; {match[1]} stands here.", "version"
            )
            return match[1]
    notes.doubt(None, "", "The page gives no version. 1.0 stands in its place: check it.", "version")
    return "1.0"


def _title(said: dict[str, tuple[str, int]], lines: Sequence[Line], page_title: str, notes: Notes) -> str:
    if "title" in said:
        return said["title"][0]
    if headed := _headed_title(lines, page_title):
        return headed
    first = _first_words(lines)
    for line in lines:
        if match := re.search(r"for the (.{3,80}?) (?:degree[- ])?apprenticeship\b", line.text):
            title = _as_elsewhere(match[1], lines)
            if first is None or key(first.text) != key(title):
                why = "The page has no title. This is from a sentence: check its capitals."
                notes.doubt(line.number, title, why, "title")
            return first.text if first and key(first.text) == key(title) else title
    if first:
        notes.doubt(
            first.number,
            first.text,
            "The page marks no title. These are its first words: check them.",
            "title",
        )
        return first.text
    notes.doubt(None, "", "The page gives no title: give it.", "title")
    return ""


def _first_words(lines: Sequence[Line]) -> Line | None:
    """The first line near the top that could be a title: a few words that are no heading, label or sentence."""
    for line in lines[:12]:
        known = (
            line.key in _NOT_A_TITLE
            or heading_kind(line)
            or ksb_heading(line)
            or option_of_duties(line) is not None
        )
        sentence = line.text.endswith((".", ":")) or line.text.lower().startswith(("this ", "view ", "skip "))
        coded = _REFERENCE.search(line.text) or not line.text[:1].isalpha() or _LABEL.match(line.text)
        if not (known or sentence or coded or line.bullet or line.cell) and 3 < len(line.text) < 80:
            return line
    return None


def _headed_title(lines: Sequence[Line], page_title: str) -> str:
    """The page's first heading of the first rank, else its <title> without the site's name."""
    for line in lines[:150]:
        known = line.key in _NOT_A_TITLE or heading_kind(line) or ksb_heading(line) or _LABEL.match(line.text)
        if line.heading == 1 and not known and option_of_duties(line) is None:
            bare = re.sub(r"\s*\(?\b(?:ST|OCC|FA)\d{4}[A-Z]?\b\)?\s*", " ", line.text)
            return re.sub(r"\s+/.*$", "", bare).strip(" -–:")
    return re.split(r"\s+[/|]\s+|\s+[–-]\s+(?=Skills|Institute)", page_title)[0].strip()


def _as_elsewhere(title: str, lines: Sequence[Line]) -> str:
    """The title with the initials that the page writes elsewhere in capitals ("it" is "IT"), its first letter large."""
    pattern = re.compile(rf"\b{re.escape(title)}s?\b", re.IGNORECASE)
    words = title.split()
    for line in lines:
        for match in pattern.finditer(line.text):
            written = match[0].split()
            words = [
                other if other.isupper() and len(other) > 1 else word
                for word, other in zip(words, written, strict=False)
            ]
    return " ".join([words[0][0].upper() + words[0][1:], *words[1:]])
