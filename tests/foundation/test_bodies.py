"""How much a request may send, asked by the server before it takes a body in, and by the application once more."""

import json
import re
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from waitress.adjustments import Adjustments
from waitress.utilities import RequestEntityTooLarge

from foundation.bodies import ORDINARY, bounded_parser
from foundation.settings import MEGABYTE
from tests.cast import Cast, client_of

ROOT = Path(__file__).parents[2]
WHOLE = (
    "/portfolio/add",
    "/portfolio/1/files",
    "/portfolio/files/1/replace",
    "/report/1/figures/",
    "/report/1/presentation/slides",
    "/administration/standards/import",
)
ORDINARY_PLACES = (
    "/sign-in",
    "/portfolio/uploads/1/0",
    "/report/1/sections/p1-task",
    "/administration/standards/1/plan",
    "/nowhere",
)
LENGTHS = ("Content-Length: 12000000", "Transfer-Encoding: chunked")


class Body(BytesIO):
    """A body that knows whether anybody began to take it in."""

    was_read = False

    def read(self, *_: object) -> bytes:
        self.was_read = True
        return b""

    readline = readinto = read  # type: ignore[assignment]


@pytest.fixture
def amira(app: Flask, cast: Cast) -> FlaskClient:
    return client_of(app, cast.amira)


def send(browser: FlaskClient, address: str, megabytes: int = 11) -> tuple[int, bool]:
    """The answer to a body that says it is so long, and whether the answer waited for it."""
    body = Body()
    answer = browser.post(
        address,
        input_stream=body,
        environ_overrides={"CONTENT_LENGTH": str(megabytes * MEGABYTE)},
        content_type="multipart/form-data; boundary=x",
    )
    return answer.status_code, body.was_read


@pytest.mark.parametrize("address", ORDINARY_PLACES[:-1])
def test_a_large_body_is_refused_unread_where_no_files_go(amira: FlaskClient, address: str) -> None:
    assert send(amira, address) == (413, False)


@pytest.mark.parametrize("address", WHOLE)
def test_large_files_are_taken_from_somebody_who_is_signed_in(
    app: Flask, amira: FlaskClient, address: str
) -> None:
    assert send(app.test_client(), address) == (413, False)
    assert send(amira, address)[1], "hers is taken in"


def test_somebody_who_was_signed_out_is_told_to_sign_in(app: Flask) -> None:
    big = {"CONTENT_LENGTH": str(11 * MEGABYTE)}
    answer = app.test_client().post("/portfolio/add", input_stream=Body(), environ_overrides=big)
    assert "Sign in, then choose your files again." in answer.text


class Endless(BytesIO):
    """A body in chunks, of which nobody says how many there are."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        self.taken += (part := MEGABYTE if size is None or size < 0 else size)
        assert self.taken <= 64 * MEGABYTE, "somebody takes all of it in"
        return bytes(part)

    def readinto(self, into: Any) -> int:
        into[:] = self.read(len(into))
        return len(into)


def test_an_endless_body_of_a_stranger_is_taken_in_no_further_than_a_form(app: Flask) -> None:
    body = Endless()
    app.test_client().post(
        "/portfolio/add",
        input_stream=body,
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    assert 0 < body.taken <= ORDINARY + MEGABYTE


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("address", WHOLE)
def test_the_server_takes_large_files_in_from_somebody_who_is_signed_in(
    app: Flask, amira: FlaskClient, address: str, length: str
) -> None:
    assert not is_refused(app, address, length, cookie_of(amira))


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("address", ORDINARY_PLACES)
def test_the_server_takes_no_large_body_in_where_no_files_go(
    app: Flask, amira: FlaskClient, address: str, length: str
) -> None:
    assert is_refused(app, address, length, cookie_of(amira))


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("who", ["nobody", "a forger", "a visitor", "somebody of long ago"])
def test_the_server_takes_no_large_body_in_from_whoever_shows_no_sign_in(
    app: Flask, amira: FlaskClient, who: str, length: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie = cookie_of(amira)
    if who == "nobody":
        cookie = ""
    elif who == "a forger":
        cookie = cookie[:-3] + "abc"
    elif who == "a visitor":
        visitor = app.test_client()
        visitor.get("/sign-in")
        cookie = cookie_of(visitor)
    else:
        later = time.time() + app.permanent_session_lifetime.total_seconds() + 60
        monkeypatch.setattr(time, "time", lambda: later)
    for address in WHOLE:
        assert is_refused(app, address, length, cookie)


def cookie_of(browser: FlaskClient) -> str:
    """As the browser sends it."""
    cookie = browser.get_cookie("session")
    assert cookie is not None
    return f"other=1; session={cookie.value}"


def is_refused(app: Flask, address: str, length: str, cookie: str) -> bool:
    """Whether the server refuses twelve megabytes before it has taken them in."""
    asked = bounded_parser(app)(Adjustments(max_request_body_size=2048 * MEGABYTE))
    said = f"Cookie: {cookie}\r\n{length}" if cookie else length
    asked.received(f"POST {address} HTTP/1.1\r\nHost: here\r\n{said}\r\n\r\n".encode())
    chunk = b"100000\r\n" + bytes(MEGABYTE) + b"\r\n"
    for _ in range(12 if "chunked" in length else 0):
        if asked.error is None:
            asked.received(chunk)
    if asked.body_rcv is not None:
        asked.body_rcv.getbuf().close()
    return isinstance(asked.error, RequestEntityTooLarge)


def test_the_server_refuses_in_the_words_and_the_look_of_the_application(app: Flask) -> None:
    def refusal(accept: str, at: str = "/sign-in") -> tuple[str, dict[str, str], str]:
        asked = bounded_parser(app)(Adjustments())
        head = f"POST {at} HTTP/1.1\r\nHost: here\r\nAccept: {accept}\r\nContent-Length: 12000000\r\n\r\n"
        asked.received(head.encode())
        status, headers, body = asked.error.to_response()
        return status, dict(headers), body.decode()

    status, headers, page = refusal("text/html")
    assert status.startswith("413 ")
    assert "<h1" in page
    assert "Nothing was saved. Go back and send something smaller: 10 MB is the most" in page
    assert "default-src" in headers["Content-Security-Policy"]
    assert json.loads(refusal("application/json")[2])["ok"] is False
    assert "Sign in, then choose your files again." in refusal("text/html", at="/portfolio/add")[2]


def test_the_proxy_in_the_readme_lets_large_bodies_through_where_the_server_does() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    [pattern] = re.findall(r"location ~ (\S+) \{", readme)
    assert f"client_max_body_size {ORDINARY // MEGABYTE}m;" in readme
    assert all(re.search(pattern, address) for address in WHOLE)
    assert not any(re.search(pattern, address) for address in ORDINARY_PLACES)


def test_these_are_all_the_addresses_to_which_files_go_whole(app: Flask) -> None:
    marked = {rule.rule for rule in app.url_map.iter_rules() if _is_marked(app, rule.endpoint)}
    adapter = app.url_map.bind("")
    assert {adapter.match(address, "POST", return_rule=True)[0].rule for address in WHOLE} == marked


def _is_marked(app: Flask, endpoint: str) -> bool:
    return getattr(app.view_functions[endpoint], "takes_files", False)
