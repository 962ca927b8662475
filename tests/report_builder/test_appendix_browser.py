"""The appendix in a real browser: answered by keyboard alone, seen on a phone, and open to everybody in each state."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import assert_accessible
from tests.report_builder.a_report import BACKUP, NETWORK, REMOTE, TEAM
from tests.site import Site

pytestmark = pytest.mark.needs_chromium

TEXTS = {"Build": NETWORK, "Test": BACKUP, "Maintain": REMOTE, "Result": TEAM}


@pytest.fixture(scope="module")
def page(site: Site, browser: Browser) -> Page:
    """Amira's browser, on her report."""
    amira = site.sign_in(browser, "Amira Hussain")
    amira.goto("/report/")
    amira.get_by_label("What is your project called?").fill("The Elm Road Wi-Fi")
    amira.get_by_role("button", name="Start a practice report").click()
    amira.locator(".ProseMirror").last.wait_for()
    return amira


def both_widths(page: Page) -> None:
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)


def write(page: Page, title: str, text: str) -> None:
    """Type it at the end of the section, and wait until it is saved."""
    page.get_by_role("textbox", name=f"Text of {title}").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)
    expect(page.locator("[data-saved]")).to_have_text(re.compile("Saved to our server at"))


def test_nothing_is_written_yet(page: Page) -> None:
    page.goto("/report/1/appendix")
    expect(page.get_by_role("heading", name="Write first, map after")).to_be_visible()
    both_widths(page)
    page.goto("/report/1/hints")
    both_widths(page)


def test_what_a_word_processor_will_show_follows_each_save(page: Page) -> None:
    page.goto("/report/")
    shown = page.locator("[data-file-words]")
    before = int(shown.inner_text().replace(",", ""))
    for title, text in TEXTS.items():
        was = shown.inner_text()
        write(page, title, text)
        expect(shown).not_to_have_text(was)
    at_once = shown.inner_text()
    page.reload()
    expect(shown).to_have_text(at_once)
    assert int(at_once.replace(",", "")) > before + sum(len(text.split()) for text in TEXTS.values())
    both_widths(page)


def test_the_page_waits_for_the_reading_and_says_when_it_is_done(page: Page) -> None:
    page.goto("/report/")
    # The reading waits from here on, however long the test before took.
    write(page, "Situation", "Elm Road is a branch.")
    page.goto("/report/1/appendix")
    expect(page.get_by_text("We are reading what you last wrote")).to_be_visible()
    both_widths(page)
    # Looking again now spares the test the pause that a save leaves her.
    token = page.locator('input[name="csrf_token"]').first.get_attribute("value")
    page.request.post("/report/1/reading", form={"csrf_token": token or "", "back": "appendix"})
    expect(page.locator("[data-poll]")).to_contain_text("We have read it.")
    page.get_by_role("link", name="Show what we found").click()
    expect(page.locator('[data-suggestion][data-state="asked"]').first).to_be_visible()
    both_widths(page)


def test_every_suggestion_is_answered_by_keyboard_alone(page: Page) -> None:
    page.goto("/report/1/appendix")
    asked = page.locator('[data-suggestion][data-state="asked"]')
    waiting = asked.count()
    assert waiting >= 3
    expect(page.locator("[data-undecided]")).to_have_text(f"{waiting} to decide")
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-suggestion]')"):
            break
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("y")
    expect(page.locator(f"#{first}")).to_contain_text("You said yes")
    expect(page.locator("#placed")).to_have_text(re.compile("^1 of "))
    expect(page.locator("#standing")).to_contain_text("1 of")
    expect(page.locator('[data-suggestion][data-state="asked"]:focus')).to_have_count(1)
    second = page.evaluate("document.activeElement.id")
    page.keyboard.press("n")
    expect(page.locator(f"#{second}")).to_contain_text("You said no")
    for left in range(waiting - 2, 0, -1):
        expect(page.locator("[data-undecided]")).to_have_text(f"{left} to decide")
        expect(page.locator('[data-suggestion][data-state="asked"]:focus')).to_have_count(1)
        page.keyboard.press("y")
    expect(page.locator("[data-undecided]")).to_have_text("0 to decide")
    expect(page.get_by_text("No sentence stands for")).not_to_have_count(0)
    page.reload()
    expect(page.locator(f"#{first}")).to_contain_text("You said yes")
    expect(page.get_by_text("1 sentence you said no to")).to_be_visible()
    both_widths(page)


def test_she_points_to_a_sentence_by_keyboard_and_a_wrong_one_is_said(page: Page) -> None:
    page.goto("/report/1/appendix?code=K5#by-hand")
    sentence = page.get_by_label("The sentence that shows it")
    sentence.focus()
    page.keyboard.type("I never wrote this.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("We could not find these words in your report")
    both_widths(page)
    page.get_by_label("The sentence that shows it").fill(BACKUP)
    page.get_by_role("button", name="Add this row").press("Enter")
    expect(page.locator("#ksb-k5")).to_contain_text("Yours")
    page.locator("#ksb-k5").get_by_role("link", name="Another sentence").press("Enter")
    expect(page.get_by_role("heading", name="Which sentence shows K5?")).to_be_visible()
    both_widths(page)


def test_a_rewritten_sentence_is_put_right_with_one_press(page: Page) -> None:
    page.goto("/report/")
    page.get_by_role("textbox", name="Text of Test").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Backspace")
    write(page, "Test", " and the change record.")
    page.goto("/report/1/appendix")
    gone = page.locator("#ksb-k5 .mp-placing__gone")
    expect(gone).to_contain_text("You have rewritten this sentence")
    both_widths(page)
    gone.get_by_role("button", name="Yes, use it as it reads now").press("Enter")
    expect(page.locator("#ksb-k5")).to_contain_text("and the change record.")
    expect(page.locator("#ksb-k5 .mp-placing__gone")).to_have_count(0)


def test_hints_are_left_by_keyboard(page: Page) -> None:
    page.goto("/report/1/hints")
    expect(page.get_by_text(TEAM)).to_be_visible()
    both_widths(page)
    page.get_by_role("button", name="Leave it, it was a team").press("Enter")
    expect(page.get_by_text("1 sentence that you leave as it is")).to_be_visible()
    both_widths(page)


def test_without_our_script_a_suggestion_is_answered_by_its_buttons(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    amira = context.new_page()
    amira.goto("/sign-in")
    amira.get_by_label("Email address").fill("amira.hussain@example.org")
    amira.get_by_label("Password", exact=True).fill("a long enough password")
    amira.get_by_role("button", name="Sign in").click()
    amira.wait_for_url(lambda url: not url.endswith("/sign-in"))
    amira.goto("/report/1/appendix")
    # One and the same row throughout: the job that reads on may ask about others meanwhile.
    said_yes = amira.locator('[data-suggestion][data-state="yes"]').filter(has_text="You said yes").first
    row = amira.locator(f"#{said_yes.get_attribute('id')}")
    row.get_by_role("button", name="Change your answer").click()
    expect(row).to_have_attribute("data-state", "asked")
    row.get_by_role("button", name="Yes, this shows").click()
    expect(row).to_have_attribute("data-state", "yes")
    context.close()
