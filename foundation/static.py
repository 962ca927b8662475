"""Static files, with the compressed twin that the build made for whoever takes one: waitress does not compress."""

from pathlib import Path

from flask import Flask, Response, current_app, request, send_from_directory

from foundation.access import anyone

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


def install(app: Flask) -> None:
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=anyone(static))


def static(filename: str) -> Response:
    """A built file. Its address changes when it does, so a browser may keep it for a year."""
    folder = Path(current_app.root_path) / "static"
    kind = TYPES.get(Path(filename).suffix)
    twin = kind is not None and request.accept_encodings["gzip"] > 0 and (folder / f"{filename}.gz").is_file()
    response = send_from_directory(
        folder, f"{filename}.gz" if twin else filename, mimetype=kind, conditional=True
    )
    if kind is not None:
        response.headers["Content-Type"] = kind
        response.vary.add("Accept-Encoding")
    if twin:
        response.headers["Content-Encoding"] = "gzip"
    return response
