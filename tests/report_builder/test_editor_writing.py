"""The editor in a real browser: typing, counting, tools by mouse and keyboard, tables and diagrams."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.report_builder.editor_page import EditorServer

pytestmark = pytest.mark.needs_chromium


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(buffer, "PNG")
    return buffer.getvalue()


def write(page: Page, words: str) -> None:
    page.locator(".ProseMirror").click()
    page.keyboard.type(words)


def saved(page: Page, server: EditorServer) -> list[dict[str, Any]]:
    expect(page.locator("[data-saved]")).to_have_text("Saved to our server at 09:41")
    content: list[dict[str, Any]] = server.kept.content["content"]
    return content


def test_typing_updates_the_count_the_outline_and_the_meter(page: Page) -> None:
    count = page.locator(".mp-meter__count")
    expect(count).to_have_text("0 words")
    expect(page.locator('[data-count-for="test"]')).to_have_text("none yet")
    write(page, "I measured it twice")
    expect(count).to_have_text("6 words")  # and the titles Action and Test
    expect(page.locator(".mp-meter__left")).to_have_text("3 more to reach 9")
    expect(page.locator('[data-count-for="test"]')).to_have_text("5")
    expect(page.locator('[data-count-for="action"]')).to_have_text("6")
    expect(page.locator(".mp-meter__fill")).to_have_attribute("width", "48.00%")


def test_past_the_most_the_meter_says_how_many_words_to_cut(page: Page) -> None:
    write(page, "one two three four five six seven eight nine ten")
    expect(page.locator(".mp-meter__left")).to_have_text("Anything past 11 may not be read; 1 to cut")
    expect(page.locator(".mp-meter__fill--over")).to_have_attribute("width", "8.00%")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    expect(page.locator(".mp-meter__fill--over")).to_have_count(0)


def test_every_tool_has_a_name_and_says_when_it_is_in_force(page: Page) -> None:
    tools = page.get_by_role("toolbar", name="Formatting of Test")
    names = [button.get_attribute("aria-label") for button in tools.locator("button:visible").all()]
    assert names == [
        "Bold",
        "Italic",
        "Heading",
        "Subheading",
        "Bullet list",
        "Numbered list",
        "Quotation",
        "Table",
        "Add a diagram",
        "Undo",
        "Redo",
    ]
    bold = tools.get_by_role("button", name="Bold")
    expect(bold).to_have_attribute("aria-pressed", "false")
    bold.click()
    expect(bold).to_have_attribute("aria-pressed", "true")


def test_tools_are_reached_and_walked_by_keyboard(page: Page, server: EditorServer) -> None:
    write(page, "How I tested")
    page.keyboard.press("Alt+F10")
    expect(page.get_by_role("button", name="Bold")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Heading", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    assert saved(page, server) == [
        {"type": "heading", "attrs": {"level": 3}, "content": [{"type": "text", "text": "How I tested"}]}
    ]
    page.keyboard.press("Alt+F10")
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Redo")).to_be_focused()
    page.keyboard.press("Home")
    expect(page.get_by_role("button", name="Bold")).to_be_focused()


def test_tab_leaves_the_editor_so_that_nobody_is_caught(page: Page) -> None:
    write(page, "text")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="After the editor")).to_be_focused()


def test_tab_walks_the_cells_and_leaves_out_of_the_last(page: Page, server: EditorServer) -> None:
    write(page, "")
    page.get_by_role("button", name="Table", exact=True).click()
    for number in range(9):
        page.keyboard.type(str(number))
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="After the editor")).to_be_focused()
    (table,) = saved(page, server)
    cells = [
        [cell["content"][0]["content"][0]["text"] for cell in row["content"]] for row in table["content"]
    ]
    assert cells == [["0", "1", "2"], ["3", "4", "5"], ["6", "7", "8"]]


def test_what_is_typed_right_after_a_tool_is_text_however_slow_the_laptop(
    page: Page, server: EditorServer
) -> None:
    write(page, "")
    page.evaluate("() => { window.requestAnimationFrame = (late) => setTimeout(late, 3000); }")
    page.get_by_role("button", name="Bullet list").click()
    page.keyboard.type("first")
    page.keyboard.press("Enter")
    page.keyboard.type("second")
    (only,) = saved(page, server)
    assert [item["content"][0]["content"][0]["text"] for item in only["content"]] == ["first", "second"]


def test_a_list_goes_three_deep_and_no_deeper(page: Page, server: EditorServer) -> None:
    write(page, "")
    page.get_by_role("button", name="Bullet list").click()
    go_three_deep(page)
    page.keyboard.type("d")
    saved(page, server)
    expect(page.locator(".ProseMirror ul ul ul")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="After the editor")).to_be_focused()
    expect(page.locator(".ProseMirror ul ul ul ul")).to_have_count(0)


def go_three_deep(page: Page) -> None:
    """A list of a list of a list, and the cursor in a second item of the last."""
    for word in ("a", "b"):
        page.keyboard.type(word)
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
    page.keyboard.type("c")
    page.keyboard.press("Enter")


def test_shift_tab_lifts_an_item_to_the_first_level_and_then_leaves_backwards(
    page: Page, server: EditorServer
) -> None:
    write(page, "")
    page.get_by_role("button", name="Bullet list").click()
    go_three_deep(page)
    page.keyboard.type("d")
    for depth in (3, 2, 1):
        expect(page.locator(".ProseMirror li", has_text="d").last).to_be_visible()
        assert page.locator(".ProseMirror li p", has_text="d").evaluate(DEPTH) == depth
        page.keyboard.press("Shift+Tab")
    expect(page.locator(".ProseMirror")).not_to_be_focused()
    expect(page.get_by_role("toolbar").locator(":focus")).to_have_count(1)
    (only,) = saved(page, server)
    assert only["type"] == "bulletList", "the list stays as it was"
    assert only["content"][-1]["content"][0]["content"][0]["text"] == "d"


def test_how_to_leave_is_said_beside_the_text_and_to_a_screen_reader(page: Page) -> None:
    box = page.locator(".ProseMirror")
    expect(box).to_have_accessible_description(re.compile("To leave: Escape, then Tab"))
    box.focus()
    expect(page.get_by_text("To leave: Escape, then Tab")).to_be_visible()


DEPTH = """(node) => {
  let depth = 0;
  for (let one = node.closest('li'); one; one = one.parentElement.closest('li')) depth += 1;
  return depth;
}"""


@pytest.mark.parametrize(("key", "forward"), [("Tab", True), ("Shift+Tab", False)])
def test_after_escape_tab_leaves_from_where_it_would_indent(page: Page, key: str, forward: bool) -> None:
    write(page, "")
    page.get_by_role("button", name="Bullet list").click()
    page.keyboard.type("a")
    page.keyboard.press("Enter")
    page.keyboard.type("b")
    page.keyboard.press("Escape")
    page.keyboard.press(key)
    expect(page.locator(".ProseMirror")).not_to_be_focused()
    after = page.get_by_role("link", name="After the editor")
    if forward:
        expect(after).to_be_focused()
    else:
        expect(after).not_to_be_focused()
    expect(page.locator(".ProseMirror ul ul")).to_have_count(0)


def test_escape_is_forgotten_once_she_types_on(page: Page) -> None:
    write(page, "")
    page.get_by_role("button", name="Bullet list").click()
    page.keyboard.type("a")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.type("b")
    page.keyboard.press("Tab")
    expect(page.locator(".ProseMirror ul ul")).to_have_count(1)
    expect(page.locator(".ProseMirror")).to_be_focused()


def test_a_table_grows_and_shrinks_by_tools_that_appear_with_it(page: Page, server: EditorServer) -> None:
    write(page, "Speeds")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Add row")).to_be_hidden()
    page.get_by_role("button", name="Table", exact=True).click()
    page.keyboard.type("Desk")
    page.get_by_role("button", name="Add row").click()
    page.get_by_role("button", name="Add column").click()
    expect(page.locator(".ProseMirror tr")).to_have_count(4)
    expect(page.locator(".ProseMirror th")).to_have_count(4)
    page.get_by_role("button", name="Delete row").click()
    page.get_by_role("button", name="Delete column").click()
    table = saved(page, server)[1]
    assert [len(row["content"]) for row in table["content"]] == [3, 3, 3]
    assert page.locator(".ProseMirror [style]").count() == 0
    page.get_by_role("button", name="Delete table").click()
    expect(page.locator(".ProseMirror table")).to_have_count(0)


def test_undo_and_redo_say_when_there_is_nothing_to_do(page: Page) -> None:
    undo, redo = page.get_by_role("button", name="Undo"), page.get_by_role("button", name="Redo")
    expect(undo).to_have_attribute("aria-disabled", "true")
    write(page, "word")
    undo.click()
    expect(page.locator(".ProseMirror")).to_have_text("")
    redo.click()
    expect(page.locator(".ProseMirror")).to_have_text("word")


def test_a_diagram_needs_a_picture_a_caption_and_a_description(page: Page, server: EditorServer) -> None:
    page.get_by_role("button", name="Add a diagram").click()
    dialog = page.get_by_role("dialog", name="A diagram")
    keep = dialog.get_by_role("button", name="Keep this diagram")
    keep.click()
    expect(dialog.get_by_role("alert")).to_have_text("Choose a picture.")
    dialog.get_by_label("Picture").set_input_files(
        {"name": "plan.png", "mimeType": "image/png", "buffer": picture()}
    )
    keep.click()
    expect(dialog.get_by_role("alert")).to_have_text("Write a caption that says what it is.")
    dialog.get_by_label("Caption").fill("How it is fed")
    keep.click()
    expect(dialog.get_by_role("alert")).to_contain_text("for someone who cannot see it")
    dialog.get_by_label("What it shows").fill("Two switches")
    keep.click()
    expect(dialog).to_be_hidden()
    figures = [node for node in saved(page, server) if node["type"] == "figure"]
    assert [figure["attrs"] for figure in figures] == [
        {"image": "0", "alt": "Two switches", "caption": "How it is fed"}
    ]
    assert server.kept.pictures == [picture()]
    expect(page.locator("figure img")).to_have_js_property("naturalWidth", 40)
    expect(page.locator('[data-count-for="diagrams"]')).to_have_text("4")
    expect(page.locator(".mp-meter__count")).to_have_text("2 words")


def test_a_caption_that_came_as_text_becomes_that_of_the_picture(page: Page, server: EditorServer) -> None:
    write(page, "Figure 2: How it is fed")
    page.get_by_role("button", name="Add a diagram").click()
    dialog = page.get_by_role("dialog", name="A diagram")
    expect(dialog.get_by_label("Caption")).to_have_value("How it is fed")
    dialog.get_by_role("button", name="Cancel").click()
    expect(page.locator(".ProseMirror")).to_have_text("Figure 2: How it is fed")
    page.get_by_role("button", name="Add a diagram").click()
    dialog.get_by_label("Picture").set_input_files(
        {"name": "plan.png", "mimeType": "image/png", "buffer": picture()}
    )
    dialog.get_by_label("What it shows").fill("Two switches")
    dialog.get_by_role("button", name="Keep this diagram").click()
    expect(page.locator("figcaption")).to_have_text("How it is fed")
    expect(page.locator(".mp-meter__count")).to_have_text("2 words")  # the titles; a caption is no text
    assert [(node["type"], node.get("content")) for node in saved(page, server)] == [("figure", None)]


def test_a_diagram_can_be_changed_and_deleted(page: Page, server: EditorServer) -> None:
    server.kept.pictures.append(picture())
    server.kept.content = {
        "type": "doc",
        "content": [{"type": "figure", "attrs": {"image": "0", "alt": "Old", "caption": "Old words"}}],
    }
    page.reload()
    change = page.get_by_role("button", name="Change or delete this diagram")
    change.click()
    page.get_by_label("Caption").fill("New words")
    page.get_by_role("button", name="Keep this diagram").click()
    assert saved(page, server)[0]["attrs"] == {"image": "0", "alt": "Old", "caption": "New words"}
    change.click()
    page.get_by_role("button", name="Delete this diagram", exact=True).click()
    expect(page.locator("figure")).to_have_count(0)


def test_a_refused_picture_says_why_and_keeps_what_was_typed(page: Page) -> None:
    page.get_by_role("button", name="Add a diagram").click()
    page.get_by_label("Picture").set_input_files(
        {"name": "notes.png", "mimeType": "image/png", "buffer": b"not-a-picture"}
    )
    page.get_by_label("Caption").fill("How it is fed")
    page.get_by_label("What it shows").fill("Two switches")
    page.get_by_role("button", name="Keep this diagram").click()
    expect(page.get_by_role("alert")).to_have_text("notes.png is not a picture. Choose a PNG or JPEG.")
    expect(page.get_by_label("Caption")).to_have_value("How it is fed")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".ProseMirror")).to_be_focused()
