"""Files: adding many at once, looking at them, renaming, replacing, deleting and bringing back."""

from flask import Response as FlaskResponse
from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from accounts.access import apprentice_only, current_person, get_own_apprenticeship, signed_in
from documents import true_name
from foundation.bodies import takes_files
from foundation.clip_time import seconds_from
from foundation.edge import wants_json
from foundation.errors import MasterpieceError, NotFound, Refused
from foundation.files import StoredFile
from foundation.serving import serve_file
from portfolio import services
from portfolio.access import get_file_for, get_own_file_for, get_own_item_for
from portfolio.forms import FileNameForm
from portfolio.models import EvidenceFile
from portfolio.one_form import is_taken, one_form
from portfolio.piece_page import piece_page, signed_so_far
from portfolio.taking_in import AddFile, TakenIn, take_in
from portfolio.titles import title_from
from portfolio.views import blueprint


@blueprint.route("/add", methods=["GET", "POST"])
@apprentice_only
@takes_files
def add() -> ResponseReturnValue:
    """Many files at once; each becomes a piece of its own."""
    person = current_person()
    apprenticeship = get_own_apprenticeship()
    if request.method == "GET":
        return render_template("portfolio/add.html", at_stake=signed_so_far(apprenticeship))

    def add(name: str, stored: StoredFile) -> EvidenceFile:
        piece = services.create_piece(person, apprenticeship, title_from(name))
        return services.add_file(person, piece, name, stored)

    return _taken(add, otherwise=url_for(".add"))


@blueprint.post("/<int:item_id>/files")
@apprentice_only
@takes_files
def add_to_piece(item_id: int) -> ResponseReturnValue:
    """More files for one piece."""
    person = current_person()
    item = get_own_item_for(person, item_id)

    def add(name: str, stored: StoredFile) -> EvidenceFile:
        return services.add_file(person, item, name, stored)

    return _taken(add, otherwise=url_for(".evidence", item_id=item_id))


def _taken(add: AddFile, *, otherwise: str) -> ResponseReturnValue:
    """Keep each file that was sent, and go to the page that shows what is in, problems on top; `otherwise` where
    nothing is."""
    taken = take_in(current_person(), add)
    if wants_json():
        return _tell_script(taken)
    for problem in taken.problems:
        flash(problem, "error")
    if not taken.pieces:
        return redirect(otherwise)
    if taken.pieces[0] is taken.pieces[-1]:
        return redirect(url_for(".evidence", item_id=taken.pieces[0].id))
    for words in filter(None, taken.same):  # on the page of one piece it stands beside the file
        flash(words)
    return redirect(url_for(".portfolio"))


def _tell_script(taken: TakenIn) -> ResponseReturnValue:
    """What came of the one file that our script sends at once; `same` where she has it already."""
    if taken.problems:
        return jsonify(ok=False, error=taken.problems[0]), Refused.status
    (piece, *_) = taken.pieces
    page = url_for(".evidence", item_id=piece.id)
    file, words = next(iter(taken.added), None), next(iter(taken.same), "")
    return jsonify(ok=True, url=page, title=piece.title, file=file, same=words)


@blueprint.post("/order")
@apprentice_only
def order() -> Response:
    """Our script says in which order she chose the files that have come in as they could."""
    person = current_person()
    services.put_in_order(
        person, [get_own_file_for(person, id_) for id_ in request.form.getlist("file", type=int)]
    )
    return jsonify(ok=True)


@blueprint.get("/files/<int:file_id>")
@signed_in
def file_content(file_id: int) -> FlaskResponse:
    """The file itself: in place where a browser shows it without running anything, else a download."""
    file = get_file_for(current_person(), file_id)
    return serve_file(
        file.key,
        name=true_name(file.name, file.media_type),
        size=file.size,
        media_type=file.media_type or "application/octet-stream",
        download="download" in request.args,
    )


@blueprint.get("/files/<int:file_id>/pictures/<name>")
@signed_in
def file_picture(file_id: int, name: str) -> FlaskResponse:
    """A thumbnail, a page or a frame, made by us."""
    file = get_file_for(current_person(), file_id)
    picture = next((picture for picture in file.pictures if picture.name == name), None)
    if picture is None:
        raise NotFound("There is no such picture.")
    response = serve_file(picture.key, name=name, size=picture.size, media_type="image/webp")
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


@blueprint.route("/files/<int:file_id>/change", methods=["GET", "POST"])
@apprentice_only
def change_file(file_id: int) -> ResponseReturnValue:
    """Rename a file; the page also offers to replace and to delete it."""
    person = current_person()
    file = get_own_file_for(person, file_id)
    form = FileNameForm(obj=file)
    if is_taken(form, lambda: services.rename_file(person, file, form.name.data)):
        return redirect(url_for(".evidence", item_id=file.item_id))
    return one_form("portfolio/file.html", form, file.item, file=file)


@blueprint.post("/files/<int:file_id>/replace")
@apprentice_only
@takes_files
def replace_file(file_id: int) -> ResponseReturnValue:
    person = current_person()
    file = get_own_file_for(person, file_id)

    def add(name: str, stored: StoredFile) -> EvidenceFile:
        by_witness = request.form.get("by") == "witness"
        new = services.replace_file(person, file, name, stored, is_witness=by_witness)
        if file.is_witness and not by_witness:
            flash(f"We check “{new.name}” as your own words. If somebody else wrote it, say so beside it.")
        return new

    return _taken(add, otherwise=url_for(".change_file", file_id=file_id))


@blueprint.post("/files/<int:file_id>/delete")
@apprentice_only
def delete_file(file_id: int) -> Response:
    person = current_person()
    file = get_own_file_for(person, file_id)
    services.delete_file(person, file)
    flash(f"“{file.name}” is out of this piece. You can bring it back below.", "success")
    return redirect(url_for(".evidence", item_id=file.item_id))


@blueprint.post("/files/<int:file_id>/restore")
@apprentice_only
def restore_file(file_id: int) -> Response:
    person = current_person()
    file = get_own_file_for(person, file_id)
    for other in services.restore_file(person, file):
        flash(
            f"“{file.name}” is back in the place of “{other.name}”, which you can bring back below.",
            "success",
        )
    return redirect(url_for(".evidence", item_id=file.item_id, _anchor=f"file-{file.id}"))


@blueprint.post("/files/<int:file_id>/witness")
@apprentice_only
def witness_file(file_id: int) -> Response:
    """She says whose words the file holds."""
    person = current_person()
    file = get_own_file_for(person, file_id)
    services.set_witness(person, file, is_witness=request.form.get("by") == "witness")
    return redirect(url_for(".evidence", item_id=file.item_id, _anchor=f"file-{file.id}"))


@blueprint.post("/files/<int:file_id>/in-view")
@apprentice_only
def in_view(file_id: int) -> ResponseReturnValue:
    """She says where in the clip she can be seen; an empty answer takes it back."""
    person = current_person()
    file = get_own_file_for(person, file_id)
    typed = request.form.get(f"in-view-{file.id}", "")
    try:
        services.set_in_view(person, file, seconds_from(typed))
    except MasterpieceError as error:
        return piece_page(person, file.item, clip_error=(file, typed, error.message)), 422
    return redirect(url_for(".evidence", item_id=file.item_id, _anchor=f"file-{file.id}"))
