"""Reads .pptx slide by slide in the order they are shown: titles, text, tables, diagrams and speaker notes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from documents.archives import Archive, attribute, local_name
from documents.errors import Truncated
from documents.media_types import PPTX
from documents.passages import Document, Passage, PassageKind, capped, clean

_PRESENTATION = "ppt/presentation.xml"
_TITLES = frozenset({"title", "ctrTitle"})
# Fields that every slide repeats; not its own words.
_FURNITURE = frozenset({"sldNum", "dt", "ftr", "hdr", "sldImg"})


def read(path: Path) -> Document:
    """The slides as passages placed by slide number."""
    notes: list[str] = []
    with Archive(path) as archive:
        slides = _slides(archive)
        passages = capped(_passages(archive, slides, notes), notes)
        title = next((passage.text for passage in passages if passage.kind is PassageKind.HEADING), None)
        return Document(PPTX, passages, pages=len(slides), notes=tuple(notes), title=title)


def _slides(archive: Archive) -> list[str]:
    """The parts of the slides, in the order in which they are shown."""
    if _PRESENTATION not in archive.names:
        raise Truncated
    targets = {identity: target for identity, _, target in _relations(archive, _PRESENTATION)}
    listed = [
        targets.get(_relation_of(element), "")
        for _, element in archive.elements(_PRESENTATION)
        if local_name(element) == "sldId"
    ]
    return [part for part in listed if part in archive.names]


def _relation_of(element: etree._Element) -> str:
    """The `r:id` of an element, which also has an `id` of its own."""
    for key, value in element.attrib.items():
        if str(key).endswith("}id"):
            return str(value)
    return ""


def _relations(archive: Archive, part: str) -> Iterator[tuple[str, str, str]]:
    """(id, last word of the type, part) of what a part refers to inside the package."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.names:
        return
    for relation in archive.tree(relations):
        target = attribute(relation, "Target") or ""
        if attribute(relation, "TargetMode") == "External":
            continue
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        kind = (attribute(relation, "Type") or "").rpartition("/")[2]
        yield attribute(relation, "Id") or "", kind, whole


def _passages(archive: Archive, slides: list[str], notes: list[str]) -> Iterator[Passage]:
    silent: list[int] = []
    for number, part in enumerate(slides, start=1):
        found = list(_of_slide(archive, part, number))
        if not found:
            silent.append(number)
        yield from found
    for number in silent:
        notes.append(f"Slide {number} has no text (a picture?).")


def _of_slide(archive: Archive, part: str, number: int) -> Iterator[Passage]:
    place = f"slide {number}"
    for text, kind in _texts(archive.tree(part)):
        yield Passage(text, place, kind, group=number)
    for _, kind_of_part, target in _relations(archive, part):
        if target not in archive.names:
            continue
        if kind_of_part == "diagramData":
            for text, kind in _texts(archive.tree(target)):
                yield Passage(text, place, kind, group=number)
        elif kind_of_part == "notesSlide":
            text = "\n".join(text for text, _ in _texts(archive.tree(target)))
            if text:
                yield Passage(text, f"{place}, notes", PassageKind.NOTE, group=number)


def _texts(element: etree._Element) -> Iterator[tuple[str, PassageKind]]:
    """Each paragraph, and each row of a table as one, with what it is."""
    for child in element:
        match local_name(child):
            case "sp":
                placeholder = _placeholder(child)
                if placeholder in _TITLES:
                    title = clean(" ".join(text for text, _ in _paragraphs(child)))
                    if title:
                        yield title, PassageKind.HEADING
                elif placeholder not in _FURNITURE:
                    yield from _paragraphs(child)
            case "tr":
                cells = (" ".join(text for text, _ in _paragraphs(cell)) for cell in child)
                row = "\t".join(cells).strip("\t")
                if row:
                    yield row, PassageKind.TABLE_ROW
            case "p":
                yield from _paragraph(child)
            case "Fallback":
                continue
            case _:
                yield from _texts(child)


def _paragraphs(element: etree._Element) -> Iterator[tuple[str, PassageKind]]:
    for paragraph in element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p", "{*}p"):
        yield from _paragraph(paragraph)


def _paragraph(paragraph: etree._Element) -> Iterator[tuple[str, PassageKind]]:
    pieces: list[str] = []
    bulleted = False
    for element in paragraph.iter():
        match local_name(element):
            case "t":
                pieces.append(element.text or "")
            case "br":
                pieces.append("\n")
            case "tab":
                pieces.append("\t")
            case "buChar" | "buAutoNum":
                bulleted = True
    text = clean("".join(pieces))
    if text:
        yield text, PassageKind.LIST_ITEM if bulleted else PassageKind.PARAGRAPH


def _placeholder(shape: etree._Element) -> str:
    """The type of placeholder that a shape is ("title", "body", "sldNum"); "" when it is none."""
    for element in shape.iter("{*}ph"):
        return attribute(element, "type") or "body"
    return ""
