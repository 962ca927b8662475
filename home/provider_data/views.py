"""Everything of a provider: HTTP only."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from accounts.access import administrator_only, current_person
from foundation.clock import as_day
from foundation.errors import NotFound
from foundation.serving import serve_file
from gateway.models import PackState
from home.leaving.queries import DOWNLOAD_LASTS
from home.provider_data import services
from home.provider_data.access import get_download_for
from home.provider_data.queries import find_latest_download, list_learners, size_of_evidence
from home.views import blueprint


@blueprint.get("/administration/everything/")
@administrator_only
def provider_data() -> str:
    """What is in it, how long it takes, when it goes, and the one that there is."""
    provider = current_person().provider
    return render_template(
        "home/provider_data.html",
        provider=provider,
        download=find_latest_download(provider),
        learners=len(list_learners(provider.id)),
        size=size_of_evidence(provider),
        days=DOWNLOAD_LASTS.days,
    )


@blueprint.post("/administration/everything/")
@administrator_only
def ask_for_provider_data() -> Response:
    services.ask_for_download(current_person())
    return redirect(url_for(".provider_data"))


@blueprint.get("/administration/everything/<int:download_id>/progress")
@administrator_only
def provider_data_progress(download_id: int) -> str:
    """The part of the page that says how far it is; it asks again by itself."""
    return render_template(
        "home/_provider_data.html", download=get_download_for(current_person(), download_id)
    )


@blueprint.get("/administration/everything/<int:download_id>")
@administrator_only
def download_provider_data(download_id: int) -> Response:
    download = get_download_for(current_person(), download_id)
    if download.state is not PackState.READY or download.key is None or download.size is None:
        raise NotFound("That download is not ready yet. Go back and wait a moment.")
    name = f"Everything of {download.provider.name}, {as_day(download.asked_at)}.zip"
    return serve_file(
        download.key, name=name, size=download.size, media_type="application/zip", download=True
    )
