"""The kinds of fields in which what was read of a standard is corrected. Each takes a label and what is there."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, Field, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, ValidationError

from accounts.administration.forms import GONE, WholeNumber, tidy
from standards import refusal_of_level

_CODES = re.compile(r"(?:[KSB]0*[1-9]\d*[\s,;]*)*", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """What the standard has, which its parts may name: codes of KSBs, and options by id."""

    codes: frozenset[str]
    options: Mapping[str, str]


Kind = Callable[[str, Any, Known], Any]


class Codes(StringField):
    """KSB codes in a row: "K1 K2 S3". Of a standard: others are refused by name."""

    def __init__(self, label: str, known: Known, **options: Any) -> None:
        super().__init__(label, **options)
        self.known = known

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = tidy(valuelist[0] if valuelist else "").upper()

    def pre_validate(self, form: Any) -> None:
        if not _CODES.fullmatch(self.data or ""):
            raise ValidationError("Write codes alone, like K1 K2 S3.")
        if unknown := [code for code in self.value if code not in self.known.codes]:
            raise ValidationError(f"{', '.join(unknown)}: the standard has no such KSB. Add it there first.")

    @property
    def value(self) -> list[str]:
        found = re.findall(r"([KSB])0*([1-9]\d*)", self.data or "")
        return list(dict.fromkeys(f"{kind}{number}" for kind, number in found))


class Lines(TextAreaField):
    """A list, one thing in a line."""

    def process_data(self, value: Sequence[str] | None) -> None:
        self.data = "\n".join(value or ())

    @property
    def value(self) -> list[str]:
        return [words for line in (self.data or "").splitlines() if (words := tidy(line))]


class PerCent(WholeNumber):
    """A share of one, filled in as so many in a hundred."""

    def process_data(self, value: float | None) -> None:
        self.data = value  # a whole number's own would cut it to 0

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None:
            self.data = self.data / 100

    def _value(self) -> str:
        if self.raw_data or self.data is None:
            return str(super()._value())
        return str(round(self.data * 100))


def value_of(field: Field) -> Any:
    """What was filled in, as the file holds it."""
    return getattr(field, "value", field.data)


def words(label: str, value: Any, _known: Known) -> Any:
    return TextAreaField(label, filters=[tidy], default=value or "")


def line(label: str, value: Any, _known: Known) -> Any:
    return StringField(label, filters=[tidy], default=value or "")


def line_unless(refusal_of: Callable[[str], str | None]) -> Kind:
    """A line that is refused where `refusal_of` says why."""

    def check(_form: Any, field: Field) -> None:
        if field.data and (refusal := refusal_of(field.data)):
            raise ValidationError(refusal)

    def kind(label: str, value: Any, _known: Known) -> Any:
        return StringField(label, [check], filters=[tidy], default=value or "")

    return kind


def level(label: str, value: Any, _known: Known) -> Any:
    def check(_form: Any, field: Field) -> None:
        if refusal := refusal_of_level(field.data):
            raise ValidationError(refusal)

    return WholeNumber(label, [Optional(), check], default=value)


def codes(label: str, value: Any, known: Known) -> Any:
    return Codes(label, known, default=" ".join(value or ()))


def lines(label: str, value: Any, _known: Known) -> Any:
    return Lines(label, default=value or [], description="One in a line.")


def number(label: str, value: Any, _known: Known) -> Any:
    least = NumberRange(1, message=f"{label}: enter a number from 1, or leave it empty.")
    return WholeNumber(label, [Optional(), least], default=value)


def per_cent(label: str, value: Any, _known: Known) -> Any:
    """Of the words or minutes: none of it is not said, all of it cannot be."""
    in_range = NumberRange(0.01, 0.99, f"{label}: enter a number from 1 to 99, or leave it empty.")
    return PerCent(label, [Optional(), in_range], default=value)


def whole_per_cent(label: str, value: Any, _known: Known) -> Any:
    in_range = NumberRange(0.01, 1, f"{label}: enter a number from 1 to 100, or leave it empty.")
    return PerCent(label, [Optional(), in_range], default=value)


def one_of(choices: Mapping[str, str]) -> Kind:
    """One of {value: words}; what the file does not say is the value "", where that is among them."""

    def kind(label: str, value: Any, _known: Known) -> Any:
        offered = [SelectChoice(each, said) for each, said in choices.items()]
        return SelectField(
            label, choices=offered, default=value or next(iter(choices)), invalid_choice_message=GONE
        )

    return kind


def ticked_unless_denied(label: str, value: Any, _known: Known) -> Any:
    """What the file does not say is so."""
    return BooleanField(label, default=value is not False)


def options(label: str, value: Any, known: Known) -> Any:
    offered = [SelectChoice(each, name) for each, name in known.options.items()]
    return SelectMultipleField(
        label,
        choices=offered,
        default=list(value or ()),
        description="None: for everybody.",
        invalid_choice_message="One of these is not an option any more. Choose again.",
    )
