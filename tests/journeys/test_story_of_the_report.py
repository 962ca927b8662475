"""The second half of the main job, in a real browser on the real server: from the employer's decision over the gateway
to a final report, written, mapped, presented and signed, in a pack whose .docx opens in LibreOffice."""

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from foundation.clock import today
from tests.browser import assert_accessible
from tests.documents.making import convert_with_libreoffice
from tests.site import Site

pytestmark = [pytest.mark.needs_chromium, pytest.mark.needs_libreoffice]

# What she writes: in each section a sentence of its own, and then a line for each of eight visits.
WRITTEN = {
    "Situation": "Elm Road is a branch of Northgate Housing Trust where thirty people share one old wireless router.",
    "Task": "I agreed with the office manager that video calls must hold at every desk, by June, for under £3,000.",
    "Plan": "I planned the work with a Gantt chart, listed the risks with the stakeholders and costed the hardware.",
    "Design": "I compared three designs of the network against the requirements and drew the one that we chose.",
    "Build": "I installed five access points, configured a virtual network for guests and hardened the controller.",
    "Test": "I tested every desk with a video call, logged the faults and retested after each change of channel.",
    "Deploy": "I moved the users over in two evenings with a rollback plan and a message to all the staff.",
    "Maintain": "I handed over the documentation, set up monitoring of the controller and a monthly review.",
    "Result": "Dropped calls went from nineteen in a week to one, measured over four weeks with the same script.",
    "Reflection": "I would ask for the drawings of the building first, because one wall turned out to be steel.",
}
VISIT = "At visit {} to desk {} I measured the signal, noted the channel, and compared it with the survey of March."
NEEDS = "An HDMI cable for my own laptop"


