"""Writes a report as .docx: cover, contents, numbered sections, references and the mapping appendix.

The writer knows python-docx and the names of the template's styles, and nothing of fonts or sizes; those are
decided in template.docx. What is numbered is numbered by Word's own numbering, so it stays right when edited.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK

from documents.report.blocks import BlockWriter, number_off
from documents.report.contents import add_contents
from documents.report.tree import Cell, Cover, Paragraph, Report, ReportKind, Run, Table, counted_parts

TEMPLATE = Path(__file__).with_name("template.docx")

REFERENCES_TITLE = "References"
APPENDIX_TITLE = "Appendix: how the report shows each KSB"
_APPENDIX_HEADER = ("KSB", "What it asks for", "Section", "Where the report shows it")
_APPENDIX_SHARES = (0.1, 0.36, 0.2, 0.34)
_KIND_LINES = {ReportKind.PRACTICE: "Practice report, not for assessment", ReportKind.FINAL: "Project report"}

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TEXT, _SPACES = f"{_W}p", f"{_W}t", {f"{_W}tab", f"{_W}br"}


def write_report(report: Report, *, now: datetime) -> bytes:
    """The whole report as the bytes of a .docx; `now` is the time of making that its properties name.

    Raises `UnwritablePicture`, with a line for the apprentice, where a picture is of a kind Word cannot show.
    """
    document = Document(str(TEMPLATE))
    _properties(document, report.cover, now)
    _cover(document, report.cover)
    body_begins = document.add_paragraph()
    writer = BlockWriter(document)
    for section in report.sections:
        document.add_paragraph(section.title, style=f"Heading {section.level}")
        writer.write(section.blocks, section.level)
    if report.references:
        _back_heading(document, REFERENCES_TITLE)
        writer.write(report.references, 1, style="Reference", numbered=False)
    if report.appendix:
        _back_heading(document, APPENDIX_TITLE).paragraph_format.page_break_before = True
        writer.write((appendix_table(report),), 1, shares=_APPENDIX_SHARES)
    add_contents(document, before=body_begins)
    return _bytes(document, now)


def write_counted_parts(report: Report, *, now: datetime) -> bytes:
    """Only what the word count counts, as a .docx, so that any word processor can check the count.

    Titles, text, lists and tables; no cover, contents, figures, references or appendix. Word's automatic
    numbers are off: Word does not count them and LibreOffice does.
    """
    document = Document(str(TEMPLATE))
    _properties(document, report.cover, now)
    writer = BlockWriter(document, numbered=False)
    for section in counted_parts(report):
        number_off(document.add_paragraph(section.title, style=f"Heading {section.level}"))
        writer.write(section.blocks, section.level)
    return _bytes(document, now)


def words_for_a_word_processor(docx: bytes) -> int:
    """What Word's status bar shows for the whole file, cover, contents and appendix with it: every run of
    characters between white space in the body. The pages in the contents are not there until it prints."""
    document = Document(io.BytesIO(docx))
    return sum(len(_shown(paragraph).split()) for paragraph in document.element.body.iter(_PARAGRAPH))


def _shown(paragraph: Any) -> str:
    return "".join(
        node.text or "" if node.tag == _TEXT else " "
        for node in paragraph.iter()
        if node.tag == _TEXT or node.tag in _SPACES
    )


def _bytes(document: Any, now: datetime) -> bytes:
    """The file, every part of it dated `now`: the same report made again is the same file, byte for byte."""
    saved, dated = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, now.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return dated.getvalue()


def _properties(document: Any, cover: Cover, now: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.author = cover.title, cover.apprentice
    properties.last_modified_by = cover.apprentice
    properties.subject, properties.language = cover.standard, "en-GB"
    properties.comments, properties.keywords = "", ""
    properties.created = properties.modified = now
    properties.revision = 1


def cover_lines(cover: Cover) -> list[str]:
    """What the first page says, line by line: the title, which report it is, and the details that are known."""
    details = (cover.apprentice, cover.standard, cover.provider, cover.employer, cover.word_count, cover.date)
    rework = f", rework {cover.attempt}" if cover.attempt > 1 else ""
    return [cover.title, _KIND_LINES[cover.kind] + rework, *filter(None, details)]


def _cover(document: Any, cover: Cover) -> None:
    title, kind, *details = cover_lines(cover)
    document.add_paragraph(title, style="Title")
    document.add_paragraph(kind, style="Subtitle")
    for line in details:
        document.add_paragraph(line, style="Cover Detail")
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)


def _back_heading(document: Any, title: str) -> Any:
    """A heading of the first level without a number: references and appendix stand outside the count."""
    paragraph = document.add_paragraph(title, style="Heading 1")
    number_off(paragraph)
    return paragraph


def appendix_table(report: Report) -> Table:
    """The mapping as it is printed: a header, then a row for each confirmed place."""
    rows = [
        _APPENDIX_HEADER,
        *((row.code, row.statement, row.section, row.sentence) for row in report.appendix),
    ]
    cells = tuple(tuple(Cell((Paragraph((Run(text),)),)) for text in row) for row in rows)
    return Table(cells, header=True)
