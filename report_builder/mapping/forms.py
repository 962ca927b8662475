"""Forms of the appendix. Every error is a sentence."""

from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from report_builder.appendix import MOST_EXCERPT
from report_builder.mapping.standing import project_of
from report_builder.measuring import passages_of, titles_of
from report_builder.models import Report
from standards import Standard


class SentenceForm(FlaskForm):
    """The sentence of the report that shows a KSB, and the section it stands in."""

    excerpt = TextAreaField(
        "The sentence that shows it",
        [
            DataRequired("Copy the sentence from your report."),
            Length(
                max=MOST_EXCERPT, message=f"Copy a sentence or two, not more than {MOST_EXCERPT} characters."
            ),
        ],
        description="Copy it from your report, word for word: we find the paragraph.",
    )
    section = SelectField("Section", validate_choice=False)

    def offer_sections(self, report: Report) -> None:
        """Every section that has text in it; the first choice leaves it to us."""
        titles = titles_of(report)
        written = [key for key, passages in passages_of(report).items() if passages]
        self.section.choices = [("", "Wherever it stands"), *((key, titles[key]) for key in written)]


class RowForm(SentenceForm):
    """A row that she adds herself."""

    code = SelectField("KSB", validate_choice=False)

    def offer_ksbs(self, report: Report) -> None:
        """The KSBs of the project by theme."""
        standard, method = report.apprenticeship.standard, project_of(report)
        themed = {code for theme in method.themes for code in theme.ksbs}
        self.code.choices = [
            SelectChoice("", "Choose a KSB"),
            *(_choice(standard, code, theme.name) for theme in method.themes for code in theme.ksbs),
            *(_choice(standard, code, "In no theme") for code in method.ksbs if code not in themed),
        ]

    def validate_code(self, field: SelectField) -> None:
        if not field.data or field.data not in {choice.value for choice in field.choices}:
            raise ValidationError("Choose a KSB from the list.")


def _choice(standard: Standard, code: str, group: str) -> SelectChoice:
    return SelectChoice(code, f"{code}: {standard.ksb(code).text}", optgroup=group[:1].upper() + group[1:])
