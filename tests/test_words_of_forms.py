"""No field of a form answers in WTForms' own words ("Not a valid date value."): what it says is ours."""

import importlib
from collections.abc import Iterator
from pathlib import Path

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField
from wtforms.fields.core import UnboundField

import standards
from accounts.standard_drafts.parts import parts_of

ROOT = Path(__file__).parents[1]
MARK = "WTForms: "
ROOMS = ("accounts", "gateway", "portfolio", "report_builder", "sign_off")
# What somebody, or a page that is out of date, may send: nothing, blanks, too little, too much, what does not exist.
SENT: tuple[list[str], ...] = (
    [],
    [""],
    [" "],
    ["", "", ""],
    ["31", "2", "2026"],
    ["", "2", ""],
    ["x"],
    ["-1"],
    ["100000"],
    ["1.5"],
    ["x" * 100_000],
)


class Marked:
    """Takes the place of WTForms' translations, so that its own sentences are known."""

    def gettext(self, words: str) -> str:
        return f"{MARK}{words}"

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)


def fields() -> Iterator[tuple[str, UnboundField]]:
    """Each field of each form of ours, and those that are made for the parts of a standard."""
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("forms.py")):
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for form in sorted(every_form(FlaskForm), key=lambda form: (form.__module__, form.__name__)):
        for name in dir(form):
            if isinstance(field := getattr(form, name), UnboundField):
                yield f"{form.__module__}.{form.__name__}.{name}", field
    content = standards.load("ST0505").to_dict()
    for part in parts_of(content):
        yield from ((f"{part.id}.{name}", field) for name, field in part.fields(content))


def every_form(form: type[FlaskForm]) -> set[type[FlaskForm]]:
    found = {form} if form.__module__.startswith(ROOMS) else set()
    return found.union(*map(every_form, form.__subclasses__()))


class AnyForm(Form):
    password = StringField()
    is_about_apprentice = True


def words_of_wtforms(unbound: UnboundField, sent: list[str]) -> list[str]:
    """What WTForms itself says of what was sent."""
    form = AnyForm()
    field = unbound.bind(form, "field", translations=Marked())
    if getattr(field, "choices", ()) is None:
        field.choices = [("1", "One")]
    field.process(MultiDict([("field", one) for one in sent]))
    field.validate(form)
    return [error for error in field.errors if MARK in error]


def test_no_field_answers_in_the_words_of_wtforms() -> None:
    asked = list(fields())
    assert len(asked) > 60, "the forms were found"
    said = {
        f"{name}: {words}" for name, field in asked for one in SENT for words in words_of_wtforms(field, one)
    }
    assert sorted(said) == []
