"""The written .docx, reopened: headings, styles, tables, pictures, fields and properties."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn

from documents.report.blocks import UnwritablePicture
from documents.report.tree import Figure, ReportKind, Section
from documents.report.writer import words_for_a_word_processor, write_counted_parts, write_report
from tests.documents.report.a_report import COVER, DEEP, NOW, REPORT, picture, said


@pytest.fixture(scope="module")
def written() -> Any:
    return Document(io.BytesIO(write_report(REPORT, now=NOW)))


def styled(document: Any, *names: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name in names]


def instructions(document: Any) -> list[str]:
    return [node.text.strip() for node in document.element.body.iter(qn("w:instrText"))]


def test_the_cover_names_the_standard_and_the_word_count(written: Any) -> None:
    assert styled(written, "Title") == ["Replacing the Elm Road Wi-Fi"]
    assert styled(written, "Subtitle") == ["Practice report, not for assessment"]
    assert [line.strip() for line in styled(written, "Cover Detail")] == [
        "Amira Hussain",
        "ST0000 version 7.3",
        "Elm College",
        "1,412 words",
        "19 March 2026",
    ]


def test_the_final_report_does_not_call_itself_practice() -> None:
    final = replace(REPORT, cover=replace(COVER, kind=ReportKind.FINAL))
    assert styled(Document(io.BytesIO(write_report(final, now=NOW))), "Subtitle") == ["Project report"]


def test_headings_carry_the_level_of_their_section(written: Any) -> None:
    assert styled(written, "Heading 1") == [
        "Situation",
        "Action",
        "References",
        "Appendix: how the report shows each KSB",
    ]
    assert styled(written, "Heading 2") == ["Plan", "Build"]
    assert styled(written, "Heading 3") == ["Switches"]


def test_headings_are_numbered_by_their_style_and_those_of_the_back_are_not(written: Any) -> None:
    for level in range(1, 6):
        numbering = written.styles[f"Heading {level}"].element.pPr.numPr
        assert (numbering.numId.val, numbering.ilvl.val) == (1, level - 1)
    own = {p.text: p._p.pPr.numPr for p in written.paragraphs if p.style.name.startswith("Heading")}
    assert own["Situation"] is None
    assert own["References"].numId.val == 0


def test_the_contents_show_every_heading_with_its_number_and_a_field_for_its_page(written: Any) -> None:
    assert [one for one in instructions(written) if "PAGEREF" in one] == [
        rf"PAGEREF heading_{number} \h" for number in range(1, 8)
    ]
    assert [line.strip() for line in styled(written, "TOC 1", "TOC 2", "TOC 3")] == [
        "1 Situation",
        "2 Action",
        "2.1 Plan",
        "2.2 Build",
        "2.2.1 Switches",
        "References",
        "Appendix: how the report shows each KSB",
    ]


def test_subheadings_go_on_in_the_number_of_their_section_however_deep_it_stands() -> None:
    document = Document(io.BytesIO(write_report(DEEP, now=NOW)))
    assert [line.strip() for line in styled(document, *(f"TOC {level}" for level in range(1, 6)))] == [
        "1 Project 1: cabling",
        "1.1 Action",
        "1.1.1 Build",
        "1.1.1.1 The rack",
        "1.1.1.1.1 Its doors",
        "1.1.1.2 The cables",
        "1.1.2 Test",
        "1.1.2.1 At night",
        "References",
        "Books",
    ]
    own = {p.text: p._p.pPr.numPr for p in document.paragraphs if p.style.name.startswith("Heading")}
    assert own["Its doors"] is None, "numbered by its style"
    assert own["Books"].numId.val == 0, "its title has no number to go on in"


def test_word_is_not_made_to_ask_about_fields_when_it_opens_the_file(written: Any) -> None:
    assert written.settings.element.find(qn("w:updateFields")) is None
    assert all(mark.get(qn("w:dirty")) is None for mark in written.element.body.iter(qn("w:fldChar")))


def test_no_dots_of_the_contents_lead_to_a_page_that_is_not_there_yet(written: Any) -> None:
    for level in range(1, 6):
        (stop,) = written.styles[f"TOC {level}"].paragraph_format.tab_stops
        assert (stop.alignment, stop.leader) == (WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.SPACES)


def test_every_line_of_the_contents_leads_to_a_bookmark_that_exists(written: Any) -> None:
    body = written.element.body
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(anchors) == 7
    assert anchors == marks


def test_fields_open_and_close(written: Any) -> None:
    kinds = [mark.get(qn("w:fldCharType")) for mark in written.element.body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)
    assert len(kinds) == 27  # seven pages and two captions


def test_pictures_have_words_and_numbered_captions_by_field(written: Any) -> None:
    described = [shape._inline.docPr.get("descr") for shape in written.inline_shapes]
    assert described == ["Two switches feed nine access points", "A tall rack"]
    assert styled(written, "Caption") == ["Figure 1. How the points are fed", "Figure 2. The rack"]
    assert instructions(written).count(r"SEQ Figure \* ARABIC") == 2


def test_pictures_fit_the_text_and_keep_their_shape(written: Any) -> None:
    page = written.sections[0]
    text_width = page.page_width - page.left_margin - page.right_margin
    wide, tall = written.inline_shapes
    assert wide.width == pytest.approx(text_width, rel=0.001)
    assert wide.width / wide.height == pytest.approx(2, rel=0.001)
    assert tall.width == pytest.approx(text_width / 2, rel=0.001)
    assert tall.height / tall.width == pytest.approx(1.5, rel=0.001)


def test_a_small_picture_is_not_blown_up() -> None:
    small = Figure(picture(192, 96), "A switch", "The switch")
    report = replace(REPORT, sections=(Section("Build", 1, (small,)),))
    (shape,) = Document(io.BytesIO(write_report(report, now=NOW))).inline_shapes
    assert (shape.width.inches, shape.height.inches) == (pytest.approx(2), pytest.approx(1))


def test_a_tall_picture_leaves_room_for_its_caption() -> None:
    tall = Figure(picture(300, 900), "A rack", "The rack")
    report = replace(REPORT, sections=(Section("Build", 1, (tall,)),))
    document = Document(io.BytesIO(write_report(report, now=NOW)))
    page = document.sections[0]
    height = page.page_height - page.top_margin - page.bottom_margin
    assert document.inline_shapes[0].height <= height * 0.75


def test_a_picture_that_word_cannot_show_is_refused_by_its_caption() -> None:
    report = replace(REPORT, sections=(Section("Build", 1, (Figure(b"RIFF0000WEBP", "x", "The rack"),)),))
    with pytest.raises(UnwritablePicture, match="“The rack” cannot go into a Word file"):
        write_report(report, now=NOW)


def test_a_table_keeps_merged_cells_and_repeats_its_header(written: Any) -> None:
    table = written.tables[0]
    assert table.style.name == "Report Table"
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Desk", "Before", "After"],
        ["1", "not measured", "not measured"],
        ["1", "6 Mbit/s", "88 Mbit/s"],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert table.rows[0].cells[0].paragraphs[0].style.name == "Table Heading"


def test_the_appendix_is_one_row_per_ksb_under_a_header_that_repeats(written: Any) -> None:
    table = written.tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == [
        "KSB",
        "What it asks for",
        "Section",
        "Where the report shows it",
    ]
    assert len(table.rows) == 20
    assert [cell.text for cell in table.rows[19].cells] == [
        "K19",
        "Statement 19 of the standard",
        "Build, paragraph 1",
        "I moved four phones.",
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_lists_are_styled_by_depth_and_each_numbered_list_begins_anew(written: Any) -> None:
    assert styled(written, "List Number") == ["List the desks", "Measure", "Order the switch"]
    assert styled(written, "List Number 2") == ["by floor"]
    assert styled(written, "List Bullet") == ["Firewall", "Cables"]
    assert styled(written, "List Continue") == ["the new one"]
    numbers = {
        p.text: p._p.pPr.numPr.numId.val for p in written.paragraphs if p.style.name.startswith("List Number")
    }
    assert numbers["List the desks"] == numbers["Measure"]
    assert len({numbers["List the desks"], numbers["by floor"], numbers["Order the switch"]}) == 3
    numbering = written.part.numbering_part.element
    start = numbering.num_having_numId(numbers["Order the switch"]).lvlOverride_lst[0].startOverride.val
    assert start == 4


def test_bold_italic_breaks_and_links_survive(written: Any) -> None:
    paragraph = next(p for p in written.paragraphs if p.text.startswith("I moved"))
    assert paragraph.text == "I moved four phones, as the guide says.\nIt held"
    assert [run.text for run in paragraph.runs if run.bold] == ["moved"]
    assert [run.text for run in paragraph.runs if run.italic] == [" held"]
    assert [link.address for link in paragraph.hyperlinks] == ["https://example.org/guide"]
    assert styled(written, "Quote") == ["It has never been so quick."]


def test_the_footer_counts_pages_by_field_and_the_cover_has_none(written: Any) -> None:
    section = written.sections[0]
    text = [node.text.strip() for node in section.footer._element.iter(qn("w:instrText"))]
    assert text == ["PAGE", "NUMPAGES"]
    assert section.different_first_page_header_footer
    assert section.first_page_footer.paragraphs[0].text == ""


def test_the_properties_name_the_apprentice_and_the_language_is_british(written: Any) -> None:
    properties = written.core_properties
    assert (properties.title, properties.author) == ("Replacing the Elm Road Wi-Fi", "Amira Hussain")
    assert (properties.subject, properties.language, properties.comments) == (
        "ST0000 version 7.3",
        "en-GB",
        "",
    )
    languages = {node.get(qn("w:val")) for node in written.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_every_style_used_is_one_the_template_defines(written: Any) -> None:
    defined = {style.style_id for style in written.styles}
    body = written.element.body
    used = {n.get(qn("w:val")) for tag in ("pStyle", "rStyle", "tblStyle") for n in body.iter(qn(f"w:{tag}"))}
    assert used <= defined
    assert {"Heading1", "ReportTable", "Caption"} <= used


def test_no_paragraph_or_run_of_the_body_sets_a_font_or_a_size(written: Any) -> None:
    body = written.element.body
    assert not list(body.iter(qn("w:rFonts"), qn("w:sz"), qn("w:color")))


def test_the_counted_parts_hold_no_cover_contents_figures_references_or_appendix() -> None:
    document = Document(io.BytesIO(write_counted_parts(REPORT, now=NOW)))
    assert styled(document, "Title", "TOC 1", "Caption") == []
    assert styled(document, "Heading 1") == ["Situation", "Action"]
    assert len(document.tables) == 1
    assert not document.inline_shapes
    numbered = [
        p._p.pPr.numPr for p in document.paragraphs if re.match(r"Heading|List (Bul|Num)", p.style.name)
    ]
    assert len(numbered) > 8
    assert all(own.numId.val == 0 for own in numbered)


def test_a_word_processor_shows_more_words_than_the_count() -> None:
    small = replace(
        REPORT, sections=(Section("Test", 1, (said("I measured – twice."),)),), references=(), appendix=()
    )
    # cover 5 + 5 + 2 + 3 + 2 + 2 + 3, contents 1 + 2, body 1 + 4
    assert words_for_a_word_processor(write_report(small, now=NOW)) == 30


def test_the_file_carries_no_thumbnail_of_somebody_elses_document() -> None:
    names = zipfile.ZipFile(io.BytesIO(write_report(REPORT, now=NOW))).namelist()
    assert "word/document.xml" in names
    assert not [name for name in names if "thumbnail" in name]


def test_the_report_can_be_written_twice_from_the_same_tree() -> None:
    first, second = (Document(io.BytesIO(write_report(REPORT, now=NOW))) for _ in range(2))
    assert [p.text for p in first.paragraphs] == [p.text for p in second.paragraphs]


def test_every_part_is_dated_as_the_report_so_that_the_same_report_is_the_same_file() -> None:
    first = write_report(REPORT, now=NOW)
    assert {part.date_time for part in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {NOW.timetuple()[:6]}
    assert write_report(REPORT, now=NOW) == first
