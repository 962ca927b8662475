"""The report as a file."""

from io import BytesIO

from flask import Response, send_file

from accounts.access import apprentice_only, current_person
from documents.report.blocks import UnwritablePicture
from foundation.clock import now
from foundation.errors import Refused
from report_builder.access import get_own_report_for
from report_builder.export import DOCX, docx_name, write_docx
from report_builder.views import blueprint


@blueprint.get("/<int:report_id>/docx")
@apprentice_only
def docx(report_id: int) -> Response:
    """The whole report as it stands, made on the spot: that takes less than half a second."""
    report = get_own_report_for(current_person(), report_id)
    try:
        content = write_docx(report, now=now())
    except UnwritablePicture as error:
        raise Refused(str(error)) from error
    return send_file(
        BytesIO(content), mimetype=DOCX, as_attachment=True, download_name=docx_name(report), max_age=0
    )
