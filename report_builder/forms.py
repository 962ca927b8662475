"""Forms of the report. Every error is a sentence."""

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from report_builder.services import MOST_TITLE

_TITLE = Length(max=MOST_TITLE, message=f"Keep the title under {MOST_TITLE} characters.")


class ProjectsForm(FlaskForm):
    """The projects of a report: the first has a title, the others only where she has them."""

    title = StringField(
        "What is your project called?",
        [InputRequired("Give your project a title. You can change it later."), _TITLE],
        description="For example: Replacing the Elm Road Wi-Fi.",
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


class PlaceForm(FlaskForm):
    """Where a row of the appendix says that a KSB is shown."""

    locator = StringField(
        "Where the report shows it",
        [
            InputRequired("Say where: the section and the paragraph."),
            Length(max=200, message="Keep the place under 200 characters."),
        ],
        description="For example: Test, paragraph 2.",
    )


class RowForm(FlaskForm):
    """A row that she adds herself."""

    code = SelectField("KSB", [InputRequired("Choose a KSB.")])
    excerpt = TextAreaField(
        "The sentence that shows it",
        [
            InputRequired("Copy the sentence from your report."),
            Length(max=2000, message="Copy one sentence or two, not more than 2,000 characters."),
        ],
        description="Copy it from your report, word for word: we find the section and the paragraph.",
    )
