"""A file that a guide found, as the answer to a request."""

from flask import Response

from foundation.serving import serve_file
from sign_off.subjects import ServedFile


def serve(file: ServedFile) -> Response:
    """Raises NotFound where the store has lost it."""
    return serve_file(file.key, name=file.name, size=file.size, media_type=file.media_type)
