"""The edge between HTTP and the rooms: one session and one commit per request, security headers, error pages.

A GET never writes: whatever it changed is rolled back. Any other method commits when its answer is not an error.
"""

import logging
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from foundation.database import db
from foundation.errors import MasterpieceError
from foundation.late_forms import come_back

log = logging.getLogger(__name__)
READS = frozenset({"GET", "HEAD", "OPTIONS"})

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "manifest-src 'self'"
)

TITLES = {
    400: "We could not read that",
    401: "You are not signed in",
    403: "This is not yours to open",
    404: "We could not find that page",
    405: "That page does not work that way",
    409: "That is not possible just now",
    410: "This link no longer works",
    413: "That is too large for us",
    429: "That was too many tries",
    500: "Something went wrong on our side",
}


def wants_json() -> bool:
    """True when a script of ours asks: it then gets {"ok": false, "error": …} instead of a page."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def install(app: Flask) -> None:
    """Give `app` its session per request, its headers and its error pages."""
    app.before_request(_open)
    app.after_request(_commit)
    app.after_request(_harden)
    app.teardown_request(_close)
    app.register_error_handler(MasterpieceError, _refused)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _failed)


def _open() -> None:
    if request.endpoint != "static":
        g.opened = db.open(writes=request.method not in READS)


def _commit(response: Response) -> Response:
    """Keep what was written, unless the answer is an error. Closing the session undoes the rest."""
    if "opened" in g and request.method not in READS and response.status_code < 400 and not g.get("failed"):
        session, _ = g.opened
        session.commit()
    return response


def _close(_error: BaseException | None) -> None:
    opened = g.pop("opened", None)
    if opened is not None:
        db.close(*opened)


def _harden(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    if request.endpoint != "static":
        headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def _answer(status: int, message: str, **more: Any) -> tuple[Any, int]:
    """Our answer to what went wrong, with `more` for a script. The page is rendered without what rooms add to every
    page: that may ask the database, and the database may be what went wrong."""
    g.failed = True
    if wants_json():
        return jsonify(ok=False, error=message, **more), status
    shown = status if status in TITLES else 500 if status >= 500 else 400
    page = current_app.jinja_env.get_template("errors/error.html")
    return page.render(
        title=TITLES[shown], message=message, status=shown, home_url="/", standard_line=""
    ), status


def _refused(error: MasterpieceError) -> Any:
    if error.status in (403, 404) and not wants_json() and (page := come_back(error.status, refused=True)):
        return page
    return _answer(error.status, error.message)


def _stale_form(_error: CSRFError) -> Any:
    """The session that the form belongs to has ended. `stale` tells the editor to ask for another token."""
    if not wants_json() and (page := come_back(400)) is not None:
        return page
    return _answer(
        400,
        "This page was open for longer than you were signed in, so we did not take what it sent. Go back, copy what "
        "you wrote, then reload the page and send it again.",
        stale=True,
    )


WORDS = {
    404: "The address may be mistyped, or the thing may have been removed. Nothing of yours is lost.",
    405: "Go back and use the button on the page.",
    413: "Nothing was saved. Send something smaller.",
    429: "Wait a while, then try again.",
    500: "It is logged and we will look at it. What was saved before is safe. Try again in a minute.",
}


def _http_error(error: HTTPException) -> Any:
    if error.code is not None and error.code < 400:
        return error
    status = error.code or 500
    return _answer(status, WORDS.get(status, "Go back and try again."))


def _failed(error: Exception) -> Any:
    log.exception("%s %s failed", request.method, request.endpoint, exc_info=error)
    return _answer(500, WORDS[500])
