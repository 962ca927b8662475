"""The addresses that our script sends a large file to, part by part. Each answers in JSON."""

from io import BytesIO

from flask import Response, current_app, jsonify, request

from accounts.access import apprentice_only, current_person, get_own_apprenticeship
from foundation.database import db
from foundation.errors import Refused
from foundation.files import files
from portfolio.uploads.access import get_own_upload_for
from portfolio.uploads.services import PART_BYTES, OutOfStep, add_part, begin_upload
from portfolio.views import blueprint


@blueprint.post("/uploads")
@apprentice_only
def begin() -> Response:
    """Room for a file of this name and size; `part` says how many bytes to send at once."""
    limit: int = current_app.config["SETTINGS"].max_upload_bytes
    size = request.form.get("size", type=int) or 0
    upload = begin_upload(get_own_apprenticeship(), request.form.get("name", ""), size, limit)
    return jsonify(ok=True, id=upload.id, received=0, part=PART_BYTES)


@blueprint.get("/uploads/<int:upload_id>")
@apprentice_only
def how_far(upload_id: int) -> Response:
    """How many bytes of it are with us, for a browser that was cut off."""
    upload = get_own_upload_for(current_person(), upload_id)
    return jsonify(ok=True, id=upload.id, received=upload.received, part=PART_BYTES)


@blueprint.post("/uploads/<int:upload_id>/<int:start>")
@apprentice_only
def part(upload_id: int, start: int) -> Response | tuple[Response, int]:
    """The bytes from `start` on. While they come the database is let go, as for every upload."""
    get_own_upload_for(current_person(), upload_id)
    if (request.content_length or 0) > PART_BYTES:
        raise Refused("This part is larger than we take at once.")
    db.release()
    stored = files.put(BytesIO(request.get_data(cache=False)))
    upload = get_own_upload_for(current_person(), upload_id)
    try:
        add_part(upload, start, stored)
    except OutOfStep as refusal:
        return jsonify(ok=False, error=refusal.message, received=upload.received), refusal.status
    return jsonify(ok=True, received=upload.received)
