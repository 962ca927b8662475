"""A browser, and a page with one section in its editor."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import PATIENCE
from tests.report_builder.editor_page import EditorServer


@pytest.fixture
def server() -> Iterator[EditorServer]:
    served = EditorServer()
    yield served
    served.shutdown()
    served.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(locale="en-GB")
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, server: EditorServer) -> Iterator[Page]:
    """The page, open; whatever the console complains of, a broken content policy first, fails the test."""
    complaints: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console",
        lambda said: (
            complaints.append(said.text)
            if said.type == "error" and "Failed to load resource" not in said.text
            else None
        ),
    )
    opened.goto(server.url)
    opened.wait_for_selector(".mp-editor__text")
    yield opened
    assert complaints == []
