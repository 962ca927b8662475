"""Reads .odp slide by slide in the order they are shown: titles, text, tables and speaker notes, as from .pptx."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from documents.archives import Archive, attribute, forget, local_name
from documents.errors import Truncated
from documents.media_types import ODP
from documents.passages import Document, Passage, PassageKind, capped, clean
from documents.readers.odt import text_of

_TITLES = frozenset({"title", "subtitle"})
# Fields that every slide repeats; not its own words.
_FURNITURE = frozenset({"page-number", "date-time", "footer", "header"})


def read(path: Path) -> Document:
    """The slides as passages placed by slide number."""
    notes: list[str] = []
    with Archive(path) as archive:
        if "content.xml" not in archive.names:
            raise Truncated
        slides = _Slides()
        passages = capped(slides.read(archive), notes)
        notes += [f"Slide {number} has no text (a picture?)." for number in slides.silent]
        title = next((passage.text for passage in passages if passage.kind is PassageKind.HEADING), None)
        return Document(ODP, passages, pages=slides.count, notes=tuple(notes), title=title)


class _Slides:
    """Walks the presentation once; a slide is forgotten when it has been read."""

    def __init__(self) -> None:
        self.count = 0
        self.silent: list[int] = []

    def read(self, archive: Archive) -> Iterator[Passage]:
        for _, element in archive.elements("content.xml"):
            if local_name(element) != "page":
                continue
            self.count += 1
            found = list(_of_slide(element, self.count))
            forget(element)
            if not found:
                self.silent.append(self.count)
            yield from found


def _of_slide(slide: etree._Element, number: int) -> Iterator[Passage]:
    place, said = f"slide {number}", []
    for child in slide:
        if local_name(child) == "notes":
            said += [text for text, _ in _texts(child, PassageKind.NOTE)]
            continue
        for text, kind in _texts(child, PassageKind.PARAGRAPH):
            yield Passage(text, place, kind, group=number)
    if said:
        yield Passage("\n".join(said), f"{place}, notes", PassageKind.NOTE, group=number)


def _texts(element: etree._Element, kind: PassageKind) -> Iterator[tuple[str, PassageKind]]:
    """Each paragraph, and each row of a table as one, with what it is."""
    drawn_as = attribute(element, "class") or ""
    if drawn_as in _FURNITURE:
        return
    match local_name(element):
        case "p" | "h":
            text = clean(text_of(element))
            if text:
                yield text, kind
        case "table-row":
            cells = (" ".join(text for text, _ in _texts(cell, kind)) for cell in element)
            row = "\t".join(cells).strip("\t")
            if row:
                yield row, PassageKind.TABLE_ROW
        case "list":
            for child in element:
                yield from _texts(child, PassageKind.LIST_ITEM)
        case "frame" if drawn_as in _TITLES:
            title = clean(" ".join(text for child in element for text, _ in _texts(child, kind)))
            if title:
                yield title, PassageKind.HEADING
        case _:
            for child in element:
                yield from _texts(child, kind)
