"""Reads .xlsx with openpyxl's streaming reader, after the limits of the package were held to."""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from documents.archives import MEMBER_MAX, Archive
from documents.errors import TooBig, Truncated
from documents.media_types import XLSX
from documents.passages import Document, Passage, PassageKind, capped, clean

_CELLS_MAX = 100_000
# What openpyxl is known to raise on workbooks that are damaged or not quite to the standard.
_DAMAGE = (
    *(InvalidFileException, zipfile.BadZipFile, SyntaxError, OSError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError),
)


def read(path: Path) -> Document:
    """Each cell with something in it as a passage; a formula gives the value that it last had."""
    with Archive(path) as archive:
        if any(archive.size_of(name) > MEMBER_MAX for name in archive.names if name.endswith(".xml")):
            raise TooBig
    notes: list[str] = []
    with warnings.catch_warnings():
        # openpyxl warns of features that it does not keep when it writes; we only read.
        warnings.simplefilter("ignore")
        try:
            return _read(path, notes)
        except _DAMAGE as error:
            raise Truncated from error


def _read(path: Path, notes: list[str]) -> Document:
    # The file is ours to close: openpyxl leaves one open when it cannot read it.
    with path.open("rb") as file:
        workbook = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        passages = capped(_passages(workbook, notes), notes)
        title = clean(workbook.properties.title or "") or None
        return Document(XLSX, passages, pages=len(workbook.sheetnames), notes=tuple(notes), title=title)


def _passages(workbook: openpyxl.Workbook, notes: list[str]) -> Iterator[Passage]:
    read_so_far = 0
    for number, sheet in enumerate(workbook.worksheets, start=1):
        if sheet.sheet_state != "visible":
            notes.append(f"Its sheet “{sheet.title}” is hidden, but whoever has the file can show it.")
        # The size that a sheet claims for itself is often wrong.
        sheet.reset_dimensions()
        for row in sheet.iter_rows():
            for cell in row:
                text = _as_shown(cell.value)
                if not text:
                    continue
                read_so_far += 1
                place = f'sheet "{sheet.title}", cell {cell.coordinate}'
                if read_so_far > _CELLS_MAX:
                    notes.append(f"It has very many cells, so we read it only up to {place}.")
                    return
                yield Passage(text, place, PassageKind.TABLE_CELL, sheet=sheet.title, group=number)


def _as_shown(value: object) -> str:
    """A value near to how a sheet shows it; the formats of numbers are not followed."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(" ", "minutes")
        case float():
            return f"{value:.10g}"
        case _:
            return clean(str(value))
