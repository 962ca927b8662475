"""Writes plain, readable .xlsx tables in which no cell can act as a formula."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | bool | dt.date | dt.datetime | None

_INK = "1D1B4B"
_HEADER = Font(bold=True, color="FFFFFF")
_HEADER_GROUND = PatternFill("solid", fgColor=_INK)
_LINK = Font(color="1D4ED8", underline="single")
_FRONT = Font(bold=True, color=_INK)
_RULE = Border(bottom=Side(style="thin", color="C9C8D8"))
_TOP = Alignment(vertical="top", wrap_text=True)
_TITLE_MAX = 31
_CELL_MAX = 32_767
# A row is as high as its longest cell, in points. Programs that open a table do not work it out where they are told a
# width, so what is longer than one line would run over the row below. Excel takes no more than 409.
_LINE, _PAD, _ROW_MAX = 14, 4, 409
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
# What a spreadsheet program may take as the start of a formula, when the text is read back from CSV too.
_FORMULA_STARTS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its header, its rows, the widths of its columns in characters, and its links.

    `links` maps (row, column), both counted from 0 in `rows`, to an address or to a file beside the workbook. `front`
    is (name, words) that stand above the table: whose it is, and of when.
    """

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int] = ()
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    front: Sequence[tuple[str, str]] = ()


def write_table(target: str | Path | IO[bytes], sheets: Sequence[Sheet]) -> None:
    """Writes the sheets as one workbook; text is always text, whatever it begins with."""
    workbook = Workbook()
    for unwanted in list(workbook.worksheets):
        workbook.remove(unwanted)
    for sheet in sheets:
        _fill(workbook.create_sheet(_title(sheet.title)), sheet)
    workbook.save(target)


def _fill(worksheet: Worksheet, sheet: Sheet) -> None:
    for line, (name, words) in enumerate(sheet.front, start=1):
        cell = _cell(worksheet, line, 1)
        _set(cell, f"{name}: {words}")
        cell.font = _FRONT
    head = len(sheet.front) + (2 if sheet.front else 1)
    for column, text in enumerate(sheet.header, start=1):
        cell = _cell(worksheet, head, column)
        _set(cell, text)
        cell.font, cell.fill, cell.alignment = _HEADER, _HEADER_GROUND, _TOP
    for index, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            cell = _cell(worksheet, head + 1 + index, column + 1)
            _set(cell, value)
            cell.alignment, cell.border = _TOP, _RULE
            if link := sheet.links.get((index, column)):
                cell.hyperlink, cell.font = link, _LINK
        worksheet.row_dimensions[head + 1 + index].height = _height(row, sheet.widths)
    for column, width in enumerate(sheet.widths, start=1):
        worksheet.column_dimensions[get_column_letter(column)].width = width
    worksheet.freeze_panes = f"A{head + 1}"
    worksheet.print_title_rows = f"{head}:{head}"
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """Room for the cell of the row that takes the most lines. A letter is taken to be as wide as a figure, and words
    break early, so a line too many is likelier than one too few."""
    lines = [
        sum(math.ceil(max(len(line), 1) / max(width - 2, 1)) for line in str(value).split("\n"))
        for value, width in zip(row, widths, strict=False)
        if value is not None
    ]
    return float(min(max(lines, default=1) * _LINE + _PAD, _ROW_MAX))


def _cell(worksheet: Worksheet, row: int, column: int) -> Cell:
    cell = worksheet.cell(row=row, column=column)
    assert isinstance(cell, Cell)  # only merged cells are of another class, and we merge none
    return cell


def _set(cell: Cell, value: Value) -> None:
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_CELL_MAX]
    cell.data_type = "s"
    if value.startswith(_FORMULA_STARTS):
        # Keeps it text when somebody edits the cell.
        cell.quotePrefix = True


def _title(title: str) -> str:
    return title.translate(_NOT_IN_TITLES).strip("' ")[:_TITLE_MAX] or "Sheet"
