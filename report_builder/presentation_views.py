"""The presentation of the final report: one page with its slides, what she needs in the room, and her minutes."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.access import apprentice_only, current_person
from foundation.errors import NotFound
from report_builder import presentation_services as services
from report_builder.access import get_own_report_for
from report_builder.forms import MORE, NOTHING, NeedsForm, TimingForm, timing_form
from report_builder.models import Presentation, Report
from report_builder.presentation_page import presentation_page
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


@blueprint.post("/<int:report_id>/presentation/timing")
@apprentice_only
def plan_timing(report_id: int) -> ResponseReturnValue:
    person = current_person()
    found = get_own_report_for(person, report_id)
    form = _timing_form(found)
    if form.validate_on_submit():
        services.plan_timing(person, found, form.planned)
        return redirect(url_for(".presentation", report_id=found.id, _anchor="timing"))
    return show_presentation(found, timing=form), 422


def show_presentation(
    report: Report,
    *,
    needs_form: NeedsForm | None = None,
    timing: TimingForm | None = None,
    slides_error: str = "",
) -> str:
    """The page; where a form of it was wrong, with that form as it was sent."""
    return render_template(
        "report_builder/presentation.html",
        report=report,
        page=presentation_page(report),
        needs_form=needs_form or _needs_form(report.presentation),
        timing_form=timing or _timing_form(report),
        wrong=needs_form or timing,
        slides_error=slides_error,
    )


def _needs_form(presentation: Presentation | None) -> NeedsForm:
    if presentation is None or presentation.needs_told_at is None:
        return NeedsForm(formdata=None)
    kind = MORE if presentation.needs else NOTHING
    return NeedsForm(formdata=None, kind=kind, needs=presentation.needs)


def _timing_form(report: Report) -> TimingForm:
    method = report.apprenticeship.standard.project
    planned = report.presentation.timing if report.presentation else []
    return timing_form(method.limits.covers if method else (), planned)
