"""The review of a report in Chromium, from both sides: axe at two widths, a sentence by mouse, and all by keyboard."""

import threading
from collections.abc import Callable, Iterator

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Dialog, Page, expect
from werkzeug.serving import make_server

from tests.browser import assert_accessible
from tests.cast import Cast, client_of
from tests.report_builder.a_sent_report import SENTENCE, send, write_report
from tests.report_builder.test_guides import confirm
from tests.report_builder.test_views import pass_gateway
from tests.report_builder.writing import doc, save

pytestmark = pytest.mark.needs_chromium


class Desk:
    """Opens pages of a real server, as one of the cast."""

    def __init__(self, app: Flask, browser: Browser, address: str) -> None:
        self._app, self._browser, self._address = app, browser, address

    def open(self, path: str, who: int, width: int = 1280) -> Page:
        context = self._browser.new_context(
            viewport={"width": width, "height": 900}, base_url=self._address, locale="en-GB"
        )
        cookie = client_of(self._app, who).get_cookie("session")
        assert cookie is not None
        context.add_cookies([{"name": "session", "value": cookie.value, "url": self._address}])
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"{page.url}: {error}"))
        page.goto(path)
        return page

    def look(self, path: str, who: int) -> None:
        for width in (1280, 360):
            page = self.open(path, who, width)
            assert_accessible(page)
            page.context.close()


@pytest.fixture
def desk(app: Flask, amira: FlaskClient, browser: Browser) -> Iterator[Desk]:
    """A report lies with Ben."""
    write_report(amira)
    confirm(app, ("K16", SENTENCE))
    send(amira)
    app.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Desk(app, browser, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()
    app.config["WTF_CSRF_ENABLED"] = False


def test_ben_comments_on_a_sentence_and_sends_the_report_back(desk: Desk, cast: Cast) -> None:
    page = desk.open("/report/1", cast.ben)
    assert_accessible(page)
    page.get_by_text(SENTENCE).first.click(click_count=3)
    expect(page.get_by_label("The words it is about")).to_have_value(f"{SENTENCE} The results were clear.")
    page.get_by_label("Your comment to Amira").fill("By how much did it improve?")
    page.get_by_role("button", name="Send the comment").click()
    beside = page.get_by_role("region", name="Comments on Test")
    expect(beside).to_contain_text("By how much did it improve?")
    expect(beside).to_contain_text("Test, paragraph 1")
    assert_accessible(page)
    page.get_by_label("A note to Amira").fill("Answer my question on Test.")
    page.get_by_role("button", name="Send back").click()
    expect(page.get_by_text("Amira has it back and may be changing it.")).to_be_visible()
    page.context.close()
    desk.look("/report/1", cast.ben)
    desk.look("/report/1", cast.amira)
    hers = desk.open("/report/1", cast.amira, 360)
    expect(hers.get_by_text("Answer my question on Test.")).to_be_visible()
    hers.get_by_text("Answer Ben Carter on Test").click()
    hers.get_by_label("Your answer").fill("By 18 dB.")
    hers.get_by_role("button", name="Send the answer").click()
    expect(hers.get_by_role("region", name="Comments on Test")).to_contain_text("By 18 dB.")
    assert_accessible(hers)
    hers.context.close()


def stay(asked: list[str]) -> Callable[[Dialog], None]:
    """Stays on the page whenever it asks, and notes what it asked."""

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    return answer


def test_an_answer_half_typed_is_not_left_without_a_question(
    desk: Desk, ben: FlaskClient, cast: Cast
) -> None:
    page = desk.open("/report/1", cast.ben)
    page.get_by_label("Your comment to Amira").fill("Which plan?")
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_text("Which plan?").first).to_be_visible()
    for who, press in ((cast.ben, "Send the comment"), (cast.amira, "Take it back")):
        page = desk.open("/report/1", who)
        asked: list[str] = []
        page.on("dialog", stay(asked))
        page.get_by_text("Answer Ben Carter on the whole report").click()
        page.get_by_label("Your answer").press_sequentially("The second")
        page.get_by_role("button", name=press).click()
        expect(page.get_by_label("Your answer")).to_have_value("The second")
        assert asked == ["beforeunload"]
        page.get_by_role("button", name="Send the answer").click()
        expect(page.get_by_role("region", name="Comments on the whole report")).to_contain_text("The second")
        assert asked == ["beforeunload"], "what is sent is not asked about"
        page.context.close()
    asked = []
    page = desk.open("/report/1", cast.ben)
    page.on("dialog", stay(asked))
    page.get_by_label("A note to Amira").press_sequentially("Nearly.")
    page.get_by_text("Answer Ben Carter on the whole report").click()
    page.get_by_label("Your answer").press_sequentially("The third")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_label("A note to Amira")).to_have_value("Nearly.")
    assert asked == ["beforeunload"], "a note belongs to a form elsewhere on the page"
    page.context.close()


def test_ben_accepts_by_keyboard_alone(desk: Desk, cast: Cast) -> None:
    page = desk.open("/report/1", cast.ben, 360)
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Accept":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Accepted. It is locked until one of you opens it again.")).to_be_visible()
    assert_accessible(page)
    page.context.close()


def test_the_pages_in_every_other_state(desk: Desk, app: Flask, cast: Cast) -> None:
    desk.look("/report/1", cast.amira)
    desk.look("/report/1", cast.olive)
    app.config["WTF_CSRF_ENABLED"] = False
    amira = client_of(app, cast.amira)
    save(amira, doc("word " * 2300), key="p1-result")
    desk.look("/report/1", cast.amira)
    amira.post("/subjects/1/withdraw")
    send(amira)
    desk.look("/report/1", cast.ben)
    pass_gateway(app, cast)
    desk.look("/report/1", cast.ben)
    desk.look("/report/help-used", cast.amira)
    desk.look(f"/report/help-used/{cast.amiras_apprenticeship}", cast.ben)


def test_her_last_words_go_before_the_report_is_sent_or_downloaded(
    desk: Desk, ben: FlaskClient, cast: Cast
) -> None:
    page = desk.open("/report/", cast.amira)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("button", name="Send to Ben")).to_be_visible()
    text = page.locator(".ProseMirror").first
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Keystone")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download as .docx").click()
    words = "\n".join(paragraph.text for paragraph in Document(str(taken.value.path())).paragraphs)
    assert "Keystone" in words
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Voussoir")
    page.get_by_role("button", name="Send to Ben").click()
    expect(page.get_by_text("With Ben").first).to_be_visible()
    assert "Voussoir" in ben.get("/report/1").text
