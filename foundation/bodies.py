"""How much a request may send: little, but where files go up whole, and there only by somebody who is signed in.

The server asks before it takes the body in, of the address and of the session cookie, which costs no statement. The
application asks again: whether that sign-in still holds, and for a server that is not ours.
"""

import copy
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Request, current_app, request
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from foundation.errors import MasterpieceError
from foundation.settings import MEGABYTE

# Every form and every part of a large file is smaller. README.md gives a proxy the same figure.
ORDINARY = 10 * MEGABYTE

LESS = "Nothing was saved. Go back and send something smaller: {most} MB is the most that this address takes."
SIGN_IN = "So much is taken only from somebody who is signed in. Sign in, then choose your files again."

View = TypeVar("View", bound=Callable[..., Any])


class TooLarge(MasterpieceError):
    """More than this address takes."""

    status = 413


def takes_files(view: View) -> View:
    """A view to which files go up whole, up to the limit of the settings."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def install(app: Flask) -> None:
    """Before anything reads a form: the guard against forged ones does."""
    app.before_request(_bound)


def _bound() -> None:
    """Raises TooLarge for what should not be taken in at all."""
    takes_files = _takes_files(current_app, request.endpoint)
    if takes_files and getattr(current_user, "is_authenticated", False):
        return
    request.max_content_length = ORDINARY  # for what comes in chunks, and does not say how much it is
    if (request.content_length or 0) > ORDINARY:
        raise TooLarge(SIGN_IN if takes_files else LESS.format(most=ORDINARY // MEGABYTE))


def _takes_files(app: Flask, endpoint: str | None) -> bool:
    return getattr(app.view_functions.get(endpoint or ""), "takes_files", False)


def bounded_parser(app: Flask) -> type[Any]:
    """What waitress reads a request with: it refuses a body that is too large for its address, or from somebody who
    shows no sign-in, before taking it in, and answers as the application answers."""
    from waitress.parser import HTTPRequestParser
    from waitress.utilities import RequestEntityTooLarge

    class Refusal(RequestEntityTooLarge):
        def __init__(self, words: str, accept: str) -> None:
            super().__init__(words)
            self._words, self._accept = words, accept

        def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
            with app.test_request_context("/", headers={"Accept": self._accept}):
                refused = app.handle_user_exception(TooLarge(self._words))
                answer = app.process_response(app.make_response(refused))
            return answer.status, list(answer.headers), answer.get_data()

    class Parser(HTTPRequestParser):
        lacks_sign_in = False

        def parse_header(self, header_plus: bytes) -> None:
            super().parse_header(header_plus)
            takes_files = _goes_to_files(app, self.command, self.path)
            self.lacks_sign_in = takes_files and not _shows_sign_in(app, self.headers.get("COOKIE", ""))
            if self.lacks_sign_in or not takes_files:
                self.adj = copy.copy(self.adj)
                self.adj.max_request_body_size = min(ORDINARY + 1, self.adj.max_request_body_size)

        def received(self, data: bytes) -> int:
            taken: int = super().received(data)
            if isinstance(self.error, RequestEntityTooLarge):
                less = LESS.format(most=self.adj.max_request_body_size // MEGABYTE)
                self.error = Refusal(SIGN_IN if self.lacks_sign_in else less, self.headers.get("ACCEPT", ""))
            return taken

    return Parser


def _goes_to_files(app: Flask, method: str, path: str) -> bool:
    try:
        endpoint, _ = app.url_map.bind("").match(path, method)
    except HTTPException:
        return False
    return _takes_files(app, endpoint)


def _shows_sign_in(app: Flask, cookies: str) -> bool:
    """Whether there is a session among these cookies that we sealed, that has not run out, and that names somebody."""
    session = app.session_interface.open_session(app, Request({"HTTP_COOKIE": cookies}))
    return bool(session and session.get("_user_id"))
