"""The final report with its presentation as a page, for whoever signs: read off what the statement froze."""

from dataclasses import replace

from flask import render_template, url_for

from accounts.models import Person
from report_builder.frozen import APPENDIX_KEY, PRESENTATION_KEY, REPORT_KEY, section_key, thaw_report
from report_builder.models import HandedIn, Report, label_of
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


def handed_in_page(person: Person, kept: HandedIn) -> str:
    """An earlier attempt as it was handed in, and who signed it."""
    return _page(kept.report, Manifest.from_dict(kept.manifest), around_handed_in(person, kept))


def around_handed_in(person: Person, kept: HandedIn) -> Around:
    report, manifest = kept.report, Manifest.from_dict(kept.manifest)
    statement = find_statement_over(report.apprenticeship, StatementKind.REPORT, manifest)
    own = report.apprenticeship.apprentice_id == person.id
    back = (
        url_for("report_builder.read", report_id=report.id)
        if own
        else url_for("home.learner", apprenticeship_id=report.apprenticeship_id)
    )
    return Around(
        layout="layout/page.html",
        back=back,
        url_of=lambda id: url_for(
            "report_builder.handed_in_file", report_id=report.id, attempt=kept.attempt, file_id=id
        ),
        values={
            "title": f"{label_of(report.kind, kept.attempt)}, as handed in",
            "back_words": "Your report" if own else "The learner’s page",
            "signatures": statement.signatures if statement else (),
        },
    )


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
