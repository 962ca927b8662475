"""Forms of the portfolio. Every error is a sentence."""

from collections.abc import Callable, Collection
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from foundation.at_most import AtMost

ANSWER = AtMost(2000, "The file itself shows the rest.")


class TitleForm(FlaskForm):
    title = StringField(
        "Title of this piece",
        [
            DataRequired("Give the piece a title."),
            Length(max=120, message="Keep the title under 120 characters."),
        ],
    )
    taken: Collection[str] = ()

    def validate_title(self, field: StringField) -> None:
        """Two of the same name cannot be told apart in an index. `taken` are the titles of the other pieces."""
        if any(field.data.strip().casefold() == other.casefold() for other in self.taken):
            raise ValidationError(
                f"Another piece is called “{field.data.strip()}”. Say what tells them apart."
            )


class FileNameForm(FlaskForm):
    name = StringField(
        "Name of the file",
        [
            DataRequired("Give the file a name."),
            Length(max=200, message="Keep the name under 200 characters."),
        ],
    )


class CardForm(FlaskForm):
    """Five short questions. None is required: an empty answer is better than a made-up one."""

    what_it_is = TextAreaField(
        "What is this?", [ANSWER], description="One line: “The instructions our team follows.”"
    )
    what_i_did = TextAreaField("What did you do?", [ANSWER], description="Your own part. Say “I”.")
    why_that_way = TextAreaField(
        "Why that way?", [ANSWER], description="What else you could have done, and why not."
    )
    what_came_of_it = TextAreaField(
        "What came of it?", [ANSWER], description="What changed, for whom, and how anybody can tell."
    )
    when_and_who = TextAreaField(
        "When was it, and who saw it?", [ANSWER], description="Dates, and a job title rather than a name."
    )
    in_pack = BooleanField("Print this card on the piece’s cover sheet in the pack")
    began = HiddenField()

    def __init__(self, *arguments: Any, **values: Any) -> None:
        super().__init__(*arguments, **values)
        self.saved: dict[str, str | bool] = {}  # by field, what was saved otherwise in another tab


class _PlaceForm(FlaskForm):
    """A form with a place in a piece. `why_beyond` is set to what tells why a place cannot be in it."""

    why_beyond: Callable[[str], str] = staticmethod(lambda locator: "")

    def validate_locator(self, field: StringField) -> None:
        reason = self.why_beyond(field.data or "")
        if reason:
            raise ValidationError(reason)


class LinkForm(_PlaceForm):
    """A KSB picked by hand. The choices are set from the standard, by theme."""

    code = SelectField("Which KSB does this piece show?", validate_choice=False)
    locator = StringField(
        "Where exactly?",
        [Length(max=200, message="Keep the place under 200 characters.")],
        description="A page, a heading, or a time in the clip, like “page 3” or “1:05”.",
    )

    def validate_code(self, field: SelectField) -> None:
        if not field.data or field.data not in {choice.value for choice in field.choices}:
            raise ValidationError("Choose a KSB from the list.")


class LocatorForm(_PlaceForm):
    locator = StringField(
        "Where exactly?",
        [
            DataRequired("Say where: a page, a heading, or a time like 1:05."),
            Length(max=200, message="Keep the place under 200 characters."),
        ],
    )


class NoteForm(FlaskForm):
    note = TextAreaField(
        "Why do you keep it?",
        [
            DataRequired("Write a line or two, so that your tutor understands."),
            AtMost(1000),
        ],
        description="Your tutor reads this note beside the finding.",
    )
