"""What counts as a word, for the server; the browser's twin is held to the same cases.

The rule: a word is an unbroken run of characters between white space, as long as one of them can be seen.
It is what a word processor shows, so the number here is the number an assessor sees. Word counts exactly so;
LibreOffice differs only at en and em dashes, where it begins a new word, so those are listed apart.
The whole reasoning, with what LibreOffice was seen to do, is in docs/decisions/0020-what-counts-as-a-word.md;
the cases that hold both sides to it are in tests/documents/word_cases.json.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Protocol

# Unicode's White_Space property, spelt out: the `\s` of Python and of JavaScript each add to it.
WHITE_SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_RUN = re.compile(f"[^{WHITE_SPACE}]+")
_DASHES = re.compile("[–—]+")
_INVISIBLE = frozenset({"Cc", "Cf"})


class _Countable(Protocol):
    @property
    def countable_text(self) -> str: ...


def words(text: str) -> Iterator[str]:
    """Each word of the text, in order, with the punctuation that touches it."""
    for match in _RUN.finditer(text):
        run = match.group()
        if any(unicodedata.category(character) not in _INVISIBLE for character in run):
            yield run


def count_words(text_or_document: str | _Countable) -> int:
    """How many words a word processor shows for this text, or for the body of this document."""
    text = text_or_document if isinstance(text_or_document, str) else text_or_document.countable_text
    return sum(1 for _ in words(text))


def dash_joined(text: str) -> list[str]:
    """The words that en or em dashes join ("build–test"): one word here, more in LibreOffice."""
    return [word for word in words(text) if len(_pieces(word)) > 1]


def lone_dashes(text: str) -> int:
    """How many words are nothing but en or em dashes: words to Word, and here, but not to LibreOffice."""
    return sum(1 for word in words(text) if not _pieces(word))


def count_split_at_dashes(text: str) -> int:
    """The count with en and em dashes taken as white space, which is what LibreOffice shows."""
    return sum(len(_pieces(word)) for word in words(text))


def _pieces(word: str) -> list[str]:
    return [piece for piece in _DASHES.split(word) if piece]
