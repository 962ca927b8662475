"""Words of a text as a terminal may show them: what would move its cursor or colour it is a sign there, and an excerpt
is one line. JSON does not need it, for it writes them as escapes."""

import re

_BLANK = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PICTURES = 0x2400
"""Where Unicode has a picture of each control character of ASCII (␛ for U+001B)."""
_DELETE = "\x7f"


def on_screen(text: object) -> str:
    """`text` in one line, with a sign for each control character and each that turns the direction of writing."""
    return _CONTROL.sub(_sign, _BLANK.sub(" ", str(text)))


def _sign(match: re.Match[str]) -> str:
    if match[0] < " ":
        return chr(_PICTURES + ord(match[0]))
    return "␡" if match[0] == _DELETE else f"<U+{ord(match[0]):04X}>"
