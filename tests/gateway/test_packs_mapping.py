from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gateway.packs.layout import layout_of
from gateway.packs.mapping import mapping_workbook
from tests.documents.making import convert_with_libreoffice
from tests.gateway.a_pack import Shelf, a_pack
from tests.gateway.unpacking import packed, unpacked

FRONT = [
    "Portfolio of evidence: Amira Hussain",
    "Standard: Example trade, EX01, version 2.0",
    "Training provider: Larkfield Training",
    "Employer: Northgate Housing Trust",
    "KSBs shown: 2 of 3",
    "Made on: 4 March 2027 at 09:30",
]
HEAD = len(FRONT) + 1
MAPPING = [
    ("KSB", "Wording", "Theme", "Piece", "Title", "File", "Place", "Words"),
    (
        "K1",
        "The stages",
        "Lifecycle",
        1,
        "Patch & compliance: runbook 3/4",
        "Runbook & notes.pdf",
        "page 3",
        "patched in rings",
    ),
    ("K2", "The ways", "Lifecycle", None, "No piece shows this", None, None, None),
    (
        "S2",
        "Replace parts",
        "Lifecycle",
        1,
        "Patch & compliance: runbook 3/4",
        "cover sheet.html",
        "context card",
        "Patched <all> servers",
    ),
    (
        "S2",
        "Replace parts",
        "Lifecycle",
        2,
        "Witness statement: the switch",
        "witness statement.html",
        "witness statement, paragraph 1",
        "replace the switch",
    ),
]


@pytest.fixture
def workbook() -> openpyxl.Workbook:
    pack = a_pack(Shelf())
    return openpyxl.load_workbook(BytesIO(mapping_workbook(pack, layout_of(pack, with_pdf=False))))


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    return [tuple(value or None for value in row) for row in sheet.iter_rows(values_only=True)]


def test_the_mapping_gives_each_ksb_its_piece_its_place_and_the_words(workbook: openpyxl.Workbook) -> None:
    assert workbook.sheetnames == ["Mapping", "Pieces"]
    assert rows(workbook["Mapping"])[HEAD:] == MAPPING


def test_every_sheet_says_whose_it_is_and_on_which_version_of_the_standard(
    workbook: openpyxl.Workbook,
) -> None:
    for sheet in workbook:
        assert [row[0] for row in rows(sheet)[: len(FRONT)]] == FRONT
        assert sheet.print_title_rows == f"${HEAD + 1}:${HEAD + 1}", "each printed page repeats the header"


def test_a_mapping_without_an_exact_place_says_so() -> None:
    pack = a_pack(Shelf())
    (theme, *others) = pack.themes
    (ksb, *rest) = theme.ksbs
    placeless = replace(ksb, places=(replace(ksb.places[0], locator=""),))
    pack = replace(pack, themes=(replace(theme, ksbs=(placeless, *rest)), *others))
    content = mapping_workbook(pack, layout_of(pack, with_pdf=False))
    sheet = openpyxl.load_workbook(BytesIO(content))["Mapping"]
    assert rows(sheet)[HEAD + 1][6] == "no exact place given"


def test_the_pieces_are_listed_with_their_files(workbook: openpyxl.Workbook) -> None:
    assert rows(workbook["Pieces"])[HEAD + 1 :] == [
        (
            1,
            "Patch & compliance: runbook 3/4",
            "1 document and 1 photograph or picture",
            "Accepted by the tutor",
            "K1, S2",
            "Runbook & notes.pdf\nCafé rack.jpg\nswitch.mp4",
        ),
        (2, "Witness statement: the switch", "Witness statement", "With the tutor", "S2", None),
    ]


def test_the_name_of_a_file_opens_the_file_that_shows_the_ksb(tmp_path: Path) -> None:
    shelf = Shelf()
    folder = unpacked(packed(a_pack(shelf), shelf), tmp_path)
    workbook = openpyxl.load_workbook(folder / "mapping.xlsx")
    targets = {
        cell.hyperlink.target
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink is not None
    }
    assert len(targets) == 4
    assert all((folder / unquote(target or "none")).is_file() for target in targets)


@pytest.mark.needs_libreoffice
def test_libreoffice_opens_the_mapping(tmp_path: Path) -> None:
    pack = a_pack(Shelf())
    path = tmp_path / "mapping.xlsx"
    path.write_bytes(mapping_workbook(pack, layout_of(pack, with_pdf=False)))
    [table] = convert_with_libreoffice([path], "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path)
    lines = table.read_text("utf-8").splitlines()
    assert lines[HEAD] == "KSB,Wording,Theme,Piece,Title,File,Place,Words"
    assert lines[HEAD + 1] == (
        "K1,The stages,Lifecycle,1,Patch & compliance: runbook 3/4,Runbook & notes.pdf,page 3,patched in rings"
    )
    assert len(lines) == HEAD + len(MAPPING)
