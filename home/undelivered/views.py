"""Mail that did not arrive: HTTP only."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from accounts.access import current_person, staff_only
from home.undelivered import services
from home.undelivered.access import get_undelivered_for
from home.undelivered.undelivered_page import title_of, tried_page, undelivered_page
from home.views import blueprint


@blueprint.get("/undelivered/")
@staff_only
def undelivered() -> str:
    """Which mails to whom were given up, and what to do instead."""
    mails, trying = undelivered_page(current_person()), tried_page(current_person())
    title = title_of(mails, trying)
    return render_template("home/undelivered.html", title=title, mails=mails, trying=trying)


@blueprint.post("/undelivered/<int:mail_id>/settle")
@staff_only
def settle_mail(mail_id: int) -> Response:
    mail = get_undelivered_for(current_person(), mail_id)
    services.settle_mail(current_person(), mail)
    flash(f"The mail to {mail.to} waits for nobody now.", "success")
    return redirect(url_for(".undelivered"))
