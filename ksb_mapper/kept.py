"""Answers about pieces of text that were worked out before: while somebody types, only what changed costs anything."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, wraps
from typing import Any, Generic, TypeVar, Union
from weakref import WeakSet

MOST_CHARACTERS = 2_000_000
"""Of all pieces together whose answers are kept by one, so that a few monsters do not fill the memory."""

LONGEST_TEXT_KEPT = 100_000
"""Characters of the longest text of which all is kept together."""

Answer = TypeVar("Answer")
_Passages = tuple[tuple[str, str | None], ...]
"""Texts, each with its locator."""


class Kept(Generic[Answer]):
    """The answers about pieces of text, at most so many; those not asked for in a long while are forgotten first.

    There are two shelves. What is asked for moves to the new one; once that is half of what may be kept, it becomes the
    old one, and what was still on the old one is forgotten. Threads may share it: a shelf is replaced, never emptied.
    """

    def __init__(self, most: int, most_characters: int = MOST_CHARACTERS) -> None:
        self._most = most // 2
        self._most_characters = most_characters // 2
        self._new: dict[str, Answer] = {}
        self._old: dict[str, Answer] = {}
        self._characters = 0
        _all_of_them.add(self)

    def of(
        self, pieces: Sequence[str], work_out: Callable[[Sequence[str]], Iterable[Answer]]
    ) -> list[Answer]:
        """The answer about each piece, in order. Those not known are worked out together, which costs less than one by
        one, each once."""
        answers: list[Answer | None] = [self._new.get(piece) for piece in pieces]
        missing = [piece for piece, answer in zip(pieces, answers, strict=True) if answer is None]
        if not missing:
            return [answer for answer in answers if answer is not None]
        old = self._old
        found = {piece: old[piece] for piece in missing if piece in old}
        unknown = [piece for piece in dict.fromkeys(missing) if piece not in found]
        if unknown:
            found.update(zip(unknown, work_out(unknown), strict=True))
        self.keep(found)
        return [
            found[piece] if answer is None else answer for piece, answer in zip(pieces, answers, strict=True)
        ]

    def keep(self, found: dict[str, Answer]) -> None:
        """Remember answers for the next time."""
        characters = sum(map(len, found))
        if len(found) > self._most or characters > self._most_characters:
            return
        if len(self._new) + len(found) > self._most or self._characters + characters > self._most_characters:
            self._old, self._new, self._characters = self._new, {}, 0
        self._new.update(found)
        self._characters += characters

    def forget(self) -> None:
        """Work everything out anew from here on."""
        self._new, self._old, self._characters = {}, {}, 0


def kept_by_sentence(most: int) -> Callable[[Callable[[str], Answer]], Callable[[str], Answer]]:
    """Decorates a function of a sentence, or of less, as a name is: its answers are kept, at most so many, those not
    asked for in a long while forgotten first. A sentence so long that `most` of them would have more than
    `MOST_CHARACTERS` is answered anew each time."""
    longest = MOST_CHARACTERS // most

    def decorate(work_out: Callable[[str], Answer]) -> Callable[[str], Answer]:
        kept = lru_cache(maxsize=most)(work_out)
        _by_sentence.add(kept)

        @wraps(work_out)
        def of(sentence: str) -> Answer:
            return kept(sentence) if len(sentence) <= longest else work_out(sentence)

        return of

    return decorate


class Last(Generic[Answer]):
    """The answer about the text that was asked about last, kept because several things are asked of one text. Threads
    may share it."""

    def __init__(self, work_out: Callable[..., Answer]) -> None:
        self._work_out = work_out
        self._last: tuple[_Passages, tuple[str, ...], Answer] | None = None
        _all_of_them.add(self)

    def of(self, passages: _Passages, *told: str) -> Answer:
        """The answer about a text by its passages, and by what else `work_out` is told."""
        last = self._last
        if last is not None and last[1] == told and last[0] == passages:
            return last[2]
        answer = self._work_out(passages, *told)
        if sum(len(text) for text, _ in passages) <= LONGEST_TEXT_KEPT:
            self._last = passages, told, answer
        return answer

    def forget(self) -> None:
        """Work it out anew from here on."""
        self._last = None


_all_of_them: WeakSet[Union["Kept[Any]", "Last[Any]"]] = WeakSet()
_by_sentence: WeakSet[Any] = WeakSet()
"""What `kept_by_sentence` made, each with a `cache_clear` of its own."""


def forget_everything() -> None:
    """Work everything out anew from here on, for measuring: whatever is kept of a text or a sentence is forgotten. What
    was learnt of single words is not, as the tokeniser's is not either."""
    for kept in list(_all_of_them):
        kept.forget()
    for kept_of_sentences in list(_by_sentence):
        kept_of_sentences.cache_clear()
