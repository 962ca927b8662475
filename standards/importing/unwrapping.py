"""Text that mail or a PDF broke to a width, in whole lines again. A line was broken where the next one's first word
would not have fitted into it any more."""

import re
from collections.abc import Sequence
from dataclasses import replace

from standards.importing.codes import is_codes
from standards.importing.lines import Line, joined, line_of
from standards.importing.sections import heading_kind, ksb_heading, option_of_duties
from standards.importing.shapes import DEFINED, DUTY, SHORT_DUTY

# Characters: what goes on further was not broken to a width, and no mail or PDF is narrower.
WIDEST, NARROWEST = 130, 36
# An item of a list, or a row of the version log: these are no rest of anything.
_BEGINS = re.compile(
    r"\d{1,3}[.)]\s+\S|\d+\.\d+\s+[A-Z]|(?:Revised version|Version in development|In revision|Revision)\b"
)


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines with those that a width divided in one. A page that keeps to no width stays as it is."""
    width = _width(lines)
    if not width:
        return list(lines)
    marked = _marks_codes(lines)
    found: list[Line] = []
    end = 0  # how far the last piece of the last line ran
    for place, line in enumerate(lines):
        after = lines[place + 1] if place + 1 < len(lines) else None
        before = found[-1] if found else None
        full = bool(end) and end + 1 + len(line.text.partition(" ")[0]) > width
        if before and full and _goes_on(before, line, after, marked):
            whole = line_of(before.number, joined(before.text, line.text))
            found[-1] = replace(
                before, text=whole.text, back=whole.back or line.back, bullet=before.bullet or whole.bullet
            )
        else:
            found.append(line)
        end = line.width
    return found


def _width(lines: Sequence[Line]) -> int:
    """The width that the page keeps to, 0 where it keeps to none. One line in fifty may stick out, an address."""
    widths = sorted(line.width for line in lines if line.width)
    if len(widths) < 10:
        return 0
    width = widths[-1 - len(widths) // 50]
    return width if NARROWEST <= width <= WIDEST else 0


def _marks_codes(lines: Sequence[Line]) -> bool:
    """Whether this page puts a mark behind the code of a statement: then a code without one begins nothing. Each code
    counts once: a width may bring one that is only spoken of to the beginning of many lines."""
    found = [match for line in lines if (match := DEFINED.fullmatch(line.text)) and match["words"]]
    marked = {match[1] for match in found if match["mark"]}
    return len(marked) > len({match[1] for match in found} - marked)


def _goes_on(before: Line, line: Line, after: Line | None, marked: bool) -> bool:
    """Whether this line is the rest of the one before it, which was full."""
    if line.gap or line.bullet or line.heading or line.cell or before.cell or before.heading or before.back:
        return False
    if DUTY.fullmatch(line.text) or SHORT_DUTY.fullmatch(line.text) or _BEGINS.match(line.text):
        return False
    if is_codes(line.text):
        return is_codes(before.text)
    if match := DEFINED.fullmatch(line.text):
        return marked and not match["mark"]
    heads = heading_kind(line) or ksb_heading(line) or option_of_duties(line) is not None
    if heads and line.text[:1].isupper():
        return after is not None and after.text[:1].islower()  # its first word only looks like a heading
    return True
