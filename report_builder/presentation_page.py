"""What the page of the presentation shows, as ready values: the plan's facts, the slides, the needs, the minutes."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from documents.media_types import label_of
from foundation.serving import as_size
from foundation.wording import numbered
from report_builder.access import why_presentation_closed
from report_builder.models import Presentation, Report, Slides
from report_builder.presentation_facts import facts_of
from report_builder.report_page import Deadline, clauses_of, deadline_of
from report_builder.speaking import PlannedPart, planned_parts
from sign_off.models import StatementKind
from sign_off.statements.standing import StandingState, standing_for
from standards import Clause, Limits

_SIGNED = frozenset({StandingState.SIGNED, StandingState.HALF_SIGNED})


@dataclass(frozen=True)
class ShownSlides:
    """Slides as the page shows them. `pictures` are addresses, `outline` is (place, words); `waiting` while the
    worker has not been through them."""

    id: int
    name: str
    words: str
    waiting: bool
    pictures: tuple[str, ...]
    outline: tuple[tuple[str, str], ...]
    undrawn: str


@dataclass(frozen=True)
class PresentationPage:
    """`closed` says why nothing can change, else it is empty; `signed` warns that a change voids signatures."""

    closed: str
    signed: str
    deadline: Deadline | None
    facts: tuple[tuple[str, str], ...]
    covers: tuple[str, ...]
    slides: ShownSlides | None
    earlier: tuple[Slides, ...]
    presentation: Presentation | None
    needs: str
    timing: str
    parts: tuple[PlannedPart, ...]
    clauses: dict[str, Sequence[Clause]]


def presentation_page(report: Report) -> PresentationPage:
    standard, presentation = report.apprenticeship.standard, report.presentation
    limits = standard.project.limits if standard.project else Limits()
    everything = presentation.all_slides if presentation else []
    return PresentationPage(
        closed=why_presentation_closed(report),
        signed=_signed(report),
        deadline=deadline_of(report.apprenticeship, report),
        facts=tuple(facts_of(limits)),
        covers=limits.covers,
        slides=_shown(report, presentation.slides) if presentation and presentation.slides else None,
        earlier=tuple(slides for slides in reversed(everything) if slides.taken_out_at is not None),
        presentation=presentation,
        needs=needs_in_words(presentation),
        timing=_timing(presentation, limits),
        parts=planned_parts(presentation, limits),
        clauses={
            "length": clauses_of(standard, "presentation_length", "presentation_split"),
            "covers": clauses_of(standard, "presentation_covers"),
            "slides": clauses_of(standard, "presentation_materials_due"),
            "needs": clauses_of(
                standard, "presentation_technical", "presentation_equipment", "presentation_by_video"
            ),
        },
    )


def needs_in_words(presentation: Presentation | None) -> str:
    """What she needs in the room; empty while she has not said."""
    if presentation is None or presentation.needs_told_at is None:
        return ""
    return presentation.needs or "Nothing beyond what the plan already gives."


def describe_slides(slides: Slides) -> str:
    """ "PowerPoint slides, 12 slides, 1.2 MB"."""
    noun = "slide" if slides.pages == 1 else "slides"
    pages = f", {slides.pages} {noun}" if slides.pages else ""
    return f"{label_of(slides.media_type)}{pages}, {as_size(slides.size)}"


def _shown(report: Report, slides: Slides) -> ShownSlides:
    pictures = tuple(
        url_for("report_builder.slides_picture", report_id=report.id, slides_id=slides.id, name=picture.name)
        for picture in slides.pictures
        if picture.name.startswith("page")
    )
    waiting = slides.drawn_at is None
    more = (slides.pages or 0) - len(pictures)
    return ShownSlides(
        id=slides.id,
        name=slides.name,
        words=describe_slides(slides),
        waiting=waiting,
        pictures=pictures,
        outline=tuple((place[:1].upper() + place[1:], words) for place, words in slides.outline),
        undrawn=f"The first {len(pictures)} of {slides.pages}." if pictures and more > 0 else "",
    )


def _signed(report: Report) -> str:
    standing = standing_for(report.apprenticeship, StatementKind.REPORT)
    if standing.state not in _SIGNED:
        return ""
    who = " and ".join(signature.name for signature in standing.signatures)
    have = "has" if len(standing.signatures) == 1 else "have"
    return (
        f"{who} {have} signed that the report and presentation are your own work. If you change the slides or what "
        "you need, that no longer counts, and you will have to ask for it again."
    )


def _timing(presentation: Presentation | None, limits: Limits) -> str:
    """ "18 of 20 minutes planned, 2 left"."""
    planned = sum(minutes or 0 for minutes in presentation.timing) if presentation else 0
    if limits.minutes is None:
        return f"{numbered(planned, 'minute')} planned"
    left = limits.minutes - planned
    rest = f"{left} left" if left > 0 else f"{-left} too many" if left < 0 else "none left"
    return f"{planned} of {numbered(limits.minutes, 'minute')} planned, {rest}"
