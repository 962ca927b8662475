"""Hands out stored files: through a view that has checked who asks, never by their own names or types alone.

Only what a browser shows without running anything is shown in place; everything else is a download. What is shown is
sandboxed, so that a file cannot act for the person who opens it.
"""

from flask import Response, request

from foundation.files import files

SHOWN_IN_PLACE = frozenset(
    {"application/pdf", "image/png", "image/jpeg", "image/webp", "video/mp4", "video/webm", "text/plain"}
)


def serve_file(key: str, *, name: str, size: int, media_type: str, download: bool = False) -> Response:
    """Answer with the file, or with the part of it that a Range header asks for (players seek by it)."""
    shown = media_type in SHOWN_IN_PLACE and not download
    start, end, status = 0, size, 200
    wanted = request.range
    if wanted is not None and wanted.units == "bytes":
        part = wanted.range_for_length(size)
        if part is None:
            return Response(status=416, headers={"Content-Range": f"bytes */{size}"})
        (start, end), status = part, 206
    response = Response(
        files.store.read(key, start, end),
        status=status,
        mimetype=media_type if shown else "application/octet-stream",
        direct_passthrough=True,
    )
    if shown and media_type == "text/plain":
        response.headers["Content-Type"] = "text/plain; charset=utf-8"
    response.headers.set("Content-Disposition", "inline" if shown else "attachment", filename=name)
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; sandbox"
        if media_type != "application/pdf"
        else "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
    )
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Length"] = str(end - start)
    if status == 206:
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return response


def as_size(size: int) -> str:
    """ "1.2 MB" from bytes."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB" if size < 1_000_000_000 else f"{size / 1_000_000_000:.1f} GB"