def test_from_the_employers_decision_to_a_signed_report_pack(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    amira, ben = site.sign_in(browser, "Amira Hussain"), site.sign_in(browser, "Ben Carter")
    decide_on_a_phone(site, browser, ben)
    meet_the_requirements(amira, ben, site)
    record_the_day(ben, site)

    start_the_final_report(amira)
    write(amira)
    shown = map_the_appendix(amira)
    present(amira, slides_of_libreoffice(tmp_path))
    sign_on_both_sides(site, browser, amira, ben)
    pack = make_pack(amira, site, tmp_path)
    read_pack(browser, pack, tmp_path)
    read_report(amira, tmp_path, shown)


def decide_on_a_phone(site: Site, browser: Browser, ben: Page) -> None:
    """Dana decides that Amira is ready. She has no account."""
    dana = site.visit(browser, link_from(ben, site, "decision"), width=360)
    assert_accessible(dana)
    sign(dana)


def link_from(ben: Page, site: Site, card: str) -> str:
    """The path of the link that Ben is offered to hand over, from the card of this name."""
    ben.goto(f"/learners/{site.cast.amiras_apprenticeship}/statements")
    assert_accessible(ben)
    cards = ben.locator(".mp-card").filter(
        has=ben.get_by_role("heading", name=re.compile(card, re.IGNORECASE))
    )
    cards.get_by_role("button", name="Ask Dana").click()
    expect(ben.get_by_label("The link")).to_be_visible()
    assert_accessible(ben)
    return ben.get_by_label("The link").input_value().removeprefix(site.url)


def sign(dana: Page) -> None:
    dana.get_by_label("Your full name").fill("Dana Novak")
    dana.get_by_label("How you know this work").fill("Line manager since January 2025")
    for box in dana.get_by_role("checkbox").all():
        box.check()
    dana.get_by_role("button", name="Sign the statement").click()
    expect(dana.get_by_role("heading", level=1)).to_have_text("Signed")
    assert_accessible(dana)


def meet_the_requirements(amira: Page, ben: Page, site: Site) -> None:
    """Each ticks what is theirs: Amira that she is ready, Ben what the provider answers for."""
    tick_all(amira, "/gateway/")
    tick_all(ben, f"/learners/{site.cast.amiras_apprenticeship}/gateway")


def tick_all(page: Page, gateway: str) -> None:
    page.goto(gateway)
    assert_accessible(page)
    card = page.get_by_role("region", name="Before the gateway")
    left = [one.get_attribute("href") or "" for one in card.get_by_role("link").all()]
    ticks = [url for url in left if "/confirm/" in url]
    assert ticks
    for url in ticks:
        page.goto(url)
        assert_accessible(page)
        if page.get_by_role("radio").count():
            page.get_by_role("radio").first.check()
        page.get_by_role("button", name="Yes, this is so").click()
        page.wait_for_url(lambda now: "/confirm/" not in now)
        assert_accessible(page)


def record_the_day(ben: Page, site: Site) -> None:
    ben.goto(f"/learners/{site.cast.amiras_apprenticeship}/gateway")
    ben.get_by_role("link", name="Record the day").click()
    expect(ben.get_by_role("button", name="Record this day")).to_be_visible()
    assert_accessible(ben)
    now = today()
    for part, number in (("Day", now.day), ("Month", now.month), ("Year", now.year)):
        ben.get_by_label(part, exact=True).fill(str(number))
    for box in ben.get_by_role("checkbox").all():
        box.check()
    ben.get_by_role("button", name="Record this day").click()
    expect(ben.get_by_text("The assessment organisation confirmed the gateway on")).to_be_visible()


def start_the_final_report(amira: Page) -> None:
    amira.goto("/report/")
    assert_accessible(amira)
    amira.get_by_label("What is your project called?").fill("Wi-Fi that carries video calls at Elm Road")
    amira.get_by_role("button", name="Start the final report").click()
    expect(amira.locator("[data-report-meter]")).to_contain_text("0 words")
    assert_accessible(amira)


def write(amira: Page) -> None:
    """Every section typed into the editor, until the meter says that it is enough."""
    for number, (title, first) in enumerate(WRITTEN.items()):
        amira.get_by_role("textbox", name=f"Text of {title}").click()
        visits = [VISIT.format(visit, number + 1) for visit in range(1, 9)]
        amira.keyboard.insert_text(" ".join([first, *visits]))
    expect(amira.locator("[data-saved]")).to_contain_text("Saved to our server")
    amira.reload()
    assert_accessible(amira)


def map_the_appendix(amira: Page) -> list[str]:
    """Yes to the first suggestions, by key, and no to the last. The sentences to which she said yes."""
    amira.get_by_role("link", name="KSB appendix").first.click()
    expect(amira.get_by_role("heading", level=1)).to_have_text("KSB appendix")
    asked = amira.locator("[data-suggestion][data-state=asked]")
    for _ in range(60):
        if asked.count():
            break
        amira.wait_for_timeout(1000)
        amira.reload()
    assert_accessible(amira)
    *said_yes, refused = asked.locator("mark").all_inner_texts()
    assert said_yes, f"one suggestion alone: {refused}"
    asked.first.focus()
    for left in range(asked.count(), 0, -1):
        expect(asked).to_have_count(left)
        amira.keyboard.press("y" if left > 1 else "n")
    expect(asked).to_have_count(0)
    assert_accessible(amira)
    return said_yes


def slides_of_libreoffice(folder: Path) -> Path:
    source = folder / "Elm Road & after.html"
    source.write_text("<h1>Wi-Fi at Elm Road</h1><p>Nineteen dropped calls, then one.</p>")
    [pdf] = convert_with_libreoffice([source], "pdf", folder)
    return pdf


def present(amira: Page, slides: Path) -> None:
    amira.goto("/report/")
    amira.get_by_role("link", name="Slides and what you need").click()
    amira.get_by_label("Your slides").set_input_files(slides)
    amira.get_by_alt_text(f"Slide 1 of {slides.name}").wait_for()
    amira.get_by_label("Yes", exact=True).check()
    amira.get_by_role("textbox").first.fill(NEEDS)
    amira.get_by_role("button", name="Save what you need").click()
    expect(amira.get_by_text("Saved. What you need goes into the report pack.")).to_be_visible()
    assert_accessible(amira)


def sign_on_both_sides(site: Site, browser: Browser, amira: Page, ben: Page) -> None:
    amira.goto("/statements/report")
    assert_accessible(amira)
    for box in amira.get_by_role("checkbox").all():
        box.check()
    amira.get_by_role("button", name="Sign as Amira Hussain").click()
    expect(amira.get_by_text("Signed. Now the employer can be asked.")).to_be_visible()
    dana = site.visit(browser, link_from(ben, site, "report"), width=360)
    assert_accessible(dana)
    sign(dana)


def make_pack(amira: Page, site: Site, folder: Path) -> Path:
    amira.goto(f"/gateway/{site.cast.amiras_apprenticeship}/report-pack")
    assert_accessible(amira)
    amira.get_by_role("button", name="Make the report pack").click()
    with amira.expect_download() as started:
        amira.get_by_role("button", name="Download the pack").click()
    path = folder / "report-pack.zip"
    started.value.save_as(path)
    return path


def read_pack(browser: Browser, pack: Path, folder: Path) -> None:
    """Opened with no server, as the assessment organisation does, on a phone."""
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(folder / "pack")
    index = browser.new_context(viewport={"width": 360, "height": 900}).new_page()
    index.goto((folder / "pack" / "index.html").as_uri())
    assert_accessible(index)
    expect(index.get_by_role("link", name="Elm Road & after.pdf")).to_be_visible()


def read_report(amira: Page, folder: Path, shown: list[str]) -> None:
    """Its text, headings and cover; her sentences in its appendix; and what LibreOffice makes of it."""
    [report] = (folder / "pack").glob("*.docx")
    document = Document(str(report))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for first in WRITTEN.values():
        assert first in text
    headings = [one.text for one in document.paragraphs if (one.style.name or "").startswith("Heading")]
    assert [title for title in WRITTEN if title in headings] == list(WRITTEN)
    amira.goto("/report/")
    words = amira.locator("[data-report-meter] .mp-meter__count").inner_text()
    assert words in text, "the cover gives the count that she saw"
    _, *rows = [row.cells[-1].text for row in document.tables[-1].rows]
    assert sorted(rows) == sorted(shown)
    [pdf] = convert_with_libreoffice([report], "pdf", folder)
    assert len(pypdfium2.PdfDocument(str(pdf))) > 4


def test_what_she_changes_after_both_signed_voids_both_signatures(site: Site, browser: Browser) -> None:
    amira = site.sign_in(browser, "Amira Hussain")
    amira.goto("/report/")
    amira.get_by_role("textbox", name="Text of Result").click()
    amira.keyboard.press("Control+End")
    amira.keyboard.insert_text(" Nobody has complained since.")
    expect(amira.locator("[data-saved]")).to_contain_text("Saved to our server")
    amira.goto("/statements/report")
    expect(amira.get_by_text("No longer counts").first).to_be_visible()
    assert_accessible(amira)
