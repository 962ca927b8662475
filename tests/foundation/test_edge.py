"""The edge: one commit per request, headers on every answer, and a plain page or JSON for what goes wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, abort, redirect
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from foundation import edge, errors
from foundation.database import Database
from foundation.events import Event, record
from foundation.plug import asset

ROOT = Path(__file__).parents[2]
JSON = {"Accept": "application/json"}


def write(name: str) -> None:
    record("written", actor="person:1", subject=name)


def written(database: Database) -> list[str]:
    with Session(database.engine) as session:
        return list(session.scalars(select(Event.subject)))


@pytest.fixture
def app(database: Database) -> Iterator[Flask]:
    """Our edge, our templates, and one view for each thing that can happen."""
    app = Flask("edge", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.secret_key = "only for tests"
    app.jinja_env.globals["asset"] = asset
    edge.install(app)

    @app.route("/write", methods=["GET", "POST"])
    def write_and_answer() -> str:
        write("written")
        return "saved"

    @app.post("/redirect")
    def write_and_redirect() -> Any:
        write("written")
        return redirect("/write")

    @app.post("/refuse/<kind>")
    def write_and_refuse(kind: str) -> Any:
        write("half-way")
        database.session.flush()
        raise getattr(errors, kind)("The piece is locked. Ask your tutor to return it.")

    @app.post("/abort/<int:status>")
    def write_and_abort(status: int) -> Any:
        write("half-way")
        abort(status)

    @app.post("/fall")
    def write_and_fall() -> Any:
        write("half-way")
        database.session.flush()
        raise RuntimeError("a secret detail")

    @app.post("/break-the-session")
    def break_the_session() -> Any:
        database.session.execute(text("SELECT nothing FROM nowhere"))
        return "never"

    @app.post("/fail-at-commit")
    def fail_at_commit() -> str:
        database.session.add(Event(subject="without its other columns"))
        return "saved"

    @app.post("/stream")
    def stream() -> Iterator[str]:
        write("before the answer")

        def body() -> Iterator[str]:
            with database.engine.connect() as other:
                yield ",".join(other.scalars(select(Event.subject)))

        return body()

    yield app


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    return app.test_client()


def test_a_post_that_is_answered_is_saved(browser: FlaskClient, database: Database) -> None:
    assert browser.post("/write").text == "saved"
    assert written(database) == ["written"]


def test_a_post_that_redirects_is_saved(browser: FlaskClient, database: Database) -> None:
    assert browser.post("/redirect").status_code == 302
    assert written(database) == ["written"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_get_never_writes(browser: FlaskClient, database: Database, method: str) -> None:
    assert browser.open("/write", method=method).status_code == 200
    assert written(database) == []


def test_it_is_saved_before_a_byte_of_the_answer_leaves(app: Flask, database: Database) -> None:
    answer = app.test_client().post("/stream", buffered=False)
    assert answer.text == "before the answer"


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("MasterpieceError", 400),
        ("SignInNeeded", 401),
        ("NotAllowed", 403),
        ("NotFound", 404),
        ("Refused", 409),
        ("LinkExpired", 410),
    ],
)
def test_a_refusal_saves_nothing_and_says_what_to_do(
    browser: FlaskClient, database: Database, kind: str, status: int
) -> None:
    page = browser.post(f"/refuse/{kind}")
    assert page.status_code == status
    assert "The piece is locked. Ask your tutor to return it." in page.text
    assert page.text.count("<h1") == 1
    assert f"error {status}" in page.text

    answer = browser.post(f"/refuse/{kind}", headers=JSON)
    assert answer.status_code == status
    assert answer.json == {"ok": False, "error": "The piece is locked. Ask your tutor to return it."}
    assert written(database) == []


@pytest.mark.parametrize("status", [400, 404, 413, 429, 500])
def test_an_http_error_saves_nothing_and_is_a_page_of_ours(
    browser: FlaskClient, database: Database, status: int
) -> None:
    page = browser.post(f"/abort/{status}")

    assert page.status_code == status
    assert edge.TITLES[status] in page.text
    assert written(database) == []


def test_an_unknown_address_and_a_wrong_method_are_pages_of_ours(browser: FlaskClient) -> None:
    assert edge.TITLES[404] in browser.get("/nowhere").text
    assert edge.TITLES[405] in browser.get("/fall").text


@pytest.mark.parametrize("address", ["/fall", "/break-the-session", "/fail-at-commit"])
def test_a_fault_of_ours_saves_nothing_and_tells_no_detail(
    browser: FlaskClient, database: Database, address: str
) -> None:
    page = browser.post(address)

    assert page.status_code == 500
    assert edge.TITLES[500] in page.text
    assert "What was saved before is safe" in page.text
    assert "secret detail" not in page.text
    assert "nowhere" not in page.text
    assert browser.post(address, headers=JSON).json == {"ok": False, "error": edge.WORDS[500]}
    assert written(database) == []
    assert browser.post("/write").text == "saved"  # and the next one is served as ever


def test_an_error_page_asks_nothing_of_the_database(app: Flask, database: Database) -> None:
    @app.context_processor
    def frame() -> dict[str, object]:
        return {"current_person": database.session.scalars(text("SELECT 1 FROM nowhere")).one()}

    page = app.test_client().post("/break-the-session")
    assert page.status_code == 500
    assert edge.TITLES[500] in page.text


@pytest.mark.parametrize("address", ["/write", "/nowhere", "/refuse/NotFound", "/fall", "/fail-at-commit"])
def test_every_answer_carries_the_headers_that_protect_it(browser: FlaskClient, address: str) -> None:
    headers = browser.post(address).headers

    assert headers["Content-Security-Policy"] == edge.POLICY
    assert "unsafe" not in edge.POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in headers


def test_over_https_the_browser_is_told_to_stay_there(browser: FlaskClient) -> None:
    answer = browser.get("/write", base_url="https://masterpiece.test")
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_a_static_file_has_the_headers_too_and_may_be_kept(browser: FlaskClient) -> None:
    answer = browser.get("/static/dist/manifest.json")

    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"] == edge.POLICY
    assert answer.headers.get("Cache-Control") != "no-store"
    answer.close()


def test_no_session_is_left_open(browser: FlaskClient, database: Database) -> None:
    for address in ("/write", "/fall", "/nowhere", "/fail-at-commit"):
        browser.post(address)
        with pytest.raises(AssertionError, match="no session is open"):
            _ = database.session
