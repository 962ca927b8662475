"""The file of slides: taken whatever its name, refused in one line when it would not open, and never lost."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Person
from foundation.database import db
from foundation.files import files
from report_builder.models import Report, Slides
from sign_off.reviews.services import accept_subject, submit_subject
from tests.cast import Cast, client_of
from tests.documents.making import convert_with_libreoffice
from tests.report_builder.presenting import final_report, pdf, powerpoint, upload
from tests.report_builder.writing import begin, doc, said, save
from tests.web import Work

PAGE = "/report/1/presentation"
PLACES = [
    ("GET", ""),
    ("GET", "/progress"),
    ("GET", "/slides/1"),
    ("GET", "/slides/1/pictures/page-1.webp"),
    ("POST", "/slides"),
    ("POST", "/slides/1/take-out"),
    ("POST", "/slides/1/bring-back"),
    ("POST", "/needs"),
    ("POST", "/outline"),
    ("GET", "/outline.pptx"),
]


@pytest.fixture(autouse=True)
def report(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    final_report(app, amira, cast)


def in_use(app: Flask) -> list[str]:
    with app.app_context(), db.transaction() as session:
        return [slides.name for slides in session.query(Slides) if slides.taken_out_at is None]


def test_slides_of_any_name_are_kept_to_the_byte_and_said_to_be_in(app: Flask, amira: FlaskClient) -> None:
    content = powerpoint("Overview", "Costs & time")
    name = "R&D “Elm Road” – final v2 (śmiało).pptx"
    assert upload(amira, f"talks/{name}", content).location == PAGE
    page = amira.get(PAGE).text
    assert "R&amp;D “Elm Road” – final v2 (śmiało).pptx" in page
    assert "PowerPoint slides, 2 slides" in page and "We are getting a picture of them" in page
    assert amira.get(f"{PAGE}/slides/1").data == content
    assert in_use(app) == [name]


def test_a_script_gets_its_answer_as_json(amira: FlaskClient) -> None:
    answer = said(upload(amira, "talk.pdf", pdf(), script=True))
    assert answer == {"ok": True, "url": PAGE, "title": "talk.pdf"}
    refused = upload(amira, "talk.pdf", b"", script=True)
    assert refused.status_code == 422
    assert "“talk.pdf”: it is empty (0 bytes)" in said(refused)["error"]


def test_the_pages_of_a_pdf_are_drawn(app: Flask, amira: FlaskClient, work: Work) -> None:
    upload(amira, "talk.pdf", pdf(2))
    work()
    page = amira.get(PAGE).text
    assert "We are getting a picture" not in page
    assert page.count("/pictures/page-") == 2 and "PDF, 2 slides" in page
    picture = amira.get(f"{PAGE}/slides/1/pictures/page-1.webp")
    assert picture.data[8:12] == b"WEBP"
    assert amira.get(f"{PAGE}/slides/1/pictures/page-9.webp").status_code == 404


def test_of_powerpoint_the_first_words_of_each_slide_are_shown(amira: FlaskClient, work: Work) -> None:
    upload(amira, "talk.pptx", powerpoint("Overview", "Costs & time"))
    work()
    seen = amira.get(f"{PAGE}/progress").text
    assert "data-done" in seen
    assert "Slide 1</span> Overview" in seen and "Slide 2</span> Costs &amp; time" in seen


@pytest.mark.needs_libreoffice
def test_slides_saved_by_libreoffice_are_taken(amira: FlaskClient, work: Work, tmp_path: Path) -> None:
    (tmp_path / "talk.pptx").write_bytes(powerpoint("Overview"))
    [saved] = convert_with_libreoffice([tmp_path / "talk.pptx"], "odp", tmp_path)
    upload(amira, "talk.odp", saved.read_bytes())
    work()
    page = amira.get(PAGE).text
    assert "OpenDocument slides, 1 slide" in page and "Slide 1</span> Overview" in page


@pytest.mark.needs_libreoffice
def test_a_pdf_that_asks_for_a_password_is_refused(amira: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("secret")
    options = (
        '{"EncryptFile":{"type":"boolean","value":"true"},'
        '"DocumentOpenPassword":{"type":"string","value":"secret"}}'
    )
    [saved] = convert_with_libreoffice([tmp_path / "talk.txt"], f"pdf:writer_pdf_Export:{options}", tmp_path)
    assert "it asks for a password" in upload(amira, "talk.pdf", saved.read_bytes()).text


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("talk.pptx", b"", "We could not take “talk.pptx”: it is empty (0 bytes)."),
        ("talk.pptx", powerpoint("Overview")[:-3000], "“talk.pptx”: its end is missing"),
        ("talk.pdf", b"%PDF-1.7\n1 0 obj", "We could not take “talk.pdf”: "),
        (
            "talk.pptx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
            "“talk.pptx”: it asks for a password.",
        ),
        ("talk.pptx", pdf(), "its name says PowerPoint slides, but inside it is a file of the kind “PDF”"),
        ("talk.pdf", b"Only words", "“talk.pdf” is not slides: inside it is a file of the kind “plain text”"),
        ("talk.pptx", powerpoint(), "“talk.pptx” has no slide in it."),
        ("virus.exe", b"MZ" + bytes(99), "“virus.exe”: it is a program."),
    ],
)
def test_a_bad_file_gets_one_line_and_the_slides_in_use_stay(
    app: Flask, amira: FlaskClient, name: str, content: bytes, line: str
) -> None:
    upload(amira, "good.pptx", powerpoint("Overview"))
    refused = upload(amira, name, content)
    assert refused.status_code == 422
    assert line in refused.text and "good.pptx" in refused.text
    assert in_use(app) == ["good.pptx"]
    assert len(vars(files.store)["_files"]) == 1, "nothing of the bad file is kept"


def test_choosing_nothing_says_so(amira: FlaskClient) -> None:
    refused = amira.post(f"{PAGE}/slides", data={})
    assert refused.status_code == 422 and "Choose your file of slides first." in refused.text


def test_what_was_replaced_or_taken_out_comes_back(app: Flask, amira: FlaskClient) -> None:
    upload(amira, "first.pptx", powerpoint("One"))
    upload(amira, "second.pptx", powerpoint("Two"))
    assert in_use(app) == ["second.pptx"]
    assert "Bring back" in amira.get(PAGE).text
    amira.post(f"{PAGE}/slides/1/bring-back")
    assert in_use(app) == ["first.pptx"]
    amira.post(f"{PAGE}/slides/1/take-out")
    assert in_use(app) == []
    assert "No slides yet" in amira.get(PAGE).text
    amira.post(f"{PAGE}/slides/2/bring-back")
    assert in_use(app) == ["second.pptx"]


def test_slides_that_cannot_be_drawn_stay_and_the_page_says_so(app: Flask, amira: FlaskClient) -> None:
    from report_builder.presentation_jobs import give_up_slides

    upload(amira, "talk.pdf", pdf())
    with app.app_context(), db.transaction():
        give_up_slides(1)
    page = amira.get(PAGE).text
    assert "They open, but we could not draw them here." in page and in_use(app) == ["talk.pdf"]


def test_a_report_that_is_accepted_can_still_get_its_slides(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    """What Ben accepted are her words: the slides come when they are made."""
    save(amira, doc("I planned the Wi-Fi."))
    with app.app_context(), db.transaction() as session:
        report = session.get_one(Report, 1)
        report.apprenticeship.provider.comments_after_gateway = True
        submit_subject(session.get_one(Person, cast.amira), report.subject)
        accept_subject(session.get_one(Person, cast.ben), report.subject)
    assert save(amira, doc("Other words"), based_on=1).status_code == 423
    assert upload(amira, "talk.pptx", powerpoint("Overview")).status_code == 302
    assert in_use(app) == ["talk.pptx"]


def test_a_practice_report_takes_no_slides(app: Flask, cast: Cast) -> None:
    callum = client_of(app, cast.callum)
    begin(callum)
    assert upload(callum, "talk.pptx", powerpoint("x")).status_code == 404, "Amira's report is not his"
    refused = callum.post("/report/2/presentation/slides", data={})
    assert refused.status_code == 423
    assert "belongs to the final report, which opens at the gateway" in refused.text


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("callum", 404),
        ("stranger_apprentice", 404),
        ("ben", 403),
        ("carys", 403),
        ("olive", 403),
        ("stranger_tutor", 403),
        ("stranger_administrator", 403),
    ],
)
def test_the_page_and_everything_on_it_is_the_apprentices_own(
    app: Flask, amira: FlaskClient, cast: Cast, who: str, status: int
) -> None:
    upload(amira, "talk.pdf", pdf())
    browser = client_of(app, getattr(cast, who))
    answers = {place: browser.open(PAGE + place[1], method=place[0]).status_code for place in PLACES}
    assert answers == dict.fromkeys(PLACES, status)


def test_nobody_is_sent_to_the_door(amira: FlaskClient, nobody: FlaskClient) -> None:
    upload(amira, "talk.pdf", pdf())
    for method, path in PLACES:
        answer = nobody.open(PAGE + path, method=method)
        assert (answer.status_code, answer.location.split("?")[0]) == (302, "/sign-in")


def test_slides_of_another_report_are_not_found_under_ones_own(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    upload(amira, "talk.pdf", pdf())
    callum = client_of(app, cast.callum)
    begin(callum)
    for path in ("", "/pictures/page-1.webp"):
        assert callum.get(f"/report/2/presentation/slides/1{path}").status_code == 404
