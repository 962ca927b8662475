"""Reads .docx by streaming its XML (decision 0021): body, tables, text boxes, notes, headers and footers.

Tracked insertions are text and tracked deletions are not, as when all changes are accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from documents.archives import Archive, attribute, forget, local_name
from documents.flow import Flow
from documents.media_types import DOCX
from documents.passages import Document, Passage, PassageKind, capped, clean
from documents.readers.docx_styles import Styles

# What in a paragraph is not its text: field codes, the copy for old programs, reading aids, nested boxes.
_SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "rt", "txbxContent", "pPr"}
)
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_TEXT = "t"


def read(path: Path) -> Document:
    """The document as passages placed by heading and paragraph; it has no pages that anybody could name."""
    notes: list[str] = []
    with Archive(path) as archive:
        styles = Styles(archive)
        passages = capped(_all_passages(archive, styles, notes), notes)
        return Document(DOCX, passages, notes=tuple(notes), title=_title(archive))


def _all_passages(archive: Archive, styles: Styles, notes: list[str]) -> Iterator[Passage]:
    body = _Body(styles)
    yield from body.read(archive, _main_part(archive))
    if body.has_changes:
        notes.append("It holds tracked changes. We read it as if they were all accepted.")
    for part, thing in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        if part in archive.names:
            yield from _notes(archive, part, thing)
    yield from _margins(archive)


def _main_part(archive: Archive) -> str:
    """`word/document.xml`, or where the package says that its main document is."""
    if "_rels/.rels" in archive.names:
        for relation in archive.tree("_rels/.rels"):
            if (attribute(relation, "Type") or "").endswith("/officeDocument"):
                target = (attribute(relation, "Target") or "").lstrip("/")
                if target in archive.names:
                    return target
    return "word/document.xml"


class _Body:
    """Walks the main part once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._flow = Flow()
        self._old_copies = 0
        self.has_changes = False

    def read(self, archive: Archive, part: str) -> Iterator[Passage]:
        for event, element in archive.elements(part, starts=True):
            name = local_name(element)
            if name == "Fallback":
                self._old_copies += 1 if event == "start" else -1
            elif self._old_copies:
                continue
            elif event == "start":
                self._enter(name)
            else:
                yield from self._leave(name, element)

    def _enter(self, name: str) -> None:
        match name:
            case "txbxContent":
                self._flow.open_box()
            case "tbl":
                self._flow.open_table()
            case "tr":
                self._flow.open_row()
            case "tc":
                self._flow.open_cell()
            case "ins" | "del" | "moveFrom" | "moveTo":
                self.has_changes = True

    def _leave(self, name: str, element: etree._Element) -> Iterator[Passage]:
        match name:
            case "p":
                yield from self._flow.paragraph(clean(text_of(element)), self._styles.kind_of(element))
                forget(element)
            case "txbxContent":
                self._flow.close_box()
            case "tr":
                yield from self._flow.close_row()
                forget(element)
            case "tbl":
                self._flow.close_table()
                forget(element)


def text_of(paragraph: etree._Element) -> str:
    """What a reader sees of a `w:p`: nothing deleted or hidden, no field codes, no boxes anchored in it."""
    return "".join(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = local_name(child)
        if name in _SKIPPED:
            continue
        if name == _TEXT:
            yield child.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif not (name == "r" and _is_hidden(child)):
            yield from _pieces(child)


def _is_hidden(run: etree._Element) -> bool:
    for properties in run:
        if local_name(properties) == "rPr":
            for mark in properties:
                if local_name(mark) == "vanish":
                    return attribute(mark, "val") not in {"0", "false", "off"}
    return False


def _notes(archive: Archive, part: str, thing: str) -> Iterator[Passage]:
    """Footnotes or endnotes in order; the first two of each are the lines that separate them."""
    number = 0
    for _, element in archive.elements(part):
        if local_name(element) != thing:
            continue
        if attribute(element, "type") in (None, "normal"):
            number += 1
            text = clean("\n".join(text_of(p) for p in element.iter("{*}p")))
            if text:
                yield Passage(text, f"{thing} {number}", PassageKind.NOTE)
        forget(element)


def _margins(archive: Archive) -> Iterator[Passage]:
    """Page headers and footers, each text once; one that holds only a page number is left out."""
    seen: set[str] = set()
    for thing in ("header", "footer"):
        for part in sorted(name for name in archive.names if name.startswith(f"word/{thing}")):
            if not part.endswith(".xml"):
                continue
            root = archive.tree(part)
            text = clean("\n".join(filter(None, (text_of(p) for p in root.iter("{*}p")))))
            if text not in seen and any(character.isalpha() for character in text):
                seen.add(text)
                yield Passage(text, f"page {thing}", PassageKind.MARGIN)


def _title(archive: Archive) -> str | None:
    if "docProps/core.xml" not in archive.names:
        return None
    found = archive.tree("docProps/core.xml").find("{http://purl.org/dc/elements/1.1/}title")
    return clean(found.text or "") or None if found is not None else None
