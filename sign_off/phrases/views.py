"""The comment bank over HTTP."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from accounts.access import current_person, staff_only, tutor_only
from accounts.models import Role
from foundation.errors import Refused
from sign_off.models import Phrase
from sign_off.phrases import services
from sign_off.phrases.access import get_own_comment_for, get_phrase_for, get_usable_phrase_for
from sign_off.phrases.forms import PhraseForm
from sign_off.phrases.queries import phrases_of
from sign_off.reviews.access import get_subject_for, refusal_of_commenting, require
from sign_off.reviews.forms import CommentForm
from sign_off.subjects import guide_to

blueprint = Blueprint("phrases", __name__, url_prefix="/phrases")


@blueprint.get("/")
@staff_only
def phrases() -> str:
    """A tutor's own and the provider's; of an administrator, the provider's."""
    person = current_person()
    return render_template("sign_off/phrases.html", phrases=phrases_of(person), provider=person.provider)


@blueprint.route("/new", methods=["GET", "POST"], defaults={"comment_id": None})
@blueprint.route("/from/<int:comment_id>", methods=["GET", "POST"])
@staff_only
def keep(comment_id: int | None) -> ResponseReturnValue:
    """Words to keep; from a comment of hers, that comment's."""
    comment = get_own_comment_for(current_person(), comment_id) if comment_id is not None else None
    form = PhraseForm(body=comment.body if comment else "")
    first_name = comment.subject.apprenticeship.apprentice.first_name if comment else ""
    back = guide_to(comment.subject).url_of(comment.subject) + f"#c-{comment.id}" if comment else ""
    if form.validate_on_submit() and _took(
        form, lambda: services.keep_phrase(current_person(), form.body.data)
    ):
        flash("It is kept. You find it where you comment.", "success")
        return redirect(back or url_for(".phrases"))
    return _page(form, None, back=back, names=first_name if first_name in (form.body.data or "") else "")


@blueprint.route("/<int:phrase_id>", methods=["GET", "POST"])
@staff_only
def change(phrase_id: int) -> ResponseReturnValue:
    phrase = get_phrase_for(current_person(), phrase_id)
    form = PhraseForm(body=phrase.body)
    changed = lambda: services.change_phrase(current_person(), phrase, form.body.data)  # noqa: E731
    if form.validate_on_submit() and _took(form, changed):
        flash("The phrase is changed. Comments that were sent with it stay as they are.", "success")
        return redirect(url_for(".phrases"))
    return _page(form, phrase)


@blueprint.post("/<int:phrase_id>/delete")
@staff_only
def delete(phrase_id: int) -> Response:
    phrase = get_phrase_for(current_person(), phrase_id)
    services.delete_phrase(current_person(), phrase)
    flash(f"Deleted: “{phrase.body}”", "success")
    return redirect(url_for(".phrases"))


@blueprint.post("/for/<int:subject_id>")
@tutor_only
def put_in(subject_id: int) -> str:
    """The comment as far as it is written, with the phrase that was picked, as our script does on the page itself."""
    person, subject = current_person(), get_subject_for(current_person(), subject_id)
    require(refusal_of_commenting(person, subject))
    form = CommentForm()
    picked = form.phrase.data
    if picked is not None:
        phrase = get_usable_phrase_for(person, picked)
        form.body.data = "\n\n".join(filter(None, (form.body.data, phrase.body)))
        form.used.data = f"{form.used.data} {phrase.id}".strip()
    return render_template(
        "sign_off/say_again.html",
        form=form,
        field=form.body,
        back=guide_to(subject).url_of(subject),
        what=guide_to(subject).title_of(subject),
        button="Send",
        action=url_for("sign_off.add_comment", subject_id=subject.id),
        lead="Change the words so that they fit, then send them.",
    )


def _took(form: PhraseForm, verb: Callable[[], object]) -> bool:
    """Whether the words could be kept; why not stands at the field."""
    try:
        verb()
    except Refused as error:
        form.body.errors = (str(error),)
        return False
    return True


def _page(form: PhraseForm, phrase: Phrase | None, **about: str) -> ResponseReturnValue:
    page = render_template(
        "sign_off/phrase.html",
        form=form,
        phrase=phrase,
        is_shared=current_person().role is Role.ADMINISTRATOR,
        back=about.get("back") or url_for(".phrases"),
        names=about.get("names", ""),
    )
    return page, 422 if form.errors else 200
