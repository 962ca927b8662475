"""The words that a comment is about: whether they stand in what its writer has before him.

A browser gives the words that are selected on the page, which may be older than what is there now; without script they
are typed. Letters and digits are compared and nothing else: white space, the bars of a table and the case of a heading
differ between a page and its text.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from accounts.models import Person
from foundation.errors import Refused
from sign_off.manifest import Json, Manifest
from sign_off.models import Subject
from sign_off.state import last_sent
from sign_off.subjects import guide_to

MOST_QUOTED = 2000  # characters of a selection that a page sends; it may end inside a word
# Where a selection goes on from one passage to the next, a page may have a label between them: the number of a row, the
# foot of a sheet with the name of a file.
_MOST_LABEL = 200
_LEAST_SHARED = 8


class NotQuoted(Refused):
    """The words that a comment is about are not in what was sent."""

    status = 422


def require_quoted(person: Person, subject: Subject, words: str) -> None:
    """Raises NotQuoted where `words` stand neither in what was last sent nor, for its owner, in what is there now."""
    if words and not any(stands_in(words, texts) for texts in _texts_before(person, subject)):
        raise NotQuoted(
            "These words are not in what was sent. It was changed since you opened the page, or they were "
            "typed a little differently."
        )


def _texts_before(person: Person, subject: Subject) -> Iterator[list[str]]:
    guide, review = guide_to(subject), last_sent(subject)
    if review is not None:
        sent = Manifest.from_dict(review.snapshot)
        yield [*guide.texts_of(subject, sent), *_words_in(sent)]
    if person.id == subject.apprenticeship.apprentice_id:
        yield [*guide.texts_of(subject, None), *_words_in(guide.manifest_of(subject))]


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


def stands_in(words: str, passages: Sequence[str]) -> bool:
    """Whether `words` are read in these passages, which come in their order: in one, or from one to the next."""
    wanted = _letters(words)
    texts = [text for passage in passages if (text := _letters(passage))]
    if not wanted:  # an arrow, a tick
        return any(words in passage for passage in passages)
    if wanted in "".join(texts):
        return True
    return any(
        _go_on(wanted[shared:], texts[number:])
        for number, text in enumerate(texts, start=1)
        if (shared := _shared(text, wanted))
    )


def _shared(text: str, wanted: str) -> int:
    """How many letters at the end of `text` are those that `wanted` begins with: all of it, or enough to tell."""
    for count in range(min(len(text), len(wanted)), 0, -1):
        if count < min(_LEAST_SHARED, len(text)):
            return 0
        if text.endswith(wanted[:count]):
            return count
    return 0


def _go_on(rest: str, texts: Sequence[str]) -> bool:
    """Whether `rest` is what the next passages read, each whole and the last perhaps in part, with labels between."""
    for text in texts:
        at = rest.find(text, 0, _MOST_LABEL + len(text))
        if at < 0:
            ends = range(min(len(rest) - _LEAST_SHARED, _MOST_LABEL) + 1)
            return any(text.startswith(rest[start:]) for start in ends)
        rest = rest[at + len(text) :]
        if not rest:
            return True
    return False


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
