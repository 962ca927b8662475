"""Download everything, and delete everything: HTTP only."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from accounts.access import (
    administrator_only,
    apprentice_only,
    current_person,
    get_own_apprenticeship,
    signed_in,
)
from accounts.models import Apprenticeship, Role
from foundation.clock import as_day
from foundation.errors import NotFound
from foundation.serving import serve_file
from gateway.models import PackState
from home.leaving import services
from home.leaving.access import get_everything_for, get_leaver_for
from home.leaving.queries import expires_at, find_latest_everything
from home.leaving.telling import said_after_asking, who_is_told
from home.views import blueprint


@blueprint.get("/leaving")
@apprentice_only
def leaving() -> str:
    """Everything of hers, to take along or to have deleted."""
    return _page(get_own_apprenticeship())


@blueprint.get("/learners/<int:apprenticeship_id>/leaving")
@administrator_only
def learner_leaving(apprenticeship_id: int) -> str:
    """The same on her behalf."""
    return _page(get_leaver_for(current_person(), apprenticeship_id))


def _page(apprenticeship: Apprenticeship) -> str:
    pack = find_latest_everything(apprenticeship)
    return render_template(
        "home/leaving.html",
        her=apprenticeship,
        own=current_person().id == apprenticeship.apprentice_id,
        pack=pack,
        until=expires_at(pack) if pack else None,
        page_url=_page_url(apprenticeship),
        days=services.DELETED_AFTER.days,
        tells=who_is_told(current_person(), apprenticeship),
    )


@blueprint.post("/leaving/<int:apprenticeship_id>/everything")
@signed_in
def ask_for_everything(apprenticeship_id: int) -> Response:
    apprenticeship = get_leaver_for(current_person(), apprenticeship_id)
    services.ask_for_everything(current_person(), apprenticeship)
    return _back(apprenticeship)


@blueprint.get("/leaving/everything/<int:pack_id>/progress")
@signed_in
def everything_progress(pack_id: int) -> str:
    """The part of the page that says how far it is; it asks again by itself."""
    pack = get_everything_for(current_person(), pack_id)
    return render_template(
        "home/_everything.html", pack=pack, until=expires_at(pack), page_url=_page_url(pack.apprenticeship)
    )


@blueprint.get("/leaving/everything/<int:pack_id>")
@signed_in
def download_everything(pack_id: int) -> Response:
    pack = get_everything_for(current_person(), pack_id)
    if pack.state is not PackState.READY or pack.key is None or pack.size is None:
        raise NotFound("That download is not ready yet. Go back and wait a moment.")
    name = f"Everything of {pack.apprenticeship.apprentice.name}, {as_day(pack.asked_at)}.zip"
    return serve_file(pack.key, name=name, size=pack.size, media_type="application/zip", download=True)


@blueprint.post("/leaving/<int:apprenticeship_id>/deletion")
@signed_in
def ask_for_deletion(apprenticeship_id: int) -> Response:
    apprenticeship = get_leaver_for(current_person(), apprenticeship_id)
    services.ask_for_deletion(current_person(), apprenticeship)
    flash(said_after_asking(current_person(), apprenticeship))
    return _back(apprenticeship)


@blueprint.post("/leaving/<int:apprenticeship_id>/keep")
@signed_in
def withdraw_deletion(apprenticeship_id: int) -> Response:
    apprenticeship = get_leaver_for(current_person(), apprenticeship_id)
    services.withdraw_deletion(current_person(), apprenticeship)
    flash("Nothing will be deleted.", "success")
    return _back(apprenticeship)


def _page_url(apprenticeship: Apprenticeship) -> str:
    if current_person().role is Role.APPRENTICE:
        return url_for(".leaving")
    return url_for(".learner_leaving", apprenticeship_id=apprenticeship.id)


def _back(apprenticeship: Apprenticeship) -> Response:
    return redirect(_page_url(apprenticeship))
