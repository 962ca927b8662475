"""Inviting many people at once: the template, the check, the invitations, and the lines to put right."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import administrator_only, current_person
from accounts.administration.csv_import import (
    MAX_ROWS,
    bad_rows_as_csv,
    links_as_csv,
    template_csv,
)
from accounts.administration.forms import SpreadsheetForm
from accounts.administration.importing import check_sheet, import_people
from accounts.administration.sheet_text import MAX_BYTES, BadSheet, read_text
from accounts.administration.views import blueprint
from accounts.administration.wording import columns_of, ready_rows
from accounts.queries import list_standard_versions
from accounts.services import INVITATION_LASTS
from foundation.errors import Refused

BYTE_ORDER_MARK = "\ufeff"  # Excel takes a CSV file for UTF-8 only when it begins so


@blueprint.route("/spreadsheet", methods=["GET", "POST"])
@administrator_only
def spreadsheet() -> ResponseReturnValue:
    """Takes a file and shows what inviting it would do. Nothing is invited yet."""
    form = SpreadsheetForm()
    if form.validate_on_submit():
        try:
            data = form.file.data.stream.read(MAX_BYTES + 1)
            return _preview(data)
        except BadSheet as error:
            form.file.errors = (str(error),)
    columns = columns_of(list_standard_versions(current_person().provider_id))
    page = render_template("administration/spreadsheet.html", form=form, columns=columns, max_rows=MAX_ROWS)
    return page, 422 if form.errors else 200


def _preview(data: bytes) -> str:
    checked = check_sheet(current_person().provider, data)
    return render_template(
        "administration/spreadsheet_checked.html",
        checked=checked,
        ready=ready_rows(checked),
        sheet=read_text(data),
        to_mend=bad_rows_as_csv(checked.bad),
    )


@blueprint.post("/spreadsheet/invite")
@administrator_only
def invite_spreadsheet() -> str:
    """Invite everybody whose line is right."""
    administrator = current_person()
    imported = import_people(administrator.actor, administrator.provider, _carried().encode())
    return render_template(
        "administration/spreadsheet_invited.html",
        imported=imported,
        links=links_as_csv(imported.invited),
        to_mend=bad_rows_as_csv(imported.bad),
        days=INVITATION_LASTS.days,
    )


@blueprint.get("/spreadsheet/template.csv")
@administrator_only
def spreadsheet_template() -> Response:
    return _csv(template_csv(), "invite-people.csv")


@blueprint.post("/spreadsheet/to-mend")
@administrator_only
def spreadsheet_to_mend() -> Response:
    """The lines that were not taken, as the page before carried them: to be mended and sent again."""
    return _csv(_carried(), "lines-to-put-right.csv")


@blueprint.post("/spreadsheet/links")
@administrator_only
def spreadsheet_links() -> Response:
    """The links of a spreadsheet's people, as the page before carried them: they are kept nowhere else."""
    return _csv(_carried(), "invitation-links.csv")


def _carried() -> str:
    sheet = request.form.get("sheet", "")
    if not sheet:
        raise Refused("The page lost its spreadsheet. Choose the file again.")
    return sheet


def _csv(text: str, name: str) -> Response:
    answer = Response(BYTE_ORDER_MARK + text, mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
