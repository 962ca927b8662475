"""Text with its place: what every reading begins from, held within bounds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol, runtime_checkable

from ksb_mapper.errors import NotPassages, TextTooLong
from ksb_mapper.kept import Kept
from ksb_mapper.texts.sentences import is_abbreviation

LONGEST_TEXT = 1_000_000
"""Characters read at once, over all passages: some 350 pages, well past any portfolio piece."""

LONGEST_UNIT = 20_000
"""Characters handed to spaCy at once, so that memory does not follow the length of the text."""


@runtime_checkable
class HasTextAndLocator(Protocol):
    """What `documents.read` yields, and anything shaped like it."""

    @property
    def text(self) -> str: ...

    @property
    def locator(self) -> str | None: ...


class Passage(NamedTuple):
    """A stretch of text and where a reader finds it ("page 3", "Testing, paragraph 2"); None where unknown."""

    text: str
    locator: str | None = None


_LONGEST_WORD = 200
_OVERLONG = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
# The mark comes first and what stands before it is asked then, so that not each letter of a text is tried.
_SURE_END = re.compile(r"[.?!](?<=[a-z0-9].) +(?=[A-Z])")
_WORD_BEFORE = re.compile(r"(?<![\w.])[\w.]+$")
_LONGEST_WORD_BEFORE = 40
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

PassageLike = tuple[str, str | None] | HasTextAndLocator
TextOrPassages = str | Iterable[PassageLike]
"""One text, or passages each a `(text, locator)` pair or an object with `.text` and `.locator`."""


def as_passages(text_or_passages: TextOrPassages) -> tuple[Passage, ...]:
    """The passages of a text, in order; a bare text is one passage without a locator.

    Half a surrogate pair, which is no character and cannot be written anywhere, is U+FFFD from here on, one for one, so
    that offsets hold. Raises `TextTooLong` past `LONGEST_TEXT` characters in all, before any of it is read, and
    `NotPassages` for what is neither.
    """
    if isinstance(text_or_passages, str):
        passages: tuple[Passage, ...] = (_whole(Passage(text_or_passages)),)
    elif isinstance(text_or_passages, Iterable):
        passages = tuple(map(_as_passage, text_or_passages))
    else:
        raise NotPassages(text_or_passages)
    characters = sum(len(passage.text) for passage in passages)
    if characters > LONGEST_TEXT:
        raise TextTooLong(characters, LONGEST_TEXT)
    return passages


def _as_passage(passage: PassageLike) -> Passage:
    if isinstance(passage, Passage):
        return _whole(passage)
    # What is plainly a pair is not asked for attributes, which takes longer than all the rest.
    if type(passage) is not tuple and isinstance(passage, HasTextAndLocator):
        return _whole(Passage(passage.text, passage.locator))
    match passage:
        case [text, locator]:
            return _whole(Passage(text, locator))
    raise NotPassages(passage, "One of the passages")


def _whole(passage: Passage) -> Passage:
    text, locator = passage.text, passage.locator
    if not isinstance(text, str):
        raise NotPassages(text, "The text of a passage")
    if not isinstance(locator, str | None):
        raise NotPassages(locator, "The locator of a passage")
    try:
        # What can be written holds none: told far sooner than by looking at each character.
        f"{text}{locator}".encode()
    except UnicodeEncodeError:
        return Passage(
            _LONE_SURROGATE.sub("\ufffd", text), locator and _LONE_SURROGATE.sub("\ufffd", locator)
        )
    return passage


# Each is one character, so that offsets hold. Word and web pages put a space that does not break into numbers, names
# and post codes; breaks are of old systems, of pages and of what was pasted.
_OTHER_SPACES = "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_OTHER_BREAKS = "\v\f\u0085\u2028\u2029"
_LONE_RETURN = re.compile("\r(?!\n)")


def lines(text: str) -> Iterator[tuple[int, str]]:
    """`(offset, line)` of each line that is not blank, in order, without what ends it (one character or "\\r\\n") and
    with a plain space for each of any other kind. No sentence goes past a line, as lines are put together by
    `wrapping.unwrapped`."""
    start = 0
    for line in _with_plain_spaces(text).split("\n"):
        if line and not line.isspace():
            yield start, line.removesuffix("\r")
        start += len(line) + 1


def _with_plain_spaces(text: str) -> str:
    """Asked one by one, since hardly a text has any: a pattern for all would look at each character."""
    if "\r" in text:
        text = _LONE_RETURN.sub("\n", text)
    for space in filter(text.__contains__, _OTHER_SPACES):
        text = text.replace(space, " ")
    for end in filter(text.__contains__, _OTHER_BREAKS):
        text = text.replace(end, "\n")
    return text


def units(line: str) -> Iterator[tuple[int, str]]:
    """`(offset, piece)` of a line, in order, cut where a sentence surely ends; nothing of a blank one.

    No sentence goes past a unit, so what is known of a unit holds wherever it stands and for as long as nobody edits
    it. A unit has at most `LONGEST_UNIT` characters, cut at a space where there is one.

    A run of more than 200 characters without a space is no word of anybody's: it is blanked, since the time spaCy's
    tokeniser takes grows with the square of it.
    """
    if not line or line.isspace():
        return
    ends = [match.end() for match in _SURE_END.finditer(line) if not _ends_abbreviation(match)]
    start = 0
    for end in (*ends, len(line)):
        piece = line[start:end]
        if len(piece) > _LONGEST_WORD and _OVERLONG.search(piece):
            piece = _OVERLONG.sub(lambda run: " " * len(run[0]), piece)
        while len(piece) > LONGEST_UNIT:
            space = piece.rfind(" ", LONGEST_UNIT // 2, LONGEST_UNIT)
            cut = space + 1 if space >= 0 else LONGEST_UNIT
            yield start, piece[:cut]
            start, piece = start + cut, piece[cut:]
        yield start, piece
        start = end


Cut = tuple[tuple[int, str], ...]
"""The units of a line, each after its offset there."""

_cut: Kept[Cut] = Kept(most=4_096)


def units_of(wanted: Sequence[str]) -> list[Cut]:
    """Each of some lines by its units; a line that was cut before is not cut again."""
    return _cut.of(wanted, lambda unknown: [tuple(units(line)) for line in unknown])


def _ends_abbreviation(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _LONGEST_WORD_BEFORE - 1) : match.start()]
    return _is_abbreviation_at_end(before[before.rfind(" ") + 1 :])


@lru_cache(maxsize=4_096)
def _is_abbreviation_at_end(before: str) -> bool:
    word = _WORD_BEFORE.search(before)
    return word is None or len(word[0]) > _LONGEST_WORD_BEFORE or is_abbreviation(word[0])
