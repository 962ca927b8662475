from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from documents import PassageKind, read
from tests.documents.conftest import WORD
from tests.documents.making import write_docx


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.needs_libreoffice
def test_what_libreoffice_saved_is_placed_by_heading_and_paragraph(
    converted: Callable[[str, str], Path],
) -> None:
    document = read(converted("report.html", WORD))
    places = {passage.locator: passage for passage in document.passages}
    assert document.title == "Replacing the switch"
    assert document.pages is None
    assert places["paragraph 1"].text == "Written for the network team."
    assert places['heading "Before the run"'].kind is PassageKind.HEADING
    assert places['heading "Before the run", paragraph 1'].text.startswith("I checked the old switch & wrote")
    assert places['heading "Before the run", paragraph 3'].kind is PassageKind.LIST_ITEM
    assert places['heading "Before the run", table 1, row 1'].text == "Port\tMachine"
    assert places['heading "Before the run", table 1, row 2, column 2, paragraph 2'].text == "Second floor"
    assert places['heading "The run", paragraph 2'].kind is PassageKind.CODE


def test_tracked_insertions_are_text_and_deletions_are_not(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>I </w:t></w:r>"
        "<w:del><w:r><w:delText>broke</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>mended</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t> moved away</w:t></w:r></w:moveFrom>"
        "<w:r><w:t xml:space='preserve'> it</w:t></w:r></w:p>"
    )
    document = read(write_docx(tmp_path / "a.docx", body))
    assert [passage.text for passage in document.passages] == ["I mended it"]
    assert document.notes == ("It holds tracked changes. We read it as if they were all accepted.",)


def test_a_text_box_is_read_once_though_it_is_written_twice(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="{compatible}"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Beside it</w:t></w:r></w:p>"
    )
    document = read(write_docx(tmp_path / "a.docx", body))
    assert [tuple(passage) for passage in document.passages] == [
        ("In the box", "text box 1"),
        ("Beside it", "paragraph 1"),
    ]


def test_a_heading_is_known_by_its_style_in_any_language_and_through_its_parents(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/>'
        '<w:basedOn w:val="berschrift1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Deep"><w:name w:val="Deep"/>'
        '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/>'
        '<w:basedOn w:val="Loop"/></w:style>'
    )
    body = "".join(paragraph(style, style) for style in ("berschrift1", "Mine", "Deep", "Loop"))
    document = read(write_docx(tmp_path / "a.docx", body, styles=styles))
    assert [passage.kind.value for passage in document.passages] == [
        "heading",
        "heading",
        "heading",
        "paragraph",
    ]


def test_footnotes_are_notes_and_their_separators_are_not(tmp_path: Path) -> None:
    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("no")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("The vendor’s page.")}</w:footnote>'
    )
    document = read(write_docx(tmp_path / "a.docx", paragraph("Body"), footnotes=footnotes))
    last = document.passages[-1]
    assert (last.text, last.locator, last.kind) == ("The vendor’s page.", "footnote 1", PassageKind.NOTE)


def test_page_headers_are_in_the_margin(tmp_path: Path) -> None:
    document = read(write_docx(tmp_path / "a.docx", paragraph("Body"), header1=paragraph("J. Smith")))
    assert [(p.text, p.kind) for p in document.passages][1:] == [("J. Smith", PassageKind.MARGIN)]


def test_hidden_text_and_field_codes_are_not_read(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r></w:p>'
    )
    assert [p.text for p in read(write_docx(tmp_path / "a.docx", body)).passages] == ["seen"]


def test_a_table_inside_a_cell_is_read_as_that_cell(tmp_path: Path) -> None:
    def table(*cells: str) -> str:
        return "<w:tbl><w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr></w:tbl>"

    body = table(paragraph("Outer"), table(paragraph("inner one"), paragraph("inner two")) + paragraph(""))
    document = read(write_docx(tmp_path / "a.docx", body))
    assert [tuple(passage) for passage in document.passages] == [
        ("Outer", "table 1, row 1, column 1"),
        ("inner one", "table 1, row 1, column 2, paragraph 1"),
        ("inner two", "table 1, row 1, column 2, paragraph 2"),
    ]


def test_a_line_of_fifty_thousand_characters_is_one_passage(tmp_path: Path) -> None:
    document = read(write_docx(tmp_path / "a.docx", paragraph("word " * 10_000)))
    assert [len(passage.text) for passage in document.passages] == [49_999]


def test_an_outside_entity_is_neither_fetched_nor_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET")
    path = write_docx(tmp_path / "a.docx", "")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts["word/document.xml"] = (
        f'<!DOCTYPE x [<!ENTITY leak SYSTEM "file://{secret}"><!ENTITY lol "lollol">]>'
        f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>a&leak;&lol;b</w:t></w:r></w:p>'
        "</w:body></w:document>"
    ).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert "SECRET" not in read(path).text
    assert "lol" not in read(path).text
