"""Opening what a statement covers: a file that its manifest names, or what is made to read it by."""

from io import BytesIO

from flask import Response, request, send_file

from accounts.models import Apprenticeship
from foundation.errors import NotFound
from foundation.serving import serve_file
from sign_off.manifest import Manifest
from sign_off.models import StatementKind
from sign_off.subjects import Around, ReadingPage, guide_to_statement


def open_file(
    kind: StatementKind, apprenticeship: Apprenticeship, manifest: Manifest, file_id: str, around: Around
) -> Response | str:
    """The file as it was when `manifest` was made. Raises NotFound where it is no part of it, and where other bytes
    have taken its place."""
    guide = guide_to_statement(kind)
    named = manifest.find_file(file_id)
    if named is not None:
        file = guide.find_file(apprenticeship, file_id)
        if file is None or file.sha256 != named.sha256:
            raise NotFound("That file is not there any more. Go back and reload the page.")
        download = "download" in request.args
        return serve_file(
            file.key, name=file.name, size=file.size, media_type=file.media_type, download=download
        )
    picture = guide.find_picture(apprenticeship, manifest, file_id)
    if picture is not None:
        return serve_file(picture.key, name=picture.name, size=picture.size, media_type=picture.media_type)
    reading = next((one for one in guide.readings_of(apprenticeship, manifest) if one.id == file_id), None)
    if reading is None:
        raise NotFound("That file is not part of this statement.")
    if isinstance(reading, ReadingPage):
        return reading.render(around)
    return send_file(
        BytesIO(reading.write()),
        mimetype=reading.media_type,
        as_attachment=True,
        download_name=reading.name,
        max_age=0,
    )
