"""The words that a comment is about: whether they stand in what its writer has before him.

A browser gives the words that are selected on the page, which may be older than what is there now; without script they
are typed. Letters and digits are compared and nothing else: white space, the bars of a table and the case of a heading
differ between a page and its text.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from accounts.models import Person
from foundation.errors import Refused
from sign_off.manifest import Json, Manifest
from sign_off.models import Subject
from sign_off.state import last_sent
from sign_off.subjects import guide_to

MOST_QUOTED = 2000  # characters of a selection that a page sends; it may end inside a word
# Where a selection goes on from one passage to the next, a page may have put between them, in this order: the foot of a
# sheet (the name of a file, "Page 1 of 3", "Page 1 of 3 as it looks"), the title of a section with "412 words", the
# number of a row. Letters and digits alone, as they are compared.
_ON_A_PAGE = re.compile(r"(?:page|slide)\d{1,5}of\d{1,5}(?:asitlooks)?|\d{1,7}words?")
_MOST_ON_A_PAGE = 6  # of these, and of names, one after the other
_LONGEST_NUMBER = 7
# How much is looked at before the words are held to be nowhere: thousands of short lines that are all the same can be
# read in more ways than there is time for. A page shows some hundreds of the passages of a file.
_MOST_BREAKS = 20
_MOST_STEPS = 5_000
_BETWEEN = "\0"  # in no text: the database takes none
_NO_LETTERS = re.compile(rf"[^\w{_BETWEEN}]+")


class NotQuoted(Refused):
    """The words that a comment is about are not in what was sent."""

    status = 422


def require_quoted(person: Person, subject: Subject, words: str) -> None:
    """Raises NotQuoted where `words` stand neither in what was last sent nor, for its owner, in what is there now."""
    if words and not any(stands_in(words, texts, names) for texts, names in _texts_before(person, subject)):
        raise NotQuoted(
            "These words are not in what was sent. It was changed since you opened the page, or they were "
            "typed a little differently."
        )


def _texts_before(person: Person, subject: Subject) -> Iterator[tuple[list[str], list[str]]]:
    """The passages, and the names that a page prints between them."""
    guide, review = guide_to(subject), last_sent(subject)
    if review is not None:
        sent = Manifest.from_dict(review.snapshot)
        yield [*guide.texts_of(subject, sent), *_words_in(sent)], _names_in(sent)
    if person.id == subject.apprenticeship.apprentice_id:
        now = guide.manifest_of(subject)
        yield [*guide.texts_of(subject, None), *_words_in(now)], _names_in(now)


def _names_in(manifest: Manifest) -> list[str]:
    return [name for one in manifest.entries for name in (one.title, *(file.name for file in one.files))]


def _words_in(manifest: Manifest) -> Iterator[str]:
    """What stands in it beside the text of files: titles, names, the context card, the mapping."""
    yield manifest.title
    for entry in manifest.entries:
        yield entry.title
        yield from (file.name for file in entry.files)
        yield from _strings(entry.facts)


def _strings(value: Json) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for name, one in value.items():
                yield name
                yield from _strings(one)
        case Sequence():
            for one in value:
                yield from _strings(one)


def stands_in(words: str, passages: Sequence[str], names: Sequence[str] = ()) -> bool:
    """Whether `words` are read in these passages, which come in their order: in one, or from one to the next, with what
    a page prints between them. `names`: of files and sections, which it prints there too."""
    wanted = "".join(_letters([words]))
    if not wanted:  # an arrow, a tick
        return any(words in passage for passage in passages)
    texts = list(filter(None, _letters(passages)))
    text = "".join(texts)
    return wanted in text or _Search(wanted, text, texts, set(filter(None, _letters(names)))).finds()


class _Search:
    """Of words that go on from passage to passage with something of the page between them. Its work is bounded, by
    `_MOST_BREAKS` times the length of the text and `_MOST_STEPS`."""

    def __init__(self, wanted: str, text: str, texts: Sequence[str], names: set[str]) -> None:
        self._wanted = wanted
        self._text = text
        self._ends = list(accumulate(map(len, texts)))
        self._names = names
        self._labels: dict[int, set[int]] = {}
        self._steps = 0

    def finds(self) -> bool:
        longest = self._longest_beginning()
        breaks = (at for at in range(longest, 0, -1) if self._after_labels(at))
        for _, at in zip(range(_MOST_BREAKS), breaks, strict=False):
            for start in self._places_of(self._wanted[:at]):
                if self._is_end(start + at) and self._goes_on(at, start + at):
                    return True
        return False

    def _longest_beginning(self) -> int:
        """How many of the letters that are wanted stand together somewhere, from the first on."""
        least, most = 0, len(self._wanted)
        while least < most:
            half = (least + most + 1) // 2
            least, most = (half, most) if self._wanted[:half] in self._text else (least, half - 1)
        return least

    def _places_of(self, words: str) -> Iterator[int]:
        at = self._text.find(words)
        while at >= 0 and self._may_go_on():
            yield at
            at = self._text.find(words, at + 1)

    def _goes_on(self, after: int, end: int) -> bool:
        """Whether what is wanted from `after` on is a label, and then the passages that begin at `end`."""
        ways = [(start, end) for start in self._after_labels(after)]
        seen: set[tuple[int, int]] = set()
        while ways and self._may_go_on():
            way = ways.pop()
            if way in seen:
                continue
            seen.add(way)
            start, at = way
            number = bisect_right(self._ends, at)
            if number == len(self._ends):
                continue
            end = self._ends[number]
            until = start + end - at
            if self._text.startswith(self._wanted[start:until], at):
                if until >= len(self._wanted):
                    return True
                ways += [(later, end) for later in (until, *self._after_labels(until))]
        return False

    def _after_labels(self, at: int) -> set[int]:
        """Where what is wanted may go on, past what a page prints at `at`; never at its end."""
        if at not in self._labels:
            self._labels[at] = self._read_labels(at)
        return self._labels[at]

    def _read_labels(self, at: int) -> set[int]:
        ends, last = {at}, {at}
        for _ in range(_MOST_ON_A_PAGE):
            last = {end for start in last for end in self._after_one(start)} - ends
            ends |= last
        for start in list(ends):
            digits = self._wanted[start : start + _LONGEST_NUMBER]
            ends.update(start + count for count in range(1, len(digits) + 1) if digits[:count].isdecimal())
        return {end for end in ends if at < end < len(self._wanted)}

    def _after_one(self, at: int) -> Iterator[int]:
        if found := _ON_A_PAGE.match(self._wanted, at):
            yield found.end()
        yield from (at + len(name) for name in self._names if self._wanted.startswith(name, at))

    def _is_end(self, at: int) -> bool:
        number = bisect_right(self._ends, at)
        return number > 0 and self._ends[number - 1] == at

    def _may_go_on(self) -> bool:
        self._steps += 1
        return self._steps <= _MOST_STEPS


def _letters(texts: Sequence[str]) -> list[str]:
    """Of each its letters and digits. All at once: a file may have a hundred thousand passages."""
    text = unicodedata.normalize("NFKC", _BETWEEN.join(texts)).casefold()
    for frequent in " _":  # much faster than by the pattern
        text = text.replace(frequent, "")
    return _NO_LETTERS.sub("", text).split(_BETWEEN)
