"""Plugs the room in: the pages, and the frame around everybody's pages."""

from flask import Flask

from home import foot_views, views
from home.demo.cli import demo_commands
from home.frame import frame


def install(app: Flask) -> None:
    assert foot_views.blueprint is views.blueprint
    app.register_blueprint(views.blueprint)
    app.context_processor(frame)
    app.cli.add_command(demo_commands(app))
