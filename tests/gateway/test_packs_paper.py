from pathlib import Path

import pypdfium2
import pytest

from gateway.packs.paper import find_printer
from tests.gateway.a_pack import Shelf, a_pack
from tests.gateway.unpacking import broken_links, packed, pages_in, unpacked

pytestmark = pytest.mark.needs_pango


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_cover_sheets_and_statements_are_there_on_paper_too(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shelf = Shelf()
    folder = unpacked(packed(a_pack(shelf), shelf, find_printer()), tmp_path)
    papers = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf"))
    assert [path.rpartition("/")[2] for path in papers] == [
        "Runbook & notes.pdf",
        "cover sheet.pdf",
        "cover sheet.pdf",
        "witness statement.pdf",
        "Employer’s decision.pdf",
        "Portfolio statement.pdf",
    ]
    assert caplog.records == [], "WeasyPrint understands all of our style"
    assert "Patched <all> servers" in text_of((folder / papers[1]).read_bytes())
    assert "I saw Amira replace the switch." in text_of((folder / papers[3]).read_bytes())
    assert "Not signed yet." in text_of((folder / papers[4]).read_bytes())
    assert [broken_links(path, folder) for path in pages_in(folder)] == [[]] * 6


def test_a_pack_with_paper_is_the_same_each_time() -> None:
    shelf = Shelf()
    pack = a_pack(shelf)
    assert packed(pack, shelf, find_printer()) == packed(pack, shelf, find_printer())


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "data:image/png;base64,AA=="]
)
def test_paper_fetches_nothing(url: str, caplog: pytest.LogCaptureFixture) -> None:
    print_page = find_printer()
    assert print_page is not None
    paper = print_page(f'<!DOCTYPE html><title>x</title><p>words<img src="{url}" alt="in its place">')
    assert f"a page of a pack asked for {url}" in caplog.text
    assert "in its place" in text_of(paper)
