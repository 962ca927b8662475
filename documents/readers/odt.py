"""Reads .odt by streaming its XML, the same way and with the same places as .docx."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from documents.archives import Archive, attribute, forget, local_name
from documents.errors import Truncated
from documents.flow import Flow
from documents.media_types import ODT
from documents.passages import Document, Passage, PassageKind, capped, clean

_MARGIN = re.compile(r"^(header|footer)")
_SKIPPED = frozenset({"note", "annotation", "text-box", "tracked-changes", "ruby-text", "desc", "title"})
_SPACES_MAX = 1000
_COLLAPSIBLE = re.compile(r"[ \t\r\n]+")


def read(path: Path) -> Document:
    """The document as passages placed by heading and paragraph."""
    notes: list[str] = []
    with Archive(path) as archive:
        if "content.xml" not in archive.names:
            raise Truncated
        passages = capped(_all_passages(archive, notes), notes)
        return Document(ODT, passages, notes=tuple(notes), title=_title(archive))


def _all_passages(archive: Archive, notes: list[str]) -> Iterator[Passage]:
    body = _Body(_parents(archive))
    yield from body.read(archive)
    yield from body.notes
    yield from _margins(archive)
    if body.has_changes:
        notes.append("It holds tracked changes. We read it as if they were all accepted.")


def _parents(archive: Archive) -> dict[str, str]:
    """Each paragraph style's parent, from both the named styles and those made on the way."""
    parents: dict[str, str] = {}
    for part in ("styles.xml", "content.xml"):
        if part not in archive.names:
            continue
        for _, element in archive.elements(part):
            name = local_name(element)
            if name == "style":
                parents[attribute(element, "name") or ""] = attribute(element, "parent-style-name") or ""
            elif name in {"p", "h"}:
                forget(element)
    return parents


class _Body:
    """Walks the text once; what stands in notes is kept for the end."""

    def __init__(self, parents: dict[str, str]) -> None:
        self._parents = parents
        self._flow = Flow()
        self._lists = 0
        self._in_note: list[str] | None = None
        self._skipping = 0
        self.notes: list[Passage] = []
        self.has_changes = False

    def read(self, archive: Archive) -> Iterator[Passage]:
        for event, element in archive.elements("content.xml", starts=True):
            name = local_name(element)
            if name in {"tracked-changes", "annotation"}:
                self._skipping += 1 if event == "start" else -1
                self.has_changes |= name == "tracked-changes"
            elif self._skipping:
                continue
            elif event == "start":
                self._enter(name)
            else:
                yield from self._leave(name, element)

    def _enter(self, name: str) -> None:
        match name:
            case "text-box":
                self._flow.open_box()
            case "table":
                self._flow.open_table()
            case "table-row":
                self._flow.open_row()
            case "table-cell":
                self._flow.open_cell()
            case "list":
                self._lists += 1
            case "note":
                self._in_note = []

    def _leave(self, name: str, element: etree._Element) -> Iterator[Passage]:
        match name:
            case "p" | "h":
                text = clean(text_of(element))
                if self._in_note is not None:
                    self._in_note.append(text)
                else:
                    yield from self._flow.paragraph(text, self._kind(name, element))
                    forget(element)
            case "note":
                self._keep_note(attribute(element, "note-class") or "footnote")
            case "text-box":
                self._flow.close_box()
            case "table-row":
                yield from self._flow.close_row()
                forget(element)
            case "table":
                self._flow.close_table()
                forget(element)
            case "list":
                self._lists -= 1

    def _keep_note(self, thing: str) -> None:
        text = clean("\n".join(self._in_note or []))
        number = 1 + sum(1 for note in self.notes if note.locator.startswith(f"{thing} "))
        if text:
            self.notes.append(Passage(text, f"{thing} {number}", PassageKind.NOTE))
        self._in_note = None

    def _kind(self, name: str, element: etree._Element) -> PassageKind:
        names = list(self._style_names(attribute(element, "style-name") or ""))
        # LibreOffice writes a heading that came from Word as a plain paragraph with a heading's style.
        if name == "h" or any(style.startswith(("Heading", "Title", "Subtitle")) for style in names):
            return PassageKind.HEADING
        if "Caption" in names:
            return PassageKind.CAPTION
        if any("Preformatted" in style or "Source" in style or "Code" in style for style in names):
            return PassageKind.CODE
        return PassageKind.LIST_ITEM if self._lists else PassageKind.PARAGRAPH

    def _style_names(self, style: str) -> Iterator[str]:
        seen: set[str] = set()
        while style and style not in seen:
            seen.add(style)
            yield style
            style = self._parents.get(style, "")


def text_of(paragraph: etree._Element) -> str:
    """What a reader sees of a `text:p`: white space folded as the format says, no notes, comments or boxes."""
    return "".join(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield _COLLAPSIBLE.sub(" ", element.text or "")
    for child in element:
        match local_name(child):
            case "s":
                count = attribute(child, "c") or "1"
                yield " " * (min(int(count), _SPACES_MAX) if count.isdecimal() else 1)
            case "tab":
                yield "\t"
            case "line-break":
                yield "\n"
            case name if name and name not in _SKIPPED:
                yield from _pieces(child)
        yield _COLLAPSIBLE.sub(" ", child.tail or "")


def _margins(archive: Archive) -> Iterator[Passage]:
    """Page headers and footers of the page styles, each text once, those with only a page number left out."""
    if "styles.xml" not in archive.names:
        return
    seen: set[str] = set()
    for _, element in archive.elements("styles.xml"):
        found = _MARGIN.match(local_name(element))
        if found is None or local_name(element).endswith("style"):
            continue
        text = clean("\n".join(text_of(p) for p in element.iter("{*}p", "{*}h")))
        if text not in seen and any(character.isalpha() for character in text):
            seen.add(text)
            yield Passage(text, f"page {found[1]}", PassageKind.MARGIN)


def _title(archive: Archive) -> str | None:
    if "meta.xml" not in archive.names:
        return None
    for element in archive.tree("meta.xml").iter("{http://purl.org/dc/elements/1.1/}title"):
        return clean(element.text or "") or None
    return None
