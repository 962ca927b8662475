"""The words of a phrase."""

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from foundation.at_most import AtMost
from sign_off.reviews.forms import stripped


class PhraseForm(FlaskForm):
    body = TextAreaField(
        "The words",
        [DataRequired("Write the words to keep first."), AtMost(2000, "Keep the part that you use again.")],
        filters=[stripped],
        description="As you would send them to anybody: no names, nothing about one person.",
    )
