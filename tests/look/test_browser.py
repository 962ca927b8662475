"""The gallery in Chromium: what people see, and what those who hear or press keys get."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.look.render import PAGES

pytestmark = pytest.mark.needs_chromium
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SHOTS = os.environ.get("LOOK_SHOTS")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_axe_violation_and_no_console_message(
    browser: Browser, gallery: str, name: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type in ("warning", "error") else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{gallery}/{name}.html")
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()
    assert [words for words in said if "404" not in words] == [], "only the sample clip may be missing"
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_never_scrolls_sideways_at_320_pixels(browser: Browser, gallery: str, name: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{gallery}/{name}.html")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_with_sixteen_pieces_every_mark_of_the_grid_is_wide_enough_for_a_finger(
    browser: Browser, gallery: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 640})
    page.goto(f"{gallery}/portfolio.html")
    boxes = [mark.bounding_box() for mark in page.locator(".mp-grid .mp-place").all()]
    assert boxes and all(box and box["width"] >= 24 and box["height"] >= 24 for box in boxes)
    page.close()


def test_on_a_phone_the_count_and_the_saving_stay_in_view_on_one_thin_line(
    browser: Browser, gallery: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{gallery}/writing.html")
    page.mouse.wheel(0, 1200)
    page.wait_for_function("scrollY > 900")
    for part in (".mp-meter__count", "[data-saved]"):
        box = page.locator(f".mp-meterbar__line {part}").bounding_box()
        assert box and box["y"] >= 0 and box["y"] + box["height"] < 40
    page.close()


def test_a_page_stays_within_its_budget_when_cold(browser: Browser, gallery: str) -> None:
    static = Path(__file__).resolve().parents[2] / "static"
    page = browser.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(gallery + "/")))
    page.goto(f"{gallery}/portfolio.html", wait_until="networkidle")
    weight = 0
    for path in fetched[1:]:
        packed = static / f"{path}.gz"
        weight += (packed if packed.exists() else static / path).stat().st_size
    assert len(fetched) <= 8
    assert weight < 90_000
    page.close()
