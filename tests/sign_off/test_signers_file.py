import pytest
from flask.testing import FlaskClient

from tests.sign_off.conftest import Desk
from tests.sign_off.guides import Shelf

RUNBOOK, CLIP = b"%PDF-1.7 the runbook", bytes(range(256)) * 4


@pytest.fixture
def files(desk: Desk) -> str:
    desk.sign_first()
    return f"/s/{desk.link()}/files"


def test_a_document_that_browsers_show_safely_opens_in_the_page(nobody: FlaskClient, files: str) -> None:
    answer = nobody.get(f"{files}/f1")
    assert (answer.status_code, answer.data) == (200, RUNBOOK)
    headers = answer.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == "inline; filename*=UTF-8''Patch%20runbook.pdf"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Cache-Control"] == "private, no-store"


def test_a_picture_or_clip_is_shown_in_a_sandbox(nobody: FlaskClient, files: str) -> None:
    answer = nobody.get(f"{files}/f2")
    assert answer.data == CLIP
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Content-Security-Policy"].endswith("; sandbox")


@pytest.mark.parametrize(
    "media_type", ["text/html", "image/svg+xml", "application/xml", "text/plain", "application/zip", ""]
)
def test_anything_else_is_saved_and_never_shown(
    media_type: str, nobody: FlaskClient, desk: Desk, shelf: Shelf
) -> None:
    shelf.put("Notes", ('a"b\r\nX: y.html', media_type, b"<script>alert(1)</script>"))
    desk.sign_first()
    answer = nobody.get(f"/s/{desk.link()}/files/f3")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''a%22b%0D%0AX%3A%20y.html"
    assert answer.headers["Content-Security-Policy"].endswith("; sandbox")
    assert "X" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "span", "content"),
    [
        ("bytes=0-3", "bytes 0-3/1024", CLIP[:4]),
        ("bytes=1000-", "bytes 1000-1023/1024", CLIP[1000:]),
        ("bytes=-4", "bytes 1020-1023/1024", CLIP[-4:]),
        ("bytes=1000-5000", "bytes 1000-1023/1024", CLIP[1000:]),
    ],
)
def test_a_player_can_seek(nobody: FlaskClient, files: str, asked: str, span: str, content: bytes) -> None:
    answer = nobody.get(f"{files}/f2", headers={"Range": asked})
    assert (answer.status_code, answer.data) == (206, content)
    assert answer.headers["Content-Range"] == span
    assert answer.headers["Content-Length"] == str(len(content))
    assert answer.headers["Accept-Ranges"] == "bytes"


def test_a_range_past_the_end_is_refused(nobody: FlaskClient, files: str) -> None:
    answer = nobody.get(f"{files}/f2", headers={"Range": "bytes=5000-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == "bytes */1024"


def test_a_head_says_the_length_and_sends_nothing(nobody: FlaskClient, files: str) -> None:
    answer = nobody.head(f"{files}/f2")
    assert (answer.status_code, answer.data, answer.headers["Content-Length"]) == (200, b"", "1024")


def test_an_empty_file_is_served_as_such(nobody: FlaskClient, desk: Desk, shelf: Shelf) -> None:
    shelf.put("Nothing", ("empty.txt", "text/plain", b""))
    desk.sign_first()
    answer = nobody.get(f"/s/{desk.link()}/files/f3", headers={"Range": "bytes=0-"})
    assert (answer.status_code, answer.data) == (200, b"")


def test_a_file_that_the_statement_does_not_name_is_not_found(
    nobody: FlaskClient, files: str, shelf: Shelf
) -> None:
    shelf._store("Draft.pdf", "application/pdf", b"a draft")
    for stranger in ("f3", "f99", "0", "%2e%2e", "f1 "):
        assert nobody.get(f"{files}/{stranger}").status_code == 404


def test_other_bytes_under_the_same_id_are_not_served(nobody: FlaskClient, files: str, shelf: Shelf) -> None:
    shelf.served["f1"] = shelf.served["f2"]
    assert nobody.get(f"{files}/f1").status_code == 404
