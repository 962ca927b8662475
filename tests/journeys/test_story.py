"""The main job, end to end, in a real browser on the real server: from an invitation to a signed gateway pack."""

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import assert_accessible
from tests.site import Site

pytestmark = [pytest.mark.needs_chromium, pytest.mark.needs_libreoffice]

RUNBOOK = """<html><body><h1>Patching the Ubuntu estate</h1>
<p>I checked the operating system version and kernel on each of 46 Ubuntu servers on 10 March 2026.</p>
<h2>The run</h2>
<p>I wrote a custom configuration for unattended-upgrades, because the default one restarts a server at any time.</p>
<p>I felt proud of what I learned and I am much more confident now.</p></body></html>"""


@pytest.fixture(scope="module")
def runbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document that LibreOffice saved, with `&` in its name."""
    folder = tmp_path_factory.mktemp("runbook")
    (folder / "Patch & restart.html").write_text(RUNBOOK)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "Patch & restart.html",
        ],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "Patch & restart.docx"


def test_an_invited_apprentice_sets_a_password_and_is_told_what_to_do_first(
    site: Site, browser: Browser
) -> None:
    olive = site.sign_in(browser, "Olive Marsh")
    olive.goto("/administration/invite")
    assert_accessible(olive)
    olive.get_by_label("Name", exact=True).fill("Nia Price")
    olive.get_by_label("Email address").first.fill("nia.price@example.org")
    olive.get_by_label("Apprentice", exact=True).check()
    olive.get_by_label("Employer", exact=True).fill("Northgate Housing Trust")
    for part, number in zip(("Day", "Month", "Year"), ("6", "1", "2026"), strict=True):
        olive.get_by_label(part, exact=True).first.fill(number)
    olive.get_by_role("button", name="Invite").click()
    expect(olive.get_by_role("heading", level=1)).to_have_text("Nia Price is invited")
    assert_accessible(olive)
    link = olive.get_by_label("Link for Nia Price").input_value()

    nia = site.visit(browser, link.removeprefix(site.url), width=360)
    assert_accessible(nia)
    nia.get_by_label("Choose a password").fill("three words that differ")
    nia.get_by_label("The same password again").fill("three words that differ")
    nia.get_by_role("button", name="Set my password and go in").click()
    expect(nia.get_by_text("Your next step")).to_be_visible()
    assert_accessible(nia)

    again = site.visit(browser, link.removeprefix(site.url))
    expect(again.get_by_role("heading", level=1)).to_have_text("This link no longer works")


def test_from_one_document_to_a_signed_pack(
    site: Site, browser: Browser, runbook: Path, tmp_path: Path
) -> None:
    amira = site.sign_in(browser, "Amira Hussain")
    piece = add_and_read(amira, runbook)
    answer_by_keyboard(amira)
    keep_with_a_note(amira, piece)
    amira.get_by_role("button", name="Send to Ben").click()
    expect(amira.get_by_text("With Ben").first).to_be_visible()

    ben = site.sign_in(browser, "Ben Carter")
    ben.get_by_role("button", name="Review").first.click()
    expect(ben.get_by_role("button", name="Accept")).to_be_visible()
    assert_accessible(ben)
    ben.get_by_role("button", name="Accept").click()
    expect(ben.get_by_text("Accepted", exact=True).first).to_be_visible()

    sign_first(amira)
    link = link_from(ben, site)
    dana = site.visit(browser, link, width=360)
    assert_accessible(dana)
    sign_by_keyboard(dana)
    assert_accessible(dana)
    used = site.visit(browser, link, width=360)
    expect(used.get_by_role("button", name="Sign the statement")).to_have_count(0)

    names = make_pack(amira, tmp_path)
    assert {"index.html", "mapping.xlsx", "manifest.json", "SHA256SUMS"} <= names
    assert any(name.endswith("Patch & restart.docx") for name in names)
    assert any(name.startswith("statements/") for name in names)

    change_after_signing(amira, piece)
    expect(amira.get_by_text("No longer counts").first).to_be_visible()
    assert_accessible(amira)


def add_and_read(amira: Page, file: Path) -> str:
    """Drop the file, wait until it is read, and stand on its page."""
    amira.goto("/portfolio/")
    assert_accessible(amira)
    amira.locator("input[type=file]").set_input_files(file)
    amira.wait_for_url(re.compile(r"/portfolio/\d+"))  # one file alone opens where it went
    for _ in range(60):
        if amira.locator("[data-suggestion]").count():
            break
        amira.wait_for_timeout(1000)
        amira.reload()
    expect(amira.locator("[data-suggestion]").first).to_be_visible()
    assert_accessible(amira)
    return amira.url


def answer_by_keyboard(amira: Page) -> None:
    """Yes to all that waits, with one key each."""
    waiting = amira.locator("[data-suggestion][data-state=asked]")
    waiting.first.focus()
    for left in range(waiting.count(), 0, -1):
        expect(waiting).to_have_count(left)
        amira.keyboard.press("y")
        expect(waiting).to_have_count(left - 1)
    assert_accessible(amira)


def keep_with_a_note(amira: Page, piece: str) -> None:
    amira.get_by_role("link", name="Keep it, with a note").first.click()
    expect(amira.get_by_label("Why do you keep it?")).to_be_visible()
    assert_accessible(amira)
    amira.get_by_label("Why do you keep it?").fill("The sentence quotes my line manager.")
    amira.get_by_role("button", name="Save").click()
    expect(amira.get_by_text("Kept, with your note beside it.")).to_be_visible()
    amira.goto(piece)


def sign_first(amira: Page) -> None:
    amira.goto("/gateway/")
    assert_accessible(amira)
    amira.get_by_role("link", name="See the statements").click()
    amira.wait_for_url("**/statements/")
    assert_accessible(amira)
    amira.goto("/statements/portfolio")
    assert_accessible(amira)
    for box in amira.get_by_role("checkbox").all():
        box.check()
    amira.get_by_role("button", name="Sign as Amira Hussain").click()
    expect(amira.get_by_text("One of two signed").first).to_be_visible()


def link_from(ben: Page, site: Site) -> str:
    """The path of the link that Ben is offered to hand over."""
    ben.goto(f"/learners/{site.cast.amiras_apprenticeship}/statements")
    assert_accessible(ben)
    ben.get_by_role("button", name="Ask Dana").first.click()
    return ben.get_by_label("The link").input_value().removeprefix(site.url)


def sign_by_keyboard(dana: Page) -> None:
    """No mouse: every field is reached with Tab."""
    dana.get_by_label("Your full name").focus()
    dana.keyboard.press("Tab")
    dana.keyboard.press("Tab")
    dana.keyboard.press("Space")
    dana.keyboard.press("Tab")
    dana.keyboard.type("Line manager since January 2025")
    for _ in range(2):
        dana.keyboard.press("Tab")
        dana.keyboard.press("Space")
    dana.keyboard.press("Tab")
    dana.keyboard.press("Enter")
    expect(dana.get_by_role("heading", level=1)).to_have_text("Signed")


def make_pack(amira: Page, folder: Path) -> set[str]:
    amira.goto("/gateway/")
    amira.get_by_role("button", name="Make the pack").click()
    with amira.expect_download() as started:
        amira.get_by_role("button", name="Download the pack").click()
    path = folder / "pack.zip"
    started.value.save_as(path)
    with zipfile.ZipFile(path) as pack:
        return set(pack.namelist())


def change_after_signing(amira: Page, piece: str) -> None:
    amira.goto(piece)
    amira.get_by_role("button", name="Open it again to change it").click()
    amira.get_by_role("link", name="Answer the questions about this piece").click()
    amira.get_by_label("What came of it?").fill("No server is past the limit.")
    amira.get_by_role("button", name="Save").click()
    amira.wait_for_url(re.compile(r"/portfolio/\d+(#|$)"))
    amira.goto("/statements/")
