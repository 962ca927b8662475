"""Our scripts in Chromium, against a server that answers as the rooms do."""

import re

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect

pytestmark = pytest.mark.needs_chromium


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_page()


def payload(name: str, size: int = 100) -> dict[str, object]:
    return {"name": name, "mimeType": "text/plain", "buffer": b"x" * size}


def test_many_files_go_by_themselves_and_then_the_page_moves_on(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/empty.html")
    files = [payload(f"log & notes {number}.txt") for number in range(7)]
    page.set_input_files("input[type=file]", files)  # type: ignore[arg-type]
    page.wait_for_url("**/portfolio.html")


def test_files_that_arrive_as_they_can_are_put_in_the_order_in_which_they_were_chosen(
    page: Page, gallery: str
) -> None:
    held: list[Route] = []
    ordered: list[str] = []

    def answer(route: Route) -> None:
        """The first file comes in last."""
        sent = route.request.post_data_buffer or b""
        number = next(number for number in (11, 12, 13) if f"file {number}.txt".encode() in sent)
        if number == 11:
            held.append(route)
            return
        route.fulfill(json={"ok": True, "url": "#new", "title": "New", "file": number})
        if number == 13:
            held[0].fulfill(json={"ok": True, "url": "#new", "title": "New", "file": 11})

    def keep_order(route: Route) -> None:
        ordered.extend(re.findall(r'name="file"\r\n\r\n(\d+)', route.request.post_data or ""))
        route.fulfill(json={"ok": True})

    page.route("**/upload", answer)
    page.route("**/order", keep_order)
    page.goto(f"{gallery}/empty.html")
    page.set_input_files("input[type=file]", [payload(f"file {number}.txt") for number in (11, 12, 13)])  # type: ignore[arg-type]
    page.wait_for_url("**/portfolio.html")
    assert ordered == ["11", "12", "13"]


def test_a_file_that_fails_keeps_its_row_its_reason_and_its_way_back(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/empty.html")
    page.set_input_files("input[type=file]", [payload(name) for name in ("locked.txt", "one.txt", "two.txt")])  # type: ignore[arg-type]
    row = page.locator(".mp-upload--failed")
    expect(row).to_contain_text("It asks for a password.")
    expect(page.locator(".mp-upload--done").first).to_contain_text("Saved to our server")
    expect(page.locator(".mp-upload--done")).to_have_count(2)
    row.get_by_role("button", name="Try again locked.txt").click()
    expect(row).to_contain_text("It asks for a password.")
    row.get_by_role("button", name="Remove locked.txt").click()
    page.wait_for_url("**/portfolio.html")


def test_a_file_that_is_in_and_cannot_be_read_says_so_on_its_row_and_below(page: Page, gallery: str) -> None:
    why = "Could not be read: it is locked"
    done = f'<div data-poll="/1/progress" data-done><p><span data-trouble>{why}</span></p></div>'
    page.route("**/portfolio/1/progress", lambda route: route.fulfill(body=done, content_type="text/html"))
    page.goto(f"{gallery}/empty.html")

    def answer(route: Route) -> None:
        refused = b"locked" in (route.request.post_data_buffer or b"")
        kept = {"ok": True, "url": "/portfolio/1", "title": "Half", "file": 1}
        route.fulfill(json={"ok": False, "error": "It is a program."} if refused else kept)

    page.route("**/upload", answer)
    page.set_input_files("input[type=file]", [payload("half.pdf"), payload("locked.exe")])  # type: ignore[arg-type]
    expect(page.locator(".mp-upload--unread")).to_contain_text(
        "Saved to our server. Could not be read: it is locked."
    )
    expect(page.locator(".mp-uploads__then")).to_have_text(
        "1 added, 1 not: locked.exe. 1 could not be read. Go on with the files that are in"
    )


def test_of_several_files_the_row_of_one_that_she_has_already_says_so_and_stays(
    page: Page, gallery: str
) -> None:
    same = "“copy.txt” is the same file as “log.txt” in piece 1, “Log”."

    def answer(route: Route) -> None:
        copy = b"copy.txt" in (route.request.post_data_buffer or b"")
        kept = {"ok": True, "url": "#new", "title": "New", "file": 1, "same": same if copy else ""}
        route.fulfill(json=kept)

    page.route("**/upload", answer)
    page.goto(f"{gallery}/empty.html")
    page.set_input_files("input[type=file]", [payload("copy.txt"), payload("other.txt")])  # type: ignore[arg-type]
    expect(page.locator(".mp-upload--done").first).to_contain_text(f"Saved to our server. {same}")
    expect(page.locator(".mp-uploads__then")).to_have_text("All 2 added. Go on with the files that are in")


def test_a_file_too_large_is_refused_before_it_is_sent(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/empty.html")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.set_input_files("input[type=file]", [payload("film.txt", 1_000_001)])  # type: ignore[arg-type]
    expect(page.locator(".mp-upload--failed")).to_contain_text("We take up to 1.0 MB in one file.")
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    assert "POST" not in sent


def test_without_a_network_the_row_stays_and_one_file_alone_then_opens_where_it_went(
    page: Page, gallery: str
) -> None:
    page.goto(f"{gallery}/empty.html")
    page.context.set_offline(True)
    page.set_input_files("input[type=file]", [payload("notes.txt")])  # type: ignore[arg-type]
    expect(page.locator(".mp-upload--failed")).to_contain_text(
        "No connection. This file is not on our server yet."
    )
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again notes.txt").click()
    page.wait_for_url("**/empty.html#new")


def test_suggestions_are_answered_with_y_and_n_one_after_the_other(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/evidence.html")
    page.locator("#s-s8").focus()
    page.keyboard.press("y")
    expect(page.locator("#s-s8")).to_contain_text("You said yes")
    expect(page.locator("#s-k12")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#s-k12")).to_contain_text("You said no")
    expect(page.locator("[aria-live=polite]")).to_have_text("All are decided.")


def test_an_answer_that_comes_late_does_not_take_her_away_from_where_she_went_on(
    page: Page, gallery: str
) -> None:
    held: list[Route] = []
    page.route("**/decide/**", lambda route: held.append(route))
    page.goto(f"{gallery}/evidence.html")
    page.locator("#s-s8").focus()
    page.keyboard.press("y")
    while not held:
        page.wait_for_timeout(50)
    gone_on = page.locator("main").get_by_role("link").last
    gone_on.focus()
    held[0].continue_()
    expect(page.locator("#s-s8")).to_contain_text("You said yes")
    expect(gone_on).to_be_focused()


def test_the_keys_are_told_once(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/evidence.html")
    expect(page.get_by_text("Keys: Y for yes, N for no").locator("visible=true")).to_have_count(1)
    page.locator("#s-k12").focus()
    expect(page.locator("#s-k12").get_by_text("Keys: Y for yes, N for no")).to_be_visible()


def test_an_answer_can_be_changed(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/evidence.html")
    page.get_by_role("button", name="Change your answer for K21").click()
    expect(page.locator("#s-k21")).to_have_attribute("data-state", "asked")
    expect(page.locator("#s-k21")).to_be_focused()


def test_an_answer_that_was_lost_says_so_and_keeps_the_question(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/evidence.html")
    page.context.set_offline(True)
    page.get_by_role("button", name="Yes, this shows S8").click()
    expect(page.locator("#s-s8 [role=alert]")).to_have_text(
        "No connection. Your answer was not kept: try again."
    )
    expect(page.locator("#s-s8")).to_have_attribute("data-state", "asked")


def test_slow_work_shows_when_it_is_done(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/evidence.html")
    expect(page.locator("[data-poll]")).to_have_attribute("data-done", "")


def test_the_moment_in_view_is_sent_as_soon_as_it_is_pointed_at(page: Page, gallery: str) -> None:
    page.route("**/in-view", lambda route: route.fulfill(body="kept", content_type="text/html"))
    page.goto(f"{gallery}/evidence.html")
    with page.expect_request("**/in-view") as sent:
        page.get_by_role("button", name="I am in view here").click()
    assert "moment=0%3A00" in (sent.value.post_data or "")


def test_without_script_every_form_is_still_a_form(browser: Browser, gallery: str) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{gallery}/empty.html")
    expect(plain.get_by_role("button", name="Add to my portfolio")).to_be_visible()
    plain.goto(f"{gallery}/evidence.html")
    expect(plain.get_by_role("link", name="See how far it is")).to_be_visible()


def test_words_that_were_typed_are_not_left_without_a_question_and_go_when_they_are_sent(
    browser: Browser, gallery: str
) -> None:
    page = browser.new_context().new_page()  # a page with a context of its own closes without asking
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.route("**/witness", lambda route: route.fulfill(body="Taken", content_type="text/html"))
    for sending in (True, False):
        page.goto(f"{gallery}/forms.html")
        field = page.locator("form[data-guard] textarea")
        field.press_sequentially("Not saved yet")
        expect(field).to_have_value(re.compile("Not saved yet"))
        if sending:
            page.locator("form[data-guard] button[type=submit]").click()
            page.wait_for_url("**/witness")
            assert asked == []
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]
