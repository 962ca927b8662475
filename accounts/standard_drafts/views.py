"""A standard on its way in: HTTP only."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from accounts.access import administrator_only, current_person
from accounts.administration.spreadsheet_views import blueprint
from accounts.standard_drafts import services
from accounts.standard_drafts.access import get_draft_for
from accounts.standard_drafts.draft_page import draft_page
from accounts.standard_drafts.forms import StandardFileForm, draft_form
from standards import BadStandardFile, NotAStandard, standard_text


@blueprint.route("/standards/import", methods=["GET", "POST"])
@administrator_only
def import_standard() -> ResponseReturnValue:
    """Takes a page or file, reads it, and shows what was read. Nothing is published yet."""
    form = StandardFileForm()
    if form.validate_on_submit():
        try:
            draft = services.upload_standard(current_person(), form.read(), form.file.data.filename)
        except (NotAStandard, ValidationError) as error:
            form.file.errors = (f"We could not read {form.file.data.filename}: {error}",)
        else:
            return redirect(url_for(".standard_draft", draft_id=draft.id))
    return render_template("standard_drafts/import.html", form=form), 422 if form.errors else 200


@blueprint.route("/standards/drafts/<int:draft_id>", methods=["GET", "POST"])
@administrator_only
def standard_draft(draft_id: int) -> ResponseReturnValue:
    """What was read, beside its source, ready to be corrected."""
    administrator = current_person()
    draft = get_draft_for(administrator, draft_id)
    form = draft_form(draft)
    if form.validate_on_submit():
        try:
            services.correct_draft(administrator, draft, form.corrected(draft), form.settled(draft))
        except BadStandardFile as error:
            form.form_errors.append(str(error))
        else:
            flash("Your corrections are saved.", "success")
            return redirect(url_for(".standard_draft", draft_id=draft.id))
    shown = draft_page(draft, form)
    refusal = services.why_not_publishable(draft)
    page = render_template("standard_drafts/draft.html", draft=draft, form=form, page=shown, refusal=refusal)
    return page, 422 if form.errors else 200


@blueprint.get("/standards/drafts/<int:draft_id>/file")
@administrator_only
def standard_draft_file(draft_id: int) -> Response:
    """The standard file as it stands, to correct what the page does not offer and upload it again."""
    standard = get_draft_for(current_person(), draft_id).standard
    answer = Response(standard_text(standard), mimetype="application/json")
    name = f"{standard.reference}@{standard.version}.json".replace("/", "_")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@blueprint.post("/standards/drafts/<int:draft_id>/publish")
@administrator_only
def publish_standard_draft(draft_id: int) -> ResponseReturnValue:
    administrator = current_person()
    draft = get_draft_for(administrator, draft_id)
    if FlaskForm().validate_on_submit():
        published = services.publish_draft(administrator, draft)
        flash(f"{published.standard.label} is published. Apprentices can be put on it.", "success")
    return redirect(url_for(".standards"))


@blueprint.post("/standards/drafts/<int:draft_id>/drop")
@administrator_only
def drop_standard_draft(draft_id: int) -> ResponseReturnValue:
    administrator = current_person()
    draft = get_draft_for(administrator, draft_id)
    if FlaskForm().validate_on_submit():
        services.drop_draft(administrator, draft)
        flash(f"What was read from {draft.file_name} is dropped.", "success")
    return redirect(url_for(".standards"))
