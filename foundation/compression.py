"""Pages travel compressed, since waitress does not compress. Built files have a twin instead (foundation/static.py)."""

import gzip

from flask import Flask, Response, request

# Below this, what is saved is less than the header that says so.
LEAST = 1000
# A tenth of a millisecond for a page of 40 kB. Level 6 takes three times as long and saves another tenth of the bytes.
LEVEL = 3
KINDS = frozenset({"text/html", "application/json"})


def install(app: Flask) -> None:
    """Register before all else that looks at answers: what is registered first comes last."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """Pack a page for whoever takes gzip. Files that people uploaded are never packed: they are streamed."""
    if response.mimetype not in KINDS or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"]:
        return response
    content = response.get_data()
    if len(content) >= LEAST:
        response.set_data(gzip.compress(content, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
