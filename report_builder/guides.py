"""What this room tells `sign_off` about reports: as what is sent, and with the presentation as what is signed."""

from collections.abc import Sequence

from flask import url_for

from accounts.models import Apprenticeship
from report_builder.access import why_locked
from report_builder.appendix import printed_rows
from report_builder.content import Content, texts_in
from report_builder.export import DOCX, docx_name, write_frozen_docx
from report_builder.frozen import PRESENTATION_KEY, REPORT_KEY, freeze_report, thaw_report
from report_builder.mapping.standing import appendix_of
from report_builder.measuring import contents_of
from report_builder.models import Presentation, Report, ReportFigure, ReportKind, Slides, name_of_attempt
from report_builder.preflight import ReportPart, checks_of, is_begun, way_to
from report_builder.queries import (
    find_figure,
    find_handed_in,
    find_report_of_subject,
    list_figures,
    list_reports,
)
from report_builder.review.signing import reading_page
from sign_off.manifest import Json, Manifest, ManifestEntry, ManifestFile
from sign_off.models import Subject
from sign_off.subjects import Attempt, Concern, Reading, ReadingCopy, ServedFile

_SLIDES = "slides-"
_DOCX = "report.docx"
_EMPTY = "Nothing is written yet. Write the first section."


class ReportGuide:
    """A report, practice or final, as something that is sent, returned and accepted."""

    def title_of(self, subject: Subject) -> str:
        return find_report_of_subject(subject).full_title

    def url_of(self, subject: Subject) -> str:
        return url_for("report_builder.read", report_id=find_report_of_subject(subject).id)

    def manifest_of(self, subject: Subject) -> Manifest:
        report = find_report_of_subject(subject)
        return _manifest(report.full_title, report.apprenticeship, _entries(report))

    def blockers(self, subject: Subject) -> Sequence[str]:
        report = find_report_of_subject(subject)
        locked = why_locked(report)
        if locked:
            return [locked]
        return [] if is_begun(report) else [_EMPTY]

    def texts_of(self, subject: Subject, sent: Manifest | None) -> Sequence[str]:
        """Of its sections in their order, with the words under pictures."""
        report = find_report_of_subject(subject)
        if sent is not None:
            contents = [Content(section.content) for section in thaw_report(report, sent).sections]
        else:
            contents = list(contents_of(report).values())
        return [text for content in contents for text in texts_in(content)]

    def find_file(self, subject: Subject, file_id: str) -> ServedFile | None:
        return _served(find_report_of_subject(subject), file_id)


class ReportStatementGuide:
    """The final report with its presentation, as what apprentice and employer confirm.

    Plan: both "must confirm this when the report and any presentation materials are submitted". So slides are covered
    where there are any, and none are asked for.
    """

    def is_asked_of(self, apprenticeship: Apprenticeship) -> bool:
        return apprenticeship.standard.project is not None

    def manifest_of(self, apprenticeship: Apprenticeship) -> Manifest:
        """Its title says which attempt it is, so that each is signed anew."""
        final = _final_of(apprenticeship)
        entries = (*_entries(final), _presentation(final.presentation)) if final else ()
        rework = f", rework {final.attempt}" if final and final.attempt > 1 else ""
        return _manifest(f"Project report and presentation{rework}", apprenticeship, entries)

    def attempt_of(self, apprenticeship: Apprenticeship) -> Attempt | None:
        final = _final_of(apprenticeship)
        kept = find_handed_in(final.id, final.attempt - 1) if final and final.attempt > 1 else None
        if final is None or kept is None:
            return None
        before = Manifest.from_dict(kept.manifest)
        return Attempt(name_of_attempt(final.attempt), name_of_attempt(kept.attempt), before)

    def concerns(self, apprenticeship: Apprenticeship) -> Sequence[Concern]:
        """What the report pack would refuse blocks the signature: nobody signs what cannot go in."""
        if apprenticeship.standard.project is None:
            return [Concern(f"{apprenticeship.standard.reference} asks for no project report.")]
        if not apprenticeship.is_past_gateway:
            return [Concern("The final report starts after the gateway, which is not confirmed yet.")]
        final = _final_of(apprenticeship)
        if final is None:
            way = way_to(ReportPart.REPORT, None)
            return [Concern("The final report is not begun yet. Start it on the report’s page.", way=way)]
        return [
            Concern(check.in_words, check.blocks, way_to(check.part, final), is_private=True)
            for check in checks_of(final)
            if not check.met
        ]

    def find_file(self, apprenticeship: Apprenticeship, file_id: str) -> ServedFile | None:
        final = _final_of(apprenticeship)
        return _served(final, file_id) if final else None

    def readings_of(self, apprenticeship: Apprenticeship, manifest: Manifest) -> Sequence[Reading]:
        """As a page of ours, which opens on a phone, and as the file that goes in."""
        final = _final_of(apprenticeship)
        if final is None or manifest.find_entry(REPORT_KEY) is None:
            return ()
        copy = ReadingCopy(
            id=_DOCX,
            of=REPORT_KEY,
            label="Read it as a Word file",
            name=docx_name(final),
            media_type=DOCX,
            write=lambda: _as_docx(final, manifest),
        )
        return (reading_page(final, manifest), copy)

    def find_picture(
        self, apprenticeship: Apprenticeship, manifest: Manifest, picture_id: str
    ) -> ServedFile | None:
        return None


def _as_docx(report: Report, manifest: Manifest) -> bytes:
    return write_frozen_docx(thaw_report(report, manifest))


def _manifest(title: str, apprenticeship: Apprenticeship, entries: tuple[ManifestEntry, ...]) -> Manifest:
    return Manifest(
        title,
        apprenticeship.apprentice.name,
        apprenticeship.standard.label,
        entries,
        standard_sha256=apprenticeship.standard_version.digest,
    )


def _entries(report: Report) -> tuple[ManifestEntry, ...]:
    return freeze_report(report, list_figures(report), printed_rows(appendix_of(report)))


def _presentation(presentation: Presentation | None) -> ManifestEntry:
    slides = presentation.slides if presentation else None
    needs = presentation.needs if presentation else ""
    facts: dict[str, Json] = {"technical needs": needs} if needs else {}
    return ManifestEntry(
        key=PRESENTATION_KEY,
        title="Presentation",
        kind="Slides" if slides else "No slides",
        files=(
            ManifestFile(f"{_SLIDES}{slides.id}", slides.name, slides.sha256, slides.size, slides.media_type),
        )
        if slides
        else (),
        facts=facts,
    )


def _final_of(apprenticeship: Apprenticeship) -> Report | None:
    return list_reports(apprenticeship).get(ReportKind.FINAL)


def _served(report: Report, file_id: str) -> ServedFile | None:
    """A picture of the report, or slides that she has used: "slides-3"."""
    found: Slides | ReportFigure | None = None
    if file_id.startswith(_SLIDES) and report.presentation is not None:
        found = next((one for one in report.presentation.all_slides if file_id == f"{_SLIDES}{one.id}"), None)
    elif file_id.isdecimal():
        found = find_figure(report, int(file_id))
    return ServedFile(found.key, found.name, found.media_type, found.size, found.sha256) if found else None
