"""The presentation of the final report: one page with its slides, what she needs in the room, and her outline."""

from io import BytesIO

from flask import flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from accounts.access import apprentice_only, current_person
from foundation.clock import now
from foundation.errors import NotFound
from report_builder import presentation_services as services
from report_builder.access import get_own_report_for
from report_builder.export import file_name
from report_builder.forms import MORE, NOTHING, NeedsForm, OutlineForm, outline_form
from report_builder.models import Presentation, Report, ReportKind
from report_builder.presentation_page import presentation_page
from report_builder.speaking import PPTX, planned_parts, write_outline
from report_builder.views import blueprint


@blueprint.get("/<int:report_id>/presentation")
@apprentice_only
def presentation(report_id: int) -> str:
    """What the plan asks of her presentation, and what goes in with the report."""
    return show_presentation(get_own_report_for(current_person(), report_id))


@blueprint.get("/<int:report_id>/presentation/progress")
@apprentice_only
def presentation_progress(report_id: int) -> str:
    """The slides again, while the worker draws them."""
    found = get_own_report_for(current_person(), report_id)
    page = presentation_page(found)
    if page.slides is None:
        raise NotFound("There are no slides any more. Reload the page.")
    return render_template("report_builder/_slides_seen.html", report=found, page=page)


@blueprint.post("/<int:report_id>/presentation/needs")
@apprentice_only
def tell_needs(report_id: int) -> ResponseReturnValue:
    person = current_person()
    found = get_own_report_for(person, report_id)
    form = NeedsForm()
    if form.validate_on_submit():
        services.tell_needs(person, found, form.told)
        flash("Saved. What you need goes into the report pack.", "success")
        return redirect(url_for(".presentation", report_id=found.id))
    return show_presentation(found, needs_form=form), 422


@blueprint.post("/<int:report_id>/presentation/outline")
@apprentice_only
def plan_presentation(report_id: int) -> ResponseReturnValue:
    person = current_person()
    found = get_own_report_for(person, report_id)
    form = _outline_form(found)
    if form.validate_on_submit():
        services.plan_presentation(person, found, form.parts)
        flash("Your outline is saved.", "success")
        return redirect(url_for(".presentation", report_id=found.id, _anchor="outline"))
    return show_presentation(found, outline=form), 422


@blueprint.get("/<int:report_id>/presentation/outline.pptx")
@apprentice_only
def presentation_outline(report_id: int) -> ResponseReturnValue:
    """Her outline as slides to begin with, her notes in their speaker notes."""
    found = get_own_report_for(current_person(), report_id)
    if found.kind is not ReportKind.FINAL:
        raise NotFound("A practice report has no presentation.")
    return send_file(
        BytesIO(write_outline(found, now=now())),
        mimetype=PPTX,
        as_attachment=True,
        download_name=file_name(found.apprenticeship, "Presentation outline", ".pptx"),
        max_age=0,
    )


def show_presentation(
    report: Report,
    *,
    needs_form: NeedsForm | None = None,
    outline: OutlineForm | None = None,
    slides_error: str = "",
) -> str:
    """The page; where a form of it was wrong, with that form as it was sent."""
    return render_template(
        "report_builder/presentation.html",
        report=report,
        page=presentation_page(report),
        needs_form=needs_form or _needs_form(report.presentation),
        outline_form=outline or _outline_form(report),
        wrong=needs_form or outline,
        slides_error=slides_error,
    )


def _needs_form(presentation: Presentation | None) -> NeedsForm:
    if presentation is None or presentation.needs_told_at is None:
        return NeedsForm(formdata=None)
    kind = MORE if presentation.needs else NOTHING
    return NeedsForm(formdata=None, kind=kind, needs=presentation.needs)


def _outline_form(report: Report) -> OutlineForm:
    method = report.apprenticeship.standard.project
    return outline_form(planned_parts(report.presentation, method.limits) if method else ())
