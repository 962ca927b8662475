"""The report as a file: the stored rows as the tree that the writer writes, and what the file is called."""

import re
from collections.abc import Mapping
from datetime import datetime

from documents.report.tree import AppendixRow, Cover
from documents.report.tree import Report as Tree
from documents.report.tree import ReportKind as TreeKind
from documents.report.writer import write_report
from foundation.clock import as_day
from foundation.files import files
from report_builder.appendix import Appendix, Place, build_appendix, printed_rows
from report_builder.assembly import assemble_report
from report_builder.content import to_plain_text
from report_builder.frozen import FrozenReport
from report_builder.measuring import Written, contents_of, length_of, outline_of, titles_of
from report_builder.models import MappingRow, Report, ReportFigure, RowState
from report_builder.queries import list_figures, list_rows
from report_builder.scaffold import REFERENCES_KEY

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_REFUSED_BY_DISKS = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def write_docx(report: Report, *, now: datetime) -> bytes:
    """The whole report as a .docx, as it stands; `now` is the day on its cover."""
    rows = printed_rows(appendix_of(report), titles_of(report))
    return write_report(tree_of(report, rows, list_figures(report), now=now), now=now)


def write_frozen_docx(frozen: FrozenReport) -> bytes:
    """The same of a report as it was sent or signed, dated when its last word was saved."""
    tree = tree_of(frozen, frozen.rows, list_figures(frozen.report), now=frozen.saved_at)
    return write_report(tree, now=frozen.saved_at)


def tree_of(
    report: Written,
    rows: tuple[AppendixRow, ...],
    figures: Mapping[str, ReportFigure],
    *,
    now: datetime,
) -> Tree:
    contents = contents_of(report)
    references = contents.pop(REFERENCES_KEY, None)
    return assemble_report(
        outline_of(report),
        contents,
        cover=_cover(report, now),
        image=lambda image: b"".join(files.store.read(figures[image].key)),
        references=references,
        appendix=rows,
    )


def appendix_of(report: Report) -> Appendix:
    """The mapping as it stands: what she confirmed, what of it has been rewritten, what is suggested."""
    standard = report.apprenticeship.standard
    assert standard.project is not None, "a report belongs to a standard with a project"
    rows = list_rows(report)
    here = {section.key for section in outline_of(report)}
    return build_appendix(
        standard,
        standard.project,
        {key: to_plain_text(content) for key, content in contents_of(report).items() if key in here},
        confirmed=[place_of(row) for row in rows if row.state is RowState.CONFIRMED],
        rejected=[place_of(row) for row in rows if row.state is RowState.REJECTED],
        suggested=[place_of(row) for row in rows if row.state is RowState.OPEN],
    )


def place_of(row: MappingRow) -> Place:
    return Place(row.code, row.section_key, row.locator, row.excerpt, row.score)


def docx_name(report: Written) -> str:
    """ "Amira Hussain ST0505 Practice report.docx", without what a disk may refuse."""
    her = report.apprenticeship
    name = f"{her.apprentice.name} {her.standard.reference} {report.kind.label}" + (
        f" {report.title}" if any(report.project_titles) else ""
    )
    return f"{' '.join(_REFUSED_BY_DISKS.sub(' ', name).split())[:120].strip('. ')}.docx"


def _cover(report: Written, now: datetime) -> Cover:
    apprenticeship = report.apprenticeship
    length = length_of(report)
    return Cover(
        title=report.title,
        apprentice=apprenticeship.apprentice.name,
        standard=apprenticeship.standard.label,
        word_count=f"{length.words:,} words" if length.words != 1 else "1 word",
        date=as_day(now),
        kind=TreeKind(report.kind.value),
        provider=apprenticeship.provider.name,
        employer=apprenticeship.employer.name,
    )
