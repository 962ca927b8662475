"""Reads plain text and Markdown: paragraphs parted by empty lines, under headings where Markdown has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from documents.errors import TooBig
from documents.flow import Places
from documents.media_types import MARKDOWN, PLAIN
from documents.passages import Document, Passage, PassageKind, capped, clean

_BYTES_MAX = 32 * 1024 * 1024
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{2,})\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")


def read(path: Path) -> Document:
    """Plain text, its paragraphs counted from the top."""
    notes: list[str] = []
    return Document(PLAIN, capped(plain_passages(decoded(path), Places()), notes), notes=tuple(notes))


def read_markdown(path: Path) -> Document:
    """Markdown as it is written, its paragraphs placed under its headings."""
    notes: list[str] = []
    passages = capped(_markdown(decoded(path)), notes)
    title = next((passage.text for passage in passages if passage.kind is PassageKind.HEADING), None)
    return Document(MARKDOWN, passages, notes=tuple(notes), title=title)


def decoded(path: Path) -> str:
    """The text in its encoding: by its mark, else UTF-8, else Windows' Western one, which fits any byte."""
    if path.stat().st_size > _BYTES_MAX:
        raise TooBig(
            "it is a text file of more than 32 MB. Cut out the part that you want to show and add that."
        )
    return decode(path.read_bytes())


def decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def plain_passages(text: str, places: Places) -> Iterator[Passage]:
    """The paragraphs and list items of plain text, placed within `places`."""
    for block in re.split(r"\n[ \t]*\n+", clean(text)):
        for piece in _items(block):
            if cleaned := clean(piece):
                kind = PassageKind.LIST_ITEM if _ITEM.match(cleaned) else PassageKind.PARAGRAPH
                yield Passage(cleaned, places.next("paragraph"), kind)


def _items(block: str) -> Iterator[str]:
    """A block whole, or its items when it is a list, each with the lines that continue it."""
    lines = block.split("\n")
    if not _ITEM.match(lines[0]):
        yield block
        return
    item: list[str] = []
    for line in lines:
        if _ITEM.match(line) and item:
            yield "\n".join(item)
            item = []
        item.append(line)
    yield "\n".join(item)


def _markdown(text: str) -> Iterator[Passage]:
    places = Places()
    for kind, block in _blocks(clean(text).split("\n")):
        pieces = [block] if kind is not PassageKind.PARAGRAPH else list(_items(block))
        for piece in pieces:
            cleaned = clean(piece)
            if not cleaned:
                continue
            if kind is PassageKind.HEADING:
                yield Passage(cleaned, places.heading(cleaned), kind)
            else:
                is_item = kind is PassageKind.PARAGRAPH and _ITEM.match(cleaned)
                shown = PassageKind.LIST_ITEM if is_item else kind
                yield Passage(
                    _ITEM.sub("", cleaned, count=1) if is_item else cleaned, places.next("paragraph"), shown
                )


def _blocks(lines: list[str]) -> Iterator[tuple[PassageKind, str]]:
    """Headings, fenced code and everything else, in order."""
    block: list[str] = []
    fence = ""
    for line in [*lines, ""]:
        opening = _FENCE.match(line)
        heading = _HEADING.match(line)
        if fence:
            if line.strip().startswith(fence):
                yield PassageKind.CODE, "\n".join(block)
                block, fence = [], ""
            else:
                block.append(line)
        elif opening or heading or not line.strip():
            yield PassageKind.PARAGRAPH, "\n".join(block)
            block = []
            fence = opening[1] if opening else ""
            if heading:
                yield PassageKind.HEADING, heading[1]
        elif len(block) == 1 and _UNDERLINE.match(line):
            yield PassageKind.HEADING, block[0]
            block = []
        else:
            block.append(line)
    yield (PassageKind.CODE if fence else PassageKind.PARAGRAPH), "\n".join(block)
