"""The file that a standard is read from: what is taken, and what is refused in one line."""

import html
import io
import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from accounts.models import StandardDraft
from accounts.standard_drafts import forms
from foundation.database import db
from tests.accounts.drafting import (
    PAGES,
    UPLOAD,
    send,
    the_draft,
    uploaded,
    zipped,
)
from tests.accounts.people import working


@pytest.mark.parametrize("name", ["page.html", "converted.md", "occupation.html", "record.json"])
def test_html_markdown_and_the_open_datas_json_are_taken_too(olive: FlaskClient, name: str) -> None:
    assert "Bell founder" in olive.get(uploaded(olive, name)).text


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("before_2018.txt", None, "We could not read before_2018.txt: There are no KSBs in this page"),
        ("empty.txt", b"", "We could not read empty.txt: There is nothing to read"),
        (
            "photo.png",
            b"\x89PNG\r\n\x1a\n" + bytes(200),
            "We could not read photo.png: It is a picture, not the page.",
        ),
        ("plan.pdf", b"%PDF-1.7\n" + bytes(200), "We could not read plan.pdf: It is a PDF, not the page."),
        (
            "plan.docx",
            zipped("word/document.xml"),
            "We could not read plan.docx: It is a Word document, not the page.",
        ),
        (
            "plan.zip",
            zipped("plan.html"),
            "We could not read plan.zip: It is an archive (ZIP), not the page.",
        ),
        (
            "plan.doc",
            b"\xd0\xcf\x11\xe0" + bytes(200),
            "We could not read plan.doc: It is a document of Office",
        ),
        ("cut.json", b'{"a": [1,', "We could not read cut.json: This begins like JSON, but is not"),
    ],
    ids=["old", "empty", "picture", "pdf", "word", "archive", "office", "cut off"],
)
def test_a_file_that_is_no_standard_is_refused_in_one_line_and_kept_nowhere(
    app: Flask, olive: FlaskClient, name: str, data: bytes | None, complaint: str
) -> None:
    answer = send(olive, name, data)
    assert answer.status_code == 422
    assert complaint in html.unescape(answer.text)
    with working(app):
        assert db.session.scalars(select(StandardDraft)).all() == []


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    olive: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert forms.MAX_BYTES == 5 * 1024 * 1024  # what the page says
    monkeypatch.setattr(forms, "MAX_BYTES", 1000)
    answer = send(olive, "page.txt")
    assert answer.status_code == 422
    assert "That is larger than" in answer.text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_however_the_page_was_saved_its_words_are_the_same(
    app: Flask, olive: FlaskClient, encoding: str
) -> None:
    page = (PAGES / "page.txt").read_text("utf-8").replace("‑", "-")
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    address = send(olive, "page.txt", mark + page.encode(encoding, "replace")).headers["Location"]
    assert "Bell founder, ST9071, version 1.3" in olive.get(address).text
    with working(app):
        assert the_draft().standard.ksb("S1").text == "Work to a founding drawing and a melt plan."


def test_without_a_file_it_says_what_to_do(olive: FlaskClient) -> None:
    answer = olive.post(UPLOAD, data={})
    assert answer.status_code == 422
    assert "Choose a file, or paste the page below." in answer.text


def test_the_file_can_be_taken_away_corrected_and_added_again(app: Flask, olive: FlaskClient) -> None:
    address = uploaded(olive)
    answer = olive.get(f"{address}/file")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ST9071@1.3.json"'
    data: dict[str, Any] = json.loads(answer.text)
    data["methods"][0]["themes"][0]["name"] = "Sound and metal"
    again = send(olive, "ST9071@1.3.json", json.dumps(data).encode()).headers["Location"]
    assert "Sound and metal" in olive.get(again).text


def paste(browser: FlaskClient, words: str, **more: Any) -> TestResponse:
    boundary, body = encode_multipart({"pasted": words, **more})
    return browser.post(UPLOAD, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def test_a_pasted_page_is_read_as_the_same_page_in_a_file(app: Flask, olive: FlaskClient) -> None:
    words = (PAGES / "page.txt").read_text("utf-8")
    address = uploaded(olive)
    with working(app):
        from_file = the_draft().content
    olive.post(f"{address}/drop")
    answer = paste(olive, words.replace("\n", "\r\n"))
    assert answer.status_code == 302
    assert "Read from the pasted page" in olive.get(answer.headers["Location"]).text
    with working(app):
        assert the_draft().content == from_file


def test_the_pasted_source_of_a_page_is_read_too(olive: FlaskClient) -> None:
    answer = paste(olive, (PAGES / "page.html").read_text("utf-8"))
    assert "Bell founder" in olive.get(answer.headers["Location"]).text


def test_words_that_are_no_page_stay_in_the_box_with_why(app: Flask, olive: FlaskClient) -> None:
    answer = paste(olive, "I copied <the wrong> thing & more.")
    assert answer.status_code == 422
    said = html.unescape(answer.text)
    assert "We could not read what you pasted: There are no KSBs in this page" in said
    assert "I copied <the wrong> thing & more.</textarea>" in said
    assert 'data-guard="unsaved"' in answer.text
    with working(app):
        assert db.session.scalars(select(StandardDraft)).all() == []


def test_a_file_and_a_pasted_page_at_once_are_not_guessed_between(olive: FlaskClient) -> None:
    file = FileStorage(io.BytesIO((PAGES / "page.txt").read_bytes()), "page.txt")
    answer = paste(olive, "And these words.", file=file)
    assert answer.status_code == 422
    assert "Send one of the two." in answer.text
    assert "And these words.</textarea>" in answer.text


def test_a_pasted_page_may_be_as_large_as_a_file_and_no_larger(olive: FlaskClient) -> None:
    page = (PAGES / "page.html").read_text("utf-8")
    hidden = f"{page}<!-- {'x' * 3_000_000} -->"
    assert paste(olive, hidden).status_code == 302
    answer = paste(olive, "word " * (forms.MAX_BYTES // 5 + 1))
    assert answer.status_code == 422
    assert "We could not read what you pasted: That is larger than 5 MB." in answer.text
