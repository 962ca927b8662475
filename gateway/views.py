"""Would this be bounced, what the plan asks, and the portfolio pack."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.access import (
    apprentice_only,
    current_person,
    get_apprenticeship_for,
    get_own_apprenticeship,
    signed_in,
    staff_only,
)
from accounts.models import Apprenticeship, Person, Role
from foundation.errors import NotFound, Refused
from gateway import services
from gateway.forms import ConfirmForm, GatewayDateForm
from gateway.gateway_page import gateway_page
from gateway.models import PackKind
from gateway.requirements import RequirementStanding, can_tick, open_requirements, way_of
from portfolio.queries import list_pieces
from standards import GatewayRequirement

blueprint = Blueprint("gateway", __name__)


@blueprint.get("/gateway/")
@apprentice_only
def bounced() -> str:
    """One page that answers: would this be bounced?"""
    return render_template("gateway/bounced.html", **gateway_page(current_person(), get_own_apprenticeship()))


@blueprint.get("/learners/<int:apprenticeship_id>/gateway")
@staff_only
def learner_gateway(apprenticeship_id: int) -> str:
    """The same for the tutor and the administrator, who confirm what is theirs to confirm."""
    person = current_person()
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    return render_template("gateway/learner.html", **gateway_page(person, apprenticeship))


@blueprint.route("/gateway/<int:apprenticeship_id>/confirm/<requirement_id>", methods=["GET", "POST"])
@signed_in
def confirm(apprenticeship_id: int, requirement_id: str) -> ResponseReturnValue:
    """Somebody says that one requirement is met."""
    person = current_person()
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    requirement = _requirement_of(apprenticeship, requirement_id)
    form = ConfirmForm().for_requirement(requirement)
    if not requirement.variants:
        del form.variant
    if form.validate_on_submit():
        services.confirm_requirement(
            person, apprenticeship, requirement.id, form.variant.data if requirement.variants else ""
        )
        flash("Confirmed.", "success")
        return redirect(gateway_page_of(apprenticeship))
    page = render_template(
        "gateway/confirm.html", apprenticeship=apprenticeship, requirement=requirement, form=form
    )
    return page, 422 if form.errors else 200


@blueprint.post("/gateway/<int:apprenticeship_id>/withdraw/<requirement_id>")
@signed_in
def withdraw(apprenticeship_id: int, requirement_id: str) -> ResponseReturnValue:
    person = current_person()
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    services.withdraw_requirement(person, apprenticeship, requirement_id)
    return redirect(gateway_page_of(apprenticeship))


@blueprint.route("/learners/<int:apprenticeship_id>/gateway/confirmed", methods=["GET", "POST"])
@staff_only
def confirmed(apprenticeship_id: int) -> ResponseReturnValue:
    """The day on which the organisation confirmed the gateway is recorded."""
    person = current_person()
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    still_open = open_requirements(apprenticeship, list_pieces(apprenticeship))
    form = GatewayDateForm(confirmed_on=apprenticeship.gateway_confirmed_on).of(apprenticeship, still_open)
    if form.validate_on_submit():
        try:
            services.record_gateway(person, apprenticeship, form.confirmed_on.data, anyway=bool(still_open))
        except Refused as error:
            form.confirmed_on.errors = (str(error),)
        else:
            flash(f"Recorded.{_opens(apprenticeship)}", "success")
            return redirect(gateway_page_of(apprenticeship))
    return _confirmed_page(person, apprenticeship, form, still_open), 422 if form.errors else 200


def _confirmed_page(
    person: Person,
    apprenticeship: Apprenticeship,
    form: GatewayDateForm,
    still_open: list[RequirementStanding],
) -> str:
    return render_template(
        "gateway/confirmed.html",
        apprenticeship=apprenticeship,
        form=form,
        still_open=still_open,
        way_of=lambda one: way_of(person, apprenticeship, one),
    )


def _opens(apprenticeship: Apprenticeship) -> str:
    return " The final report is open from that day." if apprenticeship.standard.project else ""


@blueprint.post("/gateway/<int:apprenticeship_id>/packs")
@signed_in
def make_pack(apprenticeship_id: int) -> ResponseReturnValue:
    """Asks for the portfolio pack; a job makes it."""
    person = current_person()
    apprenticeship = get_apprenticeship_for(person, apprenticeship_id)
    pack = services.ask_for_pack(person, apprenticeship, PackKind.PORTFOLIO)
    return redirect(url_for(".pack", pack_id=pack.id))


def gateway_page_of(apprenticeship: Apprenticeship) -> str:
    """Where this person sees how far the apprentice is."""
    if current_person().role is Role.APPRENTICE:
        return url_for("gateway.bounced")
    return url_for("gateway.learner_gateway", apprenticeship_id=apprenticeship.id)


def _requirement_of(apprenticeship: Apprenticeship, requirement_id: str) -> GatewayRequirement:
    for requirement in apprenticeship.standard.gateway:
        if requirement.id == requirement_id and can_tick(current_person(), requirement):
            return requirement
    raise NotFound("There is nothing here for you to confirm.")
