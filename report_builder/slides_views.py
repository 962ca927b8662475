"""The file of slides: bringing it in, looking at it, taking it out, bringing it back."""

from flask import Response as FlaskResponse
from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from accounts.access import apprentice_only, current_person
from foundation.bodies import takes_files
from foundation.database import db
from foundation.edge import wants_json
from foundation.errors import NotFound
from foundation.serving import serve_file
from report_builder import presentation_services as services
from report_builder.access import get_own_report_for, get_slides_for
from report_builder.presentation_views import show_presentation
from report_builder.slides import BadSlides, ReadySlides, ready_slides
from report_builder.views import blueprint


@blueprint.post("/<int:report_id>/presentation/slides")
@apprentice_only
@takes_files
def add_slides(report_id: int) -> ResponseReturnValue:
    """New slides. A file that cannot be slides gets its line, and those in use stay."""
    person = current_person()
    services.require_open(get_own_report_for(person, report_id))
    try:
        ready = _ready()
    except BadSlides as refusal:
        return _refused(report_id, refusal)
    services.add_slides(person, get_own_report_for(person, report_id), ready)
    page = url_for(".presentation", report_id=report_id)
    if wants_json():
        return jsonify(ok=True, url=page, title=ready.name)
    flash(f"“{ready.name}” is in.", "success")
    return redirect(page)


def _ready() -> ReadySlides:
    """The file that was sent, looked into while the database is let go: nobody else waits for it."""
    upload = next((sent for sent in request.files.getlist("files") if sent.filename), None)
    if upload is None:
        raise BadSlides("Choose your file of slides first.")
    db.release()
    return ready_slides(upload.stream, upload.filename or "")


def _refused(report_id: int, refusal: BadSlides) -> ResponseReturnValue:
    if wants_json():
        return jsonify(ok=False, error=refusal.message), refusal.status
    found = get_own_report_for(current_person(), report_id)
    return show_presentation(found, slides_error=refusal.message), refusal.status


@blueprint.get("/<int:report_id>/presentation/slides/<int:slides_id>")
@apprentice_only
def slides(report_id: int, slides_id: int) -> FlaskResponse:
    """The file itself: a PDF in place, others as a download."""
    found = get_slides_for(current_person(), report_id, slides_id)
    return serve_file(
        found.key,
        name=found.name,
        size=found.size,
        media_type=found.media_type,
        download="download" in request.args,
    )


@blueprint.get("/<int:report_id>/presentation/slides/<int:slides_id>/pictures/<name>")
@apprentice_only
def slides_picture(report_id: int, slides_id: int, name: str) -> FlaskResponse:
    found = get_slides_for(current_person(), report_id, slides_id)
    picture = next((picture for picture in found.pictures if picture.name == name), None)
    if picture is None:
        raise NotFound("There is no such picture.")
    response = serve_file(picture.key, name=name, size=picture.size, media_type="image/webp")
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


@blueprint.post("/<int:report_id>/presentation/slides/<int:slides_id>/take-out")
@apprentice_only
def take_slides_out(report_id: int, slides_id: int) -> Response:
    person = current_person()
    found = get_slides_for(person, report_id, slides_id)
    services.take_slides_out(person, found)
    flash(f"“{found.name}” is out. You can bring it back below.", "success")
    return redirect(url_for(".presentation", report_id=report_id))


@blueprint.post("/<int:report_id>/presentation/slides/<int:slides_id>/bring-back")
@apprentice_only
def bring_slides_back(report_id: int, slides_id: int) -> Response:
    person = current_person()
    found = get_slides_for(person, report_id, slides_id)
    services.bring_slides_back(person, found)
    flash(f"“{found.name}” is in use again.", "success")
    return redirect(url_for(".presentation", report_id=report_id))
