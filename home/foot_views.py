"""The pages in everybody's foot: help, accessibility, what we keep. They open with no account."""

from flask import current_app, render_template

from accounts.access import find_current_person
from foundation.access import anyone
from foundation.settings import Settings
from home.help import plans_for
from home.views import blueprint


@blueprint.get("/help")
@anyone
def help_page() -> str:
    """How to go about it, and what the plan asks."""
    return render_template("home/help.html", plans=plans_for(find_current_person()))


@blueprint.get("/accessibility")
@anyone
def accessibility() -> str:
    return render_template("home/accessibility.html")


@blueprint.get("/privacy")
@anyone
def privacy() -> str:
    """What we keep, why, for how long, and where it goes: nowhere, but for the mails that this installation sends."""
    settings: Settings = current_app.config["SETTINGS"]
    person = find_current_person()
    return render_template(
        "home/privacy.html", provider=person.provider if person else None, sends_mail=bool(settings.mail_url)
    )
