"""How long an answer may be."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form, TextAreaField

from foundation.at_most import AtMost


class Answer(Form):
    words = TextAreaField(validators=[AtMost(1500, "The file shows the rest.")])


@pytest.mark.parametrize("words", ["", "x" * 1500, "x\r\n" * 750])
def test_as_many_as_may_be_are_taken_and_a_line_break_counts_once(words: str) -> None:
    assert Answer(MultiDict({"words": words})).validate()


def test_what_is_too_long_is_told_by_how_much() -> None:
    form = Answer(MultiDict({"words": "x" * 2700}))
    assert not form.validate()
    assert form.words.errors == [
        "This is 2,700 characters, 1,200 too many: 1,500 is the most. The file shows the rest."
    ]
