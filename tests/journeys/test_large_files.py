"""A large file over a bad connection: what is on the server stays there, and the rest goes on where it stopped."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import assert_accessible
from tests.site import Site

pytestmark = pytest.mark.needs_chromium

THIRD_PART = re.compile(r"/portfolio/uploads/\d+/8000000$")


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """11 MB that are no film: what matters here is how they come."""
    file = tmp_path / "Site visit.dat"
    file.write_bytes(bytes(range(250)) * 44_000)
    return file


@pytest.fixture
def amira(site: Site, browser: Browser) -> Page:
    page = site.sign_in(browser, "Amira Hussain", width=360)
    page.on("dialog", lambda dialog: dialog.accept())  # "leave this page?", while something is on its way
    page.goto("/portfolio/add")
    return page


def starts_sent(page: Page) -> list[str]:
    """Where the parts that the page sends begin, in order."""
    starts: list[str] = []
    page.on(
        "request",
        lambda request: starts.extend(re.findall(r"/uploads/\d+/(\d+)$", request.url)),
    )
    return starts


def test_a_lost_connection_costs_one_part_and_the_rest_goes_by_itself(amira: Page, film: Path) -> None:
    lost: list[str] = []

    def lose_once(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.request.url)
            route.abort("connectionreset")

    starts = starts_sent(amira)
    amira.route(THIRD_PART, lose_once)
    amira.set_input_files("input[type=file]", film)
    expect(amira.get_by_role("heading", level=1)).to_have_text(re.compile("^Site visit"))
    assert starts == ["0", "4000000", "8000000", "8000000"]
    expect(amira.get_by_text("Site visit.dat").first).to_be_visible()


def test_after_the_page_was_closed_the_same_file_goes_on_where_it_stopped(amira: Page, film: Path) -> None:
    amira.route(THIRD_PART, lambda route: route.abort("connectionreset"))
    amira.set_input_files("input[type=file]", film)
    expect(amira.locator(".mp-upload")).to_contain_text(
        "No connection. 8.0 MB of 11.0 MB is on our server. The rest goes when the connection is back."
    )
    assert_accessible(amira)
    amira.reload()
    amira.unroute(THIRD_PART)
    starts = starts_sent(amira)
    amira.set_input_files("input[type=file]", film)
    expect(amira.get_by_role("heading", level=1)).to_have_text(re.compile("^Site visit"))
    assert starts == ["8000000"]
