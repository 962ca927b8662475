"""The committed template is what its maker makes, and everything the writer names is in it."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from documents.report.make_template import TEMPLATE, make_template


def styles(path: Path) -> bytes:
    return etree.tostring(Document(str(path)).styles.element, method="c14n")


def test_the_committed_template_is_the_one_its_maker_makes(tmp_path: Path) -> None:
    make_template(tmp_path / "template.docx")
    assert styles(tmp_path / "template.docx") == styles(TEMPLATE)


def test_the_template_sets_one_typeface_that_word_and_libreoffice_have() -> None:
    document = Document(str(TEMPLATE))
    used = {
        style.element.rPr.find(qn("w:rFonts")).get(qn("w:ascii"))
        for style in document.styles
        if style.name in {"Normal", "Body Text", "Heading 1", "Title", "TOC 1", "Caption", "Table Text"}
    }
    assert used == {"Arial"}


def test_each_level_of_the_heading_numbering_names_its_style() -> None:
    numbering = Document(str(TEMPLATE)).part.numbering_part.element
    headings = numbering.find(qn("w:abstractNum"))
    linked = [level.find(qn("w:pStyle")).get(qn("w:val")) for level in headings.iter(qn("w:lvl"))]
    assert linked == [f"Heading{level}" for level in range(1, 6)]
