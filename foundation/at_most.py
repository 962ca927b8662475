"""How long an answer may be: said with how much must go, so that nobody guesses."""

from wtforms import Field, Form, ValidationError


class AtMost:
    """A validator of text: at most `most` characters, a line break counting as one. `advice` follows the figures."""

    def __init__(self, most: int, advice: str = "Say it in fewer words.") -> None:
        self._most = most
        self._advice = advice

    def __call__(self, form: Form, field: Field) -> None:
        """Raises ValidationError with how long it is and how many characters are too many."""
        length = len((field.data or "").replace("\r\n", "\n"))
        if length > self._most:
            over = f"{length - self._most:,} too many"
            raise ValidationError(
                f"This is {length:,} characters, {over}: {self._most:,} is the most. {self._advice}"
            )
