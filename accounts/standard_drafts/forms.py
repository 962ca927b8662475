"""The forms of a standard on its way in: the file; and one part of what was read, ready to be corrected."""

from io import BytesIO
from typing import IO, Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, HiddenField, TextAreaField
from wtforms.validators import ValidationError

from accounts.models import StandardDraft
from accounts.standard_drafts.blocks import Content
from accounts.standard_drafts.part import Part
from accounts.standard_drafts.parts import part_of_doubt, parts_of
from accounts.standard_drafts.uploads import complaint_about
from foundation.late_forms import ASKS

MAX_BYTES = 5 * 1024 * 1024
# What the draft calls its source where it was no file.
PASTED = "the pasted page"


class StandardFileForm(FlaskForm):
    """The file to read, or the words of the page."""

    file = FileField("The page or file")
    pasted = TextAreaField(
        "Or paste the page",
        description="Everything of the page: select all, copy, and paste it here. Then no file is needed.",
    )

    def validate_file(self, field: FileField) -> None:
        words = bool((self.pasted.data or "").strip())
        if not field.data and not words:
            raise ValidationError("Choose a file, or paste the page below.")
        if field.data and words:
            raise ValidationError("You chose a file and pasted words as well. Send one of the two.")

    @property
    def source(self) -> FileField | TextAreaField:
        """The field that was filled in."""
        return self.file if self.file.data else self.pasted

    @property
    def name(self) -> str:
        """What that is called."""
        return self.file.data.filename if self.file.data else PASTED

    @property
    def stream(self) -> IO[bytes]:
        """What was filled in, from its beginning."""
        if not self.file.data:
            return BytesIO(self.pasted.data.encode("utf-8"))
        stream: IO[bytes] = self.file.data.stream
        stream.seek(0)
        return stream

    def read(self) -> bytes:
        """The bytes of the file, or of what was pasted. Raises ValidationError for what is too large, and for a file
        that is no text."""
        data = self.stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ValidationError(
                f"That is larger than {MAX_BYTES // 1024 // 1024} MB. One page is far smaller: save it as"
                " text or HTML without its pictures."
            )
        if complaint := complaint_about(data):
            raise ValidationError(complaint)
        return data

    def complain(self, error: Exception) -> None:
        """Say at the field that was filled in why it could not be read."""
        what = "what you pasted" if self.source is self.pasted else self.name
        self.source.errors = (f"We could not read {what}: {error}",)


class PartForm(FlaskForm):
    """What of one part can be corrected, and the doubts about it. Made for one part of one draft by `part_form`."""

    part: Part
    content: Content
    based_on = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        self.part.check(self.content, self)
        return fine and not self.errors

    def named(self, names: Any) -> list[Field]:
        return [self[name] for name in names]

    def corrected(self) -> Content:
        """The content with what was filled in. Only after it validated."""
        return self.part.corrected(self.content, self)

    @property
    def settled(self) -> dict[int, bool]:
        """Of each doubt about this part, by its place, whether somebody has looked at it."""
        return {
            int(field.name.removeprefix("doubt_")): field.data
            for field in self
            if field.name.startswith("doubt_")
        }

    def show_saved(self, sent: Any) -> list[str]:
        """After somebody else has saved: say at each field what is saved now, and build on that from here.

        Returns what was typed into fields that are there no longer.
        """
        self.based_on.data = self.part.stamp(self.content)
        self.based_on.raw_data = None
        saved = type(self)(formdata=None)
        for field in self:
            if field.name in saved and saved[field.name].data != field.data and field.type != "HiddenField":
                field.description = f"Saved now: {_said(saved[field.name]) or 'nothing'}"
        return [
            words
            for name, words in sent.items()
            if name not in self and name not in ("csrf_token", ASKS) and words.strip()
        ]


def _said(field: Field) -> str:
    value = getattr(field, "_value", lambda: field.data)()
    return ", ".join(value) if isinstance(value, list) else str(value)


def part_form(draft: StandardDraft, part: Part) -> PartForm:
    """The form for what this part of the draft holds, filled in with it."""
    fields: dict[str, Any] = {"part": part, "content": draft.content}
    ids = {one.id for one in parts_of(draft.content)}
    for place, doubt in enumerate(draft.doubts):
        if part_of_doubt(doubt, ids) == part.id:
            fields[f"doubt_{place}"] = BooleanField("I have looked at this", default=doubt["settled"])
    fields.update(part.fields(draft.content))
    form: PartForm = type("FormOfPart", (PartForm,), fields)()
    if not form.is_submitted():
        form.based_on.data = part.stamp(draft.content)
    return form
