"""The presentation in a real browser: by script, by keyboard, in every state, on a screen and on a phone."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import Apprenticeship
from foundation.database import db
from foundation.settings import Settings
from tests.browser import assert_accessible
from tests.report_builder.presenting import pdf, powerpoint
from tests.site import Site
from tests.web import create_app

pytestmark = pytest.mark.needs_chromium


@pytest.fixture(scope="module")
def past_gateway(site: Site) -> None:
    with create_app(Settings.from_environ(site.settings)).app_context(), db.transaction() as session:
        apprenticeship = session.get_one(Apprenticeship, site.cast.amiras_apprenticeship)
        apprenticeship.gateway_confirmed_on = date(2027, 5, 12)
        apprenticeship.gateway_confirmed_by = "tests"
    db.engine.dispose()


def look(page: Page) -> None:
    """axe on a screen and on a phone."""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_slides_needs_and_minutes_from_empty_to_told(
    site: Site, past_gateway: None, browser: Browser, tmp_path: Path
) -> None:
    page = site.sign_in(browser, "Amira Hussain")
    page.goto("/report/")
    page.get_by_label("What is your project called?").fill("The Elm Road Wi-Fi")
    page.get_by_role("button", name="Start the final report").click()
    page.get_by_role("link", name="Slides and what you need").click()
    expect(page.get_by_role("heading", name="Your presentation", level=1)).to_be_visible()
    look(page)

    (tmp_path / "talk.pptx").write_bytes(pdf())
    page.get_by_label("Your slides").set_input_files(tmp_path / "talk.pptx")
    page.get_by_text(
        "its name says PowerPoint slides, but inside it is a file of the kind “PDF”"
    ).first.wait_for()
    look(page)
    (tmp_path / "R&D talk.pdf").write_bytes(pdf(3))
    page.get_by_label("Your slides").set_input_files(tmp_path / "R&D talk.pdf")
    page.get_by_alt_text("Slide 3 of R&D talk.pdf").wait_for()
    look(page)

    page.get_by_role("button", name="Save what you need").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Say whether you need anything more.").click()
    look(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("An HDMI cable for my own laptop")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Saved. What you need goes into the report pack.").wait_for()
    expect(page.get_by_label("Yes", exact=True)).to_be_checked()

    overview = page.get_by_role("group", name="An overview of the project")
    overview.get_by_label("Minutes").fill("4")
    overview.get_by_label("What I say").fill("Good morning.")
    page.get_by_role("button", name="Save the outline").click()
    page.get_by_text("4 of 20 minutes planned, 16 left").wait_for()
    page.get_by_role("button", name="Download it as slides (.pptx)").wait_for()

    page.get_by_text("Put others in their place, or take them out").click()
    look(page)
    page.get_by_role("button", name="Take the slides out").click()
    page.get_by_text("You need none by the plan").wait_for()
    page.get_by_role("button", name="Bring back R&D talk.pdf").click()
    page.get_by_text("“R&D talk.pdf” is in use again.").wait_for()
    look(page)


def test_without_script_the_same_by_plain_forms(
    site: Site, past_gateway: None, browser: Browser, tmp_path: Path
) -> None:
    signed_in = site.sign_in(browser, "Amira Hussain")
    context = browser.new_context(
        base_url=site.url, java_script_enabled=False, storage_state=signed_in.context.storage_state()
    )
    page = context.new_page()
    page.goto("/report/")
    page.get_by_role("link", name="Slides and what you need").click()
    (tmp_path / "plain.pptx").write_bytes(powerpoint("Overview"))
    page.get_by_text("Put others in their place, or take them out").click()
    page.get_by_label("Other slides").set_input_files(tmp_path / "plain.pptx")
    page.get_by_role("button", name="Add the slides").click()
    expect(page.get_by_text("“plain.pptx” is in.")).to_be_visible()
    (tmp_path / "broken.pptx").write_bytes(powerpoint("Overview")[:-3000])
    page.get_by_text("Put others in their place, or take them out").click()
    page.get_by_label("Other slides").set_input_files(tmp_path / "broken.pptx")
    page.get_by_role("button", name="Add the slides").click()
    expect(page.get_by_role("link", name="We could not take “broken.pptx”")).to_be_visible()
    expect(page.get_by_text("plain.pptx", exact=True).first).to_be_visible()
    context.close()
