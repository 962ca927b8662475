"""Text with its marked words: what a suggestion or a finding is about, in place."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """Marked words of one passage, [start, end). `look` is asked, yes or finding.

    `reference` and `url` lead to the card of the suggestion or finding."""

    start: int
    end: int
    look: str
    reference: str
    url: str


@dataclass(frozen=True)
class Segment:
    """A stretch of text; `mark` is None where nothing is marked."""

    words: str
    mark: Mark | None = None


def segments_of(text: str, marks: Sequence[Mark]) -> list[Segment]:
    """Cut `text` at its marks. Where two marks overlap the earlier, then the longer, wins; the other keeps its card."""
    segments: list[Segment] = []
    place = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start < place or mark.end > len(text) or mark.start >= mark.end:
            continue
        if mark.start > place:
            segments.append(Segment(text[place : mark.start]))
        segments.append(Segment(text[mark.start : mark.end], mark))
        place = mark.end
    if place < len(text):
        segments.append(Segment(text[place:]))
    return segments
