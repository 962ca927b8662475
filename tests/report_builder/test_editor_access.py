"""The editor in each of its states: axe finds nothing, and nothing runs over a narrow screen."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.report_builder.editor_page import EditorServer, paragraph

pytestmark = pytest.mark.needs_chromium


def found(page: Page) -> list[str]:
    return [violation["id"] for violation in Axe().run(page).response["violations"]]


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("width", [320, 1280])
def test_writing_a_table_a_dialog_and_two_versions_are_open_to_everybody(
    page: Page, server: EditorServer, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert found(page) == []
    page.locator(".ProseMirror").click()
    page.get_by_role("button", name="Table", exact=True).click()
    for heading in ("Desk", "Before", "After"):
        page.keyboard.type(heading)
        page.keyboard.press("Tab")
    assert found(page) == []
    assert overflow(page) <= 0
    page.get_by_role("button", name="Add a diagram").click()
    page.get_by_role("button", name="Keep this diagram").click()
    expect(page.get_by_role("alert")).to_be_visible()
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= width
    assert found(page) == []
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".ProseMirror")).to_be_focused()
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    server.kept.content, server.kept.revision = paragraph("from another place"), 7
    page.keyboard.type("x")
    expect(page.locator(".mp-conflict")).to_be_visible()
    assert found(page) == []
    assert overflow(page) <= 0
