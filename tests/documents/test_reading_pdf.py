from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from documents import Encrypted, PassageKind, Truncated, probe, read
from tests.documents.conftest import PASSWORD_PDF, PDF

pytestmark = pytest.mark.needs_libreoffice


def test_lines_are_joined_into_paragraphs_placed_by_page(converted: Callable[[str, str], Path]) -> None:
    document = read(converted("report.html", PDF))
    places = {passage.locator: passage for passage in document.passages}
    assert document.pages == 1
    assert document.passages[0].locator == "page 1, paragraph 1"
    assert document.passages[0].text == "Written for the network team."
    assert places["page 1, paragraph 2"].kind is PassageKind.HEADING
    assert places["page 1, paragraph 3"].text == (
        "I checked the old switch & wrote down its 24 ports, because two of them had failed twice in the "
        "week before and nobody had noted which machines stood behind them."
    )
    assert places["page 1, paragraph 4"].text == "Then I drew a plan."
    assert {passage.group for passage in document.passages} == {1}


def test_a_password_is_asked_for_in_our_words(converted: Callable[[str, str], Path]) -> None:
    locked = converted("report.html", PASSWORD_PDF)
    for verb in (read, probe):
        with pytest.raises(
            Encrypted, match=r"^it asks for a password\. Save a copy without one and add it again\.$"
        ):
            verb(locked)


def test_a_cut_pdf_is_refused(converted: Callable[[str, str], Path], tmp_path: Path) -> None:
    whole = converted("report.html", PDF).read_bytes()
    (tmp_path / "cut.pdf").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Truncated):
        read(tmp_path / "cut.pdf")


def test_a_pdf_whose_page_cannot_be_loaded_is_refused(
    converted: Callable[[str, str], Path], tmp_path: Path
) -> None:
    content = converted("report.html", PDF).read_bytes()
    assert content.count(b"/Type/Page/") == 1
    (tmp_path / "a.pdf").write_bytes(content.replace(b"/Type/Page/", b"/Type/Pxge/"))
    with pytest.raises(Truncated):
        read(tmp_path / "a.pdf")


def test_scanned_pages_are_named_in_the_notes(tmp_path: Path) -> None:
    pages = [Image.new("RGB", (100, 100), "white") for _ in range(3)]
    pages[0].save(tmp_path / "scan.pdf", save_all=True, append_images=pages[1:])
    document = read(tmp_path / "scan.pdf")
    assert (document.pages, document.passages) == (3, ())
    assert document.notes == ("None of its pages has text (a scan?).",)
