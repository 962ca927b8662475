"""The report as a file: reopened, it holds what she wrote and says what it is."""

from io import BytesIO

from docx import Document
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Cast, client_of
from tests.report_builder.test_section_views import png
from tests.report_builder.writing import JSON, begin, doc, said, save


def lines(content: bytes) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in Document(BytesIO(content)).paragraphs if p.style and p.text]


def test_the_docx_holds_what_she_wrote_under_its_headings(amira: FlaskClient) -> None:
    begin(amira, title="R&D: cabling / Wi-Fi")
    save(amira, doc("I measured 14 desks."), key="p1-action-test")
    save(amira, doc("Cisco, 2024."), key="references")
    answer = amira.get("/report/1/docx")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    assert (
        "Amira Hussain ST0505 Practice report R&D cabling Wi-Fi.docx" in answer.headers["Content-Disposition"]
    )
    written = lines(answer.data)
    assert ("Title", "R&D: cabling / Wi-Fi") in written
    assert ("Subtitle", "Practice report, not for assessment") in written
    assert ("Heading 1", "Action") in written and ("Heading 2", "Test") in written
    assert "I measured 14 desks." in [text for _, text in written]
    assert "Cisco, 2024." in [text for _, text in written]
    assert "6 words" in [text for _, text in written]


def test_the_docx_holds_her_pictures(amira: FlaskClient) -> None:
    begin(amira)
    sent = amira.post("/report/1/figures/", data={"file": (BytesIO(png()), "plan.png")}, headers=JSON)
    figure = {"type": "figure", "attrs": {"image": said(sent)["id"], "alt": "A plan", "caption": "The plan"}}
    save(amira, {"type": "doc", "content": [figure]})
    document = Document(BytesIO(amira.get("/report/1/docx").data))
    assert len(document.inline_shapes) == 1


def test_nobody_else_downloads_it(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    begin(amira)
    assert client_of(app, cast.stranger_apprentice).get("/report/1/docx").status_code == 404
    assert client_of(app, cast.ben).get("/report/1/docx").status_code == 403
    assert client_of(app, None).get("/report/1/docx").status_code == 302
