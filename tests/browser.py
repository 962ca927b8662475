"""One Chromium for the whole run, and what every page must pass in it."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

PATIENCE = 60_000  # milliseconds that a page gets to show what it should, on a machine that does much else
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


_TOO_WIDE = """[...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. One for the session: Playwright's own loop cannot run twice in a process."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield chromium
        chromium.close()


def assert_accessible(page: Page) -> None:
    """axe finds nothing, and nothing runs out of the side of the window. A page that is still coming is waited for."""
    for _ in range(3):
        page.wait_for_load_state("domcontentloaded")
        try:
            results = Axe().run(page, options=RULES)
            assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
            assert_fits(page)
            return
        except Error as error:  # it gave way to the next page meanwhile, which is the one to look at
            gone = error
    raise gone


def assert_fits(page: Page) -> None:
    """Nothing runs out of the side of the window, however wide it is."""
    window = page.evaluate("document.documentElement.clientWidth")
    if page.evaluate("document.documentElement.scrollWidth") > window:
        raise AssertionError(f"{page.url} scrolls sideways at {window} pixels: {page.evaluate(_TOO_WIDE)}")
