"""The administrator's pages: HTTP only. Each loads, calls one verb, then redirects or renders."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from accounts.access import administrator_only, current_person, get_apprenticeship_for
from accounts.administration import services
from accounts.administration.access import get_person_for
from accounts.administration.forms import HandOverForm, InviteForm, LearnerForm, PolicyForm
from accounts.administration.move_page import learner_page, move_page, where_of
from accounts.administration.people_page import people_groups, person_page
from accounts.administration.queries import count_learners_by_standard, list_tutors_of
from accounts.administration.wording import unaided_clauses
from accounts.her_version import label_for
from accounts.models import Apprenticeship, Person
from accounts.moving import (
    Destination,
    get_destination,
    get_version_to_move_to,
    list_other_options,
    move_apprenticeship,
)
from accounts.queries import list_standard_versions
from accounts.services import (
    INVITATION_LASTS,
    Invited,
    reset_link_for,
    send_invitation,
    update_policy,
)
from accounts.standard_drafts.queries import list_drafts_of
from accounts.standard_feeds.queries import list_feeds_of
from accounts.standard_names import marks_of
from accounts.tutoring import hand_over_learners
from foundation.database import db
from foundation.errors import Refused

blueprint = Blueprint("administration", __name__, url_prefix="/administration")


@blueprint.get("/people")
@administrator_only
def people() -> str:
    """Who is here, by role, and how far each has come."""
    administrator = current_person()
    return render_template("administration/people.html", groups=people_groups(administrator))


@blueprint.route("/invite", methods=["GET", "POST"])
@administrator_only
def invite() -> ResponseReturnValue:
    administrator = current_person()
    tutors, versions = (
        list_tutors_of(administrator.provider),
        list_standard_versions(administrator.provider_id),
    )
    form = InviteForm.offering(tutors, versions)
    if form.validate_on_submit():
        try:
            with db.session.begin_nested():
                invited = services.invite(administrator.actor, administrator.provider, form.invitation())
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            return _invited(invited)
    return render_template("administration/invite.html", form=form), 422 if form.errors else 200


@blueprint.get("/people/<int:person_id>")
@administrator_only
def person(person_id: int) -> str:
    """One account: how far it has come, and what can be done about it."""
    administrator = current_person()
    person = get_person_for(administrator, person_id)
    form = HandOverForm().offer(list_tutors_of(administrator.provider), person)
    return _person_page(administrator, person, form)


@blueprint.post("/people/<int:person_id>/invitation")
@administrator_only
def invite_again(person_id: int) -> str:
    administrator = current_person()
    invited = send_invitation(administrator.actor, get_person_for(administrator, person_id))
    return _invited(invited, again=True)


@blueprint.post("/people/<int:person_id>/invitation-link")
@administrator_only
def hand_over_invitation(person_id: int) -> str:
    """The invitation whose mail did not arrive, to be handed over."""
    administrator = current_person()
    person = get_person_for(administrator, person_id)
    return _invited(send_invitation(administrator.actor, person, by_hand=True), again=True, by_hand=True)


def _invited(invited: Invited, *, again: bool = False, by_hand: bool = False) -> str:
    return render_template(
        "administration/invited.html",
        invited=invited,
        days=INVITATION_LASTS.days,
        again=again,
        by_hand=by_hand,
    )


@blueprint.post("/people/<int:person_id>/password-link")
@administrator_only
def password_link(person_id: int) -> str:
    """Make a link that sets a new password, and show it this once."""
    administrator = current_person()
    person = get_person_for(administrator, person_id)
    link = reset_link_for(administrator.actor, person)
    return render_template("administration/password_link.html", person=person, link=link)


@blueprint.post("/people/<int:person_id>/deactivate")
@administrator_only
def deactivate(person_id: int) -> ResponseReturnValue:
    administrator = current_person()
    person = get_person_for(administrator, person_id)
    services.deactivate_person(administrator, person)
    flash(f"{person.name} is deactivated and signed out everywhere. Nothing was deleted.", "success")
    return redirect(url_for(".person", person_id=person.id))


@blueprint.post("/people/<int:person_id>/reactivate")
@administrator_only
def reactivate(person_id: int) -> ResponseReturnValue:
    administrator = current_person()
    person = get_person_for(administrator, person_id)
    services.reactivate_person(administrator, person)
    flash(f"The account of {person.name} is open again.", "success")
    return redirect(url_for(".person", person_id=person.id))


@blueprint.post("/people/<int:person_id>/learners")
@administrator_only
def hand_over(person_id: int) -> ResponseReturnValue:
    """Hand every learner of one tutor to a colleague."""
    administrator = current_person()
    giver = get_person_for(administrator, person_id)
    form = HandOverForm().offer(list_tutors_of(administrator.provider), giver)
    if not form.validate_on_submit():
        return _person_page(administrator, giver, form), 422
    taker = get_person_for(administrator, int(form.taker.data))
    count = hand_over_learners(administrator, giver, taker)
    flash(f"{count} of {giver.first_name}’s learners are now with {taker.name}.", "success")
    return redirect(url_for(".person", person_id=giver.id))


def _person_page(administrator: Person, person: Person, form: HandOverForm) -> str:
    page = person_page(administrator, person)
    return render_template("administration/person.html", page=page, form=form)


@blueprint.route("/learners/<int:apprenticeship_id>", methods=["GET", "POST"])
@administrator_only
def learner(apprenticeship_id: int) -> ResponseReturnValue:
    """One apprenticeship: tutor, employer, manager and dates, all of which can change."""
    administrator = current_person()
    apprenticeship = get_apprenticeship_for(administrator, apprenticeship_id)
    form = LearnerForm.of(apprenticeship, list_tutors_of(administrator.provider))
    if form.validate_on_submit():
        try:
            with db.session.begin_nested():
                told = services.update_learner(administrator, apprenticeship, form.placement())
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            stays = f"Saved. What {apprenticeship.apprentice.first_name} has done stays as it is."
            flash(" ".join([stays, *told]), "success")
            return redirect(url_for(".learner", apprenticeship_id=apprenticeship.id))
    page = render_template("administration/learner.html", form=form, **learner_page(apprenticeship))
    return page, 422 if form.errors else 200


@blueprint.route("/learners/<int:apprenticeship_id>/versions/<int:version_id>", methods=["GET", "POST"])
@administrator_only
def move(apprenticeship_id: int, version_id: int) -> ResponseReturnValue:
    """What another version or option changes for one apprentice, and the button that moves her."""
    administrator = current_person()
    apprenticeship = get_apprenticeship_for(administrator, apprenticeship_id)
    if version_id == apprenticeship.standard_version_id and not list_other_options(apprenticeship):
        words = f"{apprenticeship.apprentice.first_name} is on {label_for(apprenticeship)} already."
        return _her_page(apprenticeship, words, "information")
    version = get_version_to_move_to(apprenticeship, version_id)
    destination = get_destination(apprenticeship, version, request.args.get("option", ""))
    if destination is None:
        return render_template("administration/option.html", apprenticeship=apprenticeship, version=version)
    if FlaskForm().validate_on_submit():
        return _move(administrator, apprenticeship, destination)
    page = move_page(apprenticeship, destination)
    return render_template("administration/move.html", apprenticeship=apprenticeship, **page)


def _move(administrator: Person, apprenticeship: Apprenticeship, destination: Destination) -> Response:
    name, where = apprenticeship.apprentice.first_name, where_of(apprenticeship, destination)
    try:
        with db.session.begin_nested():
            move_apprenticeship(administrator, apprenticeship, destination)
    except Refused as error:  # something has changed since the page was opened
        return _her_page(apprenticeship, str(error), "warning")
    return _her_page(apprenticeship, f"{name} is on {where} now. Evidence is read again for it.", "success")


def _her_page(apprenticeship: Apprenticeship, words: str, category: str) -> Response:
    flash(words, category)
    return redirect(url_for(".learner", apprenticeship_id=apprenticeship.id))


@blueprint.route("/policy", methods=["GET", "POST"])
@administrator_only
def policy() -> ResponseReturnValue:
    """How fast tutors answer, and what help there is once the apprentice must work unaided."""
    administrator = current_person()
    provider = administrator.provider
    form = PolicyForm(
        review_days=provider.review_days,
        comments=provider.comments_after_gateway,
        suggestions=provider.suggestions_after_gateway,
    )
    if form.validate_on_submit():
        days, comments, suggestions = form.review_days.data, form.comments.data, form.suggestions.data
        update_policy(
            administrator.actor, provider, review_days=days, comments=comments, suggestions=suggestions
        )
        flash("The policy is saved and counts from now.", "success")
        return redirect(url_for(".policy"))
    clauses = unaided_clauses(list_standard_versions(provider.id))
    page = render_template("administration/policy.html", form=form, clauses=clauses)
    return page, 422 if form.errors else 200


@blueprint.get("/standards")
@administrator_only
def standards() -> str:
    """The standard versions that apprentices can be put on, and those on their way in."""
    provider = current_person().provider
    versions = list_standard_versions(provider.id)
    return render_template(
        "administration/standards.html",
        versions=versions,
        marks=marks_of(versions),
        counts=count_learners_by_standard(provider),
        drafts=list_drafts_of(provider),
        feeds=list_feeds_of(provider),
    )
