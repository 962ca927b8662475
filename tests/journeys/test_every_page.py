"""Every page, as each who may open it, in every state: axe finds nothing, nothing runs over the side, and the console
stays empty. A page that nobody visits here fails the last test."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from home.demo.prepare import PASSWORD, address_of
from tests.browser import PATIENCE, assert_accessible, assert_fits
from tests.journeys.conftest import World

pytestmark = [pytest.mark.needs_chromium, pytest.mark.needs_libreoffice]


@dataclass(frozen=True)
class Visit:
    """`who` opens `path`; where `press` names a button, it is pressed with nothing filled in, and the page says what is
    wrong."""

    who: str
    path: str
    state: str = ""
    press: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.who or "nobody", self.path, self.state, self.press and "pressed")))


def visits(who: str, *paths: str | tuple[str, str] | tuple[str, str, str]) -> list[Visit]:
    return [Visit(who, *((path,) if isinstance(path, str) else path)) for path in paths]


AMIRA = visits(
    "Amira Hussain",
    ("/", "full"),
    ("/portfolio/", "full"),
    "/portfolio/add",
    ("/portfolio/{docx_piece}", "returned"),
    ("/portfolio/{xlsx_piece}", "accepted"),
    ("/portfolio/{webm_piece}", "a clip"),
    ("/portfolio/{eml_piece}", "draft"),
    ("/portfolio/{broken}", "unreadable"),
    ("/portfolio/{deleted}", "taken out"),
    ("/portfolio/{witness_piece}", "an observation"),
    "/portfolio/{docx_piece}/card",
    "/portfolio/{docx_piece}/title",
    ("/portfolio/{docx_piece}/title", "error", "Save"),
    "/portfolio/{docx_piece}/links/{docx_code}/place",
    "/portfolio/files/{docx_file}/change",
    ("/portfolio/files/{broken_file}/change", "unreadable"),
    "/portfolio/findings/{finding}/note",
    ("/portfolio/findings/{finding}/note", "error", "Save"),
    ("/report/", "practice"),
    ("/gateway/", "must"),
    "/gateway/{amira}/confirm/ready",
    ("/statements/", "declined"),
    ("/statements/portfolio", "blocked"),
    "/statements/readiness",
    ("/witness-statements/", "asked and signed"),
    ("/witness-statements/", "error", "Ask Dana"),
    ("/leaving", "ready"),
    "/help",
    "/privacy",
    "/accessibility",
    ("/nowhere", "404"),
    ("/learners/", "403"),
)
OTHERS = [
    *visits("Grace Adeyemi", ("/", "empty"), ("/portfolio/", "empty"), ("/report/", "not begun")),
    *visits("Grace Adeyemi", ("/report/", "error", "Start a practice report"), ("/gateway/", "empty")),
    *visits("Grace Adeyemi", ("/statements/", "empty"), ("/witness-statements/", "empty"), "/leaving"),
    *visits("Callum Reid", ("/", "void"), ("/statements/", "void"), ("/statements/portfolio", "void")),
    *visits(
        "Owen Hughes", ("/", "over"), ("/portfolio/", "over"), ("/report/", "over"), ("/gateway/", "over")
    ),
    *visits("Owen Hughes", "/report/{long_report}", "/report/{long_report}/projects"),
    *visits("Owen Hughes", "/report/{long_report}/sections/{long_section}/versions"),
    *visits("Owen Hughes", "/report/{long_report}/sections/{long_section}/versions/1"),
    *visits(
        "Nia Price", ("/", "signed"), ("/statements/", "half signed"), ("/statements/portfolio", "signed")
    ),
    *visits("Priya Nair", ("/", "past the gateway"), ("/report/", "final"), ("/gateway/", "past it")),
    *visits("Priya Nair", ("/statements/", "signed"), "/packs/{pack}", ("/leaving", "deletion asked")),
    *visits("Priya Nair", ("/report/{final}/presentation", "no slides yet"), "/report/{final}/appendix"),
    *visits("Priya Nair", "/report/{final}/appendix/rows/{row}/sentence", "/report/{final}/hints"),
    *visits("Priya Nair", "/report/help-used", "/gateway/{priya}/report-pack", "/report/{final}/handed-in/1"),
]
BEN = visits(
    "Ben Carter",
    ("/", "full"),
    "/learners/",
    "/learners/{amira}",
    ("/learners/{grace}", "empty"),
    "/learners/{amira}/gateway",
    "/learners/{amira}/gateway/confirmed",
    ("/learners/{amira}/gateway/confirmed", "error", "Record this day"),
    "/learners/{priya}/gateway/rework",
    ("/learners/{priya}/gateway/rework", "error", "Record rework 3"),
    "/learners/{amira}/statements",
    ("/learners/{callum}/statements", "void"),
    "/gateway/{amira}/confirm/english_maths",
    ("/gateway/{amira}/confirm/english_maths", "error", "Yes, this is so"),
    ("/portfolio/{docx_piece}", "returned"),
    ("/subjects/{subject}", "to review"),
    "/report/help-used/{priya}",
    ("/learners/{nia}/statements", "a mail that was lost"),
    "/phrases/",
    "/phrases/new",
    ("/phrases/new", "error", "Keep it"),
    "/phrases/{phrase}",
    "/undelivered/",
    ("/leaving", "403"),
)
OLIVE = visits(
    "Olive Marsh",
    "/",
    "/learners/",
    "/learners/{amira}",
    "/learners/{priya}/leaving",
    "/undelivered/",
    "/administration/people",
    "/administration/people/{ben}",
    ("/administration/people/{olive}", "herself"),
    ("/administration/people/{invited}", "invited"),
    "/administration/invite",
    ("/administration/invite", "error", "Invite"),
    "/administration/learners/{amira}",
    "/administration/learners/{amira}/versions/{version}",
    "/administration/spreadsheet",
    ("/administration/spreadsheet", "error", "Check it"),
    "/administration/policy",
    ("/administration/everything/", "ready"),
    "/phrases/",
    "/administration/standards",
    "/administration/standards/import",
    "/administration/standards/{bare}/plan",
    "/administration/standards/feeds/{feed}",
    "/administration/standards/drafts/{draft}",
    "/administration/standards/drafts/{draft}/parts/facts",
    "/administration/standards/drafts/{draft}/parts/knowledge",
)
NOBODY = visits(
    "",
    "/sign-in",
    ("/sign-in", "error", "Sign in"),
    "/new-password",
    "/new-password/{reset}",
    ("/new-password/{reset}", "error", "Set my new password"),
    ("/new-password/unknown", "gone"),
    "/invitations/{invitation}",
    ("/invitations/{invitation}", "error", "Set my password and go in"),
    ("/invitations/unknown", "gone"),
    "/s/{live}",
    ("/s/{live}", "error", "Sign the statement"),
    "/s/{live}/decline",
    ("/s/{live}/decline", "error", "Send this, and do not sign"),
    "/s/{live}/pass-on",
    ("/s/{live}/pass-on", "error", "Pass it on"),
    ("/s/{moved}", "moved"),
    ("/s/{used}", "used"),
    "/s/{used}/receipt",
    ("/s/{declined}", "declined"),
    "/s/{declined}/answered",
    ("/s/{passed_on}", "passed on"),
    ("/s/{expired}", "expired"),
    ("/s/unknown", "unknown"),
    "/w/{witness}",
    ("/w/{witness}", "error", "Sign the witness statement"),
    ("/w/{witnessed}", "used"),
    "/w/{witnessed}/receipt",
    "/help",
    "/privacy",
    "/accessibility",
    ("/nowhere", "404"),
)
VISITS = [*AMIRA, *OTHERS, *BEN, *OLIVE, *NOBODY]

# Answers to GET that are no page of their own, and what they are.
NO_PAGE = {
    "administration.standard_draft_file": "a file",
    "administration.spreadsheet_template": "a file",
    "gateway.download_pack": "a file",
    "gateway.pack_progress": "a part of a page, fetched while a pack is made",
    "home.download_everything": "a file",
    "home.download_provider_data": "a file",
    "home.provider_data_progress": "a part of a page, fetched while everything of a provider is put together",
    "home.everything_progress": "a part of a page, fetched while everything is put together",
    "portfolio.file_content": "a file",
    "report_builder.handed_in_file": "a file",
    "portfolio.file_picture": "a picture",
    "portfolio.how_far": "an answer to our script, while a large file is on its way",
    "portfolio.reading": "a part of a page, fetched while files are read",
    "portfolio.progress": "a part of a page, fetched while files are read",
    "report_builder.docx": "a file",
    "report_builder.figure": "a picture",
    "report_builder.reading": "a part of a page, fetched while the report is read",
    "report_builder.presentation_outline": "a file",
    "report_builder.presentation_progress": "a part of a page, fetched while slides are read",
    "report_builder.slides": "a file",
    "report_builder.slides_picture": "a picture",
    "sign_off.copy": "a file",
    "sign_off.signers_file": "a file",
    "sign_off.statement_file": "a file",
    "sign_off.subject_file": "a file",
    "sign_off.witness_copy": "a file",
    "static": "a file",
}


class Eyes:
    """Browsers of those who look, each signed in once."""

    def __init__(self, world: World, browser: Browser) -> None:
        self._world, self._browser = world, browser
        self._pages: dict[str, Page] = {}
        self.said: list[str] = []

    def of(self, who: str) -> Page:
        if who not in self._pages:
            context = self._browser.new_context(base_url=self._world.url, locale="en-GB")
            context.set_default_timeout(PATIENCE)
            page = self._pages[who] = context.new_page()
            page.on(
                "console",
                lambda message: (
                    self.said.append(message.text) if message.type in ("error", "warning") else None
                ),
            )
            page.on("pageerror", lambda error: self.said.append(str(error)))
            if who:
                page.goto("/sign-in")
                page.get_by_label("Email address").fill(address_of(who))
                page.get_by_label("Password", exact=True).fill(PASSWORD)
                page.get_by_role("button", name="Sign in").click()
                page.wait_for_url(lambda url: not url.endswith("/sign-in"))
        return self._pages[who]

    def close(self) -> None:
        for page in self._pages.values():
            page.context.close()


@pytest.fixture(scope="module")
def eyes(world: World, browser: Browser) -> Iterator[Eyes]:
    eyes = Eyes(world, browser)
    yield eyes
    eyes.close()


def look(page: Page) -> None:
    """The page as it is now, at every width."""
    page.set_viewport_size({"width": 1280, "height": 900})
    assert_accessible(page)
    page.set_viewport_size({"width": 360, "height": 780})
    assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert_fits(page)


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_a_page_is_for_everybody_at_every_width_and_says_nothing_to_the_console(
    world: World, eyes: Eyes, visit: Visit
) -> None:
    page = eyes.of(visit.who)
    eyes.said.clear()
    answer = page.goto(visit.path.format(**world.names), wait_until="networkidle")
    assert answer is not None
    is_refusal = visit.state in ("404", "403", "gone", "unknown") or answer.status == 410
    assert (answer.status >= 400) is is_refusal, f"{page.url} answers {answer.status}"
    if visit.press:
        for field in page.locator("main").locator("input[type=text], input[inputmode], textarea").all():
            field.fill("")
        with page.expect_navigation():
            page.get_by_role("button", name=visit.press, exact=True).first.click()
        summary = page.locator(".govuk-error-summary")
        expect(summary, f"{page.url} does not say what is wrong").to_have_count(1)
    look(page)
    # The browser itself says so when a page answers with a refusal.
    refused = is_refusal or bool(visit.press)
    assert [words for words in eyes.said if not (refused and "Failed to load resource" in words)] == []


SHEET = """Name,Email,Role,Standard,Employer,Start date
Kofi Mensah,kofi.mensah@demo.example.org,apprentice,ST0505@1.1,Northgate Housing Trust,2026-09-07
Nobody,not an address,apprentice,ST0505@1.1,,soon
"""


def test_a_spreadsheet_with_good_and_bad_lines_and_what_came_of_it(world: World, eyes: Eyes) -> None:
    page = eyes.of("Olive Marsh")
    page.goto("/administration/spreadsheet")
    sheet = FilePayload(name="people.csv", mimeType="text/csv", buffer=SHEET.encode())
    page.get_by_label("The spreadsheet, saved as CSV").set_input_files(sheet)
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 person can be invited")
    expect(page.get_by_text("not an address")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Invite 1 person").click()
    expect(page.get_by_text("kofi.mensah@demo.example.org").first).to_be_visible()
    look(page)


def test_a_link_that_is_there_to_be_handed_over(world: World, eyes: Eyes) -> None:
    olive, ben = eyes.of("Olive Marsh"), eyes.of("Ben Carter")
    olive.goto("/administration/people/{ben}".format(**world.names))
    olive.get_by_role("button", name="Make a password link").click()
    expect(olive.locator("input[readonly]").first).to_be_visible()
    look(olive)
    ben.goto("/learners/{nia}/statements".format(**world.names))
    ben.get_by_role("button", name="Ask Dana").first.click()
    expect(ben.get_by_label("The link")).to_be_visible()
    look(ben)


def test_every_page_is_visited(world: World) -> None:
    seen = world.app.url_map.bind("127.0.0.1")
    visited = {
        seen.match(visit.path.format(**world.names))[0] for visit in VISITS if visit.path != "/nowhere"
    }
    readable = {
        rule.endpoint for rule in world.app.url_map.iter_rules() if rule.methods and "GET" in rule.methods
    }
    assert readable - visited - NO_PAGE.keys() == set()
    assert NO_PAGE.keys() - readable == set(), "there is no such address any more"
    assert NO_PAGE.keys() & visited == set(), "it is visited, so it is a page"
