"""The forms of a standard on its way in: the file, and everything that was read, ready to be corrected."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, Field, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, NumberRange, Optional, ValidationError

from accounts.administration.forms import WholeNumber, tidy
from accounts.models import StandardDraft
from standards import MethodKind

MAX_BYTES = 5 * 1024 * 1024

FACTS = {
    "reference": "Reference",
    "version": "Version",
    "title": "Title",
    "route": "Route",
    "source": "Source",
}
NUMBERS = {
    "level": "Level",
    "lars_code": "LARS code",
    "months_to_gateway": "Months to the gateway",
    "epa_months": "Months of assessment",
    "minimum_months": "Fewest months on programme",
}
KINDS = {
    MethodKind.PROJECT_REPORT: "Project with a report: written here",
    MethodKind.PORTFOLIO_DISCUSSION: "Discussion on a portfolio: gathered here",
    MethodKind.OTHER: "Another method: shown as a fact",
}
# The numbers of each kind of method that the product counts against: whole, or in the file a share of one.
LIMITS = {
    MethodKind.PROJECT_REPORT: {
        "words": "Words of the report",
        "tolerance": "Tolerance of the words, in per cent",
        "projects_max": "Projects it may be about",
        "due_week": "Week in which it is due",
        "rework_weeks": "Weeks to rework it",
        "minutes": "Minutes of presentation",
        "question_minutes": "Minutes of questions",
        "total_minutes": "Minutes in all",
        "questions_min": "Fewest questions",
    },
    MethodKind.PORTFOLIO_DISCUSSION: {
        "pieces_typical": "Pieces of evidence, typically",
        "video_minutes_max": "Most minutes of video",
        "minutes": "Minutes of discussion",
        "questions_min": "Fewest questions",
    },
    MethodKind.OTHER: {"total_minutes": "Minutes in all"},
}
ALL_METHODS = {
    "notice_weeks": "Weeks of notice",
    "review_weeks": "Weeks for the assessor to read",
    "resit_months": "Months to a re-sit",
    "retake_months": "Months to a re-take",
    "all_within_months": "Months for all re-sits",
}
_CODES = re.compile(r"(?:[KSB]0*[1-9]\d*[\s,;]*)*", re.IGNORECASE)


class StandardFileForm(FlaskForm):
    """The file to read."""

    file = FileField("The page or file", [FileRequired("Choose a file.")])

    def read(self) -> bytes:
        """The file's bytes. Raises ValidationError for one that is too large."""
        data: bytes = self.file.data.stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ValidationError(
                f"That file is larger than {MAX_BYTES // 1024 // 1024} MB. One page is far smaller: save it as"
                " text or HTML without its pictures."
            )
        return data


class Codes(StringField):
    """KSB codes in a row: "K1 K2 S3"."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = tidy(valuelist[0] if valuelist else "").upper()

    def pre_validate(self, form: Any) -> None:
        if not _CODES.fullmatch(self.data or ""):
            raise ValidationError("Write codes alone, like K1 K2 S3.")

    @property
    def codes(self) -> list[str]:
        found = re.findall(r"([KSB])0*([1-9]\d*)", self.data or "")
        return list(dict.fromkeys(f"{kind}{number}" for kind, number in found))


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


class DraftForm(FlaskForm):
    """Everything that can be corrected here. Made for one draft by `draft_form`."""

    def named(self, *names: str) -> list[Field]:
        return [self[name] for name in names]

    def corrected(self, draft: StandardDraft) -> dict[str, Any]:
        """The content with what was filled in. Only after it validated."""
        content = deepcopy(draft.content)
        for name in (*FACTS, *NUMBERS):
            _put(content, name, self[name].data)
        for ksb in content["ksbs"]:
            ksb["text"] = self[f"ksb_{ksb['code']}"].data
        for place, duty in enumerate(content.get("duties", ())):
            duty["text"] = self[f"duty_{place}_text"].data
            _put(duty, "ksbs", self[f"duty_{place}_ksbs"].codes)
        for place, method in enumerate(content.get("methods", ())):
            self._correct_method(place, method)
        return content

    def _correct_method(self, place: int, method: dict[str, Any]) -> None:
        limits = method.setdefault("limits", {})
        for name in limits_of(method["kind"]):
            _put(limits, name, self[f"method_{place}_{name}"].data)
        if not limits:
            del method["limits"]
        method["name"] = self[f"method_{place}_name"].data
        method["kind"] = self[f"method_{place}_kind"].data
        method["ksbs"] = self[f"method_{place}_ksbs"].codes

    def settled(self, draft: StandardDraft) -> set[int]:
        return {place for place in range(len(draft.doubts)) if self[f"doubt_{place}"].data}


def limits_of(kind: str) -> dict[str, str]:
    """{limit: label} of a method of this kind."""
    return {**LIMITS[MethodKind(kind)], **ALL_METHODS}


def draft_form(draft: StandardDraft) -> DraftForm:
    """The form for what this draft holds, filled in with it."""
    made = type("FormOfDraft", (DraftForm,), dict(_fields(draft)))
    form: DraftForm = made()
    return form


def _fields(draft: StandardDraft) -> Iterator[tuple[str, Any]]:
    content = draft.content
    for place, doubt in enumerate(draft.doubts):
        yield f"doubt_{place}", BooleanField("I have looked at this", default=doubt["settled"])
    for name, label in FACTS.items():
        needed = [DataRequired(f"Enter the {label.lower()}.")] if name in {"reference", "version"} else []
        yield name, StringField(label, needed, filters=[tidy], default=content.get(name, ""))
    for name, label in NUMBERS.items():
        yield name, WholeNumber(label, [Optional()], default=content.get(name))
    for place, method in enumerate(content.get("methods", ())):
        yield from _method_fields(f"method_{place}", method)
    for place, duty in enumerate(content.get("duties", ())):
        label = f"Duty {duty['number']}"
        yield f"duty_{place}_text", _words(label, duty["text"])
        yield (
            f"duty_{place}_ksbs",
            Codes(f"KSBs of duty {duty['number']}", default=" ".join(duty.get("ksbs", ()))),
        )
    for ksb in content["ksbs"]:
        yield f"ksb_{ksb['code']}", _words(ksb["code"], ksb["text"])


def _method_fields(prefix: str, method: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    needed = [DataRequired("Enter the method’s name.")]
    yield f"{prefix}_name", StringField("Name", needed, filters=[tidy], default=method["name"])
    choices = [SelectChoice(kind.value, label) for kind, label in KINDS.items()]
    yield f"{prefix}_kind", SelectField("Kind", choices=choices, default=method["kind"])
    yield f"{prefix}_ksbs", Codes("Its KSBs", default=" ".join(method["ksbs"]))
    limits = method.get("limits", {})
    for name, label in limits_of(method["kind"]).items():
        yield f"{prefix}_{name}", _limit(name, label, limits.get(name))


def _limit(name: str, label: str, value: float | None) -> WholeNumber:
    if name == "tolerance":
        in_range = NumberRange(0, 1, "Enter a number from 0 to 100.")
        return PerCent(label, [Optional(), in_range], default=value)
    return WholeNumber(label, [Optional()], default=value)


def _words(label: str, text: str) -> TextAreaField:
    return TextAreaField(label, [DataRequired(f"{label} has no words.")], filters=[tidy], default=text)


def _put(place: dict[str, Any], name: str, value: Any) -> None:
    """Write what was filled in; what was left empty the file does not say."""
    if value in (None, "", []):
        place.pop(name, None)
    else:
        place[name] = value
