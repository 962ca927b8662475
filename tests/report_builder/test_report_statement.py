"""Statement 2 from end to end: the final report with its presentation, signed by Amira and by Dana on her phone."""

import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect
from sqlalchemy import select
from werkzeug.serving import make_server

from foundation.clock import now
from foundation.database import db
from foundation.files import files
from foundation.jobs import Job
from foundation.outbox import postbox
from report_builder.models import ReportKind, Slides
from sign_off.models import StatementKind
from sign_off.statements import services as statements
from sign_off.statements.voiding import JOB
from tests.browser import assert_accessible
from tests.cast import Cast, client_of
from tests.report_builder.a_sent_report import make_ready_to_sign, write_report
from tests.report_builder.test_file_views import lines
from tests.report_builder.test_guides import the_report
from tests.report_builder.test_views import pass_gateway
from tests.report_builder.writing import doc, save
from tests.sign_off.conftest import apprenticeship_of, person, token_of
from tests.sign_off.pages import words_of
from tests.web import Work

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DANA = {
    "name": "Dana Novak",
    "job_title": "IT service manager",
    "relationship": "Line manager",
    "boxes": ["1", "2"],
}


@pytest.fixture
def final(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    """The final report, as long as the plan asks, mapped, with slides."""
    pass_gateway(app, cast)
    write_report(amira)
    make_ready_to_sign(amira)
    stored = files.store.put(BytesIO(b"the slides"))
    with the_report(app, ReportKind.FINAL) as report:
        slides = Slides(
            name="Elm Road.pptx",
            key=stored.key,
            size=stored.size,
            sha256=stored.sha256,
            media_type=PPTX,
            outline=[],
            added_at=now(),
        )
        assert report.presentation is not None
        report.presentation.all_slides.append(slides)


@pytest.fixture
def link(app: Flask, amira: FlaskClient, cast: Cast, final: None) -> str:
    """Amira has signed and Ben has made the link for Dana. Its address."""
    with app.app_context(), db.transaction():
        digest = statements.offer_for(apprenticeship_of(cast), StatementKind.REPORT).digest
    assert amira.post("/statements/report", data={"boxes": "1", "digest": digest}).status_code == 302
    with app.app_context(), db.transaction():
        ben = person(cast.ben)
        statement = statements.prepare_statement(ben, apprenticeship_of(cast), StatementKind.REPORT)
        return f"/s/{token_of(statements.send_signing_link(ben, statement))}"


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the worker sends from here on: to whom, and its words."""
    sent: list[tuple[str, str]] = []
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")
    monkeypatch.setattr(postbox, "deliver", lambda mail: sent.append((mail["To"], mail.get_content())))
    return sent


def bring_forward(app: Flask) -> None:
    """The pause after which a job looks at signatures is over."""
    with app.app_context(), db.transaction() as session:
        for job in session.scalars(select(Job).where(Job.kind == JOB)):
            job.run_at -= timedelta(hours=1)


def test_before_the_gateway_the_statement_says_what_it_waits_for(amira: FlaskClient) -> None:
    words = words_of(amira.get("/statements/report"))
    assert "The final report starts after the gateway, which is not confirmed yet." in words
    assert "Sign as" not in words
    assert amira.post("/statements/report", data={"boxes": "1", "digest": ""}).status_code == 409


def test_what_the_pack_would_refuse_cannot_be_signed_and_the_rest_is_only_said(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    pass_gateway(app, cast)
    write_report(amira)
    page = amira.get("/statements/report")
    not_yet, _, worth = words_of(page).partition("Worth a look before you sign:")
    for said in (
        "The report has 78 words; the plan allows 1,800 to 2,200 words. 1,722 more to reach 1,800. Open the report",
        "The appendix places 0 of 19 KSBs. Say in the appendix where the report shows each KSB. Open the appendix",
        "Nobody has said what is needed in the room.",
    ):
        assert said in not_yet.partition("Not yet, because:")[2]
    assert "No slides go in with the report. If slides are shown, add them." in worth
    assert 'href="/report/1/appendix"' in page.text and "Sign as" not in page.text
    with app.app_context(), db.transaction():
        digest = statements.offer_for(apprenticeship_of(cast), StatementKind.REPORT).digest
    refused = amira.post("/statements/report", data={"boxes": "1", "digest": digest})
    assert refused.status_code == 409
    assert "the plan allows 1,800 to 2,200" in words_of(refused, 409)
    theirs = words_of(ben.get(f"/learners/{cast.amiras_apprenticeship}/statements"))
    assert "Amira still has something to put right in it." in theirs
    assert "78 words" not in theirs and "Worth a look" not in theirs, "her draft is hers"


def test_within_the_limits_it_can_be_signed_with_something_left_to_look_at(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    pass_gateway(app, cast)
    write_report(amira)
    make_ready_to_sign(amira)
    words = words_of(amira.get("/statements/report"))
    assert "Not yet" not in words and "Sign as Amira Hussain" in words
    assert "The appendix has no place for" in words
    with app.app_context(), db.transaction():
        digest = statements.offer_for(apprenticeship_of(cast), StatementKind.REPORT).digest
    assert amira.post("/statements/report", data={"boxes": "1", "digest": digest}).status_code == 302


def test_dana_reads_what_she_confirms_and_opens_the_words_and_the_slides_as_they_were_frozen(
    nobody: FlaskClient, link: str
) -> None:
    words = words_of(nobody.get(link))
    for said in (
        "Did Amira do this unaided?",
        "As far as I know, Amira Hussain completed this project report and presentation unaided.",
        "must confirm this when the report and any presentation materials are submitted",
        "Project report The Elm Road Wi-Fi, 1,879 words Read it here Read it as a Word file",
        "Presentation Slides Elm Road.pptx PowerPoint slides, 1 kB",
        "A screen with HDMI",
    ):
        assert said in words
    document = nobody.get(f"{link}/files/report.docx")
    assert "I planned two visits." in [text for _, text in lines(document.data)]
    assert "attachment" in document.headers["Content-Disposition"]
    slides = nobody.get(f"{link}/files/slides-1")
    assert (slides.data, slides.mimetype) == (b"the slides", PPTX)
    assert slides.headers["Content-Disposition"].startswith('attachment; filename="Elm Road.pptx"')
    assert nobody.get(f"{link}/files/1").mimetype == "image/png"
    assert nobody.get(f"{link}/files/slides-2").status_code == 404


def test_dana_reads_the_report_on_a_page_as_it_was_frozen(
    amira: FlaskClient, nobody: FlaskClient, link: str
) -> None:
    page = nobody.get(f"{link}/files/read")
    words = words_of(page)
    for said in (
        "Project report: The Elm Road Wi-Fi",
        "1,879 words",
        "Plan 9 words",
        "What I measured",
        "Channel 1 was crowded",
        "The desks",
        "References 2 words, not counted",
        "Mapping appendix 1 of 19 KSBs placed",
        "Elm Road.pptx PowerPoint slides, 1 kB",
        "A screen with HDMI",
    ):
        assert said in words
    assert "<table" in page.text and f'src="{link}/files/1"' in page.text
    assert "/report/" not in page.text, "nothing leads him into her account"
    signing = nobody.get(link).text
    assert f'href="{link}/files/read#p1-action-test"' in signing
    for place in ("p1-situation", "p1-action-test", "references", "appendix", "presentation"):
        assert f"{link}/files/read#{place}" in signing and f'id="{place}"' in page.text


def test_what_she_changes_after_signing_is_not_what_the_link_shows(
    amira: FlaskClient, nobody: FlaskClient, link: str
) -> None:
    save(amira, doc("I planned three visits."), key="p1-action-plan", based_on=1)
    assert nobody.get(f"{link}/files/read").status_code == 410
    hers = amira.get("/statements/report/files/read").text
    assert "I planned three visits." in hers and 'href="/statements/report"' in hers


def test_the_statement_and_the_editor_give_each_section_one_number(amira: FlaskClient, link: str) -> None:
    editor, statement = amira.get("/report/").text, words_of(amira.get("/statements/report"))
    for key, title in (("p1-situation", "Situation"), ("p1-action-plan", "Plan"), ("p1-action-test", "Test")):
        [count] = set(re.findall(rf'data-count-for="{key}">(\d+)<', editor))
        assert f" {title} {count} words" in statement


def test_both_sign_and_a_changed_word_voids_both_and_says_which(
    amira: FlaskClient, ben: FlaskClient, nobody: FlaskClient, cast: Cast, link: str
) -> None:
    assert nobody.post(link, data=DANA).status_code == 302
    assert "Signed" in words_of(nobody.get(f"{link}/receipt"))
    assert "Both have signed" in words_of(amira.get("/statements/report"))
    save(amira, doc("I planned two visits.", "I asked for keys."), key="p1-action-plan", based_on=1)
    assert "Both have signed" in words_of(amira.get("/statements/report")), "the same words are no change"
    save(amira, doc("I planned three visits."), key="p1-action-plan", based_on=1)
    assert (
        "You changed the text of “Plan” after Dana Novak signed, so both signatures no longer count."
        in words_of(amira.get("/statements/report"))
    )
    theirs = words_of(ben.get(f"/learners/{cast.amiras_apprenticeship}/statements"))
    assert "Amira changed the text of “Plan” after Dana Novak signed" in theirs


def test_other_slides_void_both_and_the_old_ones_are_not_served_by_the_link(
    app: Flask, amira: FlaskClient, nobody: FlaskClient, link: str
) -> None:
    with the_report(app, ReportKind.FINAL) as report:
        assert report.presentation is not None and report.presentation.slides is not None
        report.presentation.slides.taken_out_at = now()
    closed = nobody.get(link)
    assert "Amira took “Elm Road.pptx” out of “Presentation”" in words_of(closed, 410)
    assert nobody.get(f"{link}/files/slides-1").status_code == 410


def test_word_of_a_void_signature_goes_out_once_when_she_has_paused(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work, link: str, post: list[tuple[str, str]]
) -> None:
    save(amira, doc("I planned three visits."), key="p1-action-plan", based_on=1)
    work()
    assert post == [], "she may put it back"
    save(amira, doc("I planned four visits."), key="p1-action-plan", based_on=2)
    bring_forward(app)
    work()
    assert [to for to, _ in post] == ["amira.hussain@example.org", "ben.carter@example.org"]
    so = "so that signature no longer counts."
    assert (
        f"You changed the text of “Plan” after you signed, {so} Read it, sign, and ask again." in post[0][1]
    )
    assert (
        f"Amira changed the text of “Plan” after Amira Hussain signed, {so} Amira reads it and" in post[1][1]
    )
    assert f"/learners/{cast.amiras_apprenticeship}/statements" in post[1][1]
    save(amira, doc("I planned five visits."), key="p1-action-plan", based_on=3)
    bring_forward(app)
    work()
    assert len(post) == 2, "once"


def test_what_she_puts_back_in_time_is_told_to_nobody(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work, link: str, post: list[tuple[str, str]]
) -> None:
    save(amira, doc("I planned three visits."), key="p1-action-plan", based_on=1)
    save(amira, doc("I planned two visits.", "I asked for keys."), key="p1-action-plan", based_on=2)
    bring_forward(app)
    work()
    assert post == []


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.needs_chromium
def test_in_chromium_amira_signs_and_dana_signs_on_a_phone(
    app: Flask, cast: Cast, amira: FlaskClient, final: None, browser: Browser, address: str
) -> None:
    hers = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address, locale="en-GB")
    cookie = client_of(app, cast.amira).get_cookie("session")
    assert cookie is not None
    hers.add_cookies([{"name": "session", "value": cookie.value, "url": address}])
    page = hers.new_page()
    page.goto("/statements/report")
    assert_accessible(page)
    page.get_by_label("The statement above is true").check()
    page.get_by_role("button", name="Sign as Amira Hussain").click()
    expect(page.get_by_text("Signed. Now the employer can be asked.")).to_be_visible()
    assert_accessible(page)
    with app.app_context(), db.transaction():
        ben = person(cast.ben)
        statement = statements.prepare_statement(ben, apprenticeship_of(cast), StatementKind.REPORT)
        link = f"/s/{token_of(statements.send_signing_link(ben, statement))}"
    phone = browser.new_context(viewport={"width": 360, "height": 740}, base_url=address, locale="en-GB")
    signing = phone.new_page()
    signing.goto(link)
    assert_accessible(signing)
    with signing.expect_download() as opened:
        signing.get_by_role("link", name="Read it as a Word file").click()
    assert "I planned two visits." in [text for _, text in lines(opened.value.path().read_bytes())]
    with signing.expect_download() as opened:
        signing.get_by_role("link", name="Elm Road.pptx").click()
    assert opened.value.suggested_filename == "Elm Road.pptx"
    signing.get_by_role("link", name="View Test").click()
    expect(signing.get_by_role("heading", name="Test")).to_be_in_viewport()
    assert_accessible(signing)
    signing.get_by_role("button", name="Back to the statement").click()
    expect(signing.get_by_role("checkbox").first).to_be_visible()
    signing.get_by_label("How you know this work").fill("Line manager since January 2025")
    for box in signing.get_by_role("checkbox").all():
        box.check()
    signing.get_by_role("button", name="Sign the statement").click()
    expect(signing.get_by_role("heading", level=1)).to_have_text("Signed")
    assert_accessible(signing)
    signing.set_viewport_size({"width": 1280, "height": 900})
    assert_accessible(signing)
    page.reload()
    expect(page.get_by_text("Both have signed")).to_be_visible()
    hers.close()
    phone.close()
