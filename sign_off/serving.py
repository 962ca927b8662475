"""Serving a stored file: shown in the browser where that is safe, else saved; in parts where a player seeks.

What is uploaded is never trusted: its type is one that we found out, nothing of it may run, and it cannot frame or be
framed.
"""

from collections.abc import Iterator
from itertools import chain
from urllib.parse import quote

from flask import Response, request

from foundation.files import files
from sign_off.subjects import ServedFile

SHOWN = frozenset(
    {
        "application/pdf",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/webp",
        "video/mp4",
        "video/webm",
        "video/quicktime",
    }
)
_NOTHING_RUNS = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
)


def serve(file: ServedFile) -> Response:
    """The file as an answer to this request, 206 or 416 where a range was asked for. Raises FileNotFoundError."""
    asked = request.range
    span = asked.range_for_length(file.size) if asked is not None and request.method == "GET" else None
    if asked is not None and span is None and file.size:
        return Response(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    start, stop = span or (0, file.size)
    answer = Response(
        _read(file.key, start, stop),
        status=206 if span else 200,
        content_type=file.media_type,
        headers=_headers(file),
    )
    answer.content_length = stop - start
    if span:
        answer.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{file.size}"
    return answer


def _read(key: str, start: int, stop: int) -> Iterator[bytes]:
    """Opens the file before the answer begins, so that a missing one is an error and not a broken download."""
    chunks = files.store.read(key, start, stop)
    first = next(chunks, b"")
    return chain((first,), chunks)


def _headers(file: ServedFile) -> dict[str, str]:
    shown = file.media_type in SHOWN
    # Chrome's own PDF viewer does not open in a sandbox; a PDF runs nothing under this policy without one.
    sandbox = "" if file.media_type == "application/pdf" else "; sandbox"
    return {
        "Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{quote(file.name, safe='')}",
        "Content-Security-Policy": _NOTHING_RUNS + sandbox,
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-store",
    }
