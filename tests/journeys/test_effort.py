"""From one file on her disk to that file uploaded and linked to a KSB: what she has to do, counted as she does it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site import Site

pytestmark = pytest.mark.needs_chromium

MOST_INTERACTIONS = 7
MOST_PAGE_LOADS = 3

NOTES = """I checked the operating system version and kernel on each of 46 Ubuntu servers on 10 March 2026.

I wrote a custom configuration for unattended-upgrades, because the default one restarts a server at any time.
"""


class Hands:
    """Does what she does, and counts it: every click, every key, every choice of a file; and every page that loads."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.interactions = 0
        self.loads: list[str] = []
        page.on("framenavigated", lambda frame: self.loads.append(frame.url))

    def click(self, what: Locator) -> None:
        self.interactions += 1
        what.click()

    def choose(self, choices: Locator, label: str) -> None:
        """Two clicks: one opens the list, one takes from it."""
        self.interactions += 2
        choices.select_option(label=label)

    def choose_file(self, opened_by: Locator, file: Path) -> None:
        """Two things: the click that opens the window of the system, and the choice in it."""
        with self.page.expect_file_chooser() as chooser:
            self.click(opened_by)
        self.interactions += 1
        chooser.value.set_files(file)

    def assert_few(self) -> None:
        assert self.interactions <= MOST_INTERACTIONS
        assert len(self.loads) <= MOST_PAGE_LOADS, self.loads


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "Patching the estate.txt"
    file.write_text(NOTES)
    return file


def add_from_home(hands: Hands, file: Path) -> None:
    """From her home to the page of the new piece."""
    hands.click(hands.page.locator(".mp-next").get_by_role("link").first)
    hands.choose_file(hands.page.locator("input[type=file]"), file)
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Patching the estate")


def assert_linked(page: Page) -> None:
    """Also for who comes back tomorrow."""
    page.goto("/portfolio/")
    expect(page.locator(".mp-piece", has_text="Patching the estate").last.locator(".mp-ksb")).to_have_count(1)


def test_a_file_is_in_and_its_suggestion_answered_in_seven_interactions_and_three_page_loads(
    site: Site, browser: Browser, notes: Path
) -> None:
    amira = site.sign_in(browser, "Amira Hussain")
    hands = Hands(amira)
    add_from_home(hands, notes)
    found = amira.get_by_role("link", name="Show what we found")
    asked = amira.locator("[data-suggestion][data-state=asked]")
    expect(found.or_(asked).first).to_be_visible()
    if found.is_visible():  # it was read while she looked at the page
        hands.click(found)
    expect(asked.first).to_be_visible()
    waiting = asked.count()
    hands.click(asked.first.get_by_role("button", name="Yes"))
    expect(asked).to_have_count(waiting - 1)

    hands.assert_few()
    assert_linked(amira)


def test_a_file_is_in_and_linked_by_hand_in_seven_interactions_and_three_page_loads(
    site: Site, browser: Browser, notes: Path
) -> None:
    callum = site.sign_in(browser, "Callum Reid")
    hands = Hands(callum)
    add_from_home(hands, notes)
    choices = callum.get_by_label("Which KSB does this piece show?")
    hands.choose(choices, choices.locator("option", has_text="K13").inner_text())
    hands.click(callum.get_by_role("button", name="Add this KSB"))
    expect(callum.locator("#s-k13")).to_be_visible()

    hands.assert_few()
    assert_linked(callum)
