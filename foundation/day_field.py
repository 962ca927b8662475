"""A day typed in three parts, day, month and year, whose error says what to enter."""

from collections.abc import Sequence
from typing import Any

from wtforms import DateField

NO_SUCH_DAY = "Enter a day that exists, like 7 9 2026."


class DayField(DateField):
    """A day, or nothing. `wrong` is what it says of one that does not exist."""

    def __init__(
        self, label: str, validators: Sequence[Any] = (), *, wrong: str = NO_SUCH_DAY, **options: Any
    ) -> None:
        super().__init__(label, validators, "%d %m %Y", invalid_value_message=wrong, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if any(part.strip() for part in valuelist):
            super().process_formdata(valuelist)
