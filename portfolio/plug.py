"""Plugs the room in."""

from flask import Flask

from accounts.moving import register_mover
from foundation.plug import add_job
from foundation.setting_urls import BadSetting
from foundation.settings import said_plainly
from ksb_mapper import BadFile, own_lexicons, read_lexicon
from portfolio import file_views, jobs, mapping_views, views
from portfolio.guides import PieceGuide, PortfolioGuide, adopt_witness_statement
from portfolio.moving import PortfolioMover
from portfolio.uploads import jobs as upload_jobs
from portfolio.uploads import views as upload_views
from sign_off.models import StatementKind, SubjectKind
from sign_off.subjects import on_witness_signed, register_statement, register_subject


def install(app: Flask) -> None:
    with said_plainly():
        check_own_lexicons()
    assert file_views.blueprint is mapping_views.blueprint is upload_views.blueprint is views.blueprint
    app.register_blueprint(views.blueprint)
    register_subject(SubjectKind.EVIDENCE, PieceGuide())
    register_statement(StatementKind.PORTFOLIO, PortfolioGuide())
    register_mover("portfolio", PortfolioMover())
    on_witness_signed("portfolio", adopt_witness_statement)
    add_job(app, "read_file", jobs.read_file, on_failure=jobs.give_up_file)
    add_job(app, "analyse_file", jobs.analyse_file, on_failure=jobs.give_up_analysis)
    # Its name before: such a job may still wait when a release with this line begins.
    add_job(app, "hear_file", jobs.analyse_file, on_failure=jobs.give_up_analysis)
    add_job(app, "read_again", jobs.read_again)
    add_job(app, "read_card", jobs.read_card, on_failure=jobs.give_up_card)
    add_job(app, "read_witness_statement", jobs.read_witness_statement)
    add_job(app, "clear_parts", upload_jobs.clear_parts)
    add_job(app, "clear_upload", upload_jobs.clear_upload)


def check_own_lexicons() -> None:
    """Raises BadSetting for a lexicon of the provider's own that cannot be read: found at the start, rather than by the
    first apprentice who uploads a file."""
    try:
        for path in own_lexicons():
            read_lexicon(path)
    except BadFile as error:
        raise BadSetting(str(error)) from error
