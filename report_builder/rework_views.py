"""An earlier attempt at the final report, as it was handed in."""

from flask import Response

from accounts.access import current_person, signed_in
from report_builder.access import get_handed_in_for
from report_builder.review.signing import around_handed_in, handed_in_page
from report_builder.views import blueprint
from sign_off.manifest import Manifest
from sign_off.models import StatementKind
from sign_off.statements.opening import open_file


@blueprint.get("/<int:report_id>/handed-in/<int:attempt>")
@signed_in
def handed_in(report_id: int, attempt: int) -> str:
    """To read beside the rework; it never changes."""
    person = current_person()
    return handed_in_page(person, get_handed_in_for(person, report_id, attempt))


@blueprint.get("/<int:report_id>/handed-in/<int:attempt>/files/<file_id>")
@signed_in
def handed_in_file(report_id: int, attempt: int, file_id: str) -> Response | str:
    """A picture of it, or its slides, also when others have taken their place since."""
    person = current_person()
    kept = get_handed_in_for(person, report_id, attempt)
    manifest, around = Manifest.from_dict(kept.manifest), around_handed_in(person, kept)
    return open_file(StatementKind.REPORT, kept.report.apprenticeship, manifest, file_id, around)
