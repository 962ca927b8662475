"""Hands out stored files: through a view that has checked who asks, never by their own names or types alone.

Only what a browser shows without running anything is shown in place; everything else is a download. What is shown is
sandboxed, so that a file cannot act for the person who opens it.
"""

import logging
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

from flask import Response, request

from foundation.errors import NotFound
from foundation.files import files

log = logging.getLogger(__name__)

SHOWN_IN_PLACE = frozenset(
    {"application/pdf", "image/png", "image/jpeg", "image/webp", "video/mp4", "video/webm", "text/plain"}
)
# What an office program opens. No browser runs any of it, so it may say what it is, and a phone knows what opens it.
_OFFICE = frozenset(
    {
        *(f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "presentation", "spreadsheet")),
        *(
            f"application/vnd.openxmlformats-officedocument.{kind}"
            for kind in ("wordprocessingml.document", "presentationml.presentation", "spreadsheetml.sheet")
        ),
    }
)
_NOTHING_RUNS = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; frame-ancestors 'none'"
)


def serve_file(key: str, *, name: str, size: int, media_type: str, download: bool = False) -> Response:
    """Answer with the file, or with the part of it that a Range header asks for (players seek by it).

    Raises NotFound where the store has lost it: before the answer begins, so that nobody takes half a page for a file.
    """
    headers = _headers(key, name, media_type, shown=media_type in SHOWN_IN_PLACE and not download)
    if request.if_none_match.contains_weak(key):
        return Response(status=304, headers=headers)
    start, end, status = 0, size, 200
    if _asks_for_a_part(key, size):
        part = _part_asked_for(size)
        if part is None:
            return Response(status=416, headers={"Content-Range": f"bytes */{size}"})
        (start, end), status = part, 206
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    headers["Content-Length"] = str(end - start)
    return Response(_read(key, start, end), status, headers, direct_passthrough=True)


def _read(key: str, start: int, end: int) -> Iterator[bytes]:
    try:
        return files.store.read(key, start, end)
    except FileNotFoundError:
        log.exception("the store has lost the file %s", key)
        raise NotFound(
            "The contents of this file are missing on our side. If you still have the file, add it again; "
            "and please tell whoever looks after this site."
        ) from None


def _asks_for_a_part(key: str, size: int) -> bool:
    """True for a GET of one range of what the browser already began to fetch (RFC 9110, 13.1.5 and 14.2).

    An empty file has no part, and several parts at once may be answered with the whole, so they are.
    """
    wanted = request.range
    if request.method != "GET" or wanted is None or wanted.units != "bytes" or not size:
        return False
    unchanged = "If-Range" not in request.headers or request.if_range.etag == key
    return unchanged and len(wanted.ranges) == 1


def _part_asked_for(size: int) -> tuple[int, int] | None:
    """From where up to where; None when that lies outside the file. The last 99 of 10 bytes are all 10."""
    assert request.range is not None
    ((start, end),) = request.range.ranges
    if end is None and start < -size:
        return 0, size
    return request.range.range_for_length(size)


def _headers(key: str, name: str, media_type: str, *, shown: bool) -> dict[str, str]:
    kind = media_type if shown or media_type in _OFFICE else "application/octet-stream"
    # Chromium's PDF viewer does not open in a sandbox; under this policy a PDF runs nothing without one.
    sandbox = "" if kind == "application/pdf" else "; sandbox"
    return {
        "Content-Type": "text/plain; charset=utf-8" if kind == "text/plain" else kind,
        "Content-Disposition": f"{'inline' if shown else 'attachment'}; {_file_name(name)}",
        "Content-Security-Policy": _NOTHING_RUNS + sandbox,
        "Cache-Control": "private, no-cache",
        "Accept-Ranges": "bytes",
        "ETag": f'"{key}"',  # a key never holds other bytes than it did at first
    }


def _file_name(name: str) -> str:
    """The name for the browser's disk (RFC 6266): in plain letters for old programs, and then as it is.

    What a header cannot hold (line breaks, quotes, half a letter) is left out of the first and written in
    hexadecimal in the second.
    """
    name = "".join(letter for letter in name if unicodedata.category(letter) not in ("Cc", "Cs")) or "file"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    plain = plain.translate({ord(letter): "_" for letter in '"\\/'}) or "file"
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def as_size(size: int) -> str:
    """ "1.2 MB" from bytes."""
    if size < 999_500:
        return f"{max(1, round(size / 1000))} kB" if size else "0 kB"
    return f"{size / 1_000_000:.1f} MB" if size < 999_950_000 else f"{size / 1_000_000_000:.1f} GB"
