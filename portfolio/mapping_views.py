"""Mapping and findings: yes, no, where exactly, and keeping something with a note."""

from flask import flash, get_template_attribute, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from accounts.access import apprentice_only, current_person
from accounts.models import Person
from foundation.edge import wants_json
from foundation.errors import MasterpieceError
from portfolio import services
from portfolio.access import get_finding_for, get_link_of, get_own_item_for
from portfolio.evidence_page import shown_links
from portfolio.finding_page import shown_findings
from portfolio.finding_places import places_of
from portfolio.forms import NoteForm
from portfolio.models import EvidenceItem
from portfolio.one_form import is_taken, one_form
from portfolio.piece_page import locator_form, new_link_form, piece_page
from portfolio.queries import find_link, list_findings, list_texts
from portfolio.suggesting import get_place
from portfolio.views import blueprint

DECISIONS = {"yes": services.accept_link, "no": services.reject_link, "ask": services.reopen_link}


@blueprint.post("/<int:item_id>/links/<code>")
@apprentice_only
def decide_link(item_id: int, code: str) -> ResponseReturnValue:
    """One answer to one suggestion, from a button or a key."""
    person = current_person()
    item = get_own_item_for(person, item_id)  # a pick of her own is gone once she takes it back
    _decide(person, item, code)
    if wants_json():
        return jsonify(ok=True, html=_suggestion_html(item, code), findings=_findings_html(item))
    return redirect(url_for(".evidence", item_id=item_id, _anchor=f"s-{code.lower()}"))


def _decide(person: Person, item: EvidenceItem, code: str) -> None:
    decision, key = request.form.get("decision", ""), request.form.get("place")
    if decision == "ask" and find_link(item, code) is None:
        services.ask_here(person, item, code)
        return
    link = get_link_of(item, code)
    if decision not in DECISIONS:
        raise MasterpieceError("Answer yes or no.")
    if decision == "yes" and key:
        services.accept_link(person, link, get_place(link, key))
    else:
        DECISIONS[decision](person, link)


def _suggestion_html(item: EvidenceItem, code: str) -> str:
    shown = next(
        (
            link
            for link in shown_links(item, item.apprenticeship.standard, list_texts([item.id]))
            if link.code == code
        ),
        None,
    )
    macro = get_template_attribute("portfolio/_suggestion.html", "suggested")
    return str(macro(item, shown)) if shown else ""


def _findings_html(item: EvidenceItem) -> str:
    """The findings of the piece as they are after the answer."""
    found = [finding for finding in list_findings(item.apprenticeship) if finding.item_id == item.id]
    places = places_of(found, item, list_texts([item.id]))
    macro = get_template_attribute("portfolio/_finding.html", "piece_findings")
    return str(macro(shown_findings(found, item.apprenticeship.standard, on_piece=True, found=places)))


@blueprint.post("/<int:item_id>/links")
@apprentice_only
def create_link(item_id: int) -> ResponseReturnValue:
    """A KSB that she picks by hand."""
    person = current_person()
    item = get_own_item_for(person, item_id)
    form = new_link_form(item)
    if is_taken(form, lambda: services.create_link(person, item, form.code.data, form.locator.data or "")):
        return redirect(url_for(".evidence", item_id=item.id, _anchor=f"s-{form.code.data.lower()}"))
    if form.form_errors:
        return one_form("portfolio/pick.html", form, item)
    return piece_page(person, item, link_form=form), 422


@blueprint.route("/<int:item_id>/links/<code>/place", methods=["GET", "POST"])
@apprentice_only
def place_link(item_id: int, code: str) -> ResponseReturnValue:
    """Say exactly where."""
    person = current_person()
    item = get_own_item_for(person, item_id)
    if request.method == "POST" and find_link(item, code) is None:
        return _pick_again(item, code)
    link = get_link_of(item, code)
    form = locator_form(link)
    if is_taken(form, lambda: services.update_locator(person, link, form.locator.data)):
        return redirect(url_for(".evidence", item_id=item_id, _anchor=f"s-{code.lower()}"))
    ksb = item.apprenticeship.standard.ksb(code)
    return one_form("portfolio/place.html", form, item, link=link, ksb=ksb)


def _pick_again(item: EvidenceItem, code: str) -> ResponseReturnValue:
    """She gives the place of a link that she took away meanwhile: it can be made again, with that place."""
    form = new_link_form(item)
    form.code.data = code
    form.form_errors.append(
        f"{code} is not mapped to this piece any more. Add it again here, if you want it back."
    )
    return one_form("portfolio/pick.html", form, item)


@blueprint.route("/findings/<int:finding_id>/note", methods=["GET", "POST"])
@apprentice_only
def explain_finding(finding_id: int) -> ResponseReturnValue:
    """Keep it, with a note."""
    person = current_person()
    finding = get_finding_for(person, finding_id)
    form = NoteForm(obj=finding)
    if is_taken(form, lambda: services.explain_finding(person, finding, form.note.data)):
        flash("Kept, with your note beside it.", "success")
        return redirect(_page_of(finding.item_id))
    page = render_template("portfolio/note.html", finding=finding, form=form)
    return page, 422 if form.errors else 200


@blueprint.post("/findings/<int:finding_id>/reopen")
@apprentice_only
def reopen_finding(finding_id: int) -> Response:
    person = current_person()
    finding = get_finding_for(person, finding_id)
    services.reopen_finding(person, finding)
    return redirect(_page_of(finding.item_id))


def _page_of(item_id: int | None) -> str:
    return (
        url_for(".portfolio")
        if item_id is None
        else url_for(".evidence", item_id=item_id, _anchor="findings")
    )
