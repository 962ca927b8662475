"""Plugs the room in."""

from flask import Flask

from accounts.moving import register_mover
from foundation.plug import add_job
from report_builder import (
    file_views,
    presentation_jobs,
    presentation_views,
    rework_views,
    section_views,
    slides_views,
    views,
)
from report_builder.guides import ReportGuide, ReportStatementGuide
from report_builder.mapping import views as mapping_views
from report_builder.moving import ReportMover
from report_builder.queries import READING
from report_builder.reading import jobs
from report_builder.reading import views as reading_views
from report_builder.review import views as review_views
from sign_off.models import StatementKind, SubjectKind
from sign_off.subjects import register_statement, register_subject


def install(app: Flask) -> None:
    pages = (
        file_views,
        mapping_views,
        presentation_views,
        reading_views,
        rework_views,
        review_views,
        section_views,
        slides_views,
    )
    assert all(page.blueprint is views.blueprint for page in pages)
    app.register_blueprint(views.blueprint)
    register_subject(SubjectKind.REPORT, ReportGuide())
    register_mover("report_builder", ReportMover())
    register_statement(StatementKind.REPORT, ReportStatementGuide())
    add_job(app, READING, jobs.read_report, on_failure=jobs.give_up_report)
    add_job(app, "draw_slides", presentation_jobs.draw_slides, on_failure=presentation_jobs.give_up_slides)
