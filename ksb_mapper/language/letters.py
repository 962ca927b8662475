"""What in a mail or a letter its writer did not write: what it quotes of others, and all below the farewell.

In a thread whoever wrote the top mail is taken for the writer, and so is every later mail in it from the same name. A
mail pasted under a heading of its own is a top mail. What is quoted or signed ends where another part of the piece
begins, and a signature also where somebody says "I" or what was done: then the letter goes on.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from ksb_mapper.kept import Kept, kept_by_sentence
from ksb_mapper.language.grammar import load_grammar
from ksb_mapper.texts.frames import load_frame_words
from ksb_mapper.texts.marks import BULLETS, HEADING, ISO_DAY, MAIL_FIELDS, MAIL_TIMES, NUMBER, TIME_OF_DAY
from ksb_mapper.texts.passages import Passage

Spans = tuple[tuple[int, int], ...]
"""Starts and ends in one passage, in order."""

_QUOTED = re.compile(r"[ \t]{0,9}>")
_CARRIED_ON = re.compile(
    r"[-_*\s]{0,40}(?:original|forwarded) (?:message|e-?mail)\b[-_*\s:]{0,40}$|begin forwarded message:",
    re.IGNORECASE,
)
_FROM = re.compile(r"[*_]{0,2}From\s?:[*_]{0,2}\s*(?P<name>[^<(\[*]{0,80})")
_REST_OF_A_HEAD = re.compile(rf"[*_]{{0,2}}(?:{MAIL_TIMES}|Subject)\s?:")
_LINE_OF_A_HEAD = re.compile(rf"[*_]{{0,2}}(?:{MAIL_FIELDS}|{MAIL_TIMES})\s?:")
_LINES_OF_A_HEAD = 5
_NAME = r"(?:[A-Z][\w'’-]{0,30}|[A-Z]\.)"
_WROTE = re.compile(
    rf"(?:On\b.{{0,60}}\d.{{0,160}}|{_NAME}(?: {_NAME}){{1,3}}(?: ?[<(\[].{{0,80}})?(?:,? on\b.{{0,60}})?"
    r"|\S{0,80}>)? ?(?<!\bI )(?<!\b[Ww]e )\bwrote ?:$"
)
# In every line that `_WROTE` or `_FROM` matches.
_NAMES_A_WRITER = re.compile(r"wrote ?:|From\s?:")
_SIGNED_BY = re.compile(rf"(?:{_NAME}(?: {_NAME}){{0,3}}(?:\s?[,|(–-].{{0,80}})?|[a-z]{{2,12}})$")
_SAYS_I = re.compile(r"\bI(?:['’](?:ve|m|d|ll))? [a-z]")
_LINE_OF_A_LOG = re.compile(
    rf"\[?(?:{ISO_DAY}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})[ T,]{{1,3}}(?:at )?{TIME_OF_DAY}"
)
_BEGINS_ANEW = re.compile(rf"{HEADING}|(?:[{BULLETS}]|{NUMBER})\s+\w")
# "Registered in England", "Authorised and regulated by the FCA"
_AFTER_A_DEED_OF_A_FIRM = frozenset(
    ("in", "by", "and", "as", "under", "with", "from", "office", "company", "charity", "number", "no")
)
_PARAGRAPH = re.compile(r"(?:^|, )paragraph \d+$")
_PAGE = re.compile(r"page \d+")
_LONGEST_FAREWELL = 50
_FEWEST_WORDS_OF_PROSE = 8


class _Line(NamedTuple):
    passage: int
    start: int
    end: int
    text: str
    locator: str | None


class _Whose(Enum):
    """What the lines that follow are."""

    WRITER = auto()
    OTHER = auto()
    SIGNATURE = auto()


def not_by_writer(passages: Sequence[Passage]) -> list[Spans]:
    """Of each passage the lines in it that are quoted from another, or stand at and below a farewell."""
    found: list[list[tuple[int, int]]] = [[] for _ in passages]
    if any(_may_hold_some(passage.text) for passage in passages):
        lines = list(_lines(passages))
        if not all(_QUOTED.match(line.text) for line in lines):
            for line in _Letters(lines).not_by_writer():
                found[line.passage].append((line.start, line.end))
    return [tuple(spans) for spans in found]


def is_within(spans: Spans, offset: int) -> bool:
    """Whether what begins at an offset is in one of some spans."""
    if not spans:
        return False
    after = bisect_right(spans, offset, key=itemgetter(1))
    return after < len(spans) and spans[after][0] <= offset


def _may_hold_some(text: str) -> bool:
    return any(_may_lead_elsewhere.of(text.split("\n"), lambda lines: map(_may_lead, lines)))


_may_lead_elsewhere: Kept[bool] = Kept(most=4_096)


def _may_lead(line: str) -> bool:
    bare = line.strip()
    return (
        ">" in bare
        or (("wrote" in bare or "From" in bare) and _NAMES_A_WRITER.search(bare) is not None)
        or _CARRIED_ON.match(bare) is not None
        or _farewell(bare) is not None
    )


def _lines(passages: Sequence[Passage]) -> Iterator[_Line]:
    """The lines that are not blank."""
    for number, passage in enumerate(passages):
        start = 0
        for line in passage.text.split("\n"):
            end = start + len(line)
            if bare := line.strip():
                yield _Line(number, start, end, bare, passage.locator)
            start = end + 1


class _Letters:
    """The lines of a text, gone through once from the top."""

    def __init__(self, lines: list[_Line]) -> None:
        self._lines = lines
        self._writer: str | None = None

    def not_by_writer(self) -> Iterator[_Line]:
        whose = _Whose.WRITER
        tells = False
        part: tuple[str, str | None] = "", None
        for number, line in enumerate(self._lines):
            part_before, part = part, _part(line.locator or "")
            if part[0] != part_before[0]:
                whose, tells = _Whose.WRITER, False
            elif whose is _Whose.SIGNATURE and part != part_before:
                whose = _Whose.WRITER
            if _QUOTED.match(line.text):
                yield line
                continue
            whose = self._from_here(number, whose, tells)
            if whose is not _Whose.WRITER:
                yield line
            tells = tells or _tells(line.text)

    def _from_here(self, number: int, whose: _Whose, tells: bool) -> _Whose:
        text = self._lines[number].text
        if (sender := self._sender(number)) is not None:
            if not tells and whose is _Whose.WRITER:
                self._writer = sender
            return _Whose.WRITER if sender == self._writer else _Whose.OTHER
        if _CARRIED_ON.match(text) or self._says_who_wrote(number):
            return _Whose.OTHER
        if whose is not _Whose.WRITER and _LINE_OF_A_LOG.match(text):
            return _Whose.WRITER
        if self._takes_leave(number):
            return _Whose.SIGNATURE
        if whose is _Whose.SIGNATURE and _goes_on(text):
            return _Whose.WRITER
        return whose

    def _sender(self, number: int) -> str | None:
        """Whom a mail is from, in small letters, where its head begins."""
        head = _FROM.match(self._lines[number].text)
        if head is None or not any(
            _REST_OF_A_HEAD.match(text) for text in self._below(number, _LINES_OF_A_HEAD)
        ):
            return None
        return head["name"].strip(" \"'\t").lower()

    def _says_who_wrote(self, number: int) -> bool:
        """Whether a line leads to what another wrote, which is not marked line by line."""
        below = next(self._below(number, 1), "")
        return _WROTE.match(self._lines[number].text) is not None and not _QUOTED.match(below)

    def _takes_leave(self, number: int) -> bool:
        """Whether a line is a farewell: words that are nothing else, or words of thanks with a name after them."""
        farewell = _farewell(self._lines[number].text)
        if farewell is None:
            return False
        words, after = farewell
        if after and not _is_signed_by(after):
            return _is_signed_by(next(self._below(number, 1), ""))
        if after or not load_frame_words().courtesy.fullmatch(words):
            return True
        return _is_signed_by(next(self._below(number, 1), ""))

    def _below(self, number: int, most: int) -> Iterator[str]:
        return (line.text for line in islice(self._lines, number + 1, number + 1 + most))


@kept_by_sentence(most=2_048)
def _part(locator: str) -> tuple[str, str | None]:
    """What a passage is in, by its locator; a page, on which what stands on the one before may go on, by itself."""
    within = _PARAGRAPH.sub("", locator)
    return ("", within) if _PAGE.match(within) else (within, None)


@kept_by_sentence(most=4_096)
def _farewell(line: str) -> tuple[str, str] | None:
    """The words that take leave, if a line does, and what stands after them in it."""
    words = load_frame_words()
    if len(line) > _LONGEST_FAREWELL or not words.farewell.match(line):
        return None
    begins = words.farewell_words.match(line)
    return (begins[0], line[begins.end() :].strip(" ,.!–-")) if begins else None


def _is_signed_by(line: str) -> bool:
    return _SIGNED_BY.match(line.rstrip(",")) is not None and not _says_a_deed(line)


def _tells(line: str) -> bool:
    """Whether a line says something, and is no head or title above a first mail."""
    if _LINE_OF_A_HEAD.match(line):
        return False
    is_prose = line.endswith((".", "!", "?")) or len(line.split()) >= _FEWEST_WORDS_OF_PROSE
    return is_prose or load_frame_words().greeting.match(line) is not None or _farewell(line) is not None


@kept_by_sentence(most=2_048)
def _goes_on(line: str) -> bool:
    """Whether a line below a farewell is of the work again: a disclaimer neither says "I" nor begins with a deed,
    and its "we" is the firm."""
    return bool(_BEGINS_ANEW.match(line) or _SAYS_I.search(line)) or _says_a_deed(line)


def _says_a_deed(line: str) -> bool:
    """Whether a line begins with what was done, as notes do ("Rebooted the switch", "Reset MFA"), and not with a name
    that ends like a deed ("Mohammed Ali")."""
    first, second, *_ = [*line.split(), "", ""]
    if second in _AFTER_A_DEED_OF_A_FIRM or not (
        second[:1].islower() or second.isupper() or second[-1:].isdigit()
    ):
        return False
    return load_grammar().is_deed(first.lower())
