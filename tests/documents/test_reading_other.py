from __future__ import annotations

import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pptx
import pytest

from documents import PassageKind, Truncated, probe, read
from tests.documents.conftest import WORD
from tests.documents.making import convert_with_libreoffice


@pytest.mark.needs_libreoffice
class TestSavedByLibreOffice:
    def test_an_odt_has_the_passages_of_the_docx_with_the_same_words(
        self, converted: Callable[[str, str], Path]
    ) -> None:
        assert (
            read(converted("report.html", "odt:writer8")).passages
            == read(converted("report.html", WORD)).passages
        )

    def test_slides_are_placed_by_number_with_their_speaker_notes(self, tmp_path: Path) -> None:
        show = pptx.Presentation()
        for title, text in (("Overview", "What we did"), ("Costs & time", "£3")):
            slide = show.slides.add_slide(show.slide_layouts[1])
            slide.shapes.title.text = title
            slide.placeholders[1].text_frame.text = text
        slide.notes_slide.notes_text_frame.text = "Say why."
        show.slides.add_slide(show.slide_layouts[6])
        show.save(str(tmp_path / "show.pptx"))
        (tmp_path / "saved").mkdir()
        [saved] = convert_with_libreoffice([tmp_path / "show.pptx"], "pptx", tmp_path / "saved")
        document = read(saved)
        assert [(passage.locator, passage.text, passage.group) for passage in document.passages] == [
            ("slide 1", "Overview", 1),
            ("slide 1", "What we did", 1),
            ("slide 2", "Costs & time", 2),
            ("slide 2", "£3", 2),
            ("slide 2, notes", "Say why.", 2),
        ]
        assert (document.pages, document.title) == (3, "Overview")
        assert document.passages[0].kind is PassageKind.HEADING
        assert document.notes == ("Slide 3 has no text (a picture?).",)

    def test_opendocument_slides_have_the_passages_of_the_powerpoint_with_the_same_words(
        self, tmp_path: Path
    ) -> None:
        show = pptx.Presentation()
        for title, text in (("Overview", "What we did"), ("Costs & time", "£3")):
            slide = show.slides.add_slide(show.slide_layouts[1])
            slide.shapes.title.text = title
            slide.placeholders[1].text_frame.text = text
        slide.notes_slide.notes_text_frame.text = "Say why."
        table = show.slides.add_slide(show.slide_layouts[6]).shapes.add_table(1, 2, 0, 0, 9, 9).table
        table.cell(0, 0).text, table.cell(0, 1).text = "KPI", "Met"
        show.slides.add_slide(show.slide_layouts[6])
        show.save(str(tmp_path / "show.pptx"))
        [saved] = convert_with_libreoffice([tmp_path / "show.pptx"], "odp", tmp_path)
        document = read(saved)
        assert [(passage.locator, passage.text) for passage in document.passages] == [
            ("slide 1", "Overview"),
            ("slide 1", "What we did"),
            ("slide 2", "Costs & time"),
            ("slide 2", "£3"),
            ("slide 2, notes", "Say why."),
            ("slide 3", "KPI\tMet"),
        ]
        assert document.passages[0].kind is PassageKind.HEADING
        assert document.notes == ("Slide 4 has no text (a picture?).",)
        assert document.media_type == "application/vnd.oasis.opendocument.presentation"
        assert (document.pages, probe(saved).pages, document.title) == (4, 4, "Overview")

    def test_a_workbook_is_placed_by_sheet_and_cell_and_its_formulas_have_values(
        self, tmp_path: Path
    ) -> None:
        workbook = openpyxl.Workbook()
        workbook.active.title = "Costs"
        workbook.active["A1"], workbook.active["B7"] = "Item", "=2*3"
        workbook.create_sheet("Names").sheet_state = "hidden"
        workbook["Names"]["A1"] = "J. Smith"
        workbook.save(tmp_path / "costs.xlsx")
        (tmp_path / "saved").mkdir()
        [saved] = convert_with_libreoffice([tmp_path / "costs.xlsx"], "xlsx", tmp_path / "saved")
        document = read(saved)
        assert [(*passage, passage.sheet, passage.group) for passage in document.passages] == [
            ("Item", 'sheet "Costs", cell A1', "Costs", 1),
            ("6", 'sheet "Costs", cell B7', "Costs", 1),
            ("J. Smith", 'sheet "Names", cell A1', "Names", 2),
        ]
        assert document.notes == ("Its sheet “Names” is hidden, but whoever has the file can show it.",)


def test_a_web_page_is_read_without_its_scripts(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<!doctype html><title>T &amp; T</title><style>p{}</style><body>Loose<p>One <b>bold</b> word<br>next"
        "<script>alert('x')</script> tail</p><h2>Costs</h2><ul><li>first<li>second</ul>"
        "<table><tr><th>A<td>B</table><pre>a  b\n c</pre>",
        encoding="utf-8",
    )
    document = read(path)
    assert document.title == "T & T"
    assert [(passage.kind.value, *passage) for passage in document.passages] == [
        ("paragraph", "Loose", "paragraph 1"),
        ("paragraph", "One bold word\nnext tail", "paragraph 2"),
        ("heading", "Costs", 'heading "Costs"'),
        ("list_item", "first", 'heading "Costs", paragraph 1'),
        ("list_item", "second", 'heading "Costs", paragraph 2'),
        ("table_row", "A\tB", 'heading "Costs", table 1, row 1'),
        ("code", "a  b\n c", 'heading "Costs", paragraph 3'),
    ]


@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_a_message_gives_its_headers_its_body_and_the_names_of_what_it_carries(
    tmp_path: Path, subtype: str
) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = (
        "Thanks – all good",
        "Dana <d@example.org>",
        "a@example.org",
    )
    message["Date"] = "Thu, 19 Mar 2026 09:00:00 +0000"
    body = "It works.\n\nWell done." if subtype == "plain" else "<p>It works.</p><p>Well done.</p>"
    message.set_content(body, subtype=subtype)
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="R&D.pdf")
    path = tmp_path / "kept without a name"
    path.write_bytes(message.as_bytes())
    document = read(path)
    assert document.media_type == "message/rfc822"
    assert document.title == "Thanks – all good"
    assert document.passages[0] == document.passages[0].__class__(
        "Subject: Thanks – all good", "message headers", PassageKind.NOTE
    )
    assert [tuple(passage) for passage in document.passages[-2:]] == [
        ("It works.", "message, paragraph 1"),
        ("Well done.", "message, paragraph 2"),
    ]
    assert document.notes[0].startswith("It carries R&D.pdf, which we did not read.")


def test_a_workbook_with_a_broken_sheet_is_refused(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as whole, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as broken:
        for name in whole.namelist():
            broken.writestr(name, whole.read(name)[: 100 if "sheet1" in name else None])
    with pytest.raises(Truncated):
        read(tmp_path / "b.xlsx")
