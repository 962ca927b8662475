"""Saving a section, its earlier versions, and its pictures. Decision 0050 has the contract with the editor."""

import tempfile
from io import BytesIO
from pathlib import Path

from flask import Response as FlaskResponse
from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import apprentice_only, current_person, signed_in
from foundation.bodies import takes_files
from foundation.clock import now
from foundation.database import db
from foundation.errors import MasterpieceError
from foundation.files import files
from foundation.serving import serve_file
from report_builder import services
from report_builder.access import (
    get_figure_for,
    get_own_report_for,
    get_revision_for,
    get_section_for,
)
from report_builder.content import Content, from_plain_text, validate_content
from report_builder.export import file_words
from report_builder.figures import BadPicture, Picture, ready_picture
from report_builder.measuring import counts_of
from report_builder.models import ReportSection
from report_builder.queries import list_revisions
from report_builder.report_page import stored_of
from report_builder.revisions import landmarks, title_of
from report_builder.services import SectionMoved
from report_builder.sheets import read_sheet
from report_builder.views import blueprint


@blueprint.put("/<int:report_id>/sections/<key>")
@apprentice_only
def save_section(report_id: int, key: str) -> ResponseReturnValue:
    """What the editor sends. The edge commits before anybody reads the 200."""
    person = current_person()
    section = get_section_for(person, report_id, key)
    content, based_on = _sent()
    try:
        saved = services.save_section(person, section, content, based_on)
    except SectionMoved as moved:
        return jsonify(stored_of(moved.section)), 409
    counts, (in_file, _) = counts_of(saved.report), file_words(saved.report, now=now())
    return jsonify({**stored_of(saved), "content": None, "counts": counts[key], "file_words": in_file})


@blueprint.post("/<int:report_id>/sections/<key>")
@apprentice_only
def save_text(report_id: int, key: str) -> ResponseReturnValue:
    """The plain text box, without our script."""
    person = current_person()
    section = get_section_for(person, report_id, key)
    content = from_plain_text(request.form.get("text", ""))
    try:
        services.save_section(person, section, content, request.form.get("based_on", -1, int))
    except SectionMoved as moved:
        return _two_versions(moved.section, request.form.get("text", "")), 409
    flash(f"Saved: {title_of(section)}.", "success")
    return redirect(url_for(".read", report_id=report_id, _anchor=key))


@blueprint.get("/<int:report_id>/sections/<key>/versions")
@apprentice_only
def versions(report_id: int, key: str) -> str:
    """How a section once stood, newest first."""
    section = get_section_for(current_person(), report_id, key)
    every = list_revisions(section)
    return render_template(
        "report_builder/versions.html",
        section=section,
        title=title_of(section),
        revisions=every if "all" in request.args else landmarks(every),
        count=len(every),
        shows_all="all" in request.args,
    )


@blueprint.get("/<int:report_id>/sections/<key>/versions/<int:number>")
@apprentice_only
def version(report_id: int, key: str, number: int) -> str:
    """One of them, to read."""
    person = current_person()
    revision = get_revision_for(person, report_id, key, number)
    section = get_section_for(person, report_id, key)
    return render_template(
        "report_builder/version.html",
        section=section,
        title=title_of(section),
        revision=revision,
        blocks=read_sheet(Content(revision.content), title_of(section)),
        is_present=revision.number == section.revision,
    )


@blueprint.post("/<int:report_id>/sections/<key>/versions/<int:number>/restore")
@apprentice_only
def restore_version(report_id: int, key: str, number: int) -> ResponseReturnValue:
    """Bring it back as the newest; what stands now stays among the versions."""
    person = current_person()
    section = get_section_for(person, report_id, key)
    services.restore_revision(person, section, get_revision_for(person, report_id, key, number))
    flash(f"{title_of(section)} is as it was. What stood there before is among the versions.", "success")
    return redirect(url_for(".read", report_id=report_id, _anchor=key))


@blueprint.post("/<int:report_id>/figures/")
@apprentice_only
@takes_files
def add_figure(report_id: int) -> ResponseReturnValue:
    """A picture from the editor's form."""
    person = current_person()
    report = get_own_report_for(person, report_id)
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise BadPicture("Choose a picture first.")
    picture = _made_ready(upload.filename)
    stored = files.put(BytesIO(picture.content))
    figure = services.add_figure(person, report, upload.filename, picture, stored)
    return jsonify({"id": str(figure.id)}), 201


@blueprint.get("/<int:report_id>/figures/<int:figure_id>")
@signed_in
def figure(report_id: int, figure_id: int) -> FlaskResponse:
    """The picture itself."""
    found = get_figure_for(current_person(), report_id, figure_id)
    return serve_file(found.key, name=found.name, size=found.size, media_type=found.media_type)


def _sent() -> tuple[Content, int]:
    """The content and the revision it rests on. Raises BadContent, MasterpieceError."""
    asked = request.get_json(silent=True)
    based_on = asked.get("based_on") if isinstance(asked, dict) else None
    if not isinstance(asked, dict) or not isinstance(based_on, int):
        raise MasterpieceError("We could not read what was sent. Reload the page and try again.")
    return validate_content(asked.get("content")), based_on


def _made_ready(name: str) -> Picture:
    """The picture as the report keeps it. That takes a second, so the database is let go first."""
    db.release()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture"
        request.files["file"].save(path)
        return ready_picture(path, name)


def _two_versions(section: ReportSection, text: str) -> str:
    return render_template(
        "report_builder/two_versions.html",
        section=section,
        title=title_of(section),
        text=text,
        blocks=read_sheet(Content(section.content), title_of(section)),
    )
