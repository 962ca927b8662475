"""Plugs the room in."""

from flask import Flask

from foundation.plug import add_job
from report_builder import (
    file_views,
    presentation_jobs,
    presentation_views,
    section_views,
    slides_views,
    views,
)
from report_builder.guides import ReportGuide, ReportStatementGuide
from report_builder.review import views as review_views
from sign_off.models import StatementKind, SubjectKind
from sign_off.subjects import register_statement, register_subject


def install(app: Flask) -> None:
    for module in (file_views, presentation_views, review_views, section_views, slides_views):
        assert module.blueprint is views.blueprint
    app.register_blueprint(views.blueprint)
    register_subject(SubjectKind.REPORT, ReportGuide())
    register_statement(StatementKind.REPORT, ReportStatementGuide())
    add_job(app, "draw_slides", presentation_jobs.draw_slides, on_failure=presentation_jobs.give_up_slides)
