"""Never lose a word: what is said about saving is so, and no tab writes silently over another."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, Route, expect

from tests.report_builder.editor_page import EditorServer, paragraph
from tests.waiting import wait_until

pytestmark = pytest.mark.needs_chromium

SAVED = "Saved to our server at 09:41"
KEPT = "Kept in this browser, not yet on our server"
OFFLINE = "No connection. Your words are kept in this browser and go to our server when it is back."


def write(page: Page, words: str) -> None:
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-saved]")).to_have_text(words)


def drafts(page: Page) -> int:
    return int(
        page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('masterpiece:')).length")
    )


def test_typing_is_kept_in_the_browser_at_once_and_then_saved(page: Page, server: EditorServer) -> None:
    server.kept.saves.clear()
    write(page, "I measured it")
    says(page, KEPT)
    assert drafts(page) == 1
    server.kept.saves.set()
    says(page, SAVED)
    assert server.kept.content == paragraph("I measured it")
    assert server.kept.asked[-1]["based_on"] == server.kept.revision - 1
    assert server.kept.tokens == {"the-token"}
    assert drafts(page) == 0


def test_a_pause_saves_once_and_reading_saves_nothing(page: Page, server: EditorServer) -> None:
    page.clock.install()  # the test moves it on: between two keys a busy machine may pause for long
    page.reload()
    page.locator(".ProseMirror").click()
    page.clock.pause_at(page.evaluate("Date.now()") + 60_000)
    write(page, "one two three")
    page.clock.run_for(900)
    assert server.kept.asked == []
    page.clock.run_for(200)
    says(page, SAVED)
    page.clock.run_for(60_000)
    assert len(server.kept.asked) == 1


def test_a_second_save_rests_on_the_first(page: Page, server: EditorServer) -> None:
    write(page, "one")
    says(page, SAVED)
    write(page, " two")
    says(page, SAVED)
    assert [asked["based_on"] for asked in server.kept.asked] == list(range(server.kept.revision))
    assert server.kept.content == paragraph("one two")


def test_offline_says_so_and_saves_by_itself_when_the_connection_is_back(
    page: Page, context: BrowserContext, server: EditorServer
) -> None:
    context.set_offline(True)
    write(page, "on the train")
    says(page, OFFLINE)
    write(page, " home")
    says(page, OFFLINE)
    assert server.kept.asked == []
    context.set_offline(False)
    says(page, SAVED)
    assert server.kept.content == paragraph("on the train home")


def test_a_server_that_is_down_is_tried_again(page: Page, server: EditorServer) -> None:
    server.kept.answer_with = 503
    write(page, "patience")
    says(page, OFFLINE)
    server.kept.answer_with = None
    says(page, SAVED)
    assert server.kept.content == paragraph("patience")


def test_a_refusal_is_said_and_not_repeated_until_something_changes(page: Page, server: EditorServer) -> None:
    server.kept.answer_with = 422
    write(page, "word")
    refusal = (
        "Test: This section holds something that a report cannot keep. Your words are kept in this browser."
    )
    says(page, refusal)
    asked = len(server.kept.asked)
    page.wait_for_timeout(2500)
    assert len(server.kept.asked) == asked
    server.kept.answer_with = None
    write(page, "s")
    says(page, SAVED)


def test_signed_out_keeps_the_words_and_says_what_to_do(page: Page, server: EditorServer) -> None:
    server.kept.answer_with = 401
    write(page, "word")
    expect(page.locator("[data-saved]")).to_contain_text("Sign in again in another tab")
    server.kept.answer_with = None
    says(page, SAVED)


def test_words_that_were_never_saved_come_back_after_the_page_is_gone(
    page: Page, context: BrowserContext, server: EditorServer
) -> None:
    context.set_offline(True)
    write(page, "nearly lost")
    says(page, OFFLINE)
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(server.url)
    expect(again.locator(".ProseMirror")).to_have_text("nearly lost")
    expect(again.locator(".mp-editor__note")).to_contain_text("We brought back words")
    says(again, SAVED)
    assert server.kept.content == paragraph("nearly lost")
    assert drafts(again) == 0


def test_kept_words_are_put_beside_a_newer_version_for_her_to_choose(
    page: Page, context: BrowserContext, server: EditorServer
) -> None:
    context.set_offline(True)
    write(page, "from the laptop")
    says(page, OFFLINE)
    page.close()
    server.kept.content, server.kept.revision = paragraph("from the phone"), 1
    context.set_offline(False)
    again = context.new_page()
    again.goto(server.url)
    panel = again.locator(".mp-conflict")
    expect(panel.get_by_role("heading")).to_have_text("There are two versions of Test")
    expect(panel.locator(".mp-conflict__theirs")).to_have_text("from the phone")
    expect(again.locator(".ProseMirror")).to_have_text("from the laptop")
    assert server.kept.content == paragraph("from the phone")
    panel.get_by_role("button", name="Keep the one above").click()
    says(again, SAVED)
    assert server.kept.content == paragraph("from the laptop")


@pytest.fixture
def two_tabs(page: Page, context: BrowserContext, server: EditorServer) -> tuple[Page, Page]:
    """The first tab has saved; the second, opened before that, has just tried to and was told of it."""
    second = context.new_page()
    second.goto(server.url)
    write(page, "the first tab")
    says(page, SAVED)
    write(second, "the second tab")
    expect(second.locator(".mp-conflict")).to_be_visible()
    return page, second


def test_a_second_tab_shows_both_versions_and_writes_over_nothing(
    two_tabs: tuple[Page, Page], server: EditorServer
) -> None:
    _, second = two_tabs
    expect(second.locator(".mp-conflict__theirs")).to_have_text("the first tab")
    expect(second.locator(".ProseMirror")).to_have_text("the second tab")
    expect(second.locator(".mp-conflict h2")).to_be_focused()
    expect(second.locator("[data-saved]")).to_contain_text("two versions")
    write(second, " goes on")
    second.wait_for_timeout(1500)
    assert server.kept.content == paragraph("the first tab")
    assert drafts(second) == 1


def test_she_can_keep_hers(two_tabs: tuple[Page, Page], server: EditorServer) -> None:
    _, second = two_tabs
    second.get_by_role("button", name="Keep the one above").click()
    says(second, SAVED)
    assert server.kept.content == paragraph("the second tab")
    assert server.kept.asked[-1]["based_on"] == 1


def test_she_can_take_the_servers(two_tabs: tuple[Page, Page], server: EditorServer) -> None:
    _, second = two_tabs
    second.get_by_role("button", name="Use the one from our server").click()
    says(second, "Saved to our server at 09:38")
    expect(second.locator(".ProseMirror")).to_have_text("the first tab")
    assert server.kept.revision == 1
    assert drafts(second) == 0


def test_she_can_keep_both(two_tabs: tuple[Page, Page], server: EditorServer) -> None:
    _, second = two_tabs
    second.get_by_role("button", name="Keep both").click()
    says(second, SAVED)
    assert [node["content"][0]["text"] for node in server.kept.content["content"]] == [
        "the second tab",
        "the first tab",
    ]


def test_leaving_the_page_sends_what_is_not_yet_saved(page: Page, server: EditorServer) -> None:
    write(page, "last words")
    page.goto("about:blank")
    wait_until(lambda: server.kept.revision)
    assert server.kept.content == paragraph("last words")


def test_a_draft_of_a_tab_that_is_still_open_is_not_taken_for_lost(
    page: Page, context: BrowserContext, server: EditorServer
) -> None:
    server.kept.answer_with = 503
    write(page, "still here")
    says(page, OFFLINE)
    server.kept.answer_with = None
    other = context.new_page()
    other.goto(server.url)
    other.wait_for_selector(".mp-editor__text")
    other.wait_for_timeout(300)
    expect(other.locator(".mp-editor__note")).to_have_text("")


def test_what_was_typed_before_our_script_had_come_is_kept_and_she_types_on(
    page: Page, server: EditorServer
) -> None:
    held: list[Route] = []
    page.route("**/report.js", lambda route: held.append(route))
    page.reload(wait_until="commit")
    page.get_by_label("Test", exact=True).press_sequentially("On a slow line")
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    expect(page.locator(".ProseMirror")).to_be_focused()
    page.keyboard.type(" I go on")
    says(page, SAVED)
    assert server.kept.content == paragraph("On a slow line I go on")


def test_what_comes_back_never_takes_the_place_of_what_she_is_typing(
    page: Page, server: EditorServer
) -> None:
    server.kept.answer_with = 503
    write(page, "nearly lost")
    says(page, OFFLINE)
    page.add_init_script(
        """const query = navigator.locks.query.bind(navigator.locks);
        const until = new Promise((resolve) => { window.find = resolve; });
        navigator.locks.query = () => until.then(query);"""
    )
    page.reload()
    server.kept.answer_with = None
    write(page, "typed at once")
    page.evaluate("window.find()")
    says(page, SAVED)
    assert server.kept.content == paragraph("typed at once")
    page.reload()
    page.evaluate("window.find()")
    expect(page.locator(".mp-conflict__theirs")).to_have_text("typed at once")
    expect(page.locator(".ProseMirror")).to_have_text("nearly lost")


def test_it_is_sent_once_however_often_she_presses(page: Page, server: EditorServer) -> None:
    server.kept.saves.clear()
    server.kept.sends.clear()
    write(page, "last words")
    # From within: Playwright's own click would wait for the page that is on its way.
    page.evaluate("setInterval(() => document.querySelector('[data-saved-first] button').click(), 20)")
    wait_until(lambda: server.kept.asked)
    assert server.kept.sent == []
    server.kept.saves.set()
    wait_until(lambda: server.kept.sent)
    time.sleep(0.5)
    server.kept.sends.set()
    expect(page.get_by_role("heading", name="With Ben")).to_be_visible()
    assert server.kept.sent == [paragraph("last words")]


def test_what_is_not_saved_is_not_sent_and_she_is_told_until_it_is(page: Page, server: EditorServer) -> None:
    told = page.locator(".govuk-error-message", has_text="Your last words are not on our server yet")
    server.kept.answer_with = 503
    write(page, "last words")
    page.get_by_role("button", name="Send to Ben").click()
    expect(told).to_be_visible()
    server.kept.answer_with = None
    says(page, SAVED)
    expect(told).to_have_count(0)
    assert server.kept.sent == []
    page.get_by_role("button", name="Send to Ben").click()
    expect(page.get_by_role("heading", name="With Ben")).to_be_visible()
    assert server.kept.sent == [paragraph("last words")]


@pytest.fixture
def full_browser(page: Page) -> Page:
    """A browser that refuses to store anything, as a private window or a full disk does."""
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
    )
    page.reload()
    page.wait_for_selector(".mp-editor__text")
    return page


def test_a_browser_that_cannot_keep_a_copy_is_never_said_to_have_one(
    full_browser: Page, context: BrowserContext, server: EditorServer
) -> None:
    context.set_offline(True)
    write(full_browser, "only here")
    says(full_browser, "Not saved yet. Keep this page open: this browser cannot keep a copy.")
    expect(full_browser.locator("[data-saved]")).to_contain_text("No connection. Keep this page open")
    context.set_offline(False)
    says(full_browser, SAVED)
    assert server.kept.content == paragraph("only here")


def asked_on_leaving(page: Page) -> list[str]:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    return asked


def test_leaving_asks_first_when_words_would_be_lost(full_browser: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    write(full_browser, "only here")
    assert asked_on_leaving(full_browser) == ["beforeunload"]


def test_leaving_does_not_ask_when_the_browser_keeps_the_words(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    write(page, "kept")
    assert asked_on_leaving(page) == []
