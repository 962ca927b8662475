"""The administrator's forms. Every error is a sentence."""

from collections.abc import Mapping, Sequence

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    DataRequired,
    Email,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    StopValidation,
    ValidationError,
)

from accounts.administration.people_page import ROLE_NAMES
from accounts.administration.services import Invitation, Placement
from accounts.models import Apprenticeship, Person, Role, StandardVersion
from accounts.standard_names import marks_of, with_mark
from foundation.day_field import DayField
from standards import version_order

ADDRESS = "Enter an email address, like name@example.org."
GONE = "That is not offered any more. Choose another."
NO_ROLE = "Choose what this person does."
LONG = Length(max=120, message="Keep this under 120 characters.")
ROLES = [SelectChoice(role.value, name) for role, name in ROLE_NAMES.items()]
NO_TUTOR = SelectChoice("0", "No tutor yet")


def tidy(words: str | None) -> str:
    """Without space around it, and never None: a field that was not sent is an empty one."""
    return " ".join((words or "").split())


class WholeNumber(IntegerField):
    """A whole number, whose error says what to enter."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Enter a number, like 5.") from error


class NeededForApprentice:
    """The field must be filled when the form is about an apprentice, and is passed over when it is not."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: "PlacementForm", field: Field) -> None:
        if field.errors and form.is_about_apprentice:
            raise StopValidation()
        if not form.is_about_apprentice:
            field.errors = ()
            raise StopValidation()
        if not field.data:
            raise StopValidation(self.message)


class WhoForm(FlaskForm):
    """Who somebody is, and what they do here."""

    name = StringField("Name", [DataRequired("Enter a name."), LONG], filters=[tidy])
    email = EmailField(
        "Email address", [InputRequired(ADDRESS), Email(ADDRESS), Length(max=254, message=ADDRESS)]
    )
    role = RadioField("Role", [InputRequired(NO_ROLE)], choices=ROLES, invalid_choice_message=NO_ROLE)


class PlacementForm(FlaskForm):
    """Where an apprentice learns, with whom and when."""

    _tutors: Mapping[int, Person] = {}

    employer = StringField(
        "Employer", [NeededForApprentice("Enter the employer’s name."), LONG], filters=[tidy]
    )
    manager_name = StringField("Line manager’s name", [LONG], filters=[tidy])
    manager_email = EmailField(
        "Line manager’s email address",
        [Optional(), Email(ADDRESS)],
        filters=[tidy],
        description="What the employer signs goes to this address. The apprentice cannot change it.",
    )
    manager_job_title = StringField("Line manager’s job title", [LONG], filters=[tidy])
    tutor = SelectField(
        "Tutor", coerce=int, default=0, invalid_value_message=GONE, invalid_choice_message=GONE
    )
    started_on = DayField(
        "Start date", [NeededForApprentice("Enter the day on which the apprenticeship starts.")]
    )
    gateway_planned_on = DayField("Planned gateway date", description="Leave it empty until it is known.")

    @property
    def is_about_apprentice(self) -> bool:
        return True

    def offer(self, tutors: Sequence[Person]) -> "PlacementForm":
        """Give the form the tutors to choose from."""
        self._tutors = {tutor.id: tutor for tutor in tutors}
        self.tutor.choices = [
            NO_TUTOR,
            *(SelectChoice(str(tutor.id), name_with_state(tutor)) for tutor in tutors),
        ]
        return self

    def validate_manager_name(self, field: Field) -> None:
        if bool(field.data) != bool(self.manager_email.data):
            raise ValidationError("Enter the manager’s name and address together, or leave both empty.")

    def validate_gateway_planned_on(self, field: Field) -> None:
        if field.data and self.started_on.data and field.data <= self.started_on.data:
            raise ValidationError("The gateway comes after the start. Check both days.")

    def placement(self) -> Placement:
        """What was filled in. Only after it validated."""
        return Placement(
            employer=self.employer.data,
            started_on=self.started_on.data,
            tutor=self._tutors.get(self.tutor.data),
            manager_name=self.manager_name.data,
            manager_email=self.manager_email.data,
            manager_job_title=self.manager_job_title.data,
            gateway_planned_on=self.gateway_planned_on.data,
        )


