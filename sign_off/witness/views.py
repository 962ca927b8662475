"""Witness statements over HTTP: the witness's own pages by link, and the apprentice's requests."""

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from accounts.access import apprentice_only, current_person, get_own_apprenticeship
from foundation.database import db
from foundation.errors import NotFound
from foundation.throttle import TooManyTries
from sign_off.hints import Hint
from sign_off.links.access import LinkClosed, current_link, get_live_link, link_holder
from sign_off.links.closed import has_receipt
from sign_off.links.state import LinkState, state_of_link
from sign_off.links.views import Page, as_download
from sign_off.models import WitnessStatement
from sign_off.pages import blueprint
from sign_off.statements.views import ask_and_say, say_asked
from sign_off.witness import services
from sign_off.witness.forms import RequestForm, WitnessForm
from sign_off.witness.present import shown_requests
from sign_off.witness.queries import find_witness_statement
from sign_off.witness.services import Observation


@blueprint.route("/w/<token>", methods=["GET", "POST"])
@link_holder
def witness_page(token: str) -> Page:
    """Write, read the hints if there are any, sign. What was written stays in the form until it is signed."""
    link = get_live_link()
    if link.witness_statement is None:
        return redirect(url_for(".sign_page", token=token))
    form = WitnessForm(link)
    hints: list[Hint] = []
    if form.validate_on_submit() and not (hints := form.new_hints()):
        services.sign_witness_statement(link, _observation(form))
        return redirect(url_for(".witness_receipt", token=token))
    page = render_template("sign_off/witness.html", link=link, token=token, form=form, hints=hints)
    return page, 422 if form.errors or hints else 200


def _observation(form: WitnessForm) -> Observation:
    return Observation(
        what=form.what.data,
        place=form.place.data,
        seen_on=form.seen_on.data,
        name=form.name.data,
        job_title=form.job_title.data,
        relationship=form.known_how,
    )


@blueprint.get("/w/<token>/receipt")
@link_holder
def witness_receipt(token: str) -> str:
    return render_template("sign_off/witness_receipt.html", token=token, signed=_signed())


@blueprint.get("/w/<token>/copy")
@link_holder
def witness_copy(token: str) -> Response:
    signed = _signed()
    text = render_template("mail/witness_copy.txt", witness_statement=signed)
    return as_download(text, f"Witness statement for {signed.apprenticeship.apprentice.name}.txt")


def _signed() -> WitnessStatement:
    link = current_link()
    state = state_of_link(link)
    if link.witness_statement is None or state is not LinkState.SIGNED or not has_receipt(link):
        raise LinkClosed(link, state)
    return link.witness_statement


@blueprint.route("/witness-statements/", methods=["GET", "POST"])
@apprentice_only
def witness_statements() -> Page:
    """What the apprentice asked for, and a form to ask for more."""
    form = RequestForm()
    if form.validate_on_submit() and _asked(form):
        return redirect(url_for(".witness_statements"))
    person, apprenticeship = current_person(), get_own_apprenticeship()
    page = render_template(
        "sign_off/witness_statements.html",
        form=form,
        apprenticeship=apprenticeship,
        requests=shown_requests(person, apprenticeship),
    )
    return page, 422 if form.errors else 200


def _asked(form: RequestForm) -> bool:
    """Whether the manager was asked; where it was too often, the form says so and keeps what was typed."""
    try:
        say_asked(services.ask_for_witness(current_person(), get_own_apprenticeship(), form.about.data))
    except TooManyTries as error:
        db.release()
        form.about.errors = (f"{error} Your words stay in the box.",)
        return False
    return True


@blueprint.post("/witness-statements/<int:request_id>/ask")
@apprentice_only
def ask_witness_again(request_id: int) -> AnyResponse:
    person = current_person()
    wanted = find_witness_statement(request_id)
    if wanted is None or wanted.apprenticeship_id != get_own_apprenticeship().id:
        raise NotFound("We could not find that request among yours.")
    ask_and_say(lambda: services.send_witness_link(person, wanted))
    return redirect(url_for(".witness_statements"))
