"""Packs once they are asked for: how far they are, and the way to them. And the report pack, from what blocks it on."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.access import current_person, signed_in
from accounts.models import Apprenticeship
from foundation.errors import NotFound
from foundation.serving import serve_file
from gateway import services
from gateway.access import get_pack_for, get_report_packing_for
from gateway.held import notes_on
from gateway.models import Pack, PackKind, PackState
from gateway.pack_page import pack_page
from gateway.queries import list_packs
from gateway.report_pack_page import report_pack_page
from gateway.report_preflight import report_flight
from gateway.views import blueprint, gateway_page_of


@blueprint.get("/gateway/<int:apprenticeship_id>/report-pack")
@signed_in
def report_pack(apprenticeship_id: int) -> str:
    """What the report pack waits for, when it is due, and those that were made."""
    person = current_person()
    apprenticeship = get_report_packing_for(person, apprenticeship_id)
    packs = list_packs(apprenticeship, PackKind.REPORT)[:5]
    return render_template(
        "gateway/report_pack.html",
        apprenticeship=apprenticeship,
        page=report_pack_page(person, apprenticeship, report_flight(apprenticeship)),
        packs=packs,
        notes=notes_on(apprenticeship, PackKind.REPORT, packs),
        back_url=gateway_page_of(apprenticeship),
    )


@blueprint.post("/gateway/<int:apprenticeship_id>/report-pack")
@signed_in
def make_report_pack(apprenticeship_id: int) -> ResponseReturnValue:
    """Asks for the report pack; a job makes it."""
    person = current_person()
    apprenticeship = get_report_packing_for(person, apprenticeship_id)
    pack = services.ask_for_pack(person, apprenticeship, PackKind.REPORT)
    return redirect(url_for(".pack", pack_id=pack.id))


@blueprint.get("/packs/<int:pack_id>")
@signed_in
def pack(pack_id: int) -> str:
    """How far the pack is; then the way to it."""
    person = current_person()
    found = get_pack_for(person, pack_id)
    return render_template(
        "gateway/pack.html", pack=found, page=pack_page(person, found), back_url=_page_of(found)
    )


@blueprint.get("/packs/<int:pack_id>/progress")
@signed_in
def pack_progress(pack_id: int) -> str:
    person = current_person()
    found = get_pack_for(person, pack_id)
    return render_template(
        "gateway/_pack_progress.html", pack=found, page=pack_page(person, found), back_url=_page_of(found)
    )


@blueprint.get("/packs/<int:pack_id>/download")
@signed_in
def download_pack(pack_id: int) -> ResponseReturnValue:
    found = get_pack_for(current_person(), pack_id)
    if found.state is not PackState.READY or found.key is None or found.size is None:
        raise NotFound("This pack is not ready. Open its page to see how far it is.")
    return serve_file(
        found.key, name=_name_of(found), size=found.size, media_type="application/zip", download=True
    )


def _name_of(pack: Pack) -> str:
    her: Apprenticeship = pack.apprenticeship
    return f"{her.apprentice.name} {her.standard.reference} {pack.label} {pack.asked_at:%Y-%m-%d}.zip"


def _page_of(pack: Pack) -> str:
    """The page from which the pack was asked for."""
    if pack.kind is PackKind.REPORT:
        return url_for(".report_pack", apprenticeship_id=pack.apprenticeship_id)
    return gateway_page_of(pack.apprenticeship)
