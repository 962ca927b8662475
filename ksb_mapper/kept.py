"""Answers about pieces of text that were worked out before: while somebody types, only what changed costs anything."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

LONGEST_KEPT = 2_000
"""Characters of a piece whose answer is kept, so that a few monsters do not fill the memory."""

Answer = TypeVar("Answer")


class Kept(Generic[Answer]):
    """The answers about pieces of text, at most so many: once it is full it begins anew. Threads may share it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: dict[str, Answer] = {}

    def get(self, piece: str) -> Answer | None:
        """The answer about a piece, if it is known."""
        return self._answers.get(piece)

    def of(
        self, pieces: Sequence[str], work_out: Callable[[Sequence[str]], Iterable[Answer]]
    ) -> list[Answer]:
        """The answer about each piece, in order. Those not known are worked out together, which costs less than one by
        one, each once."""
        known = self._answers
        answers = {piece: known[piece] for piece in pieces if piece in known}
        unknown = list(dict.fromkeys(piece for piece in pieces if piece not in answers))
        if unknown:
            found = dict(zip(unknown, work_out(unknown), strict=True))
            self.keep(found)
            answers |= found
        return [answers[piece] for piece in pieces]

    def keep(self, found: dict[str, Answer]) -> None:
        """Remember answers for the next time."""
        short = {piece: answer for piece, answer in found.items() if len(piece) <= LONGEST_KEPT}
        # A new dictionary rather than an emptied one: another thread may be reading the old.
        if len(self._answers) + len(short) > self._most:
            self._answers = short
        else:
            self._answers.update(short)

    def forget(self) -> None:
        """Work everything out anew from here on."""
        self._answers = {}
