"""Text with its marked words: what a suggestion or a finding is about, in place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Mark:
    """Marked words of one passage, [start, end). `look` is asked, yes or finding.

    `reference` and `url` lead to the card of the suggestion or finding; `id` is where others lead to."""

    start: int
    end: int
    look: str
    reference: str
    url: str
    id: str = ""


@dataclass(frozen=True)
class Segment:
    """A stretch of text; `mark` is None where nothing is marked. `references` are the marks to name behind it: its
    own, and those that overlap it."""

    words: str
    mark: Mark | None = None
    references: tuple[Mark, ...] = ()


def segments_of(text: str, marks: Sequence[Mark]) -> list[Segment]:
    """Cut `text` at its marks. Where two marks overlap the earlier, then the longer, is drawn and the other is named
    beside it, so that every card has a place in the text to lead to."""
    segments: list[Segment] = []
    place = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.end > len(text) or mark.start >= mark.end:
            continue
        if mark.start < place:
            segments[-1] = replace(segments[-1], references=(*segments[-1].references, mark))
            continue
        if mark.start > place:
            segments.append(Segment(text[place : mark.start]))
        segments.append(Segment(text[mark.start : mark.end], mark, (mark,)))
        place = mark.end
    if place < len(text):
        segments.append(Segment(text[place:]))
    return segments


def cells_of(segments: Sequence[Segment]) -> list[list[Segment]]:
    """The cells of a row whose text has tabs between them. A mark that spans cells is named behind the last."""
    cells: list[list[Segment]] = [[]]
    for segment in segments:
        parts = segment.words.split("\t")
        for number, part in enumerate(parts):
            if number:
                cells.append([])
            if part:
                last = number == len(parts) - 1
                cells[-1].append(replace(segment, words=part, references=segment.references if last else ()))
    return cells
