"""Rounds over HTTP. Each verb goes back to the page of the thing itself, which its own room draws."""

from collections.abc import Sequence

from flask import flash, jsonify, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import Field

from accounts.access import current_person, signed_in
from foundation.edge import wants_json
from foundation.errors import NotFound
from foundation.late_forms import typed_words
from foundation.serving import serve_file
from sign_off.models import Subject
from sign_off.pages import blueprint
from sign_off.reviews import services
from sign_off.reviews.access import (
    get_subject_for,
    must_be_unaided,
    refusal_of_returning,
    refusal_of_reviewing,
    require,
)
from sign_off.reviews.forms import CommentForm, NoteForm, ReturnForm
from sign_off.reviews.overtaken import Overtaken, refusal_of_another_round
from sign_off.reviews.taken_back import TakenBack, threads_with
from sign_off.reviews.threads import Thread
from sign_off.reviews.unsent import ask_about_comment, ask_about_note, is_note_a_comment, late_page, say
from sign_off.state import last_review, was_sent
from sign_off.subjects import guide_to


@blueprint.get("/subjects/<int:subject_id>")
@signed_in
def open_subject(subject_id: int) -> ResponseReturnValue:
    """The way to the thing's own page, for mails and lists that do not know which room it is in. Where it was taken
    back, the page that says so, with what its tutor had written about it."""
    try:
        return _back_to(get_subject_for(current_person(), subject_id))
    except TakenBack as error:
        if not (said := threads_with(current_person(), error.subject)):
            raise
        return _taken_back_page(error, said)


@blueprint.app_errorhandler(TakenBack)
def say_taken_back(error: TakenBack) -> ResponseReturnValue:
    """Whatever the tutor of what was taken back asked for: that it was, with what was typed, to be copied."""
    if wants_json():
        return jsonify(ok=False, error=f"{error}."), error.status
    return _taken_back_page(error, threads_with(current_person(), error.subject)), error.status


def _taken_back_page(error: TakenBack, said: Sequence[Thread]) -> str:
    review = last_review(error.subject)
    return render_template(
        "sign_off/taken_back.html", told=error, review=review, threads=said, typed=typed_words()
    )


@blueprint.app_errorhandler(Overtaken)
def say_overtaken(error: Overtaken) -> ResponseReturnValue:
    """A decision that came too late: what was decided instead, with what was typed."""
    if wants_json():
        return jsonify(ok=False, error=error.message), error.status
    return late_page(error.subject, typed_words()), error.status


@blueprint.get("/subjects/<int:subject_id>/files/<file_id>")
@signed_in
def subject_file(subject_id: int, file_id: str) -> Response:
    """A file of a round, as it was sent, also when it was replaced since."""
    subject = get_subject_for(current_person(), subject_id)
    file = guide_to(subject).find_file(subject, file_id) if was_sent(subject, file_id) else None
    if file is None:
        raise NotFound("That file is not part of what was sent.")
    return serve_file(file.key, name=file.name, size=file.size, media_type=file.media_type)


@blueprint.post("/subjects/<int:subject_id>/submit")
@signed_in
def submit_subject(subject_id: int) -> Response:
    subject = get_subject_for(current_person(), subject_id)
    services.submit_subject(current_person(), subject)
    tutor = subject.apprenticeship.tutor
    whom = tutor.first_name if tutor else "your tutor"
    flash(f"Sent to {whom}. You can take it back until {whom} decides.", "success")
    return _back_to(subject)


@blueprint.post("/subjects/<int:subject_id>/withdraw")
@signed_in
def withdraw_subject(subject_id: int) -> Response:
    subject = get_subject_for(current_person(), subject_id)
    services.withdraw_subject(current_person(), subject)
    flash("You have it back, and can change it.", "success")
    return _back_to(subject)


@blueprint.post("/subjects/<int:subject_id>/return")
@signed_in
def return_subject(subject_id: int) -> ResponseReturnValue:
    subject = get_subject_for(current_person(), subject_id)
    form = NoteForm() if must_be_unaided(subject) else ReturnForm()
    require(refusal_of_returning(current_person(), subject) or refusal_of_another_round(subject, form.number))
    if (asks := ask_about_comment(subject, form, "Send back")) is not None:
        return asks
    if not form.validate():
        return _not_taken(subject, form, form.note, "Send back")
    services.return_subject(current_person(), subject, form.note.data)
    how = "with your note" if form.note.data else "without a note"
    flash(f"Sent back to {subject.apprenticeship.apprentice.first_name}, {how}.", "success")
    return _back_to(subject)


@blueprint.post("/subjects/<int:subject_id>/accept")
@signed_in
def accept_subject(subject_id: int) -> ResponseReturnValue:
    subject = get_subject_for(current_person(), subject_id)
    form = NoteForm()
    require(refusal_of_reviewing(current_person(), subject) or refusal_of_another_round(subject, form.number))
    if (asks := ask_about_comment(subject, form, "Accept")) is not None:
        return asks
    if not form.validate():
        return _not_taken(subject, form, form.note, "Accept")
    services.accept_subject(current_person(), subject, form.note.data)
    flash("Accepted. It is locked until one of you opens it again.", "success")
    return _back_to(subject)


@blueprint.post("/subjects/<int:subject_id>/reopen")
@signed_in
def reopen_subject(subject_id: int) -> Response:
    subject = get_subject_for(current_person(), subject_id)
    services.reopen_subject(current_person(), subject)
    flash("It is open again, and can be changed and sent once more.", "success")
    return _back_to(subject)


@blueprint.post("/subjects/<int:subject_id>/comments")
@signed_in
def add_comment(subject_id: int) -> ResponseReturnValue:
    subject = get_subject_for(current_person(), subject_id)
    form = CommentForm()
    if not form.body.data and NoteForm().note.data and is_note_a_comment():
        return ask_about_note(subject) or _back_to(subject)
    if not form.validate():
        return _not_taken(subject, form, form.body, "Send")
    if (said := say(subject, form)) is None:
        return _not_taken(subject, form, form.body, "Send")
    return ask_about_note(subject) or _back_to(subject, anchor=f"#c-{said.id}")


def _not_taken(subject: Subject, form: FlaskForm, field: Field, button: str) -> ResponseReturnValue:
    """Words that cannot be taken come back, whole, to be changed. Where there are none, the form on the thing's own
    page says what is missing."""
    if not field.data and not (isinstance(form, CommentForm) and NoteForm().note.data):
        flash(field.errors[0], "note" if isinstance(form, NoteForm) else "error")
        return _back_to(subject, anchor="#decide" if isinstance(form, NoteForm) else "")
    guide = guide_to(subject)
    page = render_template(
        "sign_off/say_again.html",
        form=form,
        field=field,
        back=guide.url_of(subject),
        what=guide.title_of(subject),
        button=button,
    )
    return page, 422


def _back_to(subject: Subject, *, anchor: str = "") -> Response:
    """To the page of the thing, where `anchor` is what was just said."""
    return redirect(guide_to(subject).url_of(subject) + anchor)
