"""Forms of the report. Every error is a sentence."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from foundation.at_most import AtMost
from report_builder.services import MOST_TITLE
from report_builder.speaking import PlannedPart

_TITLE = Length(max=MOST_TITLE, message=f"Keep the title under {MOST_TITLE} characters.")


class ProjectsForm(FlaskForm):
    """The projects of a report: the first has a title, the others only where she has them."""

    title = StringField(
        "What is your project called?",
        [DataRequired("Give your project a title. You can change it later."), _TITLE],
        description="What you made or changed, and where, in a few words.",
    )
    second = StringField(
        "A second project, if your report covers two",
        [_TITLE],
        description="Leave it empty for one project. Both share the one word count.",
    )

    @property
    def titles(self) -> tuple[str, ...]:
        second = (self.second.data or "").strip() if "second" in self else ""
        return (self.title.data or "", second) if second else (self.title.data or "",)


NOTHING, MORE = "nothing", "more"
WHETHER = "Say whether you need anything more."


class NeedsForm(FlaskForm):
    """What she needs in the room: nothing more than the plan gives, or what she writes."""

    kind = RadioField(
        "Do you need anything beyond that?",
        [InputRequired(WHETHER)],
        invalid_choice_message=WHETHER,
        choices=[SelectChoice(NOTHING, "No, that is enough"), SelectChoice(MORE, "Yes")],
    )
    needs = TextAreaField(
        "If yes, what do you need?",
        [AtMost(4000)],
        description="For example: an HDMI cable for my own laptop, the internet to show the live site, "
        "a room that I can reach with a wheelchair.",
    )

    def validate_needs(self, field: TextAreaField) -> None:
        if self.kind.data == MORE and not (field.data or "").strip():
            raise ValidationError("Write what you need.")

    @property
    def told(self) -> str:
        return (self.needs.data or "") if self.kind.data == MORE else ""


class Minutes(IntegerField):
    """Whole minutes, or nothing."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        if not any(value.strip() for value in valuelist):
            self.data = None  # emptied, whatever stood there before
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Enter whole minutes, like 4.") from error


class OutlineForm(FlaskForm):
    """Minutes, points and notes for each thing that the plan wants covered; any of them may be left open. Made by
    `outline_form`."""

    @property
    def parts(self) -> list[tuple[int | None, str, str]]:
        """(minutes, points, notes) in order."""
        return [(minutes.data, points.data or "", notes.data or "") for minutes, points, notes in self.rows]

    @property
    def rows(self) -> list[tuple[Minutes, TextAreaField, TextAreaField]]:
        """The fields of each thing, in order."""
        numbers = [one.name.removeprefix("minutes-") for one in self if isinstance(one, Minutes)]
        return [
            (self[f"minutes-{number}"], self[f"points-{number}"], self[f"notes-{number}"])
            for number in numbers
        ]


def outline_form(parts: Sequence[PlannedPart]) -> OutlineForm:
    """A form with three fields for each thing to cover, filled with what was planned before."""
    fields: dict[str, Field] = {}
    data: dict[str, object] = {}
    for number, part in enumerate(parts, start=1):
        fields[f"minutes-{number}"] = Minutes(
            "Minutes", [Optional(), NumberRange(0, 999, "Enter whole minutes, like 4.")]
        )
        fields[f"points-{number}"] = TextAreaField("On the slide, one point on a line", [AtMost(2000)])
        fields[f"notes-{number}"] = TextAreaField("What I say", [AtMost(6000)])
        data |= {
            f"minutes-{number}": part.minutes,
            f"points-{number}": part.points,
            f"notes-{number}": part.notes,
        }
    form: OutlineForm = type("OutlineForm", (OutlineForm,), fields)(data=data)
    return form
