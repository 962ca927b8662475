"""Adding a standard in a real browser: the pages in every state, wide and on a phone, and by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import assert_accessible
from tests.site import Site

PAGES = Path(__file__).parents[1] / "standards" / "importing" / "pages"
pytestmark = pytest.mark.needs_chromium


def at_both_widths(page: Page) -> None:
    for width in (1280, 360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_an_administrator_adds_a_standard_from_its_page(site: Site, browser: Browser) -> None:
    page = site.sign_in(browser, "Olive Marsh")
    page.goto("/administration/standards")
    page.get_by_role("button", name="Add a standard").click()
    at_both_widths(page)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a file, or paste the page below.")
    at_both_widths(page)

    page.get_by_label("The page or file").set_input_files(PAGES / "before_2018.txt")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert")).to_contain_text("no KSBs in this page")

    page.get_by_label("The page or file").set_input_files(PAGES / "page.html")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bell founder, ST9071, version 1.3")
    expect(page.get_by_text("1 doubt is open")).to_be_visible()
    at_both_widths(page)
    page.get_by_role("link", name="Look at it").click()
    at_both_widths(page)
    page.get_by_role("link", name="Line ").click()
    expect(page.locator(":target")).to_contain_text("foundry safety test")
    page.locator("summary", has_text="Have passed the foundry safety test.").click()
    page.get_by_label("Who sees to it").locator("visible=true").select_option("provider")
    box = page.get_by_label("I have looked at this")
    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your corrections are saved.")).to_be_visible()
    at_both_widths(page)

    page.get_by_role("link", name="Bell founder, ST9071").click()
    page.get_by_role("link", name="Knowledge").click()
    at_both_widths(page)
    first = page.get_by_role("group", name="K1", exact=True).get_by_label("Statement")
    first.fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("K1 has no words")
    at_both_widths(page)
    first.fill("The alloys that bells are cast from.")
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("group", name="K1", exact=True).get_by_label("Statement").fill(
        "What bells are cast from."
    )
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("Your corrections are saved.")).to_be_visible()
    other.close()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Somebody saved this part after you opened it.")).to_be_visible()
    expect(page.get_by_text("Saved now: What bells are cast from.")).to_be_visible()
    at_both_widths(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your corrections are saved.")).to_be_visible()
    page.get_by_role("link", name="Bell founder, ST9071").click()
    page.get_by_role("link", name="Metal and sound").click()
    at_both_widths(page)
    page.goto("/administration/standards")
    expect(page.get_by_text("no doubt open")).to_be_visible()
    at_both_widths(page)
    page.get_by_role("link", name="Bell founder").click()
    page.get_by_role("button", name="Publish version 1.3").click()
    expect(page.get_by_text("Bell founder, ST9071, version 1.3 is published.")).to_be_visible()
    at_both_widths(page)
    add_a_plan_later(page)
    page.context.close()


def add_a_plan_later(page: Page) -> None:
    """A standard that was published with its KSBs alone gets its plan as a new version, corrected by hand."""
    bare = (PAGES / "record.json").read_text("utf-8").replace("ST9071", "ST9072").encode()
    page.get_by_role("button", name="Add a standard").click()
    upload = page.get_by_label("The page or file")
    upload.set_input_files({"name": "record.json", "mimeType": "application/json", "buffer": bare})
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("none was read")).to_be_visible()
    page.get_by_role("link", name="Look at it").click()
    page.get_by_label("I have looked at this").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your corrections are saved.")).to_be_visible()
    page.get_by_role("link", name="Bell founder, ST9072").click()
    page.get_by_role("button", name="Publish version 1.3").click()
    page.get_by_role("link", name="Add its assessment plan to Bell founder, ST9072").click()
    at_both_widths(page)
    upload.set_input_files(PAGES / "plan_tab.txt")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bell founder, ST9072, version 1.3 with plan")
    at_both_widths(page)
    page.get_by_role("link", name="How the grades make the overall grade").click()
    page.locator("summary", has_text="Another row").click()
    at_both_widths(page)
    page.get_by_label("Overall grade").last.select_option("merit")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("7 rows")).to_be_visible()
    page.get_by_role("link", name="Bell founder, ST9072").click()
    page.get_by_role("link", name="Add a method of assessment").click()
    at_both_widths(page)
    page.get_by_label("Name", exact=True).fill("Practical test")
    page.get_by_label("Its KSBs").fill("K1 S1")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Minutes in all")).to_be_visible()
    page.get_by_role("button", name="Take this method out").click()
    expect(page.get_by_text("The method is taken out.")).to_be_visible()
