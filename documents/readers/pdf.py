"""Reads PDF with PDFium: the text of each page, put together into paragraphs from where its lines stand."""

from __future__ import annotations

import contextlib
import itertools
import statistics
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from documents.errors import Encrypted, Truncated
from documents.media_types import PDF
from documents.passages import Document, Passage, PassageKind, capped, clean
from documents.pdfium import PdfDocument, PdfiumError, raw

_TAIL = 16 * 1024
_PASSWORD_ERRORS = frozenset({raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY})
_PAGES_MAX = 2000
_BULLETS = frozenset("•▪‣◦●○■□–—·➢✓")
_SENTENCE_ENDS = tuple('.!?:;…”’")')
# PDFium gives U+FFFE (or U+0002) for a hyphen that ended a line; both parts belong to one word.
_LINE_HYPHENS = ("\ufffe", "\x02")


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The PDF, closed afterwards. Raises Encrypted when it asks for a password, Truncated when damaged."""
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _TAIL))
        tail = file.read()
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise Truncated
    try:
        document = PdfDocument(path)
    except PdfiumError as error:
        if error.err_code in _PASSWORD_ERRORS:
            raise Encrypted from error
        raise Truncated from error
    try:
        if len(document) == 0:
            raise Truncated
        yield document
    except PdfiumError as error:
        # A page that is listed but cannot be loaded.
        raise Truncated from error
    finally:
        document.close()


def read(path: Path) -> Document:
    """Passages placed by page and paragraph; a page without text is named in the notes."""
    notes: list[str] = []
    with opened(path) as document:
        passages = capped(_passages(document, notes), notes)
        title = clean(document.get_metadata_value("Title") or "") or None
        return Document(PDF, passages, pages=len(document), notes=tuple(notes), title=title)


def _passages(document: Any, notes: list[str]) -> Iterator[Passage]:
    silent: list[int] = []
    for number in range(1, len(document) + 1):
        if number > _PAGES_MAX:
            notes.append(f"It has {len(document)} pages. We read the first {_PAGES_MAX}.")
            break
        paragraphs = _paragraphs(_lines(document[number - 1]))
        if not paragraphs:
            silent.append(number)
        for index, (text, kind) in enumerate(paragraphs, start=1):
            yield Passage(text, f"page {number}, paragraph {index}", kind, group=number)
    if silent:
        notes.append(_note_on_silent_pages(silent, len(document)))


def _note_on_silent_pages(silent: list[int], pages: int) -> str:
    if len(silent) == pages:
        return (
            "It has no text that we can read (a scan?)."
            if pages == 1
            else "None of its pages has text (a scan?)."
        )
    if len(silent) == 1:
        return f"Page {silent[0]} has no text (a scan?)."
    listed = ", ".join(map(str, silent[:-1]))
    return f"Pages {listed} and {silent[-1]} have no text (scans?)."


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def _lines(page: Any) -> list[_Line]:
    """The lines of a page in PDFium's reading order, each with the box round its characters."""
    text_page = page.get_textpage()
    try:
        lines: list[_Line] = []
        characters: list[str] = []
        boxes: list[tuple[float, float, float, float]] = []
        for index in range(text_page.count_chars()):
            character = chr(raw.FPDFText_GetUnicode(text_page, index))
            if character in "\r\n":
                _finish(lines, characters, boxes)
                continue
            characters.append(character)
            if not character.isspace():
                with contextlib.suppress(PdfiumError):
                    boxes.append(text_page.get_charbox(index, loose=True))
        _finish(lines, characters, boxes)
        return lines
    finally:
        text_page.close()
        page.close()


def _finish(
    lines: list[_Line], characters: list[str], boxes: list[tuple[float, float, float, float]]
) -> None:
    # Characters beyond the basic plane may come as two halves.
    text = "".join(characters).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    hyphenated = text.endswith(_LINE_HYPHENS)
    # Bullets drawn in a symbol font come from the private area.
    text = clean("".join("•" if unicodedata.category(character) == "Co" else character for character in text))
    if text and boxes:
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        text = f"{text}-" if hyphenated else text
        lines.append(
            _Line(text, min(lefts), max(rights), statistics.median(tops), statistics.median(bottoms))
        )
    characters.clear()
    boxes.clear()


def _paragraphs(lines: list[_Line]) -> list[tuple[str, PassageKind]]:
    """Lines joined where they run on, parted where a gap, a size, a bullet or a short last line says so."""
    if not lines:
        return []
    body = statistics.median(line.height for line in lines)
    margin = max(line.right for line in lines)
    width = margin - min(line.left for line in lines)
    pitches = [above.bottom - below.bottom for above, below in itertools.pairwise(lines)]
    downward = [pitch for pitch in pitches if 0 < pitch < body * 3]
    pitch = statistics.median_low(downward) if downward else body * 1.2
    groups: list[list[_Line]] = [[lines[0]]]
    for above, line in itertools.pairwise(lines):
        if _runs_on(above, line, pitch=pitch, short=margin - width * 0.25):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [(_join(group), _kind(group, body)) for group in groups]


def _runs_on(above: _Line, line: _Line, *, pitch: float, short: float) -> bool:
    gap = above.bottom - line.bottom
    if line.text[0] in _BULLETS or not 0.3 * pitch < gap < 1.3 * max(pitch, line.height):
        return False
    if abs(above.height - line.height) > 0.15 * above.height:
        return False
    if line.left - above.left > 2 * line.height and above.text[0] not in _BULLETS:
        return False
    return not (above.right < short and above.text.endswith(_SENTENCE_ENDS))


def _join(group: list[_Line]) -> str:
    text = group[0].text
    for line in group[1:]:
        text += line.text if text.endswith("-") and text[-2:-1].isalnum() else f" {line.text}"
    return text


def _kind(group: list[_Line], body: float) -> PassageKind:
    if group[0].text[0] in _BULLETS and len(group[0].text) > 1:
        return PassageKind.LIST_ITEM
    is_large = group[0].height > body * 1.15
    return PassageKind.HEADING if is_large and len(group) <= 2 else PassageKind.PARAGRAPH
