"""How much a request may send: little, but where files go up whole, and there only by somebody who is signed in.

The server asks before it takes the body in, and the application asks again, for a server that is not ours.
"""

import copy
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from foundation.errors import MasterpieceError
from foundation.settings import MEGABYTE

# Every form and every part of a large file is smaller. README.md gives a proxy the same figure.
ORDINARY = 10 * MEGABYTE

LESS = "Nothing was saved. Go back and send something smaller: {most} MB is the most that this address takes."

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
    large = (request.content_length or 0) > ORDINARY
    if not _takes_files(current_app, request.endpoint):
        request.max_content_length = ORDINARY
        if large:
            raise TooLarge(LESS.format(most=ORDINARY // MEGABYTE))
    elif large and not getattr(current_user, "is_authenticated", False):
        raise TooLarge(
            "So much is taken only from somebody who is signed in. Sign in, then choose your files again."
        )


def _takes_files(app: Flask, endpoint: str | None) -> bool:
    return getattr(app.view_functions.get(endpoint or ""), "takes_files", False)


def bounded_parser(app: Flask) -> type[Any]:
    """What waitress reads a request with: it refuses a body that is too large for its address before taking it in, and
    answers as the application answers."""
    from waitress.parser import HTTPRequestParser
    from waitress.utilities import RequestEntityTooLarge

    class Refusal(RequestEntityTooLarge):
        def __init__(self, most: int, accept: str) -> None:
            super().__init__(f"more than {most} MB")
            self._most, self._accept = most, accept

        def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
            with app.test_request_context("/", headers={"Accept": self._accept}):
                refused = app.handle_user_exception(TooLarge(LESS.format(most=self._most)))
                answer = app.process_response(app.make_response(refused))
            return answer.status, list(answer.headers), answer.get_data()

    class Parser(HTTPRequestParser):
        def parse_header(self, header_plus: bytes) -> None:
            super().parse_header(header_plus)
            if not _goes_to_files(app, self.command, self.path):
                self.adj = copy.copy(self.adj)
                self.adj.max_request_body_size = min(ORDINARY + 1, self.adj.max_request_body_size)

        def received(self, data: bytes) -> int:
            taken: int = super().received(data)
            if isinstance(self.error, RequestEntityTooLarge):
                most = self.adj.max_request_body_size // MEGABYTE
                self.error = Refusal(most, self.headers.get("ACCEPT", ""))
            return taken

    return Parser


def _goes_to_files(app: Flask, method: str, path: str) -> bool:
    try:
        endpoint, _ = app.url_map.bind("").match(path, method)
    except HTTPException:
        return False
    return _takes_files(app, endpoint)
