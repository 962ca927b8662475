"""The report as a file: the stored rows as the tree that the writer writes, and what the file is called."""

import re
from collections.abc import Mapping
from datetime import datetime

from accounts.models import Apprenticeship
from documents.report.tree import AppendixRow, Cover
from documents.report.tree import Report as Tree
from documents.report.tree import ReportKind as TreeKind
from documents.report.words import words_in_appendix, words_in_file
from documents.report.writer import write_report
from foundation.clock import as_day
from foundation.files import files
from foundation.wording import numbered
from report_builder.appendix import printed_rows
from report_builder.assembly import assemble_report
from report_builder.frozen import FrozenReport
from report_builder.mapping.standing import appendix_of
from report_builder.measuring import Written, contents_of, length_of, outline_of
from report_builder.models import Report, ReportFigure
from report_builder.queries import list_figures
from report_builder.scaffold import REFERENCES_KEY
from report_builder.to_tree import ImageLoader

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_REFUSED_BY_DISKS = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def write_docx(report: Report, *, now: datetime) -> bytes:
    """The whole report as a .docx, as it stands; `now` is the day on its cover."""
    tree = tree_of(report, printed_rows(appendix_of(report)), _pictures(list_figures(report)), now=now)
    return write_report(tree, now=now)


def write_frozen_docx(frozen: FrozenReport) -> bytes:
    """The same of a report as it was sent or signed, dated when its last word was saved."""
    tree = tree_of(frozen, frozen.rows, _pictures(list_figures(frozen.report)), now=frozen.saved_at)
    return write_report(tree, now=frozen.saved_at)


def file_words(report: Report, *, now: datetime) -> tuple[int, int]:
    """What a word processor shows for that file, and how many of those words are the appendix. Nothing is written and
    no picture is read: that takes a few milliseconds."""
    tree = tree_of(report, printed_rows(appendix_of(report)), lambda _image: b"", now=now)
    return words_in_file(tree), words_in_appendix(tree)


def tree_of(report: Written, rows: tuple[AppendixRow, ...], image: ImageLoader, *, now: datetime) -> Tree:
    """The tree that the writer writes. `image` gives the bytes of a picture by its id."""
    contents = contents_of(report)
    references = contents.pop(REFERENCES_KEY, None)
    return assemble_report(
        outline_of(report),
        contents,
        cover=_cover(report, now),
        image=image,
        references=references,
        appendix=rows,
    )


def _pictures(figures: Mapping[str, ReportFigure]) -> ImageLoader:
    return lambda image: b"".join(files.store.read(figures[image].key))


def docx_name(report: Written) -> str:
    """ "Amira Hussain ST0001 Practice report.docx", without what a disk may refuse."""
    title = report.title if any(report.project_titles) else ""
    return file_name(report.apprenticeship, f"{report.label} {title}", ".docx")


def file_name(apprenticeship: Apprenticeship, words: str, ending: str) -> str:
    """Whose it is, on which standard, and what it is; without what a disk may refuse."""
    name = f"{apprenticeship.apprentice.name} {apprenticeship.standard.reference} {words}"
    return f"{' '.join(_REFUSED_BY_DISKS.sub(' ', name).split())[:120].strip('. ')}{ending}"


def _cover(report: Written, now: datetime) -> Cover:
    apprenticeship = report.apprenticeship
    length = length_of(report)
    return Cover(
        title=report.title,
        apprentice=apprenticeship.apprentice.name,
        standard=apprenticeship.standard.label,
        word_count=numbered(length.words, "word"),
        date=as_day(now),
        kind=TreeKind(report.kind.value),
        attempt=report.attempt,
        provider=apprenticeship.provider.name,
        employer=apprenticeship.employer.name,
    )
