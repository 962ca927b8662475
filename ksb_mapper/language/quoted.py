"""What in a line somebody else says, by quotation marks and a lead ("The customer wrote: “I am so grateful”") or as a
line of a chat ("10:14 User: I am stuck"): an "I" in it is another's.

What its writer says, or tells himself, is his own. So is what nobody is named for: in doubt a word is its writer's.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ksb_mapper.kept import Kept
from ksb_mapper.texts.marks import BULLETS, TIME_OF_DAY

_MARK = re.compile(r"[\"“‘]|(?<!\w)'")
_QUOTE = re.compile(
    r"“[^“”]{2,800}”|\"[^\"]{2,800}\"|(?<!\w)‘(?:[^‘’]|(?<=\w)’(?=\w)){2,800}’(?!\w)"
    r"|(?<!\w)'(?=\S)(?:[^']|(?<=\w)'(?=\w)){2,800}'(?!\w)"
)
_PERSON = (
    r"(?:end[- ]?)?(?:customers?|users?|clients?|callers?|requesters?|tenants?|guests?|patients?|residents?|parents?"
    r"|pupils?|teachers?|managers?|supervisors?|mentors?|tutors?|employers?|colleagues?|engineers?|directors?|staff|owners?"
    r"|team|attendees?|delegates?|learners?|visitors?|stakeholders?)"
)
_SAID = (
    r"(?:said|says|saying|wrote|writes|writing|replied|replies|commented|comments|answered|added|stated|noted|remarked"
    r"|emailed|texted|messaged|responded|reported|(?:told|tells|telling) (?!myself|ourselves)[\w']+|asked|asking)"
)
_SAYS = re.compile(rf"\b{_SAID}\b(?! (?:myself|ourselves)\b)", re.IGNORECASE)
_IS_OWN = re.compile(
    r"(?:^|\b(?:[Ii]|[Ww]e)(?:['’]\w+)?(?: (?:\w+ly|then|also|have|had|just|always|never|would|could|should)){0,4}) $"
)
_IS_LED_BY_A_LABEL = re.compile(
    rf"(?:\b{_PERSON}(?:['’]s?)?(?: \w+)? (?:feedback|comments?|review|response|reply|quote|testimonial|survey|note"
    rf"|message|e-?mail)|\b(?:feedback|comments?|review|response|reply|quote|testimonial|note|message|e-?mail|card)"
    rf" (?:from|by|of) (?!(?:me|mine)\b)[^:.\"“‘']{{2,40}}"
    rf"|(?:^|[.!?;|] ?)(?:customer |user )?(?:feedback|testimonial|{_PERSON}))"
    r"(?: (?:to|on|about|in|after) [\w' -]{1,60})?(?: ?\([^)]{0,30}\))?(?: (?:was|is|read|reads|said))?"
    r"\s?[:–—-]?\s{0,3}$",
    re.IGNORECASE,
)
_IS_FOLLOWED_BY_WHO = re.compile(
    rf"\s{{0,3}},?\s{{0,3}}(?:{_SAID} (?!(?:I|we)\b)\w+"
    rf"|(?:he|she|they|(?:the|my|our|one|a|an) (?:[\w'-]+ )?[\w'-]+) {_SAID}\b"
    rf"|[-–—(]\s{{0,3}}(?:(?:the|my|our|a|an|one) )?(?:\w+ )?{_PERSON}\b)",
    re.IGNORECASE,
)
_IS_TAKEN_TO_HEART = re.compile(
    r"\s{0,3}[,;–—-]?\s{0,3}(?:and|which|but) (?:(?:it|that|this|he|she|they) )?(?:(?:is|was|were|are|really|still) )?"
    r"(?:(?P<so>true|right|fair)|stung|stings|hurt|hurts|stuck with me|stayed with me)\b",
    re.IGNORECASE,
)
"""What another said to the writer is the writer's where he says that it is so, or what it did to him."""
_SPEAKS_TO_SOMEBODY = re.compile(r"\b(?:you|your|you['’]\w+)\b", re.IGNORECASE)
_SPEAKS_OF_SOMEBODY = re.compile(r"\b(?:I|me|my|mine|we|us|our|you|your|yours)\b", re.IGNORECASE)
_NAMES_A_PERSON = re.compile(rf"\b{_PERSON}\b", re.IGNORECASE)
_MAY_BE_THE_WRITER = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')]{0,3}\s{1,3}(?=[A-Z\"“‘'])")
_LONGEST_LEAD = 160
_PARTS_LOOKED_AT = 4

