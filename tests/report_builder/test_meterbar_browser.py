"""The bar that sticks to the top while she writes, in Chromium: it never covers the line being written, and
of several sections it says the one that waits longest. The tools of the section stay below it."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.cast import PASSWORD
from tests.site import Site
from tests.waiting import wait_until

pytestmark = pytest.mark.needs_chromium

LINE = "I restored the file server on a Sunday and wrote down every minute of it. "
# Where the line of the caret is, and where the bar ends. Between two lines of a paragraph there are two rectangles.
WHERE = """() => {
  const range = getSelection().getRangeAt(0);
  const holder = range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement;
  const caret = [...range.getClientRects()].at(-1) ?? holder.getBoundingClientRect();
  const bottoms = ['.mp-meterbar', '.mp-meterbar__line', '.mp-editor:focus-within .mp-editor__tools']
    .map((part) => document.querySelector(part)?.getBoundingClientRect().bottom ?? 0);
  return { top: caret.top, bottom: caret.bottom, bar: Math.max(...bottoms), window: innerHeight };
}"""


@pytest.fixture(scope="module")
def page(site: Site, browser: Browser) -> Page:
    """Amira's browser, on a report with a long section."""
    amira = site.sign_in(browser, "Amira Hussain")
    amira.set_viewport_size({"width": 1280, "height": 720})
    amira.goto("/report/")
    amira.get_by_label("What is your project called?").fill("The Elm Road Wi-Fi")
    amira.get_by_role("button", name="Start a practice report").click()
    amira.locator(".ProseMirror").last.wait_for()
    amira.get_by_role("textbox", name="Text of Test").click()
    for _ in range(12):
        amira.keyboard.insert_text(LINE * 4)
        amira.keyboard.press("Enter")
    expect(amira.locator("[data-saved]")).to_contain_text("Saved to our server at")
    return amira


def in_sight(page: Page) -> None:
    """The line of the caret comes to lie between the bar and the end of the window."""
    found: dict[str, Any] = {}

    def is_seen() -> bool:
        found.update(page.evaluate(WHERE))
        return bool(found["top"] >= found["bar"] and found["bottom"] <= found["window"])

    wait_until(is_seen, lambda: f"the bar covers the line, or it is below the window: {found}")


def under_the_bar(page: Page) -> None:
    """Scroll so that the line of the caret lies beneath the bar."""
    page.evaluate("(top) => window.scrollBy(0, top - 20)", page.evaluate(WHERE)["top"])
    found = page.evaluate(WHERE)
    assert found["top"] < found["bar"]


def test_the_last_line_of_a_long_section_is_in_sight_while_it_is_written(page: Page) -> None:
    page.keyboard.press("Control+End")
    for _ in range(10):
        page.keyboard.type("More.")
        in_sight(page)
        page.keyboard.press("Enter")
        in_sight(page)


@pytest.mark.parametrize("key", ["y", "Enter", "Backspace", "ArrowLeft"])
def test_a_line_beneath_the_bar_comes_out_when_she_goes_on_writing(page: Page, key: str) -> None:
    page.keyboard.press("Control+End")
    page.keyboard.type("More.")
    page.keyboard.press("Enter")
    under_the_bar(page)
    page.keyboard.press(key)
    in_sight(page)


def test_the_tools_of_a_long_section_stay_in_reach(page: Page) -> None:
    page.keyboard.press("Control+End")
    tools = page.locator(".mp-editor:focus-within .mp-editor__tools")
    expect(tools).to_be_in_viewport(ratio=1)
    tools.get_by_role("button", name="Bold").click()
    expect(tools.get_by_role("button", name="Bold")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Control+b")


def test_above_the_keyboard_of_a_phone_the_line_stays_in_sight_with_its_tools(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 380})
    page.keyboard.press("Control+End")
    for key in ("Enter", *["ArrowUp"] * 25, *["ArrowDown"] * 10):
        page.keyboard.press(key)
        in_sight(page)
    tools = page.locator(".mp-editor:focus-within .mp-editor__tools")
    expect(tools).to_be_in_viewport(ratio=1)
    expect(tools).to_have_css("height", "44px")  # one row, high enough for a thumb
    page.set_viewport_size({"width": 1280, "height": 720})


def test_the_bar_grows_with_what_it_says_and_still_covers_nothing(page: Page) -> None:
    page.context.set_offline(True)
    page.keyboard.type("Without a connection.")
    expect(page.locator("[data-saved]")).to_contain_text("No connection.")
    page.keyboard.press("Enter")
    under_the_bar(page)
    page.keyboard.press("Enter")
    in_sight(page)
    for _ in range(40):
        page.keyboard.press("ArrowUp")
        in_sight(page)
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_contain_text("Saved to our server at")


def test_of_several_sections_that_wait_the_oldest_is_named(page: Page) -> None:
    saves: list[Route] = []
    page.route("**/sections/*", lambda route: saves.append(route) if len(saves) < 2 else route.continue_())
    for title in ("Design", "Build"):
        page.get_by_role("textbox", name=f"Text of {title}").click()
        page.keyboard.type("One.")
    said = page.locator("[data-saved]")
    expect(said).to_have_text("Design and 1 more: Kept in this browser, not yet on our server")
    page.keyboard.type(" Two.")
    expect(said).to_have_text("Design and 1 more: Kept in this browser, not yet on our server")
    while len(saves) < 2:
        page.wait_for_timeout(100)
    design, build = saves
    design.continue_()
    expect(said).to_have_text("Kept in this browser, not yet on our server")
    build.continue_()
    expect(said).to_contain_text("Saved to our server at")


def test_signed_out_while_she_writes_she_signs_in_beside_it_and_nothing_is_lost(
    page: Page, site: Site
) -> None:
    page.context.clear_cookies()
    page.get_by_role("textbox", name="Text of Result").click()
    page.keyboard.type("Eleven calls a week became one.")
    said = page.locator("[data-saved]")
    expect(said).to_contain_text("You are signed out. Your words are kept in this browser.")
    with page.context.expect_page() as opened:
        said.get_by_role("link", name="Sign in").click()
    door = opened.value
    door.get_by_label("Email address").fill("amira.hussain@example.org")
    door.get_by_label("Password", exact=True).fill(PASSWORD)
    door.get_by_role("button", name="Sign in").click()
    expect(door.get_by_role("heading", level=1)).to_contain_text("The Elm Road Wi-Fi")
    page.bring_to_front()
    expect(said).to_contain_text("Saved to our server at")
    door.reload()
    expect(door.get_by_role("textbox", name="Text of Result")).to_have_text("Eleven calls a week became one.")
