"""The door: signing in and out, accepting an invitation, setting a new password."""

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from accounts import services
from accounts.access import current_person, find_current_person, signed_in
from accounts.forms import AddressForm, NewPasswordForm, SignInForm
from accounts.models import LinkKind
from accounts.queries import find_live_link
from accounts.services import WrongPassword
from foundation.access import anyone
from foundation.errors import LinkExpired
from foundation.events import record
from foundation.extensions import limiter
from foundation.outbox import postbox

blueprint = Blueprint("accounts", __name__)

TRIES = "10 per minute; 60 per hour"


def _failed(response: Response) -> bool:
    """Only a try that failed counts: a class that signs in behind one address is no attack."""
    return response.status_code != 302


@blueprint.route("/sign-in", methods=["GET", "POST"])
@anyone
@limiter.limit(TRIES, methods=["POST"], deduct_when=_failed)
def sign_in() -> str | Response | tuple[str, int]:
    if find_current_person() is not None:
        return redirect(url_for("home.home"))
    form = SignInForm()
    if form.validate_on_submit():
        try:
            person = services.sign_in(form.email.data, form.password.data)
        except WrongPassword as error:
            form.form_errors.append(str(error))
        else:
            login_user(person)
            return redirect(_way_on())
    return render_template("accounts/sign_in.html", form=form), 200 if not form.errors else 422


def _way_on() -> str:
    """The page that was asked for before signing in, if it is one of ours."""
    wanted = request.args.get("next", "")
    parts = urlsplit(wanted)
    ours = (
        wanted.startswith("/")
        and not wanted.startswith(("//", "/\\"))
        and not parts.scheme
        and not parts.netloc
    )
    return wanted if ours else url_for("home.home")


@blueprint.post("/sign-out")
@signed_in
def sign_out() -> Response:
    person = current_person()
    record("signed_out", actor=person.actor, subject=person.actor)
    logout_user()
    return redirect(url_for(".sign_in"))


@blueprint.route("/invitations/<token>", methods=["GET", "POST"])
@anyone
@limiter.limit(TRIES, methods=["POST"], deduct_when=_failed)
def accept_invitation(token: str) -> str | Response | tuple[str, int]:
    """The first thing that anybody sees: set a password, and go in."""
    link = find_live_link(token)
    if link is None or link.kind is not LinkKind.INVITATION:
        return render_template("accounts/link_expired.html"), LinkExpired.status
    form = NewPasswordForm()
    if form.validate_on_submit():
        login_user(services.accept_invitation(token, form.password.data))
        return redirect(url_for("home.home"))
    return render_template("accounts/accept_invitation.html", form=form, person=link.person)


@blueprint.route("/new-password", methods=["GET", "POST"])
@anyone
@limiter.limit(TRIES, methods=["POST"], deduct_when=_failed)
def ask_for_new_password() -> str | Response:
    """Asks for a link by mail. The answer is the same whether or not the address is known."""
    form = AddressForm()
    if form.validate_on_submit():
        services.ask_for_new_password(form.email.data)
        return render_template("accounts/link_asked.html", can_send=postbox.can_send)
    return render_template("accounts/ask_for_new_password.html", form=form, can_send=postbox.can_send)


@blueprint.route("/new-password/<token>", methods=["GET", "POST"])
@anyone
@limiter.limit(TRIES, methods=["POST"], deduct_when=_failed)
def reset_password(token: str) -> str | Response | tuple[str, int]:
    link = find_live_link(token)
    if link is None or link.kind is not LinkKind.PASSWORD_RESET:
        return render_template("accounts/link_expired.html"), LinkExpired.status
    form = NewPasswordForm()
    if form.validate_on_submit():
        login_user(services.reset_password(token, form.password.data))
        flash("Your new password is set, and every other browser is signed out.", "success")
        return redirect(url_for("home.home"))
    return render_template("accounts/reset_password.html", form=form)
