"""Takes what a report pack holds from the database, as it is now."""

from datetime import datetime

from accounts.models import Apprenticeship
from documents import true_name
from documents.report.blocks import UnwritablePicture
from gateway.packs.contents import PackFile, ReportContents
from gateway.packs.copies import CannotPack
from gateway.packs.front import front_of
from gateway.packs.statements import WITH_REPORT
from report_builder.export import appendix_of, docx_name, write_docx
from report_builder.measuring import length_of
from report_builder.models import Report, ReportKind, Slides
from report_builder.presentation_page import describe_slides, needs_in_words
from report_builder.queries import list_reports
from report_builder.report_page import deadline_of


def assemble_report(apprenticeship: Apprenticeship, made_at: datetime) -> ReportContents:
    """Her final report as a document, with its presentation and the statement about both. Raises CannotPack."""
    report = list_reports(apprenticeship).get(ReportKind.FINAL)
    if report is None:
        raise CannotPack("There is no final report to pack. Start it on the report’s page.")
    presentation = report.presentation
    appendix, length, deadline = appendix_of(report), length_of(report), deadline_of(apprenticeship, report)
    slides = presentation.slides if presentation else None
    return ReportContents(
        **front_of(apprenticeship, made_at, WITH_REPORT),
        title=report.title,
        document=docx_name(report),
        document_bytes=_docx(report, made_at),
        words=length.headline,
        allowed=length.allowed,
        mapped=f"{appendix.placed} of {len(appendix.entries)} KSBs, in the appendix of the report",
        due=deadline.in_the_pack if deadline else "",
        rework=report.attempt if report.attempt > 1 else None,
        slides=_slides(slides) if slides else None,
        needs=tuple(filter(None, map(str.strip, needs_in_words(presentation).split("\n")))),
    )


def _docx(report: Report, made_at: datetime) -> bytes:
    try:
        return write_docx(report, now=made_at)
    except UnwritablePicture as error:
        raise CannotPack(str(error)) from error
    except FileNotFoundError as error:
        raise CannotPack(
            "A picture of the report is missing from where files are kept. Add it to the report again, and tell "
            "your provider."
        ) from error


def _slides(slides: Slides) -> PackFile:
    return PackFile(
        name=true_name(slides.name, slides.media_type),
        key=slides.key,
        size=slides.size,
        sha256=slides.sha256,
        media_type=slides.media_type,
        about=describe_slides(slides),
    )
