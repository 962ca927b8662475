"""Keeps the place in a flowing document: which heading, which paragraph under it, which table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

_LONGEST_HEADING = 80


@dataclass
class Places:
    """Names places by heading and paragraph, since such a document has no pages until somebody lays it out.

    Paragraphs, tables and text boxes are counted from 1 under each heading; empty paragraphs are not counted.
    A heading that comes again is told apart by its number: 'heading "Testing" (2)'.
    """

    _heading: str = ""
    _seen: Counter[str] = field(default_factory=Counter)
    _counts: Counter[str] = field(default_factory=Counter)

    def heading(self, text: str) -> str:
        line = " ".join(text.split())
        if len(line) > _LONGEST_HEADING:
            line = line[:_LONGEST_HEADING].rsplit(" ", 1)[0] + "…"
        self._seen[line] += 1
        number = f" ({self._seen[line]})" if self._seen[line] > 1 else ""
        self._heading = f'heading "{line}"{number}'
        self._counts.clear()
        return self._heading

    def next(self, thing: str) -> str:
        """The next paragraph (or table, or text box) under this heading: 'heading "Costs", paragraph 2'."""
        self._counts[thing] += 1
        return self.within(f"{thing} {self._counts[thing]}")

    def within(self, words: str) -> str:
        return f"{self._heading}, {words}" if self._heading else words
