"""The log of help used, for the apprentice and for her provider's staff."""

from flask import render_template

from accounts.access import (
    apprentice_only,
    current_person,
    get_apprenticeship_for,
    get_own_apprenticeship,
    staff_only,
)
from accounts.models import Apprenticeship
from report_builder.review.help_log import list_help
from report_builder.review.sending import UNAIDED
from report_builder.views import blueprint


@blueprint.get("/help-used")
@apprentice_only
def help_used() -> str:
    return _page(get_own_apprenticeship(), own=True)


@blueprint.get("/help-used/<int:apprenticeship_id>")
@staff_only
def learners_help_used(apprenticeship_id: int) -> str:
    return _page(get_apprenticeship_for(current_person(), apprenticeship_id), own=False)


def _page(apprenticeship: Apprenticeship, *, own: bool) -> str:
    return render_template(
        "report_builder/help_used.html",
        apprenticeship=apprenticeship,
        own=own,
        entries=list_help(apprenticeship),
        clause=apprenticeship.standard.find_clause(UNAIDED),
    )
