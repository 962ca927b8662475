"""What somebody who came by link fills in. No box is ticked beforehand."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import EmailField, Field, HiddenField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Email, Length

from foundation.at_most import AtMost
from sign_off.hints import CLOSE, OTHER, RELATIONS, Hint, hints_about_relation
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
    relation = RadioField(
        "What are you to the apprentice?",
        choices=[*RELATIONS, CLOSE, OTHER],
        validate_choice=False,
        description="A relative should not sign: assessment organisations send it back.",
    )
    relationship = StringField(
        "How you know this work, in your own words",
        [AtMost(160)],
        filters=[stripped],
        description="For example, we have worked on the same desk since January 2025.",
    )
    hints_for = HiddenField()

    in_order: ClassVar[tuple[str, ...]] = ("name", "job_title", "relation", "relationship", "boxes")

    def __iter__(self) -> Iterator[Field]:
        """In the order of the page, so that the summary of errors has it too."""
        return (self[name] for name in self.in_order)

    def __init__(self, link: SigningLink, boxes: Sequence[str], **values: Any) -> None:
        super().__init__(boxes, name=link.manager.name, job_title=link.manager.job_title, **values)
        self._link = link
        self.relation.label.text = f"What are you to {link.apprenticeship.apprentice.first_name}?"

    @property
    def known_how(self) -> str:
        """What was chosen, then the signer's own words: "Line manager, since January 2025"."""
        chosen = self.relation.data if self.relation.data in (*RELATIONS, CLOSE) else ""
        return ", ".join(filter(None, (chosen, self.relationship.data)))

    def new_hints(self) -> list[Hint]:
        """Hints for words that have not been shown any yet: the signer may sign the words that were, as they are."""
        said = "\n".join(self.hinted())
        fingerprint = hashlib.sha256(said.encode()).hexdigest()
        if self.hints_for.data == fingerprint:
            return []
        self.hints_for.data = fingerprint
        return self.hints()

    def hinted(self) -> list[str]:
        """The words that hints are about."""
        return [self.known_how]

    def hints(self) -> list[Hint]:
        return hints_about_relation(self.known_how)

    def validate_relation(self, field: RadioField) -> None:
        if not self.known_how:
            raise ValidationError("Say how you know this work: choose one, or say it in your own words.")

    def validate_relationship(self, field: StringField) -> None:
        if self.relation.data == OTHER and not field.data:
            raise ValidationError("You chose something else. Say what, in your own words.")

    def validate_name(self, field: StringField) -> None:
        apprenticeship = self._link.apprenticeship
        if is_apprentices_name(field.data, apprenticeship):
            raise ValidationError(
                f"This is for somebody else than {apprenticeship.apprentice.name} to sign. Enter your own name."
            )


_COLLEAGUES_ADDRESS = "Enter your colleague’s work email address, like name@example.org."


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
        [
            DataRequired(_COLLEAGUES_ADDRESS),
            Email(_COLLEAGUES_ADDRESS),
            Length(max=254, message=_COLLEAGUES_ADDRESS),
        ],
        filters=[stripped],
    )
