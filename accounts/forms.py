"""Forms about people. Every error is a sentence."""

from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField
from wtforms.validators import Email, EqualTo, InputRequired, Length

from accounts.passwords import MAX_LENGTH, MIN_LENGTH

ADDRESS = "Enter your email address, like name@example.org."


class SignInForm(FlaskForm):
    email = EmailField("Email address", [InputRequired(ADDRESS), Length(max=254, message=ADDRESS)])
    password = PasswordField(
        "Password",
        [InputRequired("Enter your password."), Length(max=MAX_LENGTH, message="That is too long.")],
    )


class AddressForm(FlaskForm):
    """Asks for a new password, or a new invitation."""

    email = EmailField(
        "Email address", [InputRequired(ADDRESS), Email(ADDRESS), Length(max=254, message=ADDRESS)]
    )


class NewPasswordForm(FlaskForm):
    password = PasswordField(
        "Choose a password",
        [
            InputRequired("Choose a password."),
            Length(
                min=MIN_LENGTH,
                max=MAX_LENGTH,
                message=f"Use at least {MIN_LENGTH} characters. Three words that do not belong together are good.",
            ),
        ],
        description=f"At least {MIN_LENGTH} characters. Three words that do not belong together are easy to keep.",
    )
    again = PasswordField(
        "The same password again", [EqualTo("password", "The two passwords differ. Type the same one twice.")]
    )
