"""Writes a plan of slides as .pptx: a first slide, then one for each thing to speak of, with speaker notes.

It is a beginning that opens in any program for slides, so it is plain: the stock layouts, made as wide as screens are.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Emu

_WIDE = Emu(12_192_000)  # 16:9 at the stock height
_FIRST, _TITLE_AND_POINTS = 0, 1
_LANGUAGE = "en-GB"


@dataclass(frozen=True, slots=True)
class DeckSlide:
    """`notes` are what is said; a line feed in them begins a new line."""

    title: str
    points: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """`lines` stand under the title of the first slide, `notes` in its speaker notes."""

    title: str
    speaker: str
    lines: tuple[str, ...]
    slides: tuple[DeckSlide, ...]
    notes: str = ""


def write_deck(deck: Deck, *, now: datetime) -> bytes:
    """The bytes of a .pptx; `now` is the time of making that its properties name. Texts hold no control characters."""
    show = Presentation()
    _widen(show)
    properties = show.core_properties
    properties.title, properties.author, properties.last_modified_by = deck.title, deck.speaker, deck.speaker
    properties.created = properties.modified = now
    _add(show, _FIRST, deck.title, deck.lines, deck.notes)
    for slide in deck.slides:
        _add(show, _TITLE_AND_POINTS, slide.title, slide.points, slide.notes)
    content = io.BytesIO()
    show.save(content)
    return content.getvalue()


def _widen(show: Any) -> None:
    """The stock master is 4:3; everything on it and on its layouts moves apart as the page does."""
    share = _WIDE / show.slide_width
    show.slide_width = _WIDE
    for page in (show.slide_master, *show.slide_layouts):
        for shape in page.placeholders:
            if shape.element.spPr.xfrm is not None:
                shape.left, shape.width = Emu(int(shape.left * share)), Emu(int(shape.width * share))


def _add(show: Any, layout: int, title: str, lines: Iterable[str], notes: str) -> None:
    slide = show.slides.add_slide(show.slide_layouts[layout])
    heading, body = slide.placeholders[0].text_frame, slide.placeholders[1].text_frame
    heading.text, body.text = title, "\n".join(lines)
    heading.auto_size = body.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    spoken = slide.notes_slide.notes_text_frame
    spoken.text = notes
    for frame in (heading, body, spoken):
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                run.font._element.set("lang", _LANGUAGE)
