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

MAPPING = [
    ("KSB", "Wording", "Theme", "Piece", "Title", "Place", "Words"),
    ("K1", "The stages", "Lifecycle", 1, "Patch & compliance: runbook 3/4", "page 3", "patched in rings"),
    ("K2", "The ways", "Lifecycle", None, "No piece shows this", None, None),
    (
        "S2",
        "Replace parts",
        "Lifecycle",
        1,
        "Patch & compliance: runbook 3/4",
        "context card",
        "Patched <all> servers",
    ),
    (
        "S2",
        "Replace parts",
        "Lifecycle",
        2,
        "Witness statement: the switch",
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
    assert rows(workbook["Mapping"]) == MAPPING


def test_the_pieces_are_listed_with_their_files(workbook: openpyxl.Workbook) -> None:
    assert rows(workbook["Pieces"])[1:] == [
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


def test_a_title_opens_the_file_that_shows_the_ksb(tmp_path: Path) -> None:
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
    assert lines[0] == "KSB,Wording,Theme,Piece,Title,Place,Words"
    assert lines[1] == "K1,The stages,Lifecycle,1,Patch & compliance: runbook 3/4,page 3,patched in rings"
    assert len(lines) == len(MAPPING)
