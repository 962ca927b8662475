"""The world in which Amira practises her report: sections, versions, a picture, rows, hints."""

import tempfile
from io import BytesIO
from pathlib import Path

from accounts.models import Person
from foundation.clock import now
from foundation.database import db
from foundation.files import files
from report_builder import services as reports
from report_builder.content import Node, validate_content
from report_builder.figures import ready_picture
from report_builder.mapping import services as mapping
from report_builder.models import MappingRow, Report, ReportHint, RowState
from sign_off.reviews.services import add_comment, submit_subject
from tests.access.builder import DRAFT, Builder, picture


def practising(build: Builder) -> None:
    """Her practice report, with a picture, two versions of a section, a row of the appendix that waits and one of her
    own, and a hint. It was never sent."""
    amira = build.person("amira")
    report = reports.create_report(amira, build.amiras, ("The Elm Road Wi-Fi",))
    figure = figure_of(amira, report, "Plan.png")
    section = next(one for one in report.sections if one.revision == 0)
    reports.save_section(amira, section, validate_content(document_of("I moved forty desks.", figure)), 0)
    reports.save_section(amira, section, validate_content(document_of(f"I moved the {DRAFT}.", figure)), 1)
    row = MappingRow(
        report_id=report.id,
        code=build.amiras.standard.project.ksbs[0],
        project=section.project,
        section_key=section.key,
        locator="paragraph 1",
        excerpt=f"I moved the {DRAFT}.",
        suggested=True,
        state=RowState.OPEN,
    )
    hint = ReportHint(
        report_id=report.id,
        rule="we_without_i",
        section_key=section.key,
        excerpt=f"I moved the {DRAFT}.",
        found_at=now(),
    )
    db.session.add_all([row, hint])
    db.session.flush()
    own = mapping.create_row(amira, report, build.amiras.standard.project.ksbs[1], row.excerpt)
    build.name(report=report.id, section=section.key, figure=figure, row=row.id, own_row=own.id, hint=hint.id)
    build.name(report_subject=report.subject_id)


def reporting(build: Builder) -> None:
    """When a report is sent: with a picture; and she has written on since, with another."""
    with db.transaction():
        amira = build.person("amira")
        report = reports.create_report(amira, build.amiras, ("The Elm Road Wi-Fi",))
        section = next(one for one in report.sections if one.revision == 0)
        figure, later = figure_of(amira, report, "Plan.png"), figure_of(amira, report, "Later.png")
        reports.save_section(amira, section, validate_content(document_of("I moved forty desks.", figure)), 0)
        submit_subject(amira, report.subject)
        said = add_comment(build.person("ben"), report.subject, "Which desks?")
        reports.save_section(amira, section, validate_content(document_of(f"I moved the {DRAFT}.", later)), 1)
        build.name(report=report.id, figure=figure, later_figure=later, comment=said.id)
        build.name(report_subject=report.subject_id)


def document_of(text: str, figure: int) -> Node:
    paragraph: Node = {"type": "paragraph", "content": [{"type": "text", "text": text}]}
    image: Node = {"type": "figure", "attrs": {"image": str(figure), "alt": "A plan", "caption": "The plan"}}
    return {"type": "doc", "content": [paragraph, image]}


def figure_of(amira: Person, report: Report, name: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(picture())
        ready = ready_picture(path, name)
    stored = files.store.put(BytesIO(ready.content))
    return reports.add_figure(amira, report, name, ready, stored).id
