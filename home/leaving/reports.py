"""Reports in the ZIP of everything: each as a document that opens anywhere, with its presentation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.models import Apprenticeship
from documents.report.blocks import UnwritablePicture
from foundation.clock import now
from home.leaving.archive import Kept, safe_name
from report_builder.export import docx_name, write_docx
from report_builder.models import Report
from report_builder.presentation_page import needs_in_words
from report_builder.queries import list_reports
from report_builder.speaking import PlannedPart, planned_parts
from standards import Limits


@dataclass(frozen=True)
class KeptReport:
    """A report as the page names it. `path` is where its document lies, empty where none could be written; `slides`
    are (name, path), those in use first and the others said to be out; `parts` what she planned to say, with the
    minutes."""

    title: str
    path: str
    content: bytes
    slides: tuple[tuple[str, str], ...]
    needs: str
    parts: tuple[PlannedPart, ...]
    subject_id: int


def reports_of(apprenticeship: Apprenticeship, kept: Sequence[Kept]) -> list[KeptReport]:
    """Her reports, practice first. What a document cannot show is still whole in the data."""
    paths = {one.key: one.path for one in kept}
    return [_kept(report, paths) for _, report in sorted(list_reports(apprenticeship).items(), reverse=True)]


def _kept(report: Report, paths: Mapping[str, str]) -> KeptReport:
    try:
        content = write_docx(report, now=now())
    except (FileNotFoundError, UnwritablePicture):
        content = b""
    presentation, project = report.presentation, report.apprenticeship.standard.project
    limits = project.limits if project else Limits()
    everything = (
        sorted(presentation.all_slides, key=lambda one: one.taken_out_at is not None) if presentation else []
    )
    return KeptReport(
        title=report.full_title,
        path=f"report/{safe_name(docx_name(report))}" if content else "",
        content=content,
        slides=tuple(
            (one.name if one.taken_out_at is None else f"{one.name} (taken out)", paths[one.key])
            for one in everything
        ),
        needs=needs_in_words(presentation),
        parts=tuple(
            one for one in planned_parts(presentation, limits) if one.minutes or one.points or one.notes
        ),
        subject_id=report.subject_id,
    )
