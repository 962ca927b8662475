"""Forms of the gateway."""

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from standards import GatewayRequirement


class ConfirmForm(FlaskForm):
    """Confirms one requirement; where the plan knows several ways to meet it, one is chosen."""

    variant = RadioField("How was it met?", [InputRequired("Choose how it was met.")])

    def for_requirement(self, requirement: GatewayRequirement) -> "ConfirmForm":
        self.variant.choices = [SelectChoice(variant, variant) for variant in requirement.variants]
        return self


class GatewayDateForm(FlaskForm):
    """The day on which the assessment organisation confirmed the gateway."""

    confirmed_on = DateField(
        "On which day did the assessment organisation confirm the gateway?",
        [InputRequired("Enter the day, like 12 05 2027.")],
        format="%d %m %Y",
        description="Their letter or email says it. The final report opens from this day.",
    )
