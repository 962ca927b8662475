"""People by where they sit and what is theirs: "Steph in HR rang", "Mark's laptop", "@tobias", "Pete B".

A capital word before a desk is mostly a thing or several people ("Printers in Accounts stopped", "Someone in HR rang").
It is somebody where it is a name, or where the desk is followed by what only a person does.
"""

import re
from collections.abc import Iterator
from functools import cache

from ksb_mapper.personal_data.given_names import (
    is_given,
    is_name,
    nobody_signs,
    persons_amid,
    places,
    surnames,
    words_in_small_letters,
)
from ksb_mapper.personal_data.known import figure_of, pattern_of, words_of
from ksb_mapper.personal_data.outlines import Line, whole_words

_BIG, _SMALL = "A-ZÀ-ÖØ-ÞĀ-Ž", "a-zß-öø-ÿā-ž"
_NAME = rf"[{_BIG}][{_SMALL}]{{1,14}}"
_WHERE = whole_words(("in", "on", "from", "at"))
_NEAR = figure_of("reach", "before_a_colleague")
_ASKED = (
    r"agreed|asked|came over|confirmed|emailed|explained|flagged|forwarded|gave|let me|messaged|mentioned"
    r"|needed|noticed"
    r"|passed|phoned|pointed|popped|raised|rang|replied|reported|requested|said|says|sent|showed|signed|sorted|spotted"
    r"|texted|thanked|told|tried|wanted|wants|was|who|with"
)
_SPOKEN_TO_BEFORE = re.compile(
    r"\b(?:ask(?:ed|ing)?|call(?:ed)? from|came from|emailed|for|from|help(?:ed|ing)|messaged|phoned|rang"
    r"|showed|spoke (?:to|with)"
    r"|talked to|thanked|to|told|with|by|and) $"
)
_OWNED = re.compile(
    rf"\b(?P<name>{_NAME})['’]s (?:(?:old|new|work|own|second|home|user|shared) )?(?:account|badge|calendar"
    rf"|chair|desk|diary|docking station|fob"
    r"|handset|headset|inbox|iPad|iPhone|keyboard|laptop|line manager|login|mailbox|manager|monitors?|mouse"
    r"|OneDrive|password|PC|phone"
    r"|profile|screens?|tablet|ticket|user ?name|voicemail|webcam)\b"
)
_HANDLE = re.compile(r"(?<![\w.@/])@(?P<name>[A-Za-z]{3,15})(?![\w.@/-]|\(|=)")
_WITH_LETTER = re.compile(
    rf"\b(?P<name>{_NAME} (?![AI]\b)[A-Z](?:\.(?= [a-z]))?)(?![\w'’:-]|\.\w)(?! drive| record|:)"
)
_INITIALLED = re.compile(
    rf"\b(?:[Ll]eaver|[Jj]oiner|[Ss]tarter|[Mm]anager|[Mm]gr|[Pp]upil|[Pp]atient|[Rr]esident|[Cc]lient"
    rf"|[Tt]enant|[Ee]mployee|[Uu]ser|[Cc]ustomer"
    rf"|[Aa]pprentice|[Tt]utor|[Mm]entor|[Ss]upervisor|[Aa]ttendees?|[Pp]resent|[Aa]ssignee):? (?P<name>[A-Z]\."
    rf"(?: ?[A-Z]\.)? ?{_NAME}(?:-{_NAME})?)\b"
)


_AMID = re.compile(
    rf"(?<=[a-z,)] )(?P<name>{_NAME})(?: (?P<last>{_NAME}(?:-{_NAME})?))?(?=['’]s\b|[ .,;!?)]|$)(?! [A-Z(]"
    rf"| as\b|['’]s your\b)"
)
_NOT_AFTER = re.compile(
    r"\b(?:[Tt]he|an?|this|that|each|every|no|any|our|your|[Cc]lick(?:ed)?|[Ss]elect(?:ed|ing)?|[Pp]ress(?:ed)?"
    r"|chose|[Cc]hoose|chosen|button"
    r"|option|tab|menu|labelled|column|field|per|as|set|on|in|[Ss]t|[Mm]ount|[Ll]ake|[A-Z]\w+),? $"
)
_OF_SOMEBODY = re.compile(
    r"\b(?:with|for|by|to|from|and|gave|giving|told|asked|rang|emailed|phoned|of|met|saw|helped|showed|contact|contacted"
    r"|thanked|while|as) $"
)
_MEASURED = re.compile(
    r"(?:Max (?:age|bandwidth|capacity|connections?|depth|duration|height|length|level|limit|load|number|output|power"
    r"|rate|retries|size|speed|temperature|threads|throughput|time|timeout|users?|value|volume|width)|Rich text)\b"
)
_BEFORE_SOMEBODY = re.compile(
    r"\b(?:asked|told|rang|emailed|phoned|messaged|texted|thanked|gave|giving|helped|helping|let|so|that) $"
)
_OF_A_PRODUCT = re.compile(r"(?:ing|[st]ions?|ances?|ments?|ility|ities|ivity|ness)$")
_IN_A_LIST = re.compile(r", $")
_DONE = re.compile(r" [a-z]{2,12}ed\b")
_AN_ORDER = re.compile(r"\b(?:and|then|or),? $")
_DOES = re.compile(
    r"(?:['’]s\b|[.,;!?)]|$| (?:and|is|was|has|had|to|from|in|at|who|about|[a-z]{2,12}ed|rang|said|says|came"
    r"|went|took|got|did|had|will)\b)"
)
_SPEAKS = re.compile(rf"^\[?\d\d:\d\d(?::\d\d)?\]?,? -? ?(?P<name>{_NAME})(?: {_NAME})?: ")


