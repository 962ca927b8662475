"""What the page of a full portfolio costs a phone: requests and bytes, cold, as Chromium counts them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app import create_app
from foundation.database import db
from foundation.settings import Settings
from tests.full_portfolio import fill
from tests.site import Site

pytestmark = pytest.mark.needs_chromium

MOST_REQUESTS = 15
MOST_BYTES = 250_000


@pytest.fixture(scope="module")
def full_site(site: Site) -> Iterator[Site]:
    """The running server, with eight pieces of Amira's in it, each with a photograph."""
    app = create_app(Settings.from_environ(site.settings))
    fill(app, site.cast.amira, 8)
    db.engine.dispose()
    yield site


@dataclass
class Traffic:
    """What a page fetched: its addresses, and the bytes of each on the wire, headers and all."""

    addresses: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, page: Page) -> "Traffic":
        traffic, tools = cls(), page.context.new_cdp_session(page)
        tools.send("Network.enable")
        tools.send("Network.clearBrowserCache")
        tools.on("Network.requestWillBeSent", traffic._sent)
        tools.on("Network.loadingFinished", traffic._finished)
        return traffic

    def _sent(self, event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            self.addresses[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def table(self) -> str:
        return "\n".join(f"{self.sizes[one]:9.0f} {self.addresses.get(one)}" for one in self.sizes)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_portfolio_of_eight_pieces_is_light(full_site: Site, browser: Browser, width: int) -> None:
    page = full_site.sign_in(browser, "Amira Hussain", width)
    page.goto("about:blank")
    traffic = Traffic.of(page)
    page.goto(f"{full_site.url}/portfolio/", wait_until="networkidle")
    page.mouse.wheel(0, 20_000)  # what loads when it comes into view comes into view
    pictures = page.locator(".mp-piece img")
    expect(pictures).to_have_count(8)
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        expect(picture).not_to_have_js_property("naturalWidth", 0)
    page.wait_for_load_state("networkidle")

    assert set(traffic.addresses) == set(traffic.sizes), "every request ended"
    assert len(traffic.sizes) <= MOST_REQUESTS, traffic.table()
    assert sum(traffic.sizes.values()) <= MOST_BYTES, traffic.table()
