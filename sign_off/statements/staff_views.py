"""An apprentice's statements for her tutor and her administrator: the link to hand over, the colleague to confirm."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from accounts.access import current_person, get_apprenticeship_for, staff_only
from accounts.models import Apprenticeship
from foundation.errors import NotFound
from sign_off.links import services as links
from sign_off.links.queries import find_link_by_id
from sign_off.models import SigningLink, WitnessStatement
from sign_off.pages import blueprint
from sign_off.statements import services
from sign_off.statements.access import get_kind
from sign_off.statements.present import shown_statements
from sign_off.witness.present import shown_requests
from sign_off.witness.queries import find_witness_statement
from sign_off.witness.services import send_witness_link


@blueprint.get("/learners/<int:apprenticeship_id>/statements")
@staff_only
def learner_statements(apprenticeship_id: int) -> str:
    person = current_person()
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    return render_template(
        "sign_off/learner_statements.html",
        apprenticeship=apprenticeship,
        statements=shown_statements(person, apprenticeship),
        requests=shown_requests(person, apprenticeship),
    )


@blueprint.post("/learners/<int:apprenticeship_id>/statements/<kind>/link")
@staff_only
def make_link(apprenticeship_id: int, kind: str) -> str:
    person = current_person()
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    statement = services.prepare_statement(person, apprenticeship, get_kind(kind))
    return _show_once(apprenticeship, services.send_signing_link(person, statement, instead=_instead()))


@blueprint.post("/learners/<int:apprenticeship_id>/witness-statements/<int:request_id>/link")
@staff_only
def make_witness_link(apprenticeship_id: int, request_id: int) -> str:
    person = current_person()
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    wanted = _request_of(apprenticeship, request_id)
    return _show_once(apprenticeship, send_witness_link(person, wanted, instead=_instead()))


@blueprint.post("/learners/<int:apprenticeship_id>/links/<int:link_id>/confirm")
@staff_only
def confirm_colleague(apprenticeship_id: int, link_id: int) -> str:
    person = current_person()
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    return _show_once(apprenticeship, links.confirm_colleague(person, _link_of(apprenticeship, link_id)))


@blueprint.post("/learners/<int:apprenticeship_id>/links/<int:link_id>/hand-over")
@staff_only
def hand_over_link(apprenticeship_id: int, link_id: int) -> str:
    """A link whose mail did not arrive, to be handed over."""
    person = current_person()
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    return _show_once(apprenticeship, links.hand_over(person, _link_of(apprenticeship, link_id)))


@blueprint.post("/learners/<int:apprenticeship_id>/links/<int:link_id>/settle")
@staff_only
def settle_link(apprenticeship_id: int, link_id: int) -> Response:
    person = current_person()
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    links.settle_link(person, _link_of(apprenticeship, link_id))
    flash("It waits for nobody now. You can still ask again, here.", "success")
    return redirect(url_for(".learner_statements", apprenticeship_id=apprenticeship.id))


def _instead() -> bool:
    """Whether the manager is to be asked after all, and not the colleague who was asked last."""
    return request.form.get("whom") == "manager"


def _request_of(apprenticeship: Apprenticeship, request_id: int) -> WitnessStatement:
    found = find_witness_statement(request_id)
    if found is None or found.apprenticeship_id != apprenticeship.id:
        raise NotFound("We could not find that request among this apprentice’s.")
    return found


def _link_of(apprenticeship: Apprenticeship, link_id: int) -> SigningLink:
    found = find_link_by_id(link_id)
    if found is None or found.apprenticeship.id != apprenticeship.id:
        raise NotFound("We could not find that link among this apprentice’s.")
    return found


def _show_once(apprenticeship: Apprenticeship, asked: links.Asked) -> str:
    """The link in the answer itself, and nowhere else: only its digest is kept."""
    return render_template("sign_off/link_made.html", apprenticeship=apprenticeship, asked=asked)
