"""Lines as their writer meant them: where a mail program or an editor broke a sentence to keep within a width, its
parts belong together.

Such a break is known by what stands around it: the next line begins in the middle of a sentence, and its first word
had no room left on the line above. A list, a heading, a table, code or what a mail quotes is never joined to its
neighbours.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ksb_mapper.texts.listings import begins_as_a_listing, is_a_command
from ksb_mapper.texts.marks import BULLETS, FENCE, HEADING, TICK_BOX, TIME_OF_DAY
from ksb_mapper.texts.passages import lines

_SHORTEST_WIDTH = 40
_SHORTEST_WIDTH_OF_ONE_BREAK = 60
_LONGEST_WIDTH = 120
_FEWEST_BREAKS = 3
_MOST_OF_THEM = 0.7
# Who breaks lines by hand keeps a margin only roughly: an eighth of the width.
_SLACK = 8

_NEXT_BEGINS_LOW = re.compile(r"\n[ \t]{0,40}(?=[a-z])")
_BEGINS_ANEW = re.compile(
    rf"(?:[{BULLETS}>#+|!]|{TICK_BOX}|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivx]{{1,4}})[.)]\s|\[?\d{{4}}-\d\d|\[?{TIME_OF_DAY}"
    r"|[A-Z][\w-]{0,25}(?: [\w-]{1,15}){0,2}:(?:\s|$))"
)
_STANDS_ALONE = re.compile(rf"{HEADING}|{FENCE}|[>|!]")
_PROMPT_OF_A_DEVICE = re.compile(r"[A-Za-z][\w.-]{2,40}(?:\([\w-]{1,30}\))?[#>] ?[a-z]")
_COLUMNS = "   "
_ENDS_SOMETHING = (":", ";", "{", "}", "\\")


def wrap_width(texts: Iterable[str]) -> int:
    """The width in characters at which the lines of a text were broken; 0 where lines end because something does."""
    breaks = [found for text in texts for found in _breaks_in_sentences(text)]
    for width in sorted({length for length, _ in breaks}, reverse=True):
        within = [found for found in breaks if found[0] <= width]
        if 2 * len(within) < len(breaks):
            break
        if len(within) < _FEWEST_BREAKS and width < _SHORTEST_WIDTH_OF_ONE_BREAK:
            break
        full = sum(length + 1 + word > width - width // _SLACK for length, word in within)
        if full >= _MOST_OF_THEM * len(within):
            return width
    return 0


def unwrapped(text: str, width: int) -> Iterator[tuple[int, str]]:
    """As `lines`, but the lines that were broken at this width joined to one: each break is a space there, so that
    offsets hold."""
    if not width:
        yield from lines(text)
        return
    parts: list[tuple[int, str]] = []
    for offset, line in lines(text):
        if parts:
            above_offset, above = parts[-1]
            end = above_offset + len(above)
            follows = offset == end + 1 or text[end:offset] == "\r\n"
            if not (follows and _goes_on(above, line, width)):
                yield _joined(parts)
                parts = []
        parts.append((offset, line))
    if parts:
        yield _joined(parts)


def unbroken(texts: Sequence[str]) -> list[str]:
    """The texts of one document, with a space for each break that only kept a width, so that offsets hold: what ends a
    line in them is meant."""
    width = wrap_width(texts)
    return [_unbroken(text, width) for text in texts] if width else list(texts)


def _unbroken(text: str, width: int) -> str:
    parts: list[str] = []
    past = 0
    for offset, line in unwrapped(text, width):
        parts += text[past:offset], line
        past = offset + len(line)
    return "".join([*parts, text[past:]])


def in_one_line(text: str) -> str:
    """A text with a space for each character that breaks a line."""
    return text.replace("\r", " ").replace("\n", " ")


def _joined(parts: list[tuple[int, str]]) -> tuple[int, str]:
    """One line of some, each as far from the one above it as it was."""
    past = start = parts[0][0]
    joined: list[str] = []
    for offset, part in parts:
        joined += " " * (offset - past), part
        past = offset + len(part)
    return start, "".join(joined)


def _breaks_in_sentences(text: str) -> Iterator[tuple[int, int]]:
    """The length of each line that the next one goes on from in lower case, and that of the next one's first word."""
    for match in _NEXT_BEGINS_LOW.finditer(text):
        above = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        past = text.find("\n", match.end())
        below = text[match.end() : past if past >= 0 else len(text)]
        length = len(above.rstrip())
        if _SHORTEST_WIDTH <= length <= _LONGEST_WIDTH and _may_go_on(above, below):
            yield length, _first_word(below)


def _goes_on(above: str, below: str, width: int) -> bool:
    """Whether the second line was one with the first until it was broken at this width."""
    slack = width // _SLACK
    length = len(above.rstrip())
    if not _SHORTEST_WIDTH <= length <= width + slack or not _may_go_on(above, below):
        return False
    may_begin_anew = below.lstrip()[0].isupper()
    if may_begin_anew and begins_as_a_listing(above):
        return False
    return length + 1 + _first_word(below) > width - (0 if may_begin_anew else slack)


def _may_go_on(above: str, below: str) -> bool:
    return not (
        above.rstrip().endswith(_ENDS_SOMETHING)
        or any("|" in line or "\t" in line.strip() for line in (above, below))
        or _STANDS_ALONE.match(above.lstrip())
        or _BEGINS_ANEW.match(below.lstrip())
        or any(_COLUMNS in line.strip() for line in (above, below))
        or is_a_command(above)
        or begins_as_a_listing(below)
        or any(_PROMPT_OF_A_DEVICE.match(line) for line in (above, below))
    )


def _first_word(line: str) -> int:
    return len(line.split(maxsplit=1)[0])
