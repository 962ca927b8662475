"""Plugs the room in: its pages, and the one statement that no other room knows more about."""

from flask import Flask

from accounts.moving import register_mover
from accounts.signers import register_signer_watcher
from foundation.plug import add_job
from sign_off import pages
from sign_off.links import views as links_views
from sign_off.links.former import LinkWithdrawer
from sign_off.models import StatementKind
from sign_off.phrases import views as phrases_views
from sign_off.reviews import views as reviews_views
from sign_off.statements import staff_views
from sign_off.statements import views as statements_views
from sign_off.statements.moving import StatementMover
from sign_off.statements.readiness import ReadinessGuide
from sign_off.statements.voiding import JOB, tell_if_void
from sign_off.subjects import register_statement
from sign_off.witness import views as witness_views

# Imported so that each hangs its views on the blueprint.
VIEWS = (reviews_views, statements_views, staff_views, links_views, witness_views)


def install(app: Flask) -> None:
    register_statement(StatementKind.READINESS, ReadinessGuide())
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(phrases_views.blueprint)
    register_mover("statements", StatementMover())
    register_signer_watcher("links", LinkWithdrawer())
    add_job(app, JOB, tell_if_void)
