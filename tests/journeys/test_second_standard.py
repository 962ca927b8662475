"""A standard that did not come with Masterpiece: loaded through the browser, and an apprentice on it from her first
piece of evidence to her pack. What she sees is her own plan's: its themes, its limits, its sections, its words."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import assert_accessible
from tests.site import Site

pytestmark = pytest.mark.needs_chromium

PAGES = Path(__file__).parents[1] / "standards" / "importing" / "pages"
LABEL = "Bell founder, ST9071, version 1.3"
HERS = "Bell founder (Tuner), ST9071, version 1.3"
PIECES = "It will typically contain 12 discrete pieces of evidence."
NOTES = """Recasting the treble of St Mary's

I built the loam mould for the treble on 2 March 2026: core, cope and loam, with a drying time of nine days.

I worked to the founding drawing 114 and to the melt plan, and closed the mould on 11 March 2026.
"""


@pytest.fixture(scope="module")
def bells(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bell founder's page, with the number of pieces said in a way that nobody taught the importer."""
    said = (PAGES / "page.txt").read_text("utf-8")
    assert PIECES in said
    path = tmp_path_factory.mktemp("bells") / "Bell founder.txt"
    path.write_text(
        said.replace(PIECES, "Its pieces of evidence will typically fill a dozen folders."), "utf-8"
    )
    return path


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("notes") / "Recasting the treble.txt"
    path.write_text(NOTES, "utf-8")
    return path


def test_a_second_standard_from_its_page_to_a_pack(
    site: Site, browser: Browser, bells: Path, notes: Path, tmp_path: Path
) -> None:
    olive = site.sign_in(browser, "Olive Marsh")
    publish(olive, bells)
    nia = join(site, browser, invite(olive, site))
    show_her_plan(nia)

    piece = add_and_map(nia, notes)
    nia.get_by_role("button", name="Send to Ben").click()
    expect(nia.get_by_text("With Ben").first).to_be_visible()
    accept(site.sign_in(browser, "Ben Carter"))
    nia.goto(piece)
    expect(nia.get_by_text("Accepted", exact=True).first).to_be_visible()

    practise(nia)
    read_pack(make_pack(nia, tmp_path))
    change_her_option(olive, nia)


def look(page: Page) -> None:
    """The page as it is now is for everybody, and nothing on it is of the standard that came with Masterpiece."""
    assert_accessible(page)
    assert "ST0505" not in page.content()


def publish(olive: Page, bells: Path) -> None:
    """Read the page, look at its one doubt, fill in what it did not say, publish."""
    olive.goto("/administration/standards/import")
    olive.get_by_label("The page or file").set_input_files(bells)
    olive.get_by_role("button", name="Read it").click()
    expect(olive.get_by_role("heading", level=1)).to_have_text(LABEL)
    expect(olive.get_by_text("1 doubt is open")).to_be_visible()
    look(olive)
    olive.get_by_role("link", name="Look at it").click()
    olive.get_by_label("I have looked at this").check()
    save(olive)
    project, discussion = range(2)
    olive.get_by_role("link", name="Its kind, KSBs, limits and lists").nth(project).click()
    expect(olive.get_by_label("Words of the report")).to_have_value("3500")
    olive.get_by_role("link", name=LABEL).click()
    olive.get_by_role("link", name="Its kind, KSBs, limits and lists").nth(discussion).click()
    pieces = olive.get_by_label("Pieces of evidence, typically")
    expect(pieces).to_have_value("")
    pieces.fill("12")
    look(olive)
    save(olive)
    olive.get_by_role("button", name="Publish version 1.3").click()
    expect(olive.get_by_text(f"{LABEL} is published.")).to_be_visible()


def change_her_option(olive: Page, nia: Page) -> None:
    """What the change would do stands there before it is done; afterwards her plan is the other option's."""
    olive.goto("/administration/people")
    olive.get_by_role("link", name="Nia Price").click()
    olive.get_by_role("link", name="Change the apprenticeship").click()
    olive.get_by_role("link", name="Bell hanger").click()
    expect(olive.get_by_role("heading", level=1)).to_have_text("Move Nia Price to the option Bell hanger")
    expect(olive.get_by_text("K5", exact=True).first).to_be_visible()
    olive.set_viewport_size({"width": 360, "height": 900})
    look(olive)
    olive.get_by_role("button", name="Move Nia to the option Bell hanger").click()
    expect(olive.get_by_text("Nia is on the option Bell hanger now.")).to_be_visible()
    nia.goto("/portfolio/")
    expect(nia.get_by_text("Bell founder (Bell hanger), ST9071").first).to_be_visible()


def save(olive: Page) -> None:
    """Save this part, and go back to all of them."""
    olive.get_by_role("button", name="Save").click()
    expect(olive.get_by_text("Your corrections are saved.")).to_be_visible()
    olive.get_by_role("link", name=LABEL).click()


def invite(olive: Page, site: Site) -> str:
    """The path of the link that opens her account."""
    olive.goto("/administration/invite")
    olive.get_by_label("Name", exact=True).fill("Nia Price")
    olive.get_by_label("Email address").first.fill("nia.price@example.org")
    olive.get_by_label("Apprentice", exact=True).check()
    olive.get_by_label("Standard").select_option(label=HERS)
    olive.get_by_label("Employer", exact=True).fill("Taylor and Daughters")
    olive.get_by_label("Tutor", exact=True).last.select_option(label="Ben Carter")
    for part, number in zip(("Day", "Month", "Year"), ("6", "1", "2026"), strict=True):
        olive.get_by_label(part, exact=True).first.fill(number)
    olive.get_by_role("button", name="Invite").click()
    return olive.get_by_label("Link for Nia Price").input_value().removeprefix(site.url)


