"""Plugs the room in."""

from flask import Flask

from foundation.plug import add_job
from gateway import jobs, pack_views, rework_views, views
from gateway.packs.paper import find_printer


def install(app: Flask) -> None:
    assert all(page.blueprint is views.blueprint for page in (pack_views, rework_views))
    app.register_blueprint(views.blueprint)
    add_job(app, "make_pack", jobs.make_pack, on_failure=jobs.give_up_pack, prepare=find_printer)
