"""Pages are packed for browsers that unpack them; files are streamed as they are."""

import gzip
from io import BytesIO

import pytest
from flask import Flask, jsonify
from flask.testing import FlaskClient

from foundation import compression
from foundation.compression import LEAST

SHORT = '<!doctype html><html lang="en-GB"><title>As it is</title><h1>As it is</h1><p>As it is.</p></html>'
PAGE = SHORT.replace("</html>", "<p>As it is.</p>" * LEAST + "</html>")
GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def browser() -> FlaskClient:
    app = Flask(__name__)
    compression.install(app)
    app.add_url_rule("/page", view_func=lambda: PAGE, endpoint="page")
    app.add_url_rule("/short", view_func=lambda: SHORT, endpoint="short")
    app.add_url_rule("/answer", view_func=lambda: jsonify(html=PAGE), endpoint="answer")
    app.add_url_rule("/text", view_func=lambda: (PAGE, {"Content-Type": "text/plain"}), endpoint="text")
    app.add_url_rule("/stream", view_func=lambda: iter([PAGE]), endpoint="stream")
    return app.test_client()


@pytest.mark.parametrize("path", ["/page", "/answer"])
def test_a_page_travels_packed_and_says_its_packed_length(browser: FlaskClient, path: str) -> None:
    plain, packed = browser.get(path), browser.get(path, headers=GZIP)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) == packed.content_length < len(plain.data) / 10


@pytest.mark.parametrize("path", ["/page", "/answer"])
def test_who_does_not_take_gzip_gets_it_plain_and_a_cache_is_told_of_both(
    browser: FlaskClient, path: str
) -> None:
    for headers in ({}, {"Accept-Encoding": "gzip;q=0, identity"}):
        plain = browser.get(path, headers=headers)
        assert "Content-Encoding" not in plain.headers
        assert "Accept-Encoding" in plain.vary
    assert "Accept-Encoding" in browser.get(path, headers=GZIP).vary


@pytest.mark.parametrize("path", ["/short", "/text", "/stream"])
def test_what_is_short_or_a_file_or_streamed_is_left_alone(browser: FlaskClient, path: str) -> None:
    answer = browser.get(path, headers=GZIP)

    assert "Content-Encoding" not in answer.headers
    assert b"As it is." in answer.data


def test_an_uploaded_page_is_not_packed(amira: FlaskClient) -> None:
    upload = {"files": (BytesIO(PAGE.encode()), "saved page.html")}
    amira.post("/portfolio/add", data=upload, content_type="multipart/form-data")
    file = amira.get("/portfolio/files/1", headers=GZIP)

    assert "Content-Encoding" not in file.headers
    assert file.data == PAGE.encode()


def test_a_page_of_ours_is_packed_with_its_headers_kept(amira: FlaskClient) -> None:
    page = amira.get("/portfolio/add", headers=GZIP)

    assert page.headers["Content-Encoding"] == "gzip"
    assert page.headers["Cache-Control"] == "no-store"
    assert b"Add evidence" in gzip.decompress(page.data)


def test_a_built_file_is_not_packed_for_who_refuses_gzip(amira: FlaskClient) -> None:
    address = "/static/dist/masterpiece.css"
    with amira.get(address, headers={"Accept-Encoding": "gzip;q=0"}) as plain:
        with amira.get(address, headers=GZIP) as packed:
            assert gzip.decompress(packed.data) == plain.data
        assert "Content-Encoding" not in plain.headers
