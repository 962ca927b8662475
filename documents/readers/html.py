"""Reads web pages with libxml2's forgiving parser: what a browser would show, without scripts and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
from lxml import etree

from documents.errors import Truncated
from documents.flow import Flow, Places
from documents.media_types import HTML
from documents.passages import Document, Passage, PassageKind, capped, clean
from documents.readers.text import decode, decoded

_SKIPPED = frozenset({"script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object"})
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), PassageKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), PassageKind.LIST_ITEM),
    **dict.fromkeys(("figcaption", "caption"), PassageKind.CAPTION),
    "pre": PassageKind.CODE,
}
_BLOCKS = frozenset(
    {
        *_KINDS,
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "details",
            "dialog",
            "div",
            "fieldset",
            "figure",
        ),
        *("footer", "form", "header", "hr", "html", "legend", "main", "nav", "ol", "p", "section", "summary"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
_WHITE = re.compile(r"[ \t\r\n\f]+")


def read(path: Path) -> Document:
    """The page as passages placed by heading and paragraph."""
    notes: list[str] = []
    root = _root(_in_its_own_encoding(path))
    passages = capped(_Walk().passages(root), notes)
    return Document(HTML, passages, notes=tuple(notes), title=_title(root))


def passages_of(content: str, places: Places) -> Iterator[Passage]:
    """The passages of a piece of HTML (the body of a message), placed within `places`."""
    if content.strip():
        yield from _Walk(places).passages(_root(content))


_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)


def _in_its_own_encoding(path: Path) -> str:
    """The page by its byte order mark, else as it declares, else as plain text is read."""
    text = decoded(path)
    content = path.read_bytes()
    declared = _CHARSET.search(content[:4096])
    if declared is None or content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return text
    try:
        return content.decode(declared[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return decode(content)


def _root(content: str) -> etree._Element:
    # A declaration of encoding inside a string would be refused.
    content = re.sub(r"^\s*<\?xml[^>]*\?>", "", content.replace("\x00", ""))
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return lxml.html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Truncated("there is nothing in it that we can read.") from error


def _title(root: etree._Element) -> str | None:
    found = root.find(".//title")
    return clean(_WHITE.sub(" ", found.text or "")) or None if found is not None else None


class _Walk:
    """Goes through the page in order, gathering text until a block opens or closes."""

    def __init__(self, places: Places | None = None) -> None:
        self._flow = Flow(places)
        self._open: list[str] = []
        self._text: list[str] = []

    def passages(self, root: etree._Element) -> Iterator[Passage]:
        skipped: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if skipped is None and event == "start" and element.tag in _SKIPPED:
                skipped = element
            if skipped is None:
                yield from self._start(element) if event == "start" else self._end(element)
            elif event == "end" and element is skipped:
                skipped = None
                self._gather(element.tail)
        yield from self._flush()

    def _start(self, element: etree._Element) -> Iterator[Passage]:
        name = str(element.tag)
        if name == "br":
            self._text.append("\n")
        if name in _BLOCKS:
            yield from self._flush()
            self._open.append(name)
            match name:
                case "table":
                    self._flow.open_table()
                case "tr":
                    self._flow.open_row()
                case "td" | "th":
                    self._flow.open_cell()
        self._gather(element.text)

    def _end(self, element: etree._Element) -> Iterator[Passage]:
        name = str(element.tag)
        if name in _BLOCKS:
            yield from self._flush()
            self._open.pop()
            if name == "tr":
                yield from self._flow.close_row()
            elif name == "table":
                self._flow.close_table()
        self._gather(element.tail)

    def _gather(self, text: str | None) -> None:
        if text:
            self._text.append(text if "pre" in self._open else _WHITE.sub(" ", text))

    def _flush(self) -> Iterator[Passage]:
        text = "".join(self._text)
        self._text.clear()
        if "pre" not in self._open:
            text = re.sub(r" *\n *", "\n", re.sub(" {2,}", " ", text))
        kind = next((_KINDS[name] for name in reversed(self._open) if name in _KINDS), PassageKind.PARAGRAPH)
        yield from self._flow.paragraph(clean(text), kind)
