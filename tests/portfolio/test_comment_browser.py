"""In Chromium, Ben selects words of a piece: they are quoted as they stand there, whatever is marked in them."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from portfolio.models import LinkState
from tests.cast import Cast, client_of
from tests.portfolio.conftest import LOG, Desk

pytestmark = pytest.mark.needs_chromium
SELECT = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector('.mp-mark__ref').closest('[data-locator]'));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def opened_by_ben(app: Flask, cast: Cast, browser: Browser, address: str, path: str) -> Page:
    context = browser.new_context(base_url=address)
    cookie = client_of(app, cast.ben).get_cookie("session")
    assert cookie is not None
    context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])
    page = context.new_page()
    page.goto(path)
    return page


def test_a_sentence_is_quoted_without_the_links_that_stand_behind_its_marks(
    app: Flask, cast: Cast, desk: Desk, browser: Browser, address: str
) -> None:
    item_id = desk.add()
    with desk.piece(item_id) as item:
        marked = [link for link in item.links if link.excerpt]
        assert marked, "something is suggested for these words"
        for link in marked:
            link.state = LinkState.ACCEPTED
    desk.send(item_id)
    page = opened_by_ben(app, cast, browser, address, f"/portfolio/{item_id}")
    page.evaluate(SELECT)
    expect(page.get_by_label("The words it is about")).to_have_value(LOG.decode())
    page.get_by_label("Your comment to Amira").fill("Which of them failed?")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#c-1")).to_contain_text("Which of them failed?")
    with desk.piece(item_id) as item:
        (comment,) = item.subject.comments
        assert (comment.excerpt, comment.locator) == (LOG.decode(), "paragraph 1")
