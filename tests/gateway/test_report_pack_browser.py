"""The report pack in a real browser: from what blocks it to the pack, and the pack itself from a folder, offline."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from foundation.database import db
from foundation.settings import Settings
from tests.browser import assert_accessible
from tests.gateway.a_portfolio import Desk
from tests.gateway.a_report import pass_gateway, present, sign_report, write_report
from tests.gateway.unpacking import unpacked
from tests.site import Site
from tests.web import create_app

pytestmark = pytest.mark.needs_chromium
PAGE = "/gateway/1/report-pack"


def look(page: Page) -> None:
    """axe on a screen and on a phone."""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def step(site: Site, signed: bool) -> None:
    """The report is written and presented; or it is signed by both."""
    with create_app(Settings.from_environ(site.settings)).app_context(), db.transaction():
        desk = Desk.of(site.cast)
        if signed:
            sign_report(desk.amira, desk.ben, desk.apprenticeship)
        else:
            pass_gateway(desk)
            present(desk.amira, write_report(desk.amira, desk.apprenticeship))
    db.engine.dispose()


def test_from_what_blocks_it_to_a_pack_that_opens_from_a_folder(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    amira = site.sign_in(browser, "Amira Hussain")
    amira.goto(PAGE)
    amira.get_by_role("heading", name="There is no final report yet").wait_for()
    look(amira)

    step(site, signed=False)
    amira.goto("/gateway/")
    amira.get_by_role("button", name="See the report pack").click()
    amira.get_by_role("heading", name="Nobody has signed the report statement").wait_for()
    assert amira.get_by_role("button", name="Make the report pack").count() == 0
    look(amira)

    step(site, signed=True)
    amira.reload()
    amira.get_by_role("button", name="Make the report pack").focus()
    amira.keyboard.press("Enter")
    amira.get_by_role("button", name="Download the pack").wait_for()
    look(amira)
    with amira.expect_download() as waiting:
        amira.get_by_role("button", name="Download the pack").click()
    content = waiting.value.path().read_bytes()
    assert waiting.value.suggested_filename.startswith("Amira Hussain ST0505 report pack")
    amira.goto("/gateway/")
    amira.get_by_role("link", name="Report pack of").wait_for()
    look(amira)

    folder = unpacked(content, tmp_path / "a folder & more")
    reads_offline(browser, folder)


def reads_offline(browser: Browser, folder: Path) -> None:
    """Every page opens from the folder with nothing asked of anybody, and leads to each file."""
    said: list[str] = []
    asked: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    for name in ("index.html", "technical needs.html", "statements/Report statement.html"):
        page.goto((folder / name).as_uri())
        look(page)
    assert said == []
    assert all(url.startswith("file://") for url in asked)
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="The same on a page of its own").click()
    expect(page.get_by_text("An HDMI cable for my own laptop")).to_be_visible()
    page.get_by_role("link", name="All of the report pack").click()
    expect(page.get_by_role("heading", name="Project report and presentation", level=1)).to_be_visible()
    page.close()
    shutil.rmtree(folder)
