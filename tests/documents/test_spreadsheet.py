from __future__ import annotations

import io

import openpyxl
import pytest

from documents.spreadsheet import Sheet, write_table


def written(*sheets: Sheet) -> openpyxl.Workbook:
    file = io.BytesIO()
    write_table(file, sheets)
    return openpyxl.load_workbook(file)


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5 a", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_text_that_begins_like_a_formula_stays_text(text: str) -> None:
    cell = written(Sheet("A", ["Head"], [[text]])).active["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_header_stays_in_sight_and_columns_have_their_widths() -> None:
    sheet = written(Sheet("Mapping", ["KSB", "Where"], [["K1", "page 3"]], widths=[8, 40])).active
    assert (sheet.title, sheet.freeze_panes, sheet.print_title_rows) == ("Mapping", "A2", "$1:$1")
    assert (sheet["A1"].font.bold, sheet.column_dimensions["B"].width) == (True, 40)


def test_a_cell_can_lead_to_a_file_and_numbers_stay_numbers() -> None:
    sheet = written(Sheet("A", ["File", "n"], [["R&D.pdf", 3]], links={(0, 0): "files/R%26D.pdf"})).active
    assert sheet["A2"].hyperlink.target == "files/R%26D.pdf"
    assert sheet["B2"].value == 3


def test_titles_and_text_that_excel_refuses_are_made_fit() -> None:
    workbook = written(Sheet("K/S: [all]? " + "x" * 40, ["H"], [["bell\x07" + "y" * 40_000]]))
    assert workbook.sheetnames == ["K S   all   " + "x" * 19]
    assert len(workbook.active["A2"].value) == 32_767


def test_a_row_is_high_enough_for_its_longest_cell_and_never_higher_than_a_program_takes() -> None:
    rows = [["K1", "short"], ["K2", "word " * 40], ["K3", "one\ntwo\nthree"], ["K4", "word " * 4000]]
    sheet = written(Sheet("A", ["KSB", "Words"], rows, widths=[8, 42])).active
    heights = [sheet.row_dimensions[number].height for number in range(2, 6)]
    assert heights == [18, 74, 46, 409]


def test_what_stands_in_front_leaves_the_table_and_its_links_in_step() -> None:
    front = [("For", "Amira Hussain"), ("Standard", "=ST0505")]
    sheet = written(Sheet("A", ["File"], [["R&D.pdf"]], links={(0, 0): "R%26D.pdf"}, front=front)).active
    assert [sheet["A1"].value, sheet["A2"].value] == ["For: Amira Hussain", "Standard: =ST0505"]
    assert (sheet["A4"].value, sheet["A5"].value) == ("File", "R&D.pdf")
    assert sheet["A5"].hyperlink.target == "R%26D.pdf"
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A5", "$4:$4")
