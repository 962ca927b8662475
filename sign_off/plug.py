"""Plugs the room in: its pages, and the one statement that no other room knows more about."""

from flask import Flask

from sign_off import pages
from sign_off.models import StatementKind
from sign_off.reviews import views as reviews_views
from sign_off.statements.readiness import ReadinessGuide
from sign_off.subjects import register_statement

VIEWS = (reviews_views,)


def install(app: Flask) -> None:
    register_statement(StatementKind.READINESS, ReadinessGuide())
    app.register_blueprint(pages.blueprint)
