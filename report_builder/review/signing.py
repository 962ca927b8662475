"""The final report with its presentation as a page, for whoever signs: read off what the statement froze."""

from dataclasses import replace

from flask import render_template, url_for

from report_builder.frozen import APPENDIX_KEY, PRESENTATION_KEY, REPORT_KEY, section_key, thaw_report
from report_builder.models import Report, label_of
from report_builder.review.sections import shown_appendix, shown_sections
from sign_off.manifest import Manifest
from sign_off.models import StatementKind
from sign_off.statements.contents import contents_of
from sign_off.statements.queries import find_statement_over
from sign_off.subjects import Around, ReadingPage


def reading_page(report: Report, manifest: Manifest) -> ReadingPage:
    """The page, and the place on it at which each entry of the manifest is read."""
    places = {
        entry.key: section_key(entry) or entry.key for entry in manifest.entries if entry.key != REPORT_KEY
    }
    return ReadingPage(
        id="read",
        of=REPORT_KEY,
        label="Read it here",
        places=places,
        render=lambda around: _page(report, manifest, around),
    )


def handed_in_page(report: Report, attempt: int, manifest: Manifest) -> str:
    """For herself: an earlier attempt as it was handed in, and who signed it."""
    statement = find_statement_over(report.apprenticeship, StatementKind.REPORT, manifest)
    around = Around(
        layout="layout/page.html",
        back=url_for("report_builder.read", report_id=report.id),
        url_of=lambda id: _own_file(report, id),
        values={
            "title": f"{label_of(report.kind, attempt)}, as handed in",
            "back_words": "Your report",
            "signatures": statement.signatures if statement else (),
        },
    )
    return _page(report, manifest, around)


def _own_file(report: Report, file_id: str) -> str:
    """A picture by its number, slides by "slides-3"; the page itself, which nothing here leads to."""
    kind, _, number = file_id.rpartition("-")
    if kind:
        return url_for("report_builder.slides", report_id=report.id, slides_id=number)
    if number.isdecimal():
        return url_for("report_builder.figure", report_id=report.id, figure_id=number)
    return ""


def _page(report: Report, manifest: Manifest, around: Around) -> str:
    frozen = thaw_report(report, manifest)
    covered = zip(
        manifest.entries, contents_of(manifest, around.url_of, [reading_page(report, manifest)]), strict=True
    )
    return render_template(
        "report_builder/signing.html",
        layout=around.layout,
        back=around.back,
        figure_url=around.url_of,
        frozen=frozen,
        standard=frozen.apprenticeship.standard,
        sections=shown_sections(frozen, frozen.length, {}),
        appendix=shown_appendix(frozen) if manifest.find_entry(APPENDIX_KEY) else None,
        presentation=[replace(shown, url=None) for entry, shown in covered if entry.key == PRESENTATION_KEY],
        **{"title": report.label, "back_words": "The statement", **around.values},
    )
