"""What is sent with a decision or a comment."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from foundation.at_most import AtMost
from foundation.tokens import digest_of
from sign_off.reviews.quoting import MOST_QUOTED

# Of what the page itself fills in.
NOT_OURS = "The page sent what it cannot have. Copy your comment, open the page again and send it there."
AT_MOST = AtMost(5000, "Say it in fewer words, or in two comments.")
QUOTED_AT_MOST = AtMost(MOST_QUOTED, "Quote its first sentence alone: that is enough to find the place.")


def stripped(value: str | None) -> str:
    return (value or "").strip()


class NoteForm(FlaskForm):
    """A note with a decision; it may be empty. `round` is the one that stood on the page."""

    note = TextAreaField("Your note", [AT_MOST], filters=[stripped])
    round = HiddenField(filters=[stripped])

    @property
    def number(self) -> int:
        """Of the round; 0, which is that of none, where it is not said or cannot be read."""
        return int(self.round.data) if self.round.data.isdecimal() and len(self.round.data) < 10 else 0


class ReturnForm(NoteForm):
    """The note with which something goes back: what should change."""

    note = TextAreaField(
        "Your note",
        [
            DataRequired("Say in a sentence what should change, so that it can be changed."),
            AT_MOST,
        ],
        filters=[stripped],
    )


class CommentForm(FlaskForm):
    """A comment, with the sentence or the moment of a clip it is about, or the comment it answers.

    `phrase` is picked to be put in; `used` are those that are in, by their numbers. `once` is another on every page, so
    that words which a browser sends again are known."""

    body = TextAreaField(
        "Your comment",
        [DataRequired("Write your comment first."), AT_MOST],
        filters=[stripped],
    )
    locator = HiddenField(validators=[Length(max=200, message=NOT_OURS)], filters=[stripped])
    excerpt = HiddenField("The words it is about", [QUOTED_AT_MOST], filters=[stripped])
    clip = HiddenField(validators=[Length(max=200, message=NOT_OURS)], filters=[stripped])
    moment = StringField(
        "The moment it is about",
        [Length(max=40, message="Give the moment as minutes and seconds, like 1:23.")],
        filters=[stripped],
    )
    reply_to = IntegerField(validators=[Optional()], invalid_value_message=NOT_OURS)
    phrase = IntegerField(validators=[Optional()], invalid_value_message=NOT_OURS)
    used = HiddenField(validators=[Length(max=200, message=NOT_OURS)], filters=[stripped])
    once = HiddenField(validators=[Length(max=100, message=NOT_OURS)], filters=[stripped])

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """However many words it was about, its writer may send it on the whole, without them."""
        if request.form.get("comment") == "whole":
            self.excerpt.validators = ()
        return bool(super().validate(extra_validators))

    @property
    def digest(self) -> str | None:
        """Of the page and of what was written on it (`Comment.once`): a page that a browser went back to may send other
        words. None where the page gave nothing to know it by."""
        if not self.once.data:
            return None
        written = (self.once, self.reply_to, self.body, self.locator, self.excerpt, self.clip, self.moment)
        return digest_of(json.dumps([field.data for field in written]))
