"""Plugs the room in."""

from flask import Flask

from gateway import views


def install(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
