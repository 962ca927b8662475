"""A standard on its way in: HTTP only."""

from collections.abc import Sequence

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from accounts.access import administrator_only, current_person
from accounts.administration.spreadsheet_views import blueprint
from accounts.models import Person, StandardDraft
from accounts.standard_drafts import services
from accounts.standard_drafts.access import get_draft_for, get_version_without_plan
from accounts.standard_drafts.draft_page import draft_page
from accounts.standard_drafts.forms import MAX_BYTES, PartForm, StandardFileForm, part_form
from accounts.standard_drafts.part import Part
from accounts.standard_drafts.part_page import part_page
from accounts.standard_drafts.parts import get_part
from accounts.standard_drafts.queries import find_draft_gone
from accounts.standard_drafts.taking_out import what_it_is
from accounts.standard_feeds import services as feeds
from foundation.bodies import takes_files
from foundation.database import db
from foundation.errors import Refused
from foundation.settings import MEGABYTE
from standards import BadStandardFile, NotAStandard, is_feed, standard_text


@blueprint.url_value_preprocessor
def make_room_for_a_pasted_page(endpoint: str | None, values: object) -> None:
    """A form field may hold 2 MB, and a page as much as a file. This is set before anything reads the form."""
    if endpoint in (f"{blueprint.name}.import_standard", f"{blueprint.name}.add_plan"):
        request.max_form_memory_size = 2 * MAX_BYTES


@blueprint.route("/standards/import", methods=["GET", "POST"])
@administrator_only
@takes_files
def import_standard() -> ResponseReturnValue:
    """Takes a page or file, reads it, and shows what was read, or lists a file of many. Nothing is published yet."""
    form = StandardFileForm()
    if form.validate_on_submit():
        db.release()  # reading takes a while, and on SQLite nobody else could write
        try:
            if is_feed(form.stream):
                feed = feeds.keep_feed(current_person(), form.stream, form.name)
                return redirect(url_for(".standard_feed", feed_id=feed.id))
            draft = services.upload_standard(current_person(), form.read(), form.name)
        except (NotAStandard, ValidationError) as error:
            form.complain(error)
        else:
            return _to_what_was_read(draft)
    most = min(feeds.MAX_BYTES, current_app.config["MAX_CONTENT_LENGTH"] - MEGABYTE) // MEGABYTE
    page = render_template("standard_drafts/import.html", form=form, version=None, feed_megabytes=most)
    return page, 422 if form.errors else 200


@blueprint.route("/standards/<int:version_id>/plan", methods=["GET", "POST"])
@administrator_only
def add_plan(version_id: int) -> ResponseReturnValue:
    """Takes the plan of a version that was published without one, and shows the new version that they make."""
    administrator = current_person()
    version = get_version_without_plan(administrator, version_id)
    form = StandardFileForm()
    if form.validate_on_submit():
        try:
            services.require_a_page(form.stream)
            draft = services.add_plan(administrator, version, form.read(), form.name)
        except (NotAStandard, ValidationError) as error:
            form.complain(error)
        else:
            return _to_what_was_read(draft)
    page = render_template("standard_drafts/import.html", form=form, version=version, feed_megabytes=None)
    return page, 422 if form.errors else 200


def _to_what_was_read(draft: StandardDraft) -> ResponseReturnValue:
    """What stands in the way of its name is said at once, not when all else is put right."""
    if refusal := services.why_not_named_so(draft):
        flash(refusal, "warning")
    return redirect(url_for(".standard_draft", draft_id=draft.id))


def _is_gone(administrator: Person, draft_id: int) -> ResponseReturnValue | None:
    """The way back for whoever asks after a draft that was published or dropped in another window meanwhile."""
    label = find_draft_gone(administrator.provider_id, draft_id)
    if label is None:
        return None
    flash(f"{label} is not waiting any more: it was published or dropped.", "information")
    return redirect(url_for(".standards"))


@blueprint.get("/standards/drafts/<int:draft_id>")
@administrator_only
def standard_draft(draft_id: int) -> str:
    """What was read: open doubts first, its parts, what would be published, and the source."""
    draft = get_draft_for(current_person(), draft_id)
    page = draft_page(draft, request.args.get("page", 1, type=int))
    refusal = services.why_not_publishable(draft)
    return render_template("standard_drafts/draft.html", draft=draft, page=page, refusal=refusal)


@blueprint.route("/standards/drafts/<int:draft_id>/parts/<part_id>", methods=["GET", "POST"])
@administrator_only
def standard_draft_part(draft_id: int, part_id: str) -> ResponseReturnValue:
    """One part of it, beside the lines that it was read from, ready to be corrected."""
    administrator = current_person()
    draft = get_draft_for(administrator, draft_id, to_change=request.method == "POST")
    part = get_part(draft.content, part_id)
    form = part_form(draft, part)
    if form.is_submitted() and form.based_on.data != part.stamp(draft.content):
        lost = form.show_saved(request.form)
        return _part(draft, part, form, changed=True, lost=lost), 422 if form.errors else 409
    if form.validate_on_submit():
        try:
            services.correct_part(administrator, draft, part, form.corrected(), form.settled)
        except BadStandardFile as error:
            form.form_errors.append(str(error))
        else:
            flash("Your corrections are saved.", "success")
            return redirect(url_for(".standard_draft_part", draft_id=draft.id, part_id=part.id))
    return _part(draft, part, form), 422 if form.errors else 200


def _part(
    draft: StandardDraft, part: Part, form: PartForm, *, changed: bool = False, lost: Sequence[str] = ()
) -> str:
    """`changed` says that somebody else saved it meanwhile; `lost` is what was typed and is not theirs."""
    return render_template(
        "standard_drafts/part.html",
        draft=draft,
        part=part,
        form=form,
        page=part_page(draft, part, form),
        changed=changed,
        lost=lost,
    )


@blueprint.post("/standards/drafts/<int:draft_id>/parts/<part_id>/take-out")
@administrator_only
def take_out_part(draft_id: int, part_id: str) -> ResponseReturnValue:
    administrator = current_person()
    if (gone := _is_gone(administrator, draft_id)) is not None:
        return gone
    draft = get_draft_for(administrator, draft_id, to_change=True)
    part = get_part(draft.content, part_id)
    if FlaskForm().validate_on_submit():
        services.take_out_part(administrator, draft, part)
        flash(f"The {what_it_is(part.id)} is taken out.", "success")
    return redirect(url_for(".standard_draft", draft_id=draft.id))


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
    if (gone := _is_gone(administrator, draft_id)) is not None:
        return gone
    draft = get_draft_for(administrator, draft_id, to_change=True)
    if FlaskForm().validate_on_submit():
        try:
            with db.session.begin_nested():
                published = services.publish_draft(administrator, draft)
        except Refused as error:
            flash(str(error), "warning")
            return redirect(url_for(".standard_draft", draft_id=draft.id))
        flash(f"{published.standard.label} is published. Your apprentices can be put on it.", "success")
    return redirect(url_for(".standards"))


@blueprint.post("/standards/drafts/<int:draft_id>/drop")
@administrator_only
def drop_standard_draft(draft_id: int) -> ResponseReturnValue:
    administrator = current_person()
    if (gone := _is_gone(administrator, draft_id)) is not None:
        return gone
    draft = get_draft_for(administrator, draft_id, to_change=True)
    if FlaskForm().validate_on_submit():
        services.drop_draft(administrator, draft)
        flash(f"What was read from {draft.file_name} is dropped.", "success")
    return redirect(url_for(".standards"))