class LearnerForm(PlacementForm):
    """The same, of an apprentice who is here already."""

    @classmethod
    def of(cls, apprenticeship: Apprenticeship, tutors: Sequence[Person]) -> "LearnerForm":
        manager = apprenticeship.manager
        form = cls(
            employer=apprenticeship.employer.name,
            manager_name=manager.name if manager else "",
            manager_email=manager.email if manager else "",
            manager_job_title=manager.job_title if manager else "",
            tutor=apprenticeship.tutor_id or 0,
            started_on=apprenticeship.started_on,
            gateway_planned_on=apprenticeship.gateway_planned_on,
        )
        form.offer(tutors)
        return form


class InviteForm(WhoForm, PlacementForm):
    """One person. The lower half matters for apprentices alone."""

    _versions: Mapping[int, StandardVersion] = {}

    standard = SelectField(
        "Standard", [NeededForApprentice("Choose a standard.")], invalid_choice_message=GONE
    )

    @property
    def is_about_apprentice(self) -> bool:
        return self.role.data == Role.APPRENTICE

    @classmethod
    def offering(cls, tutors: Sequence[Person], versions: Sequence[StandardVersion]) -> "InviteForm":
        form = cls()
        form.offer(tutors)
        form._versions = {version.id: version for version in versions}
        marks = marks_of(versions)
        form.standard.choices = [
            choice
            for version in _newest_first(versions)
            for choice in _choices_of(version, marks.get(version.id))
        ]
        return form

    def invitation(self) -> Invitation:
        """Who is invited. Only after it validated."""
        role = Role(self.role.data)
        if role is not Role.APPRENTICE:
            return Invitation(self.name.data, self.email.data, role)
        version, _, option = self.standard.data.partition(":")
        return Invitation(
            self.name.data, self.email.data, role, self._versions[int(version)], self.placement(), option
        )


def _newest_first(versions: Sequence[StandardVersion]) -> list[StandardVersion]:
    """By standard, and of each the version with the highest number first: 1.10 before 1.9, their own before another."""
    by_number = sorted(
        versions, key=lambda one: (version_order(one.version), one.provider_id is not None), reverse=True
    )
    return sorted(by_number, key=lambda one: one.reference)


def _choices_of(version: StandardVersion, mark: str | None) -> list[SelectChoice]:
    """A standard is one choice; one with options is as many, so that nobody is on none of them."""
    label = with_mark(version.standard.label, mark)
    if not version.standard.options:
        return [SelectChoice(str(version.id), label)]
    return [
        SelectChoice(
            f"{version.id}:{option.id}", with_mark(version.for_option(option.id).label, mark), optgroup=label
        )
        for option in version.standard.options
    ]


def name_with_state(tutor: Person) -> str:
    """Who has never signed in reads nothing of what is sent, so it is said."""
    return tutor.name if tutor.password_hash is not None else f"{tutor.name}, invited and not here yet"


class HandOverForm(FlaskForm):
    """Who takes the learners of a tutor."""

    taker = SelectField(
        "Hand all learners to",
        [InputRequired("Choose a tutor who takes the learners.")],
        invalid_choice_message=GONE,
    )

    def offer(self, tutors: Sequence[Person], giver: Person) -> "HandOverForm":
        """Nobody is chosen beforehand: who has not signed in yet would read nothing of what is sent."""
        others = [
            SelectChoice(str(tutor.id), name_with_state(tutor)) for tutor in tutors if tutor is not giver
        ]
        self.taker.choices = [SelectChoice("", "Choose a tutor"), *others] if others else []
        return self


class SpreadsheetForm(FlaskForm):
    file = FileField("The spreadsheet, saved as CSV", [FileRequired("Choose the file first.")])


class PolicyForm(FlaskForm):
    """What help there is, and how fast it comes."""

    review_days = WholeNumber(
        "Days within which tutors answer",
        [
            InputRequired("Enter a number of days."),
            NumberRange(1, 60, "Enter a number from 1 to 60."),
        ],
        description="A wait that is longer shows in red in the tutor’s queue.",
    )
    comments = BooleanField(
        "Tutors may comment on the report after the gateway",
        description="Off unless you switch it on. Every comment is logged.",
    )
    suggestions = BooleanField(
        "Suggest KSBs for the report’s appendix after the gateway",
        description="On unless you switch it off. The apprentice decides on each one, and every answer is logged.",
    )
