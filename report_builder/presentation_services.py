"""Verbs about the presentation. The acting apprentice first; they flush and record, and never commit.

The report is held while its presentation changes, so that two tabs cannot both bring slides into use.
"""

from collections.abc import Sequence

from accounts.models import Person
from foundation.clock import now
from foundation.database import db
from foundation.events import record
from foundation.jobs import enqueue
from report_builder.access import Locked, why_presentation_closed
from report_builder.content import clean_text
from report_builder.models import Presentation, Report, Slides
from report_builder.queries import lock_report
from report_builder.slides import ReadySlides
from sign_off.statements.voiding import watch_signatures


def require_open(report: Report) -> None:
    """Raises Locked where the presentation cannot change now."""
    reason = why_presentation_closed(report)
    if reason:
        raise Locked(reason)


def add_slides(actor: Person, report: Report, ready: ReadySlides) -> Slides:
    """Bring new slides into use; those before them can be brought back. Raises Locked."""
    presentation = _hold_presentation(report)
    _take_out(presentation)
    slides = Slides(
        presentation=presentation,
        name=ready.name,
        key=ready.stored.key,
        size=ready.stored.size,
        sha256=ready.stored.sha256,
        media_type=ready.media_type,
        pages=ready.pages,
        outline=[],
        added_at=now(),
    )
    db.session.add(slides)
    _changed(actor, presentation, "slides_added")
    enqueue("draw_slides", slides_id=slides.id)
    return slides


def take_slides_out(actor: Person, slides: Slides) -> None:
    """Let the report go without these slides. `bring_slides_back` undoes it. Raises Locked."""
    presentation = _hold_presentation(slides.presentation.report)
    if slides.taken_out_at is None:
        slides.taken_out_at = now()
        _changed(actor, presentation, "slides_taken_out", slides=slides.id)


def bring_slides_back(actor: Person, slides: Slides) -> None:
    """Use these slides again, in place of those in use. Raises Locked."""
    presentation = _hold_presentation(slides.presentation.report)
    if slides.taken_out_at is not None:
        _take_out(presentation)
        slides.taken_out_at = None
        _changed(actor, presentation, "slides_brought_back", slides=slides.id)


def tell_needs(actor: Person, report: Report, needs: str) -> None:
    """Say what she needs in the room; nothing at all is an answer too.

    Plan: she "must notify" the organisation "of any technical requirements" when the report goes in. Raises Locked.
    """
    presentation = _hold_presentation(report)
    presentation.needs, presentation.needs_told_at = _lines(needs), now()
    _changed(actor, presentation, "needs_told")


def plan_presentation(actor: Person, report: Report, parts: Sequence[tuple[int | None, str, str]]) -> None:
    """Keep the minutes, the points and the notes that she plans for each thing that the plan wants covered. Raises
    Locked."""
    presentation = _hold_presentation(report)
    presentation.timing = [minutes for minutes, _, _ in parts]
    presentation.outline = [[_lines(points), _lines(notes)] for _, points, notes in parts]
    _changed(actor, presentation, "presentation_planned")


def _lines(typed: str) -> str:
    """What she typed, line by line, without what neither a page nor a file may hold."""
    return "\n".join(clean_text(line).rstrip() for line in typed.strip().splitlines())


def _hold_presentation(report: Report) -> Presentation:
    held = lock_report(report)
    require_open(held)
    if held.presentation is None:
        held.presentation = Presentation(timing=[], outline=[], saved_at=now())
        db.session.flush()
    return held.presentation


def _take_out(presentation: Presentation) -> None:
    """Flushed at once: the database allows one set of slides in use."""
    if presentation.slides is not None:
        presentation.slides.taken_out_at = now()
        db.session.flush()


def _changed(actor: Person, presentation: Presentation, kind: str, **details: object) -> None:
    presentation.saved_at = now()
    db.session.flush()
    record(
        kind,
        actor=actor.actor,
        subject=f"report:{presentation.report_id}",
        apprenticeship_id=presentation.report.apprenticeship_id,
        **details,
    )
    watch_signatures(presentation.report.apprenticeship_id)
