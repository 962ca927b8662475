"""Pages of the report: HTTP only. Each loads, calls one verb, then redirects or renders."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.access import apprentice_only, current_person, get_own_apprenticeship, signed_in
from accounts.models import Apprenticeship, Role
from foundation.errors import NotFound, Refused
from report_builder import services
from report_builder.access import can_change_report, get_own_report_for, get_report_for, why_locked
from report_builder.forms import ProjectsForm
from report_builder.models import Report, ReportKind
from report_builder.queries import find_current_report, list_reports
from report_builder.report_page import clauses_of, deadline_of, report_page
from report_builder.review.page import sent_page
from report_builder.review.sending import sending_of
from report_builder.review.talk import talk_of
from report_builder.scaffold import projects_allowed
from sign_off.reviews.access import can_comment

blueprint = Blueprint("report_builder", __name__, url_prefix="/report")


@blueprint.get("/")
@apprentice_only
def report() -> ResponseReturnValue:
    """The report that counts now, or the way to begin it."""
    apprenticeship = _apprenticeship_with_project()
    current = find_current_report(apprenticeship)
    if current is None:
        return _start_page(apprenticeship, _projects_form(apprenticeship))
    return _workbench(current)


@blueprint.post("/")
@apprentice_only
def start() -> ResponseReturnValue:
    """Begin the report that is due: practice before the gateway, after it the final."""
    apprenticeship = _apprenticeship_with_project()
    form = _projects_form(apprenticeship)
    if form.validate_on_submit():
        services.create_report(current_person(), apprenticeship, form.titles)
        return redirect(url_for(".report"))
    return _start_page(apprenticeship, form), 422


@blueprint.get("/<int:report_id>")
@signed_in
def read(report_id: int) -> ResponseReturnValue:
    """One report: hers to work on or look back at, or what was sent for whoever may read it."""
    person = current_person()
    found = get_report_for(person, report_id)
    if person.role is Role.APPRENTICE:
        return _workbench(found)
    return render_template("report_builder/review.html", report=found, **sent_page(person, found))


@blueprint.route("/<int:report_id>/projects", methods=["GET", "POST"])
@apprentice_only
def projects(report_id: int) -> ResponseReturnValue:
    """Name the projects; add a second, or take it away while it is empty."""
    person = current_person()
    found = get_own_report_for(person, report_id)
    titles = (*found.project_titles, "")
    form = _projects_form(found.apprenticeship, title=titles[0], second=titles[1])
    if form.validate_on_submit():
        try:
            services.update_titles(person, found, form.titles)
        except Refused as error:
            (form.second if "second" in form else form.title).errors = (str(error),)
        else:
            flash("Saved.", "success")
            return redirect(url_for(".read", report_id=found.id))
    page = render_template("report_builder/projects.html", report=found, form=form)
    return page, 422 if form.errors else 200


def _apprenticeship_with_project() -> Apprenticeship:
    apprenticeship = get_own_apprenticeship()
    if apprenticeship.standard.project is None:
        raise NotFound("Your standard asks for no project report.")
    return apprenticeship


def _projects_form(apprenticeship: Apprenticeship, **data: str) -> ProjectsForm:
    form = ProjectsForm(data=data)
    if projects_allowed(apprenticeship.standard) < 2:
        del form.second
    return form


def _start_page(apprenticeship: Apprenticeship, form: ProjectsForm) -> str:
    return render_template(
        "report_builder/start.html",
        apprenticeship=apprenticeship,
        form=form,
        practice=list_reports(apprenticeship).get(ReportKind.PRACTICE),
        deadline=deadline_of(apprenticeship, None),
        clauses=clauses_of(
            apprenticeship.standard, "report_start_after_gateway", "report_due", "report_unaided"
        ),
        project=apprenticeship.standard.project,
    )


def _workbench(found: Report) -> str:
    """What she works on, as it is now."""
    person, apprenticeship = current_person(), found.apprenticeship
    return render_template(
        "report_builder/report.html",
        report=found,
        page=report_page(found),
        standard=apprenticeship.standard,
        own=apprenticeship.apprentice_id == person.id,
        can_change=can_change_report(person, found),
        locked=why_locked(found),
        sending=sending_of(person, found),
        talk=talk_of(found),
        can_comment=can_comment(person, found.subject),
        rules=clauses_of(apprenticeship.standard, "report_words", "report_exclusions"),
        practice=_practice_beside(found),
    )


def _practice_beside(found: Report) -> Report | None:
    if found.kind is ReportKind.PRACTICE:
        return None
    return list_reports(found.apprenticeship).get(ReportKind.PRACTICE)
