"""Sentences as people at work write them: in paragraphs, headings, bullet points and table cells.

A statistical parser joins a heading to the paragraph below it and a list into one sentence, so ends are
found by rule: a line's end always, and a full stop, question or exclamation mark that no abbreviation explains.
"""

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
    """Set `is_sent_start` on every token of the document, and return it."""
    starts_next = True
    after_end = False
    for token in doc:
        if token.is_space:
            token.is_sent_start = False
            if "\n" in token.text or "\r" in token.text:
                starts_next = True
            continue
        if after_end and token.text not in _CLOSERS:
            starts_next = starts_next or not token.text[0].islower()
            after_end = False
        token.is_sent_start = starts_next
        starts_next = False
        if token.text in _ENDS or (token.text[-1] in _ENDS and not _is_abbreviation(token.text)):
            after_end = not _follows_abbreviation(doc, token.i)
    if len(doc) and not any(token.is_sent_start for token in doc):
        doc[0].is_sent_start = True
    return doc


def sentence_spans(doc: Doc) -> list[tuple[int, int]]:
    """Start and end of each sentence that holds a word, without the space around it."""
    spans: list[tuple[int, int]] = []
    for span in doc.sents:
        text = span.text
        if any(character.isalnum() for character in text):
            start = span.start_char + len(text) - len(text.lstrip())
            spans.append((start, start + len(text.strip())))
    return spans


def _is_abbreviation(word: str) -> bool:
    bare = word.rstrip(".").lower()
    return bare in ABBREVIATIONS or (len(bare) == 1 and bare.isalpha() and bare != "i")


def _follows_abbreviation(doc: Doc, index: int) -> bool:
    """Whether this full stop belongs to the word it touches ("fig." before a number, "Ltd.")."""
    if doc[index].text != "." or index == 0 or doc[index - 1].whitespace_:
        return False
    return _is_abbreviation(doc[index - 1].text)
