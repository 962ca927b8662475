"""Text with its marked words: what a suggestion or a finding is about, in place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

_FINDING = "finding"


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
    beside it, so that every card has a place in the text to lead to. A finding inside words of a suggestion is drawn
    there: which name or address it is about has to be seen."""
    segments: list[Segment] = []
    place = 0
    for drawn, others in _drawn(mark for mark in marks if mark.start < mark.end <= len(text)):
        if drawn.start > place:
            segments.append(Segment(text[place : drawn.start]))
        segments.extend(_with_findings(text, drawn, others))
        place = drawn.end
    if place < len(text):
        segments.append(Segment(text[place:]))
    return segments


def _drawn(marks: Iterable[Mark]) -> list[tuple[Mark, list[Mark]]]:
    """The marks that are drawn, each with those that it overlaps."""
    drawn: list[tuple[Mark, list[Mark]]] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if drawn and mark.start < drawn[-1][0].end:
            drawn[-1][1].append(mark)
        else:
            drawn.append((mark, []))
    return drawn


def _with_findings(text: str, drawn: Mark, others: Sequence[Mark]) -> list[Segment]:
    segments: list[Segment] = []
    named = [drawn]
    place = drawn.start
    for mark in others:
        is_inside = place <= mark.start and mark.end <= drawn.end
        if mark.look != _FINDING or drawn.look == _FINDING or not is_inside:
            named.append(mark)
            continue
        if mark.start > place:
            segments.append(Segment(text[place : mark.start], drawn))
        segments.append(Segment(text[mark.start : mark.end], mark, (mark,)))
        place = mark.end
    if place < drawn.end:
        return [*segments, Segment(text[place : drawn.end], drawn, tuple(named))]
    last = segments.pop()
    return [*segments, replace(last, references=(*last.references, *named))]


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
