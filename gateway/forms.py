"""Forms of the gateway."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from accounts.models import Apprenticeship
from foundation.day_field import DayField
from gateway.requirements import RequirementStanding
from standards import GatewayRequirement

HOW = "Choose how it was met."


class ConfirmForm(FlaskForm):
    """Confirms one requirement; where the plan knows several ways to meet it, one is chosen."""

    variant = RadioField("How was it met?", [InputRequired(HOW)], invalid_choice_message=HOW)

    def for_requirement(self, requirement: GatewayRequirement) -> "ConfirmForm":
        self.variant.choices = [SelectChoice(variant, variant) for variant in requirement.variants]
        return self


class ReworkForm(FlaskForm):
    """The day on which the assessment organisation told that the project must be reworked. `after` is the attempt that
    it is about, so that a second press records nothing."""

    told_on = DayField(
        "On which day did the assessment organisation tell the outcome?",
        [InputRequired("Enter the day, like 12 05 2027.")],
        description="Their letter or email says it. The days of the rework are counted from it.",
    )
    after = IntegerField(
        widget=HiddenInput(), invalid_value_message="Open this page again, then enter the day."
    )


class TakeBackForm(FlaskForm):
    """Takes a rework back; where something rests on it, asked twice."""

    sure = BooleanField(
        "Take it back all the same",
        [
            InputRequired(
                "Tick this if it is to be taken back all the same. Nothing is taken back before that."
            )
        ],
    )

    def of(self, undone: Sequence[str]) -> "TakeBackForm":
        if not undone:
            del self.sure
        return self


class GatewayDateForm(FlaskForm):
    """The day on which the assessment organisation confirmed the gateway; and that it did, where something that the
    plan asks before it is open here."""

    confirmed_on = DayField(
        "On which day did the assessment organisation confirm the gateway?",
        [InputRequired("Enter the day, like 12 05 2027.")],
    )
    anyway = BooleanField(
        "The assessment organisation confirmed the gateway all the same",
        [InputRequired("Tick this if their letter or email says so. Nothing is recorded before that.")],
    )

    def of(
        self, apprenticeship: Apprenticeship, open_ones: Sequence[RequirementStanding]
    ) -> "GatewayDateForm":
        opens = " The final report opens from this day." if apprenticeship.standard.project else ""
        self.confirmed_on.description = f"Their letter or email says it.{opens}"
        if not open_ones:
            del self.anyway
        return self
