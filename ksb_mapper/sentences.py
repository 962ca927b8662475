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


def mark_sentence_starts(doc: Doc) -> Doc:
    """Set where the sentences of a document start, and return it."""
    # In one array: setting `token.is_sent_start` looks at the whole document for each token.
    starts: Any = np.where(sentence_starts(doc), 1, -1).astype(np.int64).view(np.uint64)
    return doc.from_array(["SENT_START"], starts)


def sentence_starts(doc: Doc) -> list[bool]:
    """For each token, whether a sentence starts with it; space between sentences belongs to the one before."""
    starts = [False] * len(doc)
    starts_next = True
    after_end = False
    for index, token in enumerate(doc):
        text = token.text
        if text.isspace():
            starts_next = starts_next or "\n" in text or "\r" in text
            continue
        if after_end and text not in _CLOSERS:
            starts_next = starts_next or not text[0].islower()
            after_end = False
        starts[index] = starts_next
        starts_next = False
        if text[-1] in _ENDS and not is_abbreviation(text):
            after_end = not _follows_abbreviation(doc, index)
    return starts


def is_abbreviation(word: str) -> bool:
    """Whether a full stop after this word belongs to it."""
    bare = word.rstrip(".").lower()
    return bare in ABBREVIATIONS or (len(bare) == 1 and bare.isalpha() and bare != "i")


def _follows_abbreviation(doc: Doc, index: int) -> bool:
    """Whether this full stop belongs to the word it touches ("fig." before a number, "Ltd.")."""
    if doc[index].text != "." or index == 0 or doc[index - 1].whitespace_:
        return False
    return is_abbreviation(doc[index - 1].text)
