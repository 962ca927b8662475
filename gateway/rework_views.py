"""The assessment organisation told that the project must be reworked: recorded by the provider's staff."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.access import current_person, get_apprenticeship_for, staff_only
from accounts.models import Apprenticeship
from foundation.errors import NotFound, Refused
from gateway.forms import ReworkForm, TakeBackForm
from gateway.rework_page import undone_by_taking_back
from gateway.views import blueprint
from report_builder.access import list_handed_in_for
from report_builder.models import Report
from report_builder.report_page import clauses_of, deadline_of
from report_builder.rework import find_final, find_signed, record_rework, take_back_rework


@blueprint.route("/learners/<int:apprenticeship_id>/gateway/rework", methods=["GET", "POST"])
@staff_only
def rework(apprenticeship_id: int) -> ResponseReturnValue:
    """The outcome, with its day: a fact that somebody told, never a grade of ours."""
    person = current_person()
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    final = _final_of(apprenticeship)
    form = ReworkForm(after=final.attempt)
    if form.validate_on_submit():
        try:
            record_rework(person, final, form.told_on.data, after=form.after.data)
        except Refused as error:
            form.told_on.errors = (str(error),)
        else:
            flash(f"Recorded. The report is rework {final.attempt} now.", "success")
            return redirect(url_for(".learner_gateway", apprenticeship_id=apprenticeship.id))
    return _rework_page(apprenticeship, final, form), 422 if form.errors else 200


def _rework_page(
    apprenticeship: Apprenticeship, final: Report, form: ReworkForm, back: TakeBackForm | None = None
) -> str:
    undone = undone_by_taking_back(apprenticeship, final)
    return render_template(
        "gateway/rework.html",
        apprenticeship=apprenticeship,
        final=final,
        form=form,
        back=back or TakeBackForm(formdata=None).of(undone),
        undone=undone,
        deadline=deadline_of(apprenticeship, final),
        earlier=list_handed_in_for(current_person(), final),
        signed=find_signed(apprenticeship) is not None,
        clauses=clauses_of(apprenticeship.standard, "rework", "resit", "all_within", "resit_cap"),
    )


@blueprint.post("/learners/<int:apprenticeship_id>/gateway/rework/<int:attempt>/take-back")
@staff_only
def take_back(apprenticeship_id: int, attempt: int) -> ResponseReturnValue:
    """It was recorded by mistake, or with a wrong day."""
    person = current_person()
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    final = _final_of(apprenticeship)
    form = TakeBackForm().of(undone_by_taking_back(apprenticeship, final))
    if not form.validate_on_submit():
        return _rework_page(apprenticeship, final, ReworkForm(formdata=None, after=final.attempt), form), 422
    take_back_rework(person, final, attempt=attempt)
    flash("Taken back. Nothing that was written is lost.", "success")
    return redirect(url_for(".rework", apprenticeship_id=apprenticeship.id))


def _final_of(apprenticeship: Apprenticeship) -> Report:
    final = find_final(apprenticeship)
    if final is None:
        raise NotFound("There is no final report yet, so there is none to rework.")
    return final
