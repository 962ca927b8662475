"""What is on an apprentice's laptop, dropped at once: good files as LibreOffice, a browser and ffmpeg save them, and
all that goes wrong between them. Each bad one gets one clear line, and no good one is held up by it."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import assert_accessible
from tests.documents.making import convert_with_libreoffice, make_clip
from tests.journeys.test_clips import record
from tests.portfolio.bad_files import BAD, office_files
from tests.site import Site

__all__ = ["office_files"]  # pytest finds the fixture here too

pytestmark = [pytest.mark.needs_chromium, pytest.mark.needs_libreoffice, pytest.mark.needs_ffmpeg]

SOURCES = Path(__file__).parents[1] / "documents" / "sources"
GOOD = ("Tracked & boxed.docx", "Runbook.pdf", "Recorded in the browser.webm", "Old camera 🎥.mov")
EMPTY = "Nothing in it.txt"


@pytest.fixture(scope="module")
def laptop(
    site: Site,
    browser: Browser,
    office_files: Mapping[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A folder with the good files, an empty one, and every bad one of BAD under the name that she gave it."""
    folder, rough = tmp_path_factory.mktemp("laptop"), tmp_path_factory.mktemp("rough")
    [changes] = convert_with_libreoffice([SOURCES / "changes.fodt"], "docx:MS Word 2007 XML", rough)
    changes.rename(folder / GOOD[0])
    (folder / GOOD[1]).write_bytes(office_files["pdf"].read_bytes())
    record(browser, site.url, folder / GOOD[2], 2)
    make_clip(folder / GOOD[3], "-c:v", "mpeg4", "-tag:v", "mp4v")
    (folder / EMPTY).touch()
    for name, make, _ in BAD.values():
        (folder / name).write_bytes(make(office_files, rough))
    return folder


def test_many_files_are_dropped_at_once_and_each_bad_one_says_what_it_needs(
    site: Site, browser: Browser, laptop: Path
) -> None:
    amira = site.sign_in(browser, "Amira Hussain")
    amira.goto("/portfolio/add")
    files = sorted(laptop.iterdir())
    amira.locator("input[type=file]").set_input_files(files)
    rows = amira.locator(".mp-upload")
    expect(rows).to_have_count(len(files))
    expect(amira.locator(".mp-upload--done")).to_have_count(len(files) - 1)
    empty = amira.locator(".mp-upload--failed")
    expect(empty).to_contain_text(EMPTY)
    expect(empty).to_contain_text("This file is empty, so there is nothing to add.")
    assert_accessible(amira)
    pieces = {
        file.name: row.get_by_role("link").get_attribute("href") or ""
        for file, row in zip(files, rows.all(), strict=True)
        if file.name != EMPTY
    }
    amira.get_by_role("link", name="Go on with the files that are in").click()
    assert_accessible(amira)

    for name in GOOD:
        read_it(amira, pieces[name])
        expect(amira.get_by_text("We could not open")).to_have_count(0)
        assert_accessible(amira)
    for name, _, line in BAD.values():
        read_it(amira, pieces[name])
        told = amira.get_by_text(f"We could not open {name}: {line} Nothing else was lost.")
        expect(told.first).to_be_visible()
        assert_accessible(amira)
    tracked_and_boxed(site.sign_in(browser, "Amira Hussain", 360), pieces[GOOD[0]])


def tracked_and_boxed(phone: Page, piece: str) -> None:
    """Tracked changes are read as accepted, and text boxes and footnotes are read too; on her phone."""
    phone.goto(piece)
    expect(phone.get_by_text("It holds tracked changes.").first).to_be_visible()
    for words in ("I mended it.", "Inside the box", "See the ticket."):
        expect(phone.get_by_text(words).first).to_be_visible()
    assert_accessible(phone)
    phone.goto("/portfolio/")
    total = re.search(r"0:(\d\d) of 10:00", phone.locator("main").inner_text())
    assert total and int(total[1]) >= 4, "two seconds from the browser, or more, and three from the camera"
    assert_accessible(phone)


def read_it(amira: Page, piece: str) -> None:
    """Open the piece and wait until its file was read."""
    for _ in range(60):
        amira.goto(piece)
        if not amira.get_by_text("It is shown here once it is read.").count():
            return
        amira.wait_for_timeout(1000)
    raise AssertionError(f"{piece} was not read")