def _amid(text: str) -> Iterator[tuple[int, int, float]]:
    """Names that are words too, with a capital in the midst of a sentence ("I asked Mark to hold it")."""
    for match in _AMID.finditer(text):
        name, last = match["name"], match["last"]
        said = text[max(0, match.start() - 12) : match.start()]
        if name not in persons_amid() or _NOT_AFTER.search(said):
            continue
        if _MEASURED.match(text, match.start()) and not _BEFORE_SOMEBODY.search(said):
            continue
        if last is None:
            if (
                _DOES.match(text, match.end())
                if _AN_ORDER.search(said)
                else not _IN_A_LIST.search(said) or not _DONE.match(text, match.end())
            ):
                yield match.start("name"), match.end("name"), 0.7
        elif (
            last not in nobody_signs()
            and last not in places()
            and (last in surnames() or not _OF_A_PRODUCT.search(last))
            and _OF_SOMEBODY.search(said)
        ):
            yield match.start("name"), match.end("last"), 0.75


_TELLING = whole_words(
    ("asked", "told", "showed", "rang", "emailed", "phoned", "thanked", "texted", "messaged")
)
_TOLD = re.compile(
    rf"\b(?:I|i|we|We|and|then|who|she|he|She|He) (?:asked|told|showed|rang|emailed|phoned|thanked|texted"
    rf"|messaged) (?P<name>{_NAME})(?= (?![A-Z])|[.,;]|$)"
)
_LIST = re.compile(
    r"(?:^|[.;|\n] ?)(?:[Aa]ttend(?:ees|ed by|ing)|[Pp]resent|[Aa]pologies|[Ii]n attendance|[Cc]c|[Ii]nvited"
    r"|[Tt]o): (?P<names>[^:;|\n]{3,200})"
)
_ONE_LISTED = re.compile(
    rf"(?:^|(?<=, )|(?<= and ))(?P<name>[A-Z]\.? {_NAME}|{_NAME} {_NAME})(?=$|[,.]| and | \()"
)


def _listed(text: str) -> Iterator[tuple[int, int, float]]:
    """Everybody whom the head of a note lists."""
    for names in _LIST.finditer(text):
        offset = names.start("names")
        for match in _ONE_LISTED.finditer(names["names"]):
            if nobody_signs().isdisjoint(match["name"].split()):
                yield offset + match.start("name"), offset + match.end("name"), 0.8


def find_colleagues(line: Line, *, has_name: bool) -> Iterator[tuple[int, int, float]]:
    """Start, end and confidence (0..1) of each, given whether a capital word of the line may be a name."""
    text = line.text
    if (" IT" in text or not line.words.isdisjoint(_desk_words())) and not line.words.isdisjoint(_WHERE):
        yield from _at_a_desk(text)
    if has_name and ("'s " in text or "’s " in text):
        for match in _OWNED.finditer(text):
            if is_name(match["name"]):
                yield match.start("name"), match.end("name"), 0.75
    if "@" in text:
        for match in _HANDLE.finditer(text):
            name = match["name"]
            if name.lower() not in words_in_small_letters() and is_given(name.capitalize()):
                yield match.start("name"), match.end("name"), 0.75
    if has_name:
        for match in _WITH_LETTER.finditer(text):
            first = match["name"].partition(" ")[0]
            if is_given(first) or (match["name"].endswith(".") and is_name(first)):
                yield match.start("name"), match.end("name"), 0.8
    if has_name and not line.words.isdisjoint(_TELLING):
        for match in _TOLD.finditer(text):
            if is_name(match["name"]) and match["name"] not in nobody_signs():
                yield match.start("name"), match.end("name"), 0.7
    if has_name:
        yield from _amid(text)
        speaks = _SPEAKS.match(text)
        if speaks and is_name(speaks["name"]):
            yield speaks.start("name"), speaks.end("name"), 0.75
    if ": " in text and ", " in text:
        yield from _listed(text)
    if b" A." in line.outline:
        for match in _INITIALLED.finditer(text):
            yield match.start("name"), match.end("name"), 0.85


def _at_a_desk(text: str) -> Iterator[tuple[int, int, float]]:
    for match in _desks().finditer(text):
        name, before = match["name"], text[max(0, match.start() - _NEAR) : match.start()]
        if name in words_of("people", "nobody") or name in nobody_signs() or _ends_in_a_name(before):
            continue
        is_told = match["asked"] is not None or _SPOKEN_TO_BEFORE.search(before)
        if is_name(name) or (is_told and match["asked"] not in ("was", "with") and not name.endswith("s")):
            yield match.start("name"), match.end("name"), 0.75


@cache
def _desk_words() -> frozenset[bytes]:
    """One word of each desk, without "IT", which is a word of every line."""
    desks = [
        desk.split()[-1].rstrip("?s") for desk in pattern_of("people", "desks").split("|") if desk != "IT"
    ]
    every = {*desks, "desk", "helpdesk", "office", "reception", "store", "team", "warehouse", "in"} - {"in"}
    return whole_words(every) | whole_words(f"{desk}s" for desk in every)


def _ends_in_a_name(before: str) -> bool:
    """Whether what follows is a surname."""
    return before.endswith(" ") and is_name(before[:-1].rpartition(" ")[2])


@cache
def _desks() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<name>{_NAME}) (?:over |up |down )?(?:in|from|at|on) (?:the )?"
        rf"(?:(?:[A-Z]\w+ )?(?:{pattern_of('people', 'desks')})\b(?: (?:team|department|office|desk))?"
        r"|(?:[A-Z]\w+ |front |service |help |sales |site |post |finance )?(?:desk|helpdesk|office|reception"
        r"|stores|team|warehouse)\b)"
        rf"(?= (?P<asked>{_ASKED})\b)?"
    )
