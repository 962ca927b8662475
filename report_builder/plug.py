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
from report_builder.guides import ReportStatementGuide
from sign_off.models import StatementKind
from sign_off.subjects import register_statement


def install(app: Flask) -> None:
    for module in (file_views, presentation_views, section_views, slides_views):
        assert module.blueprint is views.blueprint
    app.register_blueprint(views.blueprint)
    register_statement(StatementKind.REPORT, ReportStatementGuide())
    add_job(app, "draw_slides", presentation_jobs.draw_slides, on_failure=presentation_jobs.give_up_slides)
