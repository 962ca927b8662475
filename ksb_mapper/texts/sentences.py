"""Sentences as people at work write them: in paragraphs, headings, bullet points and table cells.

A statistical parser joins a heading to the paragraph below it and a list into one sentence, so ends are
found by rule: a line's end always, and a full stop, question or exclamation mark that no abbreviation explains.
"""

from typing import Any

import numpy as np
from spacy.tokens import Doc

ABBREVIATIONS = frozenset(
    (
        "e.g", "i.e", "etc", "eg", "ie", "vs", "approx", "nos", "dr", "mr", "mrs", "ms", "prof", "st", "fig",
        "figs", "ref", "dept", "inc", "ltd", "pp", "ch", "sec", "para", "tel",
    )
)  # fmt: skip
_ENDS = frozenset(".?!…")
_CLOSERS = frozenset("\"'”’)]}")

# What a spelling tells by itself.
_WORD, _LOWER, _CLOSER, _END, _SPACE, _BREAK = 1, 2, 4, 8, 16, 32
_TELLS_NOTHING = frozenset((_WORD, _WORD | _LOWER, _WORD | _CLOSER))
_MOST_SPELLINGS_KEPT = 50_000


class SentenceMarker:
    """Sets where the sentences of documents start. What a spelling tells is kept, up to a number; threads may share
    it."""

    def __init__(self) -> None:
        self._tells: dict[int, int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """A document, with its sentence starts."""
        # In one array: setting `token.is_sent_start` looks at the whole document for each token.
        marks = np.full(len(doc), -1, dtype=np.int64)
        marks[self._starts(doc)] = 1
        starts: Any = marks.view(np.uint64)
        return doc.from_array(["SENT_START"], starts)

    def _starts(self, doc: Doc) -> list[int]:
        """The tokens with which sentences start; space between sentences belongs to the one before."""
        spellings = doc.to_array(["ORTH"]).tolist()
        known = self._tells.get
        told = [known(spelling) or self._learn(spelling, doc) for spelling in spellings]
        starts: list[int] = []
        starts_next, after_end = True, False
        for index, tells in enumerate(told):
            if not starts_next and not after_end and tells in _TELLS_NOTHING:
                continue
            if tells & _SPACE:
                starts_next = starts_next or bool(tells & _BREAK)
                continue
            if after_end and not tells & _CLOSER:
                starts_next = starts_next or not tells & _LOWER
                after_end = False
            if starts_next:
                starts.append(index)
                starts_next = False
            if tells & _END:
                after_end = not _follows_abbreviation(doc, index)
        return starts

    def _learn(self, spelling: int, doc: Doc) -> int:
        text = doc.vocab.strings[spelling]
        if text.isspace():
            tells = _SPACE | (_BREAK if "\n" in text or "\r" in text else 0)
        else:
            tells = _WORD | (_LOWER if text[0].islower() else 0) | (_CLOSER if text in _CLOSERS else 0)
            tells |= _END if text[-1] in _ENDS and not is_abbreviation(text) else 0
        if len(self._tells) >= _MOST_SPELLINGS_KEPT:
            self._tells.clear()
        self._tells[spelling] = tells
        return tells


def is_abbreviation(word: str) -> bool:
    """Whether a full stop after this word belongs to it."""
    bare = word.rstrip(".").lower()
    return bare in ABBREVIATIONS or (len(bare) == 1 and bare.isalpha() and bare != "i")


def _follows_abbreviation(doc: Doc, index: int) -> bool:
    """Whether this full stop belongs to the word it touches ("fig." before a number, "Ltd.")."""
    if doc[index].text != "." or index == 0 or doc[index - 1].whitespace_:
        return False
    return is_abbreviation(doc[index - 1].text)
