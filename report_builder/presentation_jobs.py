"""What the worker does for slides: pages as pictures, words by slide. Done twice, it stores the same."""

import tempfile
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path

from documents import Document, UnreadableFile
from documents.media_types import PDF
from documents.sandbox import preview_safely, read_safely
from foundation.clock import now
from foundation.database import db
from foundation.files import files
from report_builder.models import Slides, SlidesPicture

_LONGEST_WORDS = 160


def draw_slides(slides_id: int) -> None:
    """Draw what can be drawn. Slides that open but cannot be drawn simply have no pictures."""
    slides = db.session.get(Slides, slides_id)
    if slides is None or slides.drawn_at is not None:
        return
    key, media_type = slides.key, slides.media_type
    db.release()
    with files.on_disk(key) as path:
        pictures = _pictures(path) if media_type == PDF else []
        outline = _outline(path) if media_type != PDF else []
    slides = db.session.get(Slides, slides_id)
    if slides is None or slides.drawn_at is not None:
        return
    slides.pictures, slides.outline, slides.drawn_at = pictures, outline, now()


def give_up_slides(slides_id: int) -> None:
    """They opened when they were added, so they stay; the page only shows no pictures of them."""
    slides = db.session.get(Slides, slides_id)
    if slides is not None and slides.drawn_at is None:
        slides.drawn_at = now()


def _pictures(path: Path) -> list[SlidesPicture]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            drawn = preview_safely(path, folder)
        except UnreadableFile:
            return []
        pictures = []
        for one in drawn:
            stored = files.put(BytesIO((Path(folder) / one.name).read_bytes()))
            pictures.append(
                SlidesPicture(
                    name=one.name, key=stored.key, size=stored.size, width=one.width, height=one.height
                )
            )
        return pictures


def _outline(path: Path) -> list[list[str]]:
    try:
        return list(_first_words(read_safely(path)))
    except UnreadableFile:
        return []


def _first_words(document: Document) -> Iterator[list[str]]:
    """(place, its title or first words) of each slide that has any."""
    by_slide = groupby(document.passages, key=lambda passage: passage.locator.partition(",")[0])
    for place, passages in by_slide:
        words = " ".join(next(passages).text.split())
        yield [place, words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS].rstrip()}…"]
