"""What becomes of a practice report when its apprenticeship moves to another version of the standard.

The final report starts after the gateway, and nobody moves after it. Words are never put elsewhere than where she wrote
them: while some stand in a section that the other version has no place for, she is not moved.
"""

from collections.abc import Sequence

from accounts.models import Apprenticeship, Person
from foundation.database import db
from report_builder.content import Content
from report_builder.measuring import titles_of, written_keys
from report_builder.models import MappingRow, Report, RowState
from report_builder.queries import list_reports, list_rows
from report_builder.scaffold import projects_allowed, scaffold
from report_builder.services import fit_to_standard
from standards import Comparison, Standard


class ReportMover:
    """Knows the report's sections and the rows of its appendix, for accounts.moving."""

    def blockers(self, apprenticeship: Apprenticeship, standard: Standard) -> Sequence[str]:
        name = apprenticeship.apprentice.first_name
        return [
            f"{name}’s practice report has words in “{title}”, for which version {standard.version} has no place. "
            f"{name} takes them out, or moves them to another section, first."
            for report in list_reports(apprenticeship).values()
            for title in _homeless(report, standard)
        ]

    def foresee(self, apprenticeship: Apprenticeship, comparison: Comparison) -> Sequence[str]:
        rows = [row for row in _rows(apprenticeship) if row.state is RowState.CONFIRMED]
        if not rows:
            return ()
        kept = sum(row.code in comparison.same for row in rows)
        sentence = f"{kept} of {len(rows)} rows of the practice report’s appendix are carried over."
        return [
            sentence if kept == len(rows) else f"{sentence} Reworded ones are asked again, others taken out."
        ]

    def move(self, actor: Person, apprenticeship: Apprenticeship, comparison: Comparison) -> None:
        reworded = {pair.old.code: pair.new.code for pair in comparison.reworded}
        coming = []
        for row in _rows(apprenticeship):
            code = comparison.same.get(row.code) or reworded.get(row.code)
            if code is None or (row.code in reworded and row.state is not RowState.CONFIRMED):
                db.session.delete(row)
                continue
            if row.code in reworded:
                row.state = RowState.OPEN
            coming.append((row, code))
        _renumber(coming)
        for report in list_reports(apprenticeship).values():
            if apprenticeship.standard.project is not None:
                fit_to_standard(report)


def _rows(apprenticeship: Apprenticeship) -> list[MappingRow]:
    return [row for report in list_reports(apprenticeship).values() for row in list_rows(report)]


def _homeless(report: Report, standard: Standard) -> list[str]:
    """The titles of the sections with something in them that a report of `standard` has not."""
    titles = titles_of(report)
    written = [section.key for section in report.sections if not Content(section.content).is_empty]
    if standard.project is None:
        return [titles[key] for key in written if key in titles]
    projects = report.project_titles[: projects_allowed(standard)]
    keys = {key for _, key in written_keys(scaffold(standard, projects))}
    return [titles[key] for key in written if key in titles and key not in keys]


def _renumber(coming: list[tuple[MappingRow, str]]) -> None:
    """In two steps, since two codes may change places."""
    for row, code in coming:
        row.code = f"to {code}"
    db.session.flush()
    for row, code in coming:
        row.code = code
    db.session.flush()
