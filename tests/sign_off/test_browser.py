"""The pages in Chromium, in every state, wide and on a phone: axe finds nothing, and nothing runs over the side."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from sign_off.links.state import LinkState
from sign_off.models import StatementKind
from tests.browser import assert_accessible
from tests.cast import Cast, client_of
from tests.sign_off.conftest import Desk
from tests.sign_off.guides import Shelf

pytestmark = pytest.mark.needs_chromium
OPINION = "I think Amira is a brilliant apprentice and a real asset to the team."


class Looker:
    """Opens pages of a real server at two widths, as one of the cast or with nobody signed in."""

    def __init__(self, app: Flask, browser: Browser, address: str) -> None:
        self._app, self._browser, self._address = app, browser, address

    def look(self, path: str, who: int | None = None) -> None:
        for width in (1280, 320):
            page = self.open(path, who, width)
            assert_accessible(page)
            page.context.close()

    def open(self, path: str, who: int | None = None, width: int = 360) -> Page:
        context = self._browser.new_context(viewport={"width": width, "height": 900}, base_url=self._address)
        if who is not None:
            self._sign_in(context, who)
        page = context.new_page()
        page.goto(path)
        return page

    def _sign_in(self, context: BrowserContext, who: int) -> None:
        cookie = client_of(self._app, who).get_cookie("session")
        assert cookie is not None
        context.add_cookies([{"name": "session", "value": cookie.value, "url": self._address}])


@pytest.fixture
def looker(app: Flask, shelf: Shelf, browser: Browser) -> Iterator[Looker]:
    app.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Looker(app, browser, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_page_by_link(looker: Looker, desk: Desk, shelf: Shelf) -> None:
    desk.sign_first()
    token = desk.link()
    for page in ("", "/decline", "/pass-on"):
        looker.look(f"/s/{token}{page}")
    looker.look(f"/s/{desk.link(StatementKind.READINESS)}")
    looker.look(f"/w/{desk.witness_link()}")
    looker.look("/s/unknown")
    desk.bring(token, LinkState.DECLINED, shelf)
    looker.look(f"/s/{token}/answered")
    looker.look(f"/s/{token}")


def test_every_page_of_statements(looker: Looker, desk: Desk, shelf: Shelf, cast: Cast) -> None:
    hers, bens = "/statements/", f"/learners/{cast.amiras_apprenticeship}/statements"
    looker.look("/statements/portfolio", cast.amira)
    desk.sign_first()
    desk.bring(desk.link(), LinkState.PASSED_ON, shelf)
    desk.witness_link()
    looker.look("/witness-statements/", cast.amira)
    looker.look(hers, cast.amira)
    looker.look(bens, cast.ben)
    shelf.change_file(1, b"another runbook")
    shelf.put("Wi-Fi survey", ("A.pdf", "application/pdf", b"a"), ("B.pdf", "application/pdf", b"b"))
    looker.look(hers, cast.amira)
    looker.look("/statements/portfolio", cast.amira)
    looker.look(bens, cast.ben)


def test_the_link_to_hand_over(looker: Looker, desk: Desk, cast: Cast) -> None:
    desk.sign_first()
    page = looker.open(f"/learners/{cast.amiras_apprenticeship}/statements", cast.ben)
    page.get_by_role("button", name="Ask Dana").first.click()
    expect(page.get_by_label("The link")).to_be_visible()
    assert_accessible(page)
    page.context.close()


def test_dana_signs_by_keyboard_after_a_first_try_that_was_not_whole(looker: Looker, desk: Desk) -> None:
    desk.sign_first()
    page = looker.open(f"/s/{desk.link()}")
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("There is something to put right")).to_be_visible()
    assert_accessible(page)
    tab_to(page, "#relationship")
    page.keyboard.type("Line manager since January 2025")
    for _ in range(2):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Signed")
    assert_accessible(page)
    page.context.close()


def test_a_witness_reads_the_hints_and_signs_all_the_same(looker: Looker, desk: Desk) -> None:
    page = looker.open(f"/w/{desk.witness_link()}")
    page.get_by_label("What did you see?").fill(OPINION)
    page.get_by_label("Where was it?").fill("Comms room B")
    for part, digits in (("Day", "12"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(part).fill(digits)
    page.get_by_label("How you know this work").fill("Line manager")
    page.get_by_label("I saw this myself").check()
    page.get_by_role("button", name="Sign the witness statement").click()
    expect(page.get_by_text("Before you sign, look at this once more")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Sign it as it is").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Signed")
    assert_accessible(page)
    page.context.close()


def tab_to(page: Page, wanted: str) -> None:
    """Reach it with the Tab key alone."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached by keyboard")
