"""Plugs the room in: the pages, and the frame around everybody's pages."""

from flask import Flask

from foundation.plug import add_job
from home import foot_views, views
from home.demo.cli import demo_commands
from home.frame import frame
from home.leaving import jobs as leaving_jobs
from home.leaving import views as leaving_views
from home.leaving.cli import leaving_commands
from home.provider_data import jobs as provider_jobs
from home.provider_data import views as provider_views
from home.undelivered import views as undelivered_views


def install(app: Flask) -> None:
    assert foot_views.blueprint is leaving_views.blueprint is undelivered_views.blueprint is views.blueprint
    assert provider_views.blueprint is views.blueprint
    app.register_blueprint(views.blueprint)
    app.context_processor(frame)
    app.cli.add_command(demo_commands(app))
    app.cli.add_command(leaving_commands())
    add_job(app, "make_everything", leaving_jobs.make_everything, on_failure=leaving_jobs.give_up_everything)
    add_job(app, "expire_everything", leaving_jobs.expire_everything)
    add_job(
        app,
        "make_provider_download",
        provider_jobs.make_provider_download,
        on_failure=provider_jobs.give_up_provider_download,
        long=True,
    )
    add_job(app, "expire_provider_download", provider_jobs.expire_provider_download)
    add_job(app, "delete_when_due", leaving_jobs.delete_when_due)
