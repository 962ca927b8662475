"""Pages of the mapping appendix: HTTP only."""

from flask import flash, get_template_attribute, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import apprentice_only, current_person
from foundation.edge import wants_json
from foundation.errors import MasterpieceError
from report_builder.access import get_own_report_for, get_row_for
from report_builder.mapping import services
from report_builder.mapping.forms import RowForm, SentenceForm
from report_builder.mapping.page import AppendixPage, appendix_page
from report_builder.mapping.services import NotInReport
from report_builder.models import MappingRow, Report
from report_builder.report_page import clauses_of
from report_builder.views import blueprint

DECISIONS = {"yes": services.confirm_row, "no": services.reject_row, "ask": services.reopen_row}


@blueprint.get("/<int:report_id>/appendix")
@apprentice_only
def appendix(report_id: int) -> str:
    """Every KSB that the project assesses, with the sentences that show it."""
    return _page(get_own_report_for(current_person(), report_id))


@blueprint.post("/<int:report_id>/appendix/rows")
@apprentice_only
def create_row(report_id: int) -> ResponseReturnValue:
    """A sentence that she points to herself."""
    person = current_person()
    report = get_own_report_for(person, report_id)
    form = _row_form(report)
    if not form.validate_on_submit():
        return _page(report, form), 422
    try:
        row = services.create_row(person, report, form.code.data, form.excerpt.data, form.section.data)
    except NotInReport as error:
        form.excerpt.errors = (str(error),)
        return _page(report, form), 422
    return redirect(_place_of(row))


@blueprint.post("/<int:report_id>/appendix/rows/<int:row_id>")
@apprentice_only
def decide_row(report_id: int, row_id: int) -> ResponseReturnValue:
    """One answer to one suggestion, from a button or a key; or a row of her own taken out."""
    person = current_person()
    row = get_row_for(person, report_id, row_id)
    decide = DECISIONS.get(request.form.get("decision", ""))
    if decide is None:
        raise MasterpieceError("Answer yes or no.")
    report, place = row.report, _place_of(row)
    decide(person, row)
    if wants_json():
        page = appendix_page(report)
        return jsonify(ok=True, html=_row_html(page, report, row_id), parts=_standing_html(page))
    return redirect(place)


@blueprint.route("/<int:report_id>/appendix/rows/<int:row_id>/sentence", methods=["GET", "POST"])
@apprentice_only
def place_row(report_id: int, row_id: int) -> ResponseReturnValue:
    """Her own sentence, or the section, for a row that she confirmed."""
    person = current_person()
    row = get_row_for(person, report_id, row_id)
    form = SentenceForm(excerpt=row.excerpt)
    form.offer_sections(row.report)
    if form.validate_on_submit():
        try:
            new = services.update_row(person, row, form.excerpt.data, form.section.data)
        except NotInReport as error:
            form.excerpt.errors = (str(error),)
        else:
            flash(f"{new.code} now points to {new.locator}.", "success")
            return redirect(_place_of(new))
    return _sentence_page(row, form), 422 if form.errors else 200


def _page(report: Report, form: RowForm | None = None) -> str:
    return render_template(
        "report_builder/appendix.html",
        report=report,
        page=appendix_page(report),
        form=form or _row_form(report),
        clauses=clauses_of(report.apprenticeship.standard, "report_mapping", "report_themes"),
        back="appendix",
    )


def _sentence_page(row: MappingRow, form: SentenceForm) -> str:
    return render_template(
        "report_builder/row_sentence.html",
        report=row.report,
        ksb=row.report.apprenticeship.standard.ksb(row.code),
        form=form,
        back_to=("KSB appendix", _place_of(row)),
    )


def _row_form(report: Report) -> RowForm:
    form = RowForm(code=request.args.get("code", ""))
    form.offer_ksbs(report)
    form.offer_sections(report)
    return form


def _place_of(row: MappingRow) -> str:
    return url_for(".appendix", report_id=row.report_id, _anchor=f"ksb-{row.code.lower()}")


def _row_html(page: AppendixPage, report: Report, row_id: int) -> str:
    """The row as it is after the answer; nothing where it was taken out."""
    shown = next((row for row in page.rows if row.id == row_id), None)
    macro = get_template_attribute("report_builder/_appendix_row.html", "shown_row")
    return str(macro(shown, report)) if shown else ""


def _standing_html(page: AppendixPage) -> str:
    """What the answer changed elsewhere on the page."""
    return str(get_template_attribute("report_builder/_appendix_standing.html", "standing")(page))
