"""What the apprentice sends to sign. No box is ticked beforehand."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectMultipleField, ValidationError


class Boxes(FlaskForm):
    """Boxes to tick one by one: all of them, or nothing is signed."""

    boxes = SelectMultipleField("Before you sign", validate_choice=False)

    def __init__(self, boxes: Sequence[str], **values: Any) -> None:
        super().__init__(**values)
        self.boxes.choices = [(str(number), words) for number, words in enumerate(boxes, start=1)]
        self.boxes.data = self.boxes.data or []

    def validate_boxes(self, field: SelectMultipleField) -> None:
        wanted = {number for number, _ in field.choices}
        if set(field.data) != wanted:
            which = "the box" if len(wanted) == 1 else "each box"
            raise ValidationError(f"Tick {which} once you have read it. Nothing is signed before that.")


class OwnSignature(Boxes):
    """`digest` is of what she read: what is signed must still be that."""

    digest = HiddenField()
