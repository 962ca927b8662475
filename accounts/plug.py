"""Plugs the room in: the door, and who is signed in."""

from flask import Flask, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from accounts import door, views
from accounts.access import find_current_person, find_signed_in
from accounts.cli import accounts_commands
from accounts.models import Person
from accounts.standard_feeds import jobs as feed_jobs
from accounts.standard_feeds import views as feed_views
from foundation.edge import wants_json
from foundation.errors import SignInNeeded
from foundation.extensions import login_manager
from foundation.late_forms import come_back
from foundation.plug import add_job


def install(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    app.register_blueprint(feed_views.blueprint)
    add_job(app, "clear_standard_feed", feed_jobs.clear_standard_feed)
    app.cli.add_command(accounts_commands)
    app.register_error_handler(SignInNeeded, _to_the_door)
    login_manager.user_loader(_person_of)
    app.after_request(_seal_no_ended_sign_in)


def _person_of(identity: str) -> Person | None:
    """The person whose id and stamp a session cookie holds, unless that sign-in was ended: then the cookie holds
    neither from now on."""
    person_id, _, stamp = identity.partition(".")
    person = find_signed_in(int(person_id), stamp, door.token_here()) if person_id.isdecimal() else None
    if person is None:
        door.forget()
    return person


def _seal_no_ended_sign_in(response: Response) -> Response:
    """A session that changed is sealed anew. Where nobody has asked yet whether its sign-in was ended, we do; where
    that cannot be asked, it stays as it was."""
    if session.modified and "_user_id" in session and "_login_user" not in g:
        if g.get("failed"):
            session.modified = False
        else:
            find_current_person()
    return response


def _to_the_door(error: SignInNeeded) -> Response | tuple[dict[str, object] | str, int]:
    """To the page that lets people in; whoever was signed out while typing gets the words back first."""
    if wants_json():
        return {
            "ok": False,
            "error": "You are signed out. Sign in again in another tab, then go on here.",
        }, 401
    if (page := come_back(error.status)) is not None:
        return page
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=wanted))
