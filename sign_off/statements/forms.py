"""What the apprentice sends to sign. No box is ticked beforehand."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectMultipleField, ValidationError


class Boxes(FlaskForm):
    """Boxes to tick one by one: all of them, or nothing is signed."""

    boxes = SelectMultipleField("Before you sign")

    def __init__(self, boxes: Sequence[str], **values: Any) -> None:
        super().__init__(**values)
        self.boxes.choices = [(str(number), words) for number, words in enumerate(boxes, start=1)]
        self.boxes.data = self.boxes.data or []

    def validate_boxes(self, field: SelectMultipleField) -> None:
        count = len(field.choices)
        if len(set(field.data or ())) == count:
            return
        which = "the box once you have read it" if count == 1 else "each box once you have read it"
        raise ValidationError(f"Tick {which}. Nothing is signed before that.")


class OwnSignature(Boxes):
    """`digest` is of what she read: what is signed must still be that."""

    digest = HiddenField()
