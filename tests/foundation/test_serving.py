"""Stored files are handed out whole or in part, under their names, and nothing in them may run."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.http import parse_options_header
from werkzeug.test import TestResponse

from foundation import edge
from foundation.database import db
from foundation.files import CHUNK, MemoryStore, files
from foundation.plug import asset
from foundation.serving import SHOWN_IN_PLACE, as_size, serve_file

ROOT = Path(__file__).parents[2]
TEN = b"0123456789"


class Shelf:
    """A small app that serves one file, and a browser for it."""

    def __init__(self, browser: FlaskClient) -> None:
        self.browser = browser
        self.file: dict[str, Any] = {}

    def lay(self, content: bytes, name: str = "clip.mp4", media_type: str = "video/mp4", **more: Any) -> None:
        key = files.store.put(io.BytesIO(content)).key
        self.file = {"key": key, "size": len(content), "name": name, "media_type": media_type, **more}

    def get(self, **headers: str) -> TestResponse:
        return self.browser.get("/file", headers={name.replace("_", "-"): v for name, v in headers.items()})


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    app = Flask("shelf", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.secret_key = "only for tests"
    app.jinja_env.globals["asset"] = asset
    edge.install(app)
    files.connect(MemoryStore())
    db.connect("sqlite://")  # the edge opens a session; nothing here asks it anything
    shelf = Shelf(app.test_client())
    app.add_url_rule("/file", view_func=lambda: serve_file(**shelf.file), endpoint="file")
    yield shelf
    db.engine.dispose()


def test_a_file_is_served_whole(shelf: Shelf) -> None:
    shelf.lay(TEN)
    answer = shelf.get()

    assert (answer.status_code, answer.data) == (200, TEN)
    assert answer.headers["Content-Length"] == "10"
    assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "part", "said"),
    [
        ("bytes=0-3", b"0123", "bytes 0-3/10"),
        ("bytes=4-4", b"4", "bytes 4-4/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=7-99", b"789", "bytes 7-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=-10", TEN, "bytes 0-9/10"),
        ("bytes=-99", TEN, "bytes 0-9/10"),
        ("bytes=0-", TEN, "bytes 0-9/10"),
    ],
)
def test_a_player_gets_the_part_that_it_asks_for(shelf: Shelf, asked: str, part: bytes, said: str) -> None:
    shelf.lay(TEN)
    answer = shelf.get(Range=asked)

    assert (answer.status_code, answer.data) == (206, part)
    assert answer.headers["Content-Range"] == said
    assert answer.headers["Content-Length"] == str(len(part))


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=10-12", "bytes=99-"])
def test_a_part_beyond_the_end_is_refused_with_the_size(shelf: Shelf, asked: str) -> None:
    shelf.lay(TEN)
    answer = shelf.get(Range=asked)

    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == "bytes */10"
    assert answer.data == b""


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,4-5", "lines=0-3", "bytes=3-1", "bytes=a-b", "bytes", "bytes=-"]
)
def test_what_we_do_not_serve_in_parts_is_served_whole(shelf: Shelf, asked: str) -> None:
    shelf.lay(TEN)
    answer = shelf.get(Range=asked)

    assert (answer.status_code, answer.data) == (200, TEN)


@pytest.mark.parametrize("asked", [None, "bytes=0-", "bytes=-5"])
def test_an_empty_file_is_empty_whatever_part_is_asked_for(shelf: Shelf, asked: str | None) -> None:
    shelf.lay(b"")
    answer = shelf.get(Range=asked) if asked else shelf.get()

    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["Content-Length"] == "0"


def test_a_part_across_the_chunks_of_a_long_clip_is_exact(shelf: Shelf) -> None:
    content = bytes(range(256)) * (CHUNK // 64)
    shelf.lay(content)

    answer = shelf.get(Range=f"bytes={CHUNK - 3}-{2 * CHUNK + 2}")
    assert answer.data == content[CHUNK - 3 : 2 * CHUNK + 3]


def test_a_head_tells_the_size_and_sends_nothing(shelf: Shelf) -> None:
    shelf.lay(TEN)
    answer = shelf.browser.head("/file", headers={"Range": "bytes=0-3"})

    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["Content-Length"] == "10"


def test_a_browser_that_has_the_file_is_told_so(shelf: Shelf) -> None:
    shelf.lay(TEN)
    mark = shelf.get().headers["ETag"]
    again = shelf.get(If_None_Match=mark)

    assert (again.status_code, again.data) == (304, b"")
    assert shelf.get(If_None_Match='"another"').status_code == 200


def test_a_browser_that_has_the_beginning_of_another_file_gets_the_whole(shelf: Shelf) -> None:
    shelf.lay(TEN)
    mark = shelf.get().headers["ETag"]

    assert shelf.get(Range="bytes=5-", If_Range=mark).data == b"56789"
    assert shelf.get(Range="bytes=5-", If_Range='"another"').data == TEN
    assert shelf.get(Range="bytes=5-", If_Range="Wed, 21 Oct 2026 07:28:00 GMT").data == TEN


@pytest.mark.parametrize(
    "name",
    [
        "log.pdf",
        "minutes & notes (2).pdf",
        "Отчёт о работе.pdf",
        "レポート.pdf",
        "naïve café.pdf",
        "🛠 fixed.pdf",
        'the "new" one.pdf',
        "50% of #1; really.pdf",
        "it's.pdf",
        "back\\slash.pdf",
        "a" * 200 + ".pdf",
    ],
)
def test_a_name_comes_back_as_it_was_given(shelf: Shelf, name: str) -> None:
    shelf.lay(TEN, name=name, media_type="application/pdf")
    answer = shelf.get()

    assert answer.status_code == 200
    assert name_in(answer) == name
    answer.headers["Content-Disposition"].encode("ascii")  # a server can send nothing else for certain


@pytest.mark.parametrize(
    "name", ["a\r\nSet-Cookie: b=c.pdf", "a\nb", "a\x00b", "a\x7fb", "\ud83d.pdf", "", "\n"]
)
def test_a_name_that_no_header_can_hold_breaks_nothing(shelf: Shelf, name: str) -> None:
    shelf.lay(TEN, name=name)
    answer = shelf.get()

    assert (answer.status_code, answer.data) == (200, TEN)
    assert "Set-Cookie" not in answer.headers
    said = answer.headers["Content-Disposition"]
    assert re.fullmatch(r"[ -~]+", said)
    assert name_in(answer) == ("".join(x for x in name if x.isprintable() and x < "\ud800") or "file")


def test_a_name_for_old_programs_never_ends_its_quotes_early(shelf: Shelf) -> None:
    shelf.lay(TEN, name='a"; filename=evil.exe; x="\\', download=True)
    plain = re.match(
        r'attachment; filename="([^"]*)"; filename\*=', shelf.get().headers["Content-Disposition"]
    )

    assert plain is not None
    assert plain[1] == "a_; filename=evil.exe; x=__"


def name_in(answer: TestResponse) -> str:
    """The file name as a browser reads it: the second one, where there are two."""
    return parse_options_header(answer.headers["Content-Disposition"])[1]["filename"]


@pytest.mark.parametrize("media_type", sorted(SHOWN_IN_PLACE))
def test_what_runs_nothing_is_shown_in_place(shelf: Shelf, media_type: str) -> None:
    shelf.lay(TEN, media_type=media_type)
    headers = shelf.get().headers

    assert headers["Content-Type"].partition(";")[0] == media_type
    assert headers["Content-Disposition"].startswith("inline; ")


def test_plain_text_is_read_as_utf_8(shelf: Shelf) -> None:
    shelf.lay("naïve".encode(), media_type="text/plain")
    assert shelf.get().headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "media_type",
    ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/zip", "", "a\r\nb: c"],
)
def test_every_other_kind_is_a_download_of_no_kind(shelf: Shelf, media_type: str) -> None:
    shelf.lay(b"<script>alert(1)</script>", media_type=media_type)
    headers = shelf.get().headers

    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment; ")
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "kind", ["oasis.opendocument.presentation", "openxmlformats-officedocument.presentationml.presentation"]
)
def test_slides_are_a_download_that_says_what_opens_it(shelf: Shelf, kind: str) -> None:
    shelf.lay(TEN, media_type=f"application/vnd.{kind}")
    headers = shelf.get().headers
    assert headers["Content-Type"] == f"application/vnd.{kind}"
    assert headers["Content-Disposition"].startswith("attachment; ")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_what_could_be_shown_is_a_download_for_whoever_asks_for_one(shelf: Shelf) -> None:
    shelf.lay(TEN, media_type="image/png", download=True)
    assert shelf.get().headers["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize("media_type", sorted({*SHOWN_IN_PLACE, "text/html"}))
def test_nothing_in_a_file_may_run_or_be_framed(shelf: Shelf, media_type: str) -> None:
    shelf.lay(TEN, media_type=media_type)
    rules = shelf.get().headers["Content-Security-Policy"].split("; ")

    assert "default-src 'none'" in rules
    assert "frame-ancestors 'none'" in rules
    assert not [rule for rule in rules if rule.startswith(("script-src", "object-src", "form-action"))]
    assert ("sandbox" in rules) == (media_type != "application/pdf")  # no browser shows a PDF in a sandbox


def test_only_this_browser_keeps_a_file_and_it_asks_again(shelf: Shelf) -> None:
    shelf.lay(TEN)
    assert shelf.get().headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("asked", [{}, {"Range": "bytes=2-5"}])
def test_a_file_that_the_store_has_lost_is_a_page_of_ours(shelf: Shelf, asked: dict[str, str]) -> None:
    shelf.lay(TEN)
    files.delete_now(shelf.file["key"])
    answer = shelf.get(**asked)

    assert answer.status_code == 404
    assert answer.text.count("<h1") == 1
    assert "missing on our side" in answer.text
    assert "Content-Disposition" not in answer.headers


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 kB"),
        (1, "1 kB"),
        (1_499, "1 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (12_340_000, "12.3 MB"),
        (999_949_999, "999.9 MB"),
        (999_950_000, "1.0 GB"),
    ],
)
def test_a_size_is_said_as_people_say_it(size: int, said: str) -> None:
    assert as_size(size) == said
