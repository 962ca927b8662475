"""The apprentice's statements: where each stands, reading one, signing it, asking the employer."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from accounts.access import apprentice_only, current_person, get_own_apprenticeship
from foundation.database import db
from foundation.throttle import TooManyTries
from sign_off.links.services import Asked
from sign_off.models import Party
from sign_off.pages import blueprint
from sign_off.statements import services
from sign_off.statements.access import get_kind
from sign_off.statements.forms import OwnSignature
from sign_off.statements.opening import open_file
from sign_off.statements.present import shown_statement, shown_statements
from sign_off.statements.reading_page import reading_page
from sign_off.subjects import Around


@blueprint.get("/statements/")
@apprentice_only
def statements() -> str:
    person = current_person()
    apprenticeship = get_own_apprenticeship()
    return render_template(
        "sign_off/statements.html",
        apprenticeship=apprenticeship,
        statements=shown_statements(person, apprenticeship),
    )


@blueprint.route("/statements/<kind>", methods=["GET", "POST"])
@apprentice_only
def statement(kind: str) -> str | Response | tuple[str, int]:
    """Read, look, sign."""
    person, kind = current_person(), get_kind(kind)
    apprenticeship = get_own_apprenticeship()
    offer = services.offer_for(apprenticeship, kind)
    own_words = offer.words.parties.get(Party.APPRENTICE)
    form = OwnSignature(own_words.boxes if own_words else (), digest=offer.digest)
    if form.validate_on_submit():
        services.sign_statement(person, apprenticeship, kind, form.digest.data)
        flash("Signed. Now the employer can be asked.", "success")
        return redirect(url_for(".statements"))
    shown = shown_statement(person, apprenticeship, kind)
    values = reading_page(apprenticeship, kind, offer)
    page = render_template("sign_off/statement.html", shown=shown, form=form, **values)
    return page, 422 if form.errors else 200


@blueprint.get("/statements/<kind>/files/<file_id>")
@apprentice_only
def statement_file(kind: str, file_id: str) -> Response | str:
    kind = get_kind(kind)
    apprenticeship = get_own_apprenticeship()
    around = Around(
        layout="layout/page.html",
        back=url_for(".statement", kind=kind),
        url_of=lambda id: url_for(".statement_file", kind=kind, file_id=id),
    )
    return open_file(kind, apprenticeship, services.offer_for(apprenticeship, kind).manifest, file_id, around)


@blueprint.post("/statements/<kind>/ask")
@apprentice_only
def ask_employer(kind: str) -> Response:
    person, kind = current_person(), get_kind(kind)

    def ask() -> Asked:
        prepared = services.prepare_statement(person, get_own_apprenticeship(), kind)
        return services.send_signing_link(person, prepared)

    ask_and_say(ask)
    return redirect(url_for(".statements"))


def ask_and_say(ask: Callable[[], Asked]) -> None:
    """`ask`, and say on the page what came of it, also that it was too often."""
    try:
        say_asked(ask())
    except TooManyTries as error:
        db.release()
        flash(str(error), "error")


def say_asked(asked: Asked) -> None:
    """What happened, for an apprentice: she is never shown the link."""
    if asked.mailed:
        flash(f"A link is on its way to {asked.manager.name}, {asked.manager.email}.", "success")
    else:
        flash(
            f"No mail goes from here, so your training provider hands {asked.manager.first_name} the link. "
            "They see that you wait; tell them too.",
            "information",
        )
