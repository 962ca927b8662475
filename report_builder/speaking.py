"""Her plan of the presentation: for each thing that the plan wants covered, her minutes, her points and her own notes.

Every word of it is hers; what we add are the standard's names of the things, and the minutes added up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from documents.deck import Deck, DeckSlide, write_deck
from foundation.wording import numbered
from report_builder.models import Presentation, Report
from report_builder.presentation_facts import facts_of
from standards import Limits

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True)
class PlannedPart:
    """One thing to cover. `begins` is the minute at which she comes to it, None where the minutes of a part before it
    are open; `points` and `notes` are as she typed them, one point on a line."""

    thing: str
    minutes: int | None = None
    points: str = ""
    notes: str = ""
    begins: int | None = None

    @property
    def when(self) -> str:
        """ "4 minutes, from minute 2 to 6"; empty where she has planned none."""
        if self.minutes is None:
            return ""
        length = numbered(self.minutes, "minute")
        if self.begins is None:
            return length
        return f"{length}, from minute {self.begins} to {self.begins + self.minutes}"


def planned_parts(presentation: Presentation | None, limits: Limits) -> tuple[PlannedPart, ...]:
    """What she planned for each thing of `limits.covers`, in its order."""
    timing: Sequence[int | None] = presentation.timing if presentation else ()
    outline: Sequence[Sequence[str]] = presentation.outline if presentation else ()
    parts, begins = [], 0 if limits.covers else None
    for number, thing in enumerate(limits.covers):
        minutes = timing[number] if number < len(timing) else None
        points, notes = outline[number] if number < len(outline) else ("", "")
        parts.append(PlannedPart(thing[:1].upper() + thing[1:], minutes, points, notes, begins))
        begins = None if begins is None or minutes is None else begins + minutes
    return tuple(parts)


def write_outline(report: Report, *, now: datetime) -> bytes:
    """Her plan as slides to begin with: a first one, then one for each thing, her notes in the speaker notes."""
    apprenticeship = report.apprenticeship
    limits = apprenticeship.standard.project.limits if apprenticeship.standard.project else Limits()
    name = apprenticeship.apprentice.name
    deck = Deck(
        title=report.title,
        speaker=name,
        lines=(name, apprenticeship.standard.label),
        slides=tuple(map(_slide, planned_parts(report.presentation, limits))),
        notes="\n".join(f"{figure} {what}" for figure, what in facts_of(limits)),
    )
    return write_deck(deck, now=now)


def _slide(part: PlannedPart) -> DeckSlide:
    points = tuple(filter(None, map(str.strip, part.points.split("\n"))))
    return DeckSlide(part.thing, points, "\n".join(filter(None, (part.when, part.notes))))
