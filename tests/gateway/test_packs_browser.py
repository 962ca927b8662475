"""The pack from a folder on a disk, in Chromium, with no server."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.gateway.a_pack import Shelf, a_pack
from tests.gateway.unpacking import packed, pages_in, unpacked

pytestmark = pytest.mark.needs_chromium
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shelf = Shelf()
    return unpacked(packed(a_pack(shelf), shelf), tmp_path_factory.mktemp("pack"))


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_opens_from_a_folder_in_silence_and_axe_finds_nothing(
    browser: Browser, folder: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    pages = pages_in(folder)
    for path in pages:
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == width, path.name
        results = Axe().run(page, options=RULES)
        assert results.violations_count == 0, f"{path.name}: {results.generate_report()}"
    assert said == []
    assert asked == [path.as_uri() for path in pages]
    page.close()


def test_from_a_ksb_to_the_file_that_shows_it_is_one_click(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="witness statement, paragraph 1").click()
    expect(page.get_by_role("heading", name="Witness statement", level=1)).to_be_visible()
    expect(page.get_by_text("I saw Amira replace the switch.")).to_be_visible()
    page.close()


def test_the_index_prints_each_piece_on_its_own_sheet(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    page.emulate_media(media="print")
    breaks = page.locator("article[id^=piece-]").evaluate_all(
        "pieces => pieces.map(piece => getComputedStyle(piece).breakBefore)"
    )
    assert breaks == ["auto", "page"], "the first follows its heading"
    assert page.get_by_role("navigation").count() == 0, "links to places on paper lead nowhere"
    page.close()


def test_on_a_phone_titles_keep_their_words_whole_and_no_column_is_cut(
    browser: Browser, folder: Path
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto((folder / "index.html").as_uri())
    boxes = page.locator("#pieces tbody :is(th, td), #mapping tbody :is(th, td)").evaluate_all(
        "cells => cells.map(cell => cell.getBoundingClientRect()).map(({ right, width }) => [right, width])"
    )
    assert len(boxes) > 10
    assert max(right for right, _ in boxes) <= 360
    titles = page.locator("#pieces tbody th").evaluate_all("all => all.map(one => one.clientWidth)")
    wordings = page.locator("#mapping .wording").evaluate_all("all => all.map(one => one.clientWidth)")
    assert min(titles + wordings) > 200
    page.close()
