"""What somebody who came by link fills in. No box is ticked beforehand."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import EmailField, Field, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Email, Length

from accounts.forms import ADDRESS
from foundation.at_most import AtMost
from sign_off.models import SigningLink
from sign_off.reviews.forms import stripped
from sign_off.statements.forms import Boxes
from sign_off.statements.services import is_apprentices_name


class Signer(Boxes):
    """Who signs. The provider knows a name and perhaps a job title already; both can be put right."""

    name = StringField(
        "Your full name",
        [DataRequired("Enter your full name."), Length(max=120, message="Use at most 120 characters.")],
        filters=[stripped],
    )
    job_title = StringField(
        "Your job title",
        [
            DataRequired("Enter your job title, like IT service manager."),
            Length(max=120, message="Use at most 120 characters."),
        ],
        filters=[stripped],
    )
    relationship = StringField(
        "How you know this work",
        [
            DataRequired("Say how you know this work, like line manager since January 2025."),
            Length(max=200, message="Use at most 200 characters."),
        ],
        filters=[stripped],
        description="Your working relationship, for example line manager since January 2025. A relative cannot sign.",
    )

    in_order: ClassVar[tuple[str, ...]] = ("name", "job_title", "relationship", "boxes")

    def __iter__(self) -> Iterator[Field]:
        """In the order of the page, so that the summary of errors has it too."""
        return (self[name] for name in self.in_order)

    def __init__(self, link: SigningLink, boxes: Sequence[str], **values: Any) -> None:
        super().__init__(boxes, name=link.manager.name, job_title=link.manager.job_title, **values)
        self._link = link

    def validate_name(self, field: StringField) -> None:
        apprenticeship = self._link.apprenticeship
        if is_apprentices_name(field.data, apprenticeship):
            raise ValidationError(
                f"This is for somebody else than {apprenticeship.apprentice.name} to sign. Enter your own name."
            )


class DeclineForm(FlaskForm):
    reason = TextAreaField(
        "What is not right?",
        [DataRequired("Say in a sentence what is not right."), AtMost(5000)],
        filters=[stripped],
        description="Say it so that it can be put right. The apprentice and the training provider read this.",
    )


class PassOnForm(FlaskForm):
    name = StringField(
        "Your colleague’s full name",
        [
            DataRequired("Enter your colleague’s full name."),
            Length(max=120, message="Use at most 120 characters."),
        ],
        filters=[stripped],
    )
    email = EmailField(
        "Your colleague’s work email address",
        [DataRequired(ADDRESS), Email(ADDRESS), Length(max=254, message=ADDRESS)],
        filters=[stripped],
    )
