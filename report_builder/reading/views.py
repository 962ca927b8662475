"""Reading it through: hints about sentences, and asking for another reading. HTTP only."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import apprentice_only, current_person
from foundation.errors import MasterpieceError
from report_builder.access import get_hint_for, get_own_report_for
from report_builder.reading import services
from report_builder.reading.page import hints_page
from report_builder.services import ask_for_reading
from report_builder.views import blueprint

DECISIONS = {"leave": services.leave_hint, "ask": services.reopen_hint}
PAGES = {"appendix": "report_builder.appendix", "hints": "report_builder.hints"}


@blueprint.get("/<int:report_id>/hints")
@apprentice_only
def hints(report_id: int) -> str:
    """The sentences worth a second look before she sends the report."""
    report = get_own_report_for(current_person(), report_id)
    return render_template("report_builder/hints.html", report=report, page=hints_page(report), back="hints")


@blueprint.post("/<int:report_id>/hints/<int:hint_id>")
@apprentice_only
def decide_hint(report_id: int, hint_id: int) -> ResponseReturnValue:
    """She leaves a sentence as it is, or wants to look again."""
    person = current_person()
    hint = get_hint_for(person, report_id, hint_id)
    decide = DECISIONS.get(request.form.get("decision", ""))
    if decide is None:
        raise MasterpieceError("Choose whether to leave this sentence as it is.")
    decide(person, hint)
    return redirect(url_for(".hints", report_id=report_id, _anchor="hints"))


@blueprint.post("/<int:report_id>/reading")
@apprentice_only
def read_again(report_id: int) -> ResponseReturnValue:
    """She asks us to read the report now. `back` names the page that she asked from."""
    person = current_person()
    report = get_own_report_for(person, report_id)
    ask_for_reading(person, report)
    return redirect(url_for(_page_asked_from(), report_id=report.id))


@blueprint.get("/<int:report_id>/reading")
@apprentice_only
def reading(report_id: int) -> str:
    """How far the reading is."""
    report = get_own_report_for(current_person(), report_id)
    back = "hints" if _page_asked_from() == PAGES["hints"] else "appendix"
    return render_template("report_builder/_reading.html", report=report, page=hints_page(report), back=back)


def _page_asked_from() -> str:
    return PAGES.get(request.values.get("back", ""), PAGES["appendix"])
