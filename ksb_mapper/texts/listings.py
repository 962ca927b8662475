"""Which lines of a text are a program, a command or a log, and so no sentence of anybody's, or a letter's head."""

import re
from enum import Enum, auto
from functools import lru_cache

_FENCE = re.compile(r"^\s*(?:```|~~~)")
_LOG_LINE = re.compile(
    r"^\s*(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\[?\d\d:\d\d:\d\d|[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d"
    r"|(?:DEBUG|INFO|WARN|WARNING|ERROR|FATAL|TRACE)\b[\s:\]])"
)
_PROMPT = re.compile(r"^\s*(?:\$ |PS [A-Z]:\\|[A-Z]:\\[^ ]*>|[\w.-]+@[\w.-]+:\S*[$#] |>>> )")
_MAIL_HEAD = re.compile(r"^[ >]*(?:From|To|Cc|Bcc|Sent|Date|Subject|Reply-To):\s")
_LETTER = re.compile(r"^[ >]*(?:From|Subject):\s|\bwrote:[ \t]*$", re.MULTILINE)
_SIGNS_OF_A_LETTER = ("From:", "Subject:", "wrote:")
_CODE_END = re.compile(r"(?:[;{}]|\)\s*=>|\\)\s*$")
_SHORTEST = 4
_SYMBOLS = frozenset("{}[]()<>=;$\\|_#&*@+~^`")


def listing_spans(text: str, most_symbols: float) -> list[tuple[int, int]]:
    """Offsets of the lines that are code, commands, logs or a letter's head, neighbours joined, in
    order; so is a line of which more than `most_symbols` (0..1) are symbols that prose has little use for."""
    is_letter = any(map(text.__contains__, _SIGNS_OF_A_LETTER)) and _LETTER.search(text) is not None
    lines = text.splitlines(keepends=True)
    signs = [_sign_of(line, most_symbols) for line in lines]
    if not is_letter and not any(signs):
        return []
    spans: list[tuple[int, int]] = []
    start = 0
    fenced = False
    for line, sign in zip(lines, signs, strict=True):
        end = start + len(line)
        if fenced or sign or (is_letter and _MAIL_HEAD.match(line)):
            if spans and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        fenced = fenced != (sign is _Sign.FENCE)
        start = end
    return spans


class _Sign(Enum):
    """What makes a line a listing by itself."""

    FENCE = auto()
    CODE = auto()


@lru_cache(maxsize=4_096)
def _sign_of(line: str, most_symbols: float) -> _Sign | None:
    if _FENCE.match(line):
        return _Sign.FENCE
    return _Sign.CODE if _is_listing(line, most_symbols) else None


def _is_listing(line: str, most_symbols: float) -> bool:
    bare = "".join(line.split())
    if len(bare) < _SHORTEST:
        return False
    if _LOG_LINE.match(line) or _PROMPT.match(line) or _CODE_END.search(line):
        return True
    return sum(character in _SYMBOLS for character in bare) / len(bare) > most_symbols
