"""Plugs the room in."""

from flask import Flask

from report_builder import file_views, section_views, views


def install(app: Flask) -> None:
    assert file_views.blueprint is section_views.blueprint is views.blueprint
    app.register_blueprint(views.blueprint)
