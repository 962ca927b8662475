"""Reads any accepted file as text; the format is told by content."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from documents import media_types as types
from documents.detecting import media_type_of, note_on_promise
from documents.passages import Document

# Each reader is imported when it is first needed: together they take seconds, one takes a moment.
_READERS = {
    types.DOCX: ("documents.readers.docx", "read"),
    types.ODT: ("documents.readers.odt", "read"),
    types.ODP: ("documents.readers.odp", "read"),
    types.PDF: ("documents.readers.pdf", "read"),
    types.PPTX: ("documents.readers.pptx", "read"),
    types.XLSX: ("documents.readers.xlsx", "read"),
    types.PLAIN: ("documents.readers.text", "read"),
    types.MARKDOWN: ("documents.readers.text", "read_markdown"),
    types.HTML: ("documents.readers.html", "read"),
    types.EML: ("documents.readers.message", "read"),
}


def read(path: str | Path, *, media_type: str | None = None) -> Document:
    """The text of the file as passages with locators; a picture or a video has none.

    `media_type` is what the sender promised. It only chooses among kinds of text; where the content is
    something else that we take, it is read as that and the notes say so. Raises a subclass of UnreadableFile.
    """
    path = Path(path)
    promised = media_type or types.type_named_by(path.suffix)
    found = media_type_of(path, promised=promised)
    document = _reader(found)(path) if found in _READERS else Document(found)
    note = note_on_promise(found, promised)
    return replace(document, notes=(note, *document.notes)) if note else document


def _reader(media_type: str) -> Callable[[Path], Document]:
    module, function = _READERS[media_type]
    reader: Callable[[Path], Document] = getattr(importlib.import_module(module), function)
    return reader
