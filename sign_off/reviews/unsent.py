"""A page under review takes two things that are written: a note with the decision, and a comment.

Both stand in one form, so that whichever is sent brings the other along. What its button did not send is never dropped
unasked: it comes back, whole, to be sent or left.
"""

from collections.abc import Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import current_person
from foundation.errors import NotFound
from foundation.late_forms import TypedField
from sign_off.models import Comment, Subject
from sign_off.phrases.services import count_uses
from sign_off.reviews import services
from sign_off.reviews.access import can_comment, is_own_tutor, refusal_of_commenting, refusal_of_reviewing
from sign_off.reviews.forms import CommentForm, NoteForm
from sign_off.reviews.moments import place_in_clip
from sign_off.reviews.overtaken import late_words, refusal_of_another_round, standing_for
from sign_off.reviews.queries import find_comment, find_said
from sign_off.reviews.quoting import NotQuoted
from sign_off.subjects import guide_to


def say(subject: Subject, form: CommentForm) -> Comment | None:
    """The comment or the answer that was written; where a browser sends it again, the one that it became. None where
    the words it is about are not in what was sent, which then stands at their field."""
    person, once = current_person(), form.digest
    if (said := find_said(person, once)) is not None:
        return said
    if form.reply_to.data is None:
        try:
            said = services.add_comment(person, subject, form.body.data, once=once, **_place(subject, form))
        except NotQuoted as error:
            form.excerpt.errors = (error.message,)
            form.locator.data = ""  # of words that are not there
            return None
    else:
        comment = find_comment(subject, form.reply_to.data)
        if comment is None:
            raise NotFound("The comment you answered is not there any more.")
        said = services.reply(person, comment, form.body.data, once=once)
    count_uses(person, form.used.data)
    return said


def _place(subject: Subject, form: CommentForm) -> dict[str, str]:
    """What the comment is about; nothing where its writer chose to send it on the whole."""
    moment = place_in_clip(current_person(), subject, form.clip.data, form.moment.data)
    if request.form.get("comment") == "whole":
        return {"locator": moment}
    return {"locator": moment or form.locator.data, "excerpt": form.excerpt.data}


def ask_about_comment(subject: Subject, note: NoteForm, button: str) -> ResponseReturnValue | None:
    """A decision came with a comment that nobody has sent: the page that asks what becomes of it. None where there is
    none, where it is to be left, and once it is sent."""
    comment = CommentForm()
    choice = request.form.get("comment", "")
    closed = (
        refusal_of_commenting(current_person(), subject) is not None
    )  # as the verb says, if it takes words at all
    if not comment.body.data or choice == "leave" or closed:
        return None
    is_right = choice in ("send", "whole") and comment.validate() and note.validate()
    if is_right and say(subject, comment) is not None:
        return None
    page = _page(subject, note=note, comment=comment, button=button, action=request.path)
    return page, 422


def ask_about_note(subject: Subject) -> str | None:
    """A comment was sent with a note that nobody has: the page with the note, to go with a decision, or where it comes
    too late for one, to be sent as a comment too. None where there is none, and once it is sent as one."""
    person, note = current_person(), NoteForm()
    if not note.note.data or not (is_own_tutor(person, subject) and can_comment(person, subject)):
        return None
    if is_note_a_comment() and _say_note(subject, note):
        return None
    if refusal_of_reviewing(person, subject) or refusal_of_another_round(subject, note.number):
        typed = [TypedField("note", note.note.data, note.note.label.text)]
        is_said = bool(CommentForm().body.data)
        return late_page(subject, typed, is_said=is_said, problem=" ".join(note.note.errors))
    return _page(subject, note=note, comment=None)


def is_note_a_comment() -> bool:
    """Whether the note of this request goes as a comment on the whole: a decision comes too late to take it."""
    return request.form.get("note_as") == "comment"


def _say_note(subject: Subject, note: NoteForm) -> bool:
    """Whether the note is sent as a comment; why not stands at its field."""
    if not note.validate():
        return False
    comment = CommentForm(formdata=None, body=note.note.data, once=request.form.get("once", ""))
    return say(subject, comment) is not None


def late_page(
    subject: Subject, typed: Sequence[TypedField], *, is_said: bool = False, problem: str = ""
) -> str:
    """A decision comes too late: what was decided instead, with what was typed. `is_said` where a comment that was
    typed with it is sent; `problem`: why what can be sent was not taken."""
    person = current_person()
    return render_template(
        "sign_off/overtaken.html",
        subject=subject,
        standing=standing_for(person, subject, NoteForm().number),
        url=guide_to(subject).url_of(subject),
        words=late_words(typed, can_comment=can_comment(person, subject)),
        is_said=is_said,
        problem=problem,
    )


def _page(subject: Subject, **what: object) -> str:
    guide = guide_to(subject)
    return render_template(
        "sign_off/unsent.html",
        subject=subject,
        back=guide.url_of(subject),
        what=guide.title_of(subject),
        **what,
    )
