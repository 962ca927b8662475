"""Which lines of a text are a program, a command or a log, and so no sentence of anybody's."""

import re
from functools import lru_cache

_FENCE = re.compile(r"^\s*(?:```|~~~)")
_LOG_LINE = re.compile(
    r"^\s*(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\[?\d\d:\d\d:\d\d|[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d"
    r"|(?:DEBUG|INFO|WARN|WARNING|ERROR|FATAL|TRACE)\b[\s:\]])"
)
_PROMPT = re.compile(r"^\s*(?:\$ |PS [A-Z]:\\|[A-Z]:\\[^ ]*>|[\w.-]+@[\w.-]+:\S*[$#] |>>> )")
_CODE_END = re.compile(r"(?:[;{}]|\)\s*=>|\\)\s*$")
_SYMBOLS = frozenset("{}[]()<>=;$\\|_#&*@+~^`")
_MOST_SYMBOLS_IN_PROSE = 0.12
_SHORTEST_JUDGED = 4


def listing_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of the lines that are code, commands or logs, neighbours joined, in order."""
    spans: list[tuple[int, int]] = []
    start = 0
    fenced = False
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        is_fence = _FENCE.match(line) is not None
        if fenced or is_fence or _is_listing(line):
            if spans and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        fenced = fenced != is_fence
        start = end
    return spans


@lru_cache(maxsize=4_096)
def _is_listing(line: str) -> bool:
    bare = "".join(line.split())
    if len(bare) < _SHORTEST_JUDGED:
        return False
    if _LOG_LINE.match(line) or _PROMPT.match(line) or _CODE_END.search(line):
        return True
    return sum(character in _SYMBOLS for character in bare) / len(bare) > _MOST_SYMBOLS_IN_PROSE