_BEGINS = rf"[{BULLETS}>|\[(\s]{{0,6}}"
_WHEN = rf"{TIME_OF_DAY}(?::\d\d)?(?: ?[ap]m)?[\])]?[\s,:|–—-]{{1,4}}"
_BY_ANOTHER = rf"(?:the )?{_PERSON}(?: ?[A-Z0-9])?(?: ?\([^)]{{0,30}}\))?\s?:\s"
# Not a tutor's or a manager's: in what they said of her she may well tell it as of herself.
_FEEDBACK = (
    r"(?:customers?|users?|clients?|callers?)(?:['’]s?|s['’])? (?:comments?|feedback|repl(?:y|ies)|reviews?|quote)"
    r"(?: ?\([^)]{0,30}\))?\s?:\s(?![\"“‘'])"
)
_LINE_OF_A_CHAT = re.compile(rf"{_BEGINS}(?:{_WHEN}{_BY_ANOTHER}|{_FEEDBACK})", re.IGNORECASE)
_LINE_BY_ANOTHER = re.compile(rf"{_BEGINS}(?:(?:{_WHEN})?{_BY_ANOTHER}|{_FEEDBACK})", re.IGNORECASE)
_LINE_BY_ME = re.compile(rf"{_BEGINS}(?:{_WHEN})?(?:me|i|myself)\s?:\s", re.IGNORECASE)


class _Line(NamedTuple):
    is_by_me: bool
    """Whether it says so."""
    own: str
    own_in_a_chat: str
    """The same where another line says "Me:"."""


def in_own_words(lines: Sequence[str]) -> list[str]:
    """Lines of one text with spaces for what another says in them, each as long as before."""
    read = _lines.of(lines, lambda unread: map(_read, unread))
    if any(line.is_by_me for line in read):
        return [line.own_in_a_chat for line in read]
    return [line.own for line in read]


_lines: Kept[_Line] = Kept(most=2_048)


def _read(line: str) -> _Line:
    own = _without_quotes(_without_chat(line, _LINE_OF_A_CHAT))
    in_a_chat = _without_chat(own, _LINE_BY_ANOTHER)
    return _Line(_LINE_BY_ME.match(line) is not None, own, in_a_chat)


def _without_chat(line: str, leads: re.Pattern[str]) -> str:
    led = leads.match(line)
    return led[0] + " " * (len(line) - led.end()) if led else line


def _without_quotes(line: str) -> str:
    if _MARK.search(line) is None:
        return line
    parts: list[str] = []
    after = 0
    for quote in _QUOTE.finditer(line):
        parts.append(line[after : quote.start()])
        is_another_s = not _is_taken_to_heart(quote[0], line, quote.end()) and (
            _leads_to_another("".join(parts[-_PARTS_LOOKED_AT:]), quote[0])
            or _IS_FOLLOWED_BY_WHO.match(line, quote.end())
        )
        parts.append(" " * len(quote[0]) if is_another_s else quote[0])
        after = quote.end()
    return "".join((*parts, line[after:]))


def _is_taken_to_heart(quote: str, line: str, end: int) -> bool:
    taken = _IS_TAKEN_TO_HEART.match(line, end)
    return taken is not None and (taken["so"] is None or _SPEAKS_TO_SOMEBODY.search(quote) is not None)


def _leads_to_another(before: str, quote: str) -> bool:
    """Whether what stands before a quotation says that another than the writer says it. Who is only "he" there may be
    the writer, told of as another: what then speaks of nobody is let be."""
    *_, lead = _SENTENCE_END.split(before[-_LONGEST_LEAD:])
    if _IS_LED_BY_A_LABEL.search(lead):
        return True
    *_, last = [None, *_SAYS.finditer(lead)]
    if last is None or _IS_OWN.search(lead[: last.start()]):
        return False
    may_be_hers = _MAY_BE_THE_WRITER.search(lead) and not _NAMES_A_PERSON.search(lead)
    return not may_be_hers or _SPEAKS_OF_SOMEBODY.search(quote) is not None
