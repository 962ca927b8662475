"""Plugs the room in."""

from flask import Flask

from foundation.plug import add_job
from portfolio import file_views, jobs, mapping_views, views


def install(app: Flask) -> None:
    assert file_views.blueprint is mapping_views.blueprint is views.blueprint
    app.register_blueprint(views.blueprint)
    add_job(app, "read_file", jobs.read_file)
    add_job(app, "read_card", jobs.read_card)
    add_job(app, "read_witness_statement", jobs.read_witness_statement)
