"""The sentences of a text by their number and place."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from ksb_mapper.language.written import InLines
from ksb_mapper.texts.passages import Passage


class Placed(NamedTuple):
    """A sentence by its place in a passage, and that one's number."""

    passage: int
    of: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """All of its passage."""
        return self.of.text

    @property
    def locator(self) -> str | None:
        """Where a reader finds its passage."""
        return self.of.locator

    @property
    def words(self) -> str:
        """What it says."""
        return self.of.text[self.start : self.end]


class Sentences:
    """Each put together where it is asked for: few of them are."""

    def __init__(self, passages: Sequence[Passage], in_lines: InLines[tuple[int, int, Any]]) -> None:
        """`in_lines` are their starts and ends in their lines, and what else is known of them."""
        self._passages = passages
        self._in_lines = in_lines

    def __len__(self) -> int:
        return len(self._in_lines)

    def __getitem__(self, number: int) -> Placed:
        passage, offset, (start, end, _) = self._in_lines[number]
        return Placed(passage, self._passages[passage], offset + start, offset + end)
