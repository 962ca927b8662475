"""What a witness statement that somebody wrote on paper or in a file seems to leave out.

It is asked for what was seen, where and when, and who saw it: job title, how the witness knows the work, a signature
and its date. Read is only what words can show, and in doubt nothing is said: a signature by hand is a picture.
"""

import re
from collections.abc import Sequence

from documents import Passage

RULE = "witness_incomplete"

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b|{_MONTH}\s+\d{{4}})",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?i:remotely|on[ -]?site|from home|over (?:teams|zoom|the phone)|offices?|school|academy|college|depot"
    r"|data\s?cent(?:re|er)|(?:server|comms|meeting|training) room|hospital|surgery|workshop|warehouse|premises|campus"
    r"|headquarters|clinic)\b"
    r"|\b(?i:at|in|on|from)\s+(?:[\w'’&-]+\s+){0,4}?(?i:site|rooms?|branch|reception|floor|building|desk|council"
    r"|library|lab|store|station|hub)\b"
    rf"|\b(?:at|in)\s+(?!(?i:{_MONTH})\b)(?:[A-Z][a-z]{{2,}})"
)
_JOB = re.compile(
    r"\b(?:managers?|directors?|supervisors?|team lead(?:er)?|lead|head of|engineers?|technicians?|analysts?|officers?"
    r"|administrators?|consultants?|developers?|co-?ordinators?|mentors?|teachers?|owner|architects?|specialists?)\b",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"\b(?:line manager|manage[sd]?|managing|supervis\w+|mentor\w*|colleagues?|work(?:s|ed|ing)? (?:with|alongside)"
    r"|report(?:s|ed)? to me|(?:my|our) (?:team|department|apprentice|trainee)|clients?|customers?|buddy)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\b(?:sign(?:ed|ature)|/s/|yours (?:sincerely|faithfully|truly)|regards)", re.IGNORECASE
)
_BLANK = re.compile(r"[\s:._…\-–|]*")
_FEWEST_WORDS = 15
_LAST_LINES = 8


def what_is_missing(passages: Sequence[Passage]) -> str:
    """What we did not find in a witness statement, as a list in words; empty where all of it seems to be there."""
    lines = [line for passage in passages for line in passage.text.splitlines() if line.strip()]
    text = "\n".join(lines)
    dates = _DATE.findall(text)
    found = {
        "what was seen": len(text.split()) >= _FEWEST_WORDS,
        "where": _PLACE.search(text) or _is_filled(lines, r"(?:where|location|place|site|venue)\b"),
        "when": dates,
        "the job title of the witness": _JOB.search(text)
        or _is_filled(lines, r"(?:job title|job role|job|role|position|occupation)\b"),
        "how the witness knows your work": _RELATION.search(text)
        or _is_filled(lines, r"relation(?:ship)?\b"),
        "a signature": _SIGNED.search(text),
        "the date of the signature": len(dates) > 1
        or _DATE.search("\n".join(lines[-_LAST_LINES:]))
        or _is_filled(lines, r"(?:date|dated|date signed|signed on)\b"),
    }
    missing = [words for words, there in found.items() if not there]
    return " or ".join([", ".join(missing[:-1]), missing[-1]] if len(missing) > 1 else missing)


def _is_filled(lines: Sequence[str], label: str) -> bool:
    """Whether something stands behind this label of a form, or in the line or cell below it."""
    for number, line in enumerate(lines):
        match = re.match(label, line.strip(), re.IGNORECASE)
        if match is None:
            continue
        rest = line.strip()[match.end() :]
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if not _BLANK.fullmatch(rest) or (below and ":" not in below and not _BLANK.fullmatch(below)):
            return True
    return False
