"""The stored rows against the report as it stands."""

from report_builder.appendix import Appendix, Place, build_appendix
from report_builder.measuring import passages_of
from report_builder.models import MappingRow, Report, RowState
from report_builder.queries import list_rows
from standards import Method


def appendix_of(report: Report) -> Appendix:
    """The mapping as it stands: what she confirmed, what of it has been rewritten, what is suggested."""
    rows = list_rows(report)
    return build_appendix(
        report.apprenticeship.standard,
        project_of(report),
        passages_of(report),
        confirmed=[place_of(row) for row in rows if row.state is RowState.CONFIRMED],
        rejected=[place_of(row) for row in rows if row.state is RowState.REJECTED],
        suggested=[place_of(row) for row in rows if row.state is RowState.OPEN],
    )


def project_of(report: Report) -> Method:
    """The method of the standard that this report belongs to."""
    method = report.apprenticeship.standard.project
    assert method is not None, "a report belongs to a standard with a project"
    return method


def place_of(row: MappingRow) -> Place:
    return Place(
        row.code, row.section_key, row.locator, row.excerpt, row.score, row.id, is_own=not row.suggested
    )