def join(site: Site, browser: Browser, link: str) -> Page:
    nia = site.visit(browser, link)
    nia.get_by_label("Choose a password").fill("three words that differ")
    nia.get_by_label("The same password again").fill("three words that differ")
    nia.get_by_role("button", name="Set my password and go in").click()
    expect(nia.get_by_text("Your next step")).to_be_visible()
    look(nia)
    return nia


def show_her_plan(nia: Page) -> None:
    """Her plan in plain words, with its own numbers."""
    nia.goto("/help")
    for words in (
        "It typically holds 12 pieces.",
        "Your video clips together run 15 minutes at most",
        "It has 3,500 words: no fewer than 3,150 and no more than 3,850.",
        "It is due by the end of week 9 after the gateway.",
        "It lasts 90 minutes.",
        "Have passed the foundry safety test.",
    ):
        expect(nia.get_by_text(words)).to_be_visible()
    look(nia)
    nia.goto("/portfolio/")
    expect(nia.get_by_text("Your portfolio will hold about 12 pieces")).to_be_visible()
    look(nia)


def add_and_map(nia: Page, notes: Path) -> str:
    """Yes to what the notes were read to show; what else they show she picks, by her own themes. Gives the address."""
    nia.locator("input[type=file]").set_input_files(notes)
    nia.wait_for_url(re.compile(r"/portfolio/\d+"))  # one file alone opens where it went
    building = nia.locator("#s-k2, #s-s2").first
    for _ in range(60):
        if building.count():
            break
        nia.wait_for_timeout(1000)
        nia.reload()
    building.get_by_role("button", name="Yes").click()
    expect(building).to_contain_text("You said yes")
    pick = nia.locator("#pick")
    assert pick.locator("optgroup").evaluate_all("all => all.map(one => one.label)") == [
        "Moulds",
        "Safety",
        "Belongs to: Project report with presentation and questions",
    ]
    safety = pick.locator("optgroup[label=Safety] option").evaluate_all("all => all.map(one => one.value)")
    assert safety == ["K3", "B1"]
    pick.locator("select").select_option("B1")
    pick.get_by_role("textbox").fill("paragraph 2")
    pick.get_by_role("button", name="Add this KSB").click()
    expect(nia.locator("#s-b1")).to_contain_text("Puts safety first, for oneself and for others.")
    look(nia)
    return nia.url.partition("#")[0]


def accept(ben: Page) -> None:
    ben.get_by_role("button", name="Review").first.click()
    expect(ben.get_by_role("button", name="Accept")).to_be_visible()
    look(ben)
    ben.get_by_role("button", name="Accept").click()
    expect(ben.get_by_text("Accepted", exact=True).first).to_be_visible()


def practise(nia: Page) -> None:
    """Her practice report has the sections and the length of her own plan."""
    nia.goto("/report/")
    expect(nia.get_by_text("The apprentice must start the project after the gateway.")).to_be_visible()
    look(nia)
    nia.get_by_label("What is your project called?").fill("The treble of St Mary’s")
    nia.get_by_role("button", name="Start a practice report").click()
    expect(nia.locator(".mp-report__title")).to_have_count(9)
    assert nia.locator(".mp-report__title").evaluate_all(
        "all => all.map(one => one.firstChild.data.trim())"
    ) == [
        "Situation",
        "Task",
        "Action",
        "Metal and sound",
        "Safe founding",
        "The craft of the option",
        "Result",
        "Reflection",
        "References",
    ]
    meter = nia.locator("[data-report-meter]")
    for number in ("3,150", "3,500", "3,850"):
        expect(meter.locator(".mp-meter__label").get_by_text(number)).to_be_visible()
    expect(meter).to_contain_text("3,150 more to reach 3,150")
    craft = nia.locator("[data-report-editor]").nth(2)
    expect(craft).to_have_attribute("data-title", "Metal and sound")
    craft.locator("[contenteditable=true]").click()
    nia.keyboard.type("I chose an alloy of copper and tin and measured its partials.")
    expect(meter).to_contain_text("16 words")  # twelve, and "Action" and "Metal and sound" above them
    expect(meter).to_contain_text("3,134 more to reach 3,150")
    expect(nia.locator("[data-saved]")).to_contain_text("Saved to our server")
    expect(nia.get_by_text("“Justifies the choice of alloy against the alternatives.”")).to_be_attached()
    look(nia)
    nia.reload()
    expect(meter).to_contain_text("3,134 more to reach 3,150")


def make_pack(nia: Page, folder: Path) -> dict[str, str]:
    """The pages of her pack, by name."""
    nia.goto("/gateway/")
    look(nia)
    # Her plan does not say that every KSB is asked about; that it is, is practice, and is said to be.
    missing = nia.get_by_role("article").filter(has_text="3 KSBs without evidence: K3, ")
    expect(missing).to_contain_text("Assessment organisations’ practice")
    nia.get_by_role("button", name="Make the pack").click()
    with nia.expect_download() as started:
        nia.get_by_role("button", name="Download the pack").click()
    path = folder / "pack.zip"
    started.value.save_as(path)
    with zipfile.ZipFile(path) as pack:
        return {name: pack.read(name).decode() for name in pack.namelist() if name.endswith(".html")}


def read_pack(pages: dict[str, str]) -> None:
    """The index names the standard, its version and its themes, and nothing of another standard is in the pack."""
    index = pages["index.html"]
    assert f"<dt>Standard</dt><dd>{HERS}</dd>" in index
    for theme in ("Moulds", "Safety"):
        assert f">{theme}</caption>" in index
    assert "KSBs shown</dt><dd>2 of 5" in index
    assert "Recasting the treble" in index
    assert not [name for name, page in pages.items() if "ST0505" in page]
