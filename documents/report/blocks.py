"""Writes blocks of a report into an open .docx by the template's named styles."""

from __future__ import annotations

import io
from typing import Any

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Inches

from documents.report.fields import add_field, add_link
from documents.report.tree import (
    Block,
    BulletList,
    Cell,
    Figure,
    Heading,
    ListItem,
    NumberedList,
    Paragraph,
    Quotation,
    Run,
    Table,
)

_DEEPEST_LIST = 3
_DEEPEST_HEADING = 5
_PIXELS_TO_THE_INCH = 96  # a picture is never shown larger than on screen, where it would blur
_TALLEST_FIGURE = 0.75  # of the text's height, so that picture and caption share a page


class UnwritablePicture(ValueError):
    """A picture of a kind that a .docx cannot hold; the message is for the person whose report it is."""

    def __init__(self, caption: str) -> None:
        super().__init__(
            f"The picture “{caption}” cannot go into a Word file. Save it as PNG or JPEG and add it again."
        )


class BlockWriter:
    """Writes blocks at the end of a document, or of a cell, and keeps the running numbers of captions.

    With `numbered` off, headings and lists carry no automatic numbers.
    """

    def __init__(self, document: Any, *, numbered: bool = True) -> None:
        self._document = document
        self._numbered = self._numbers_headings = numbered
        self._figures = 0
        self._tables = 0

    def write(
        self,
        blocks: tuple[Block, ...],
        level: int,
        *,
        style: str = "Body Text",
        shares: tuple[float, ...] | None = None,
        numbered: bool = True,
    ) -> None:
        """Append blocks of a section whose title has this level; `shares` are its tables' column widths. Headings below
        a title without a number are not `numbered` either: they would go on in the numbers of the section before."""
        self._numbers_headings = numbered and self._numbered
        for block in blocks:
            self._block(self._document, block, level, style, shares)

    def _block(
        self, place: Any, block: Block, level: int, style: str, shares: tuple[float, ...] | None = None
    ) -> None:
        match block:
            case Paragraph(runs):
                self._runs(place.add_paragraph(style=style), runs)
            case Heading(runs, depth):
                heading = place.add_paragraph(style=f"Heading {min(level + depth, _DEEPEST_HEADING)}")
                self._runs(heading, runs)
                if not self._numbers_headings:
                    number_off(heading)
            case Quotation(blocks):
                for inner in blocks:
                    self._block(place, inner, level, "Quote")
            case BulletList(items):
                self._list(place, items, level, depth=1, numbering=None)
            case NumberedList(items, start):
                self._list(place, items, level, depth=1, numbering=self._new_numbering(start, depth=1))
            case Table():
                self._table(place, block, level, shares)
            case Figure():
                self._figure(place, block)

    def _runs(self, paragraph: Any, runs: tuple[Run, ...]) -> None:
        for run in runs:
            written = paragraph.add_run(run.text)
            written.bold, written.italic = run.bold or None, run.italic or None
            written.underline = run.underline or None
            if run.href:
                written.style = "Hyperlink"
                add_link(paragraph, address=run.href).append(written._r)

    def _list(
        self, place: Any, items: tuple[ListItem, ...], level: int, depth: int, numbering: int | None
    ) -> None:
        stem = "List Bullet" if numbering is None else "List Number"
        for item in items:
            first = True
            for block in item.blocks:
                match block:
                    case Paragraph(runs):
                        paragraph = place.add_paragraph(
                            style=_at_depth(stem if first else "List Continue", depth)
                        )
                        self._runs(paragraph, runs)
                        if first and not self._numbered:
                            number_off(paragraph)
                        elif first and numbering is not None:
                            _number(paragraph, numbering, depth)
                        first = False
                    case BulletList(inner):
                        self._list(place, inner, level, min(depth + 1, _DEEPEST_LIST), None)
                    case NumberedList(inner, start):
                        deeper = min(depth + 1, _DEEPEST_LIST)
                        self._list(place, inner, level, deeper, self._new_numbering(start, deeper))
                    case _:
                        self._block(place, block, level, _at_depth("List Continue", depth))

    def _new_numbering(self, start: int, depth: int) -> int:
        """A numbering of its own for one list, so that each begins again; a kin of the style's."""
        style = self._document.styles["List Number"]
        numbering = self._document.part.numbering_part.element
        styled = style.element.pPr.numPr.numId.val
        number = numbering.add_num(numbering.num_having_numId(styled).abstractNumId.val)
        number.add_lvlOverride(ilvl=depth - 1).add_startOverride(start)
        return int(number.numId)

    def _table(self, place: Any, table: Table, level: int, shares: tuple[float, ...] | None) -> None:
        if not table.rows:
            return
        if table.caption:
            self._tables += 1
            self._caption(place, "Table", self._tables, table.caption, "Table Caption")
        columns = max(sum(cell.across for cell in row) for row in table.rows)
        written = place.add_table(len(table.rows), columns)
        written.style = "Report Table"
        _show_header(written, table.header)
        taken: set[tuple[int, int]] = set()
        for row_number, row in enumerate(table.rows):
            heading = table.header and row_number == 0
            _row_properties(written.rows[row_number], repeat=heading)
            column = 0
            for cell in row:
                while (row_number, column) in taken:
                    column += 1
                last_row = min(row_number + cell.down, len(table.rows)) - 1
                last_column = min(column + cell.across, columns) - 1
                if column > last_column:
                    break
                taken |= {
                    (r, c) for r in range(row_number, last_row + 1) for c in range(column, last_column + 1)
                }
                into = written.cell(row_number, column)
                if (last_row, last_column) != (row_number, column):
                    into = into.merge(written.cell(last_row, last_column))
                self._cell(into, cell, level, heading)
                column = last_column + 1
        for index, share in enumerate(shares or ()):
            written.columns[index].width = Emu(int(self._text_width() * share))
            for into in written.columns[index].cells:
                into.width = Emu(int(self._text_width() * share))
        place.add_paragraph(style="Body Text")

    def _cell(self, into: Any, cell: Cell, level: int, heading: bool) -> None:
        style = "Table Heading" if heading else "Table Text"
        empty = into.paragraphs[0]
        for block in cell.blocks:
            self._block(into, block, level, style)
        if isinstance(
            cell.blocks[-1] if cell.blocks else None, Paragraph | Heading | BulletList | NumberedList
        ):
            empty._p.getparent().remove(empty._p)
        else:
            empty.style = style

    def _text_width(self) -> int:
        page = self._document.sections[0]
        return int(page.page_width - page.left_margin - page.right_margin)

    def _figure(self, place: Any, figure: Figure) -> None:
        page = self._document.sections[0]
        paragraph = place.add_paragraph(style="Figure")
        try:
            picture = paragraph.add_run().add_picture(io.BytesIO(figure.image))
        except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError) as error:
            raise UnwritablePicture(figure.caption) from error
        tallest = (page.page_height - page.top_margin - page.bottom_margin) * _TALLEST_FIGURE
        share = min(max(figure.width_share, 0.1), 1.0)
        as_on_screen = Inches(Image.from_blob(figure.image).px_width / _PIXELS_TO_THE_INCH)
        widest = min(self._text_width() * share, as_on_screen)
        scale = min(widest / picture.width, tallest / picture.height)
        picture.width, picture.height = Emu(int(picture.width * scale)), Emu(int(picture.height * scale))
        properties = picture._inline.docPr
        properties.set("descr", figure.alt)
        self._figures += 1
        properties.set("name", f"Figure {self._figures}")
        self._caption(place, "Figure", self._figures, figure.caption, "Caption")

    def _caption(self, place: Any, label: str, number: int, caption: str, style: str) -> None:
        if not self._numbered:
            place.add_paragraph(caption, style=style)
            return
        paragraph = place.add_paragraph(f"{label} ", style=style)
        add_field(paragraph, rf"SEQ {label} \* ARABIC", str(number))
        if caption:
            paragraph.add_run(f". {caption}")


def number_off(paragraph: Any) -> None:
    """Take the paragraph out of its style's numbering."""
    _number(paragraph, 0, 1)


def _number(paragraph: Any, numbering: int, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth - 1
    properties.get_or_add_numId().val = numbering


def _at_depth(stem: str, depth: int) -> str:
    return stem if depth == 1 else f"{stem} {depth}"


def _show_header(table: Any, header: bool) -> None:
    """Tell the table's style whether its first row is a header, and that nothing else is special."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        table._tbl.tblPr.append(look)
    look.attrib.clear()
    look.set(qn("w:val"), "0620" if header else "0600")
    for name, value in (
        ("firstRow", header),
        ("lastRow", False),
        ("firstColumn", False),
        ("lastColumn", False),
    ):
        look.set(qn(f"w:{name}"), str(int(value)))
    look.set(qn("w:noHBand"), "1")
    look.set(qn("w:noVBand"), "1")


def _row_properties(row: Any, *, repeat: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeat:
        properties.append(OxmlElement("w:tblHeader"))
