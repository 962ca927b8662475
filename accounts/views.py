"""The door: signing in and out, accepting an invitation, setting a new password."""

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from accounts import door, services
from accounts.access import current_person, find_current_person, signed_in
from accounts.forms import AddressForm, NewPasswordForm, SignInForm
from accounts.models import LinkKind
from accounts.queries import find_live_link
from accounts.services import WrongPassword
from foundation.access import anyone
from foundation.errors import LinkExpired
from foundation.outbox import postbox
from foundation.throttle import TooManyTries

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@anyone
def sign_in() -> str | Response | tuple[str, int]:
    if find_current_person() is not None:
        return redirect(url_for("home.home"))
    form, status = SignInForm(), 422
    if form.validate_on_submit():
        try:
            door.sign_in(form.email.data, form.password.data)
        except (WrongPassword, TooManyTries) as error:
            form.form_errors.append(str(error))
            status = TooManyTries.status if isinstance(error, TooManyTries) else status
        else:
            return redirect(_way_on())
    page = render_template("accounts/sign_in.html", form=form, can_send=postbox.can_send)
    return page, status if form.errors else 200


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
    door.let_out(current_person())
    return redirect(url_for(".sign_in"))


@blueprint.route("/invitations/<token>", methods=["GET", "POST"])
@anyone
def accept_invitation(token: str) -> str | Response | tuple[str, int]:
    """The first thing that anybody sees: set a password, and go in."""
    link = find_live_link(token)
    if link is None or link.kind is not LinkKind.INVITATION:
        return render_template("accounts/link_expired.html"), LinkExpired.status
    form = NewPasswordForm()
    if form.validate_on_submit():
        door.let_in(services.accept_invitation(token, form.password.data))
        return redirect(url_for("home.home"))
    return render_template("accounts/accept_invitation.html", form=form, person=link.person)


@blueprint.route("/new-password", methods=["GET", "POST"])
@anyone
def ask_for_new_password() -> str | Response:
    """Asks for a link by mail. The answer is the same whether or not the address is known."""
    form = AddressForm()
    if form.validate_on_submit():
        door.ask_for_new_password(form.email.data)
        return render_template("accounts/link_asked.html", can_send=postbox.can_send)
    return render_template("accounts/ask_for_new_password.html", form=form, can_send=postbox.can_send)


@blueprint.route("/new-password/<token>", methods=["GET", "POST"])
@anyone
def reset_password(token: str) -> str | Response | tuple[str, int]:
    link = find_live_link(token)
    if link is None or link.kind is not LinkKind.PASSWORD_RESET:
        return render_template("accounts/link_expired.html"), LinkExpired.status
    form = NewPasswordForm()
    if form.validate_on_submit():
        door.let_in(services.reset_password(token, form.password.data))
        flash("Your new password is set, and every other browser is signed out.", "success")
        return redirect(url_for("home.home"))
    return render_template("accounts/reset_password.html", form=form)
