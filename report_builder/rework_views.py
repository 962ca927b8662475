"""An earlier attempt at the final report, as it was handed in."""

from accounts.access import apprentice_only, current_person
from foundation.errors import NotFound
from report_builder.access import get_own_report_for
from report_builder.review.signing import handed_in_page
from report_builder.rework import find_handed_in
from report_builder.views import blueprint
from sign_off.manifest import Manifest


@blueprint.get("/<int:report_id>/handed-in/<int:attempt>")
@apprentice_only
def handed_in(report_id: int, attempt: int) -> str:
    """To read beside the rework; it never changes."""
    report = get_own_report_for(current_person(), report_id)
    found = find_handed_in(report, attempt)
    if found is None:
        raise NotFound("No such attempt was handed in.")
    return handed_in_page(report, attempt, Manifest.from_dict(found.manifest))
