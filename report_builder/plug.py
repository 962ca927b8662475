"""Plugs the room in."""

from flask import Flask

from report_builder import file_views, section_views, views
from report_builder.guides import ReportStatementGuide
from sign_off.models import StatementKind
from sign_off.subjects import register_statement


def install(app: Flask) -> None:
    assert file_views.blueprint is section_views.blueprint is views.blueprint
    app.register_blueprint(views.blueprint)
    register_statement(StatementKind.REPORT, ReportStatementGuide())
