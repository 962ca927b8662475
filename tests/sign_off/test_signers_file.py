import pytest
from flask.testing import FlaskClient

from foundation.files import files as stored
from sign_off.subjects import ReadingCopy
from tests.sign_off.conftest import Desk
from tests.sign_off.guides import Shelf
from tests.sign_off.pages import words_of


@pytest.fixture
def files(desk: Desk) -> str:
    desk.sign_first()
    return f"/s/{desk.link()}/files"


def test_a_document_that_browsers_show_safely_opens_in_the_page(nobody: FlaskClient, files: str) -> None:
    answer = nobody.get(f"{files}/f1")
    assert (answer.status_code, answer.data) == (200, b"%PDF-1.7 the runbook")
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_player_can_seek_in_a_clip(nobody: FlaskClient, files: str) -> None:
    answer = nobody.get(f"{files}/f2", headers={"Range": "bytes=1000-"})
    assert (answer.status_code, answer.headers["Content-Range"]) == (206, "bytes 1000-1023/1024")


def test_a_page_of_markup_is_saved_and_never_shown(nobody: FlaskClient, desk: Desk, shelf: Shelf) -> None:
    shelf.put("Notes", ("notes.html", "text/html", b"<script>alert(1)</script>"))
    desk.sign_first()
    answer = nobody.get(f"/s/{desk.link()}/files/f3")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"].endswith("; sandbox")


def test_a_file_that_the_statement_does_not_name_is_not_found(
    nobody: FlaskClient, files: str, shelf: Shelf
) -> None:
    shelf._store("Draft.pdf", "application/pdf", b"a draft")
    for stranger in ("f3", "f99", "0", "%2e%2e", "f1 "):
        assert nobody.get(f"{files}/{stranger}").status_code == 404


def test_other_bytes_under_the_same_id_are_not_served(nobody: FlaskClient, files: str, shelf: Shelf) -> None:
    shelf.served["f1"] = shelf.served["f2"]
    assert nobody.get(f"{files}/f1").status_code == 404


def test_a_file_whose_bytes_are_lost_says_so(nobody: FlaskClient, files: str, shelf: Shelf) -> None:
    stored.delete_now(shelf.served["f1"].key)
    assert "missing on our side" in words_of(nobody.get(f"{files}/f1"), 404)


def test_a_copy_to_read_by_is_made_on_the_spot_and_saved(
    nobody: FlaskClient, desk: Desk, shelf: Shelf
) -> None:
    copy = ReadingCopy(
        "words.txt", "piece:1", "Read it", "Words of it.txt", "text/plain", lambda: b"every word"
    )
    shelf.copies.append(copy)
    desk.sign_first()
    page = f"/s/{desk.link()}"
    assert f'href="{page}/files/words.txt">Read it<' in nobody.get(page).text
    answer = nobody.get(f"{page}/files/words.txt")
    assert (answer.status_code, answer.data) == (200, b"every word")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Words of it.txt"'
    assert nobody.get(f"{page}/files/other.txt").status_code == 404
