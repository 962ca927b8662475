"""The witness form: what was seen, where, when, by whom. The apprentice's own form to ask for one."""

from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from foundation.at_most import AtMost
from foundation.clock import today
from foundation.day_field import DayField
from sign_off.hints import Hint, hints_about_observation
from sign_off.links.forms import Signer
from sign_off.models import SigningLink
from sign_off.reviews.forms import stripped

TRUE = "I saw this myself, and these are my own words"
NO_DAY = "Enter the day on which you saw it, as day, month and year, like 12 3 2026."


class WitnessForm(Signer):
    """What was seen, where and when, and who saw it."""

    what = TextAreaField(
        "What did you see?",
        [DataRequired("Write what you saw, in your own words."), AtMost(5000)],
        filters=[stripped],
        description="What was done, step by step, and what came of it. What you saw rather than what you think of it.",
    )
    place = StringField(
        "Where was it?",
        [
            DataRequired("Say where you saw it: the site, the room."),
            Length(max=200, message="Use at most 200 characters."),
        ],
        filters=[stripped],
    )
    seen_on = DayField(
        "When did you see it?", [InputRequired(NO_DAY)], wrong=NO_DAY, description="For example, 12 3 2026."
    )

    in_order: ClassVar[tuple[str, ...]] = ("what", "place", "seen_on", *Signer.in_order)

    def __init__(self, link: SigningLink, **values: Any) -> None:
        super().__init__(link, (TRUE,), **values)

    def hinted(self) -> list[str]:
        return [self.what.data, str(self.seen_on.data), *super().hinted()]

    def hints(self) -> list[Hint]:
        started_on = self._link.apprenticeship.started_on
        return [*hints_about_observation(self.what.data, self.seen_on.data, started_on), *super().hints()]

    def validate_seen_on(self, field: DayField) -> None:
        if field.data is not None and field.data > today():
            raise ValidationError("That day has not come yet. Enter the day on which you saw it.")


class RequestForm(FlaskForm):
    about = TextAreaField(
        "What was seen?",
        [
            DataRequired("Say in a sentence what was seen, so that the witness knows what to write about."),
            AtMost(500, "The witness writes the rest."),
        ],
        filters=[stripped],
        description="What you did, where and when, in one sentence.",
    )
