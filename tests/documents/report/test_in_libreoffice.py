"""The .docx as LibreOffice opens it, which is not the library that wrote it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from documents.counting import count_split_at_dashes, count_words, dash_joined, lone_dashes
from documents.report.tree import (
    Block,
    BulletList,
    Heading,
    NumberedList,
    Paragraph,
    Quotation,
    Table,
    counted_parts,
)
from documents.report.writer import write_counted_parts, write_report
from tests.documents.report.a_report import DEEP, NOW, REPORT

pytestmark = pytest.mark.needs_libreoffice


def convert(docx: bytes, folder: Path, kind: str) -> Path:
    source = folder / "report.docx"
    source.write_bytes(docx)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            folder,
            source,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"report.{kind.partition(':')[0]}"


def plain(blocks: tuple[Block, ...]) -> list[str]:
    lines = []
    for block in blocks:
        match block:
            case Paragraph(runs) | Heading(runs):
                lines.append("".join(run.text for run in runs))
            case Quotation():
                lines += plain(block.blocks)
            case BulletList(items) | NumberedList(items):
                lines += [line for item in items for line in plain(item.blocks)]
            case Table():
                lines += [line for row in block.rows for cell in row for line in plain(cell.blocks)]
    return lines


def test_a_pdf_of_the_report_has_its_cover_contents_and_page_numbers(tmp_path: Path) -> None:
    pdf = pypdfium2.PdfDocument(convert(write_report(REPORT, now=NOW), tmp_path, "pdf"))
    pages = [page.get_textpage().get_text_range() for page in pdf]
    assert "Replacing the Elm Road Wi-Fi" in pages[0]
    assert "Page " not in pages[0]
    assert "2.2.1 Switches" in pages[1]
    assert f"Page 2 of {len(pages)}" in pages[1]
    whole = "\n".join(pages)
    assert "Figure 2. The rack" in whole
    assert "2.1 Plan" in pages[2]
    assert whole.count("What it asks for") >= 1
    pdf.close()


def test_each_line_of_the_contents_gives_the_page_on_which_its_heading_is(tmp_path: Path) -> None:
    report = replace(REPORT, sections=(REPORT.sections[0], *REPORT.sections * 4))
    pdf = pypdfium2.PdfDocument(convert(write_report(report, now=NOW), tmp_path, "pdf"))
    pages = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    listed = re.findall(r"^(?!Page )(.+?)\s+(\d+)$", pages[1].replace("\r", ""), re.MULTILINE)
    assert len(listed) > 15 and len({page for _, page in listed}) > 3, listed
    for heading, page in listed:
        lines = pages[int(page) - 1].replace("\r", "").split("\n")
        assert heading in [line.strip() for line in lines], (heading, page)


def test_subheadings_show_the_numbers_that_the_contents_give_them(tmp_path: Path) -> None:
    pdf = pypdfium2.PdfDocument(convert(write_report(DEEP, now=NOW), tmp_path, "pdf"))
    pages = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    for line in ("1.1.1.1 The rack", "1.1.1.1.1 Its doors", "1.1.1.2 The cables", "1.1.2.1 At night"):
        assert line in pages[1] and line in pages[2], line
    assert re.search(r"^Books\r?$", pages[2], re.MULTILINE), "no number goes on from the section before"


def test_the_appendix_header_is_repeated_on_its_second_page(tmp_path: Path) -> None:
    longer = tuple(replace(row, statement=row.statement + " at length" * 20) for row in REPORT.appendix)
    report = write_report(replace(REPORT, appendix=longer), now=NOW)
    pdf = pypdfium2.PdfDocument(convert(report, tmp_path, "pdf"))
    pages = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    with_rows = [page for page in pages if "Statement 1 of" in page or "Statement 19 of" in page]
    assert len(with_rows) == 2
    assert all("What it asks for" in page for page in with_rows)


def test_the_counted_parts_as_libreoffice_sees_them_give_our_count(tmp_path: Path) -> None:
    ours = "\n".join(
        line for section in counted_parts(REPORT) for line in (section.title, *plain(section.blocks))
    )
    text = convert(write_counted_parts(REPORT, now=NOW), tmp_path, "txt:Text (encoded):UTF8").read_text(
        "utf-8-sig"
    )
    assert count_words(text) == count_words(ours) == 59
    assert dash_joined(text) == ["build–test"]
    assert lone_dashes(text) == 2
    assert count_split_at_dashes(text) == 59 + 1 - 2
