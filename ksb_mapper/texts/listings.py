"""Which lines of a text are a program, a command or a log, and so no sentence of anybody's, or a letter's head."""

import re

from ksb_mapper.kept import Kept

_FENCE = re.compile(r"^\s*(?:```|~~~)")
_FENCES = ("```", "~~~")
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
_ALL_OF_IT = 2.0
_SYMBOLS = frozenset("{}[]()<>=;$\\|_#&*@+~^`")


def listing_spans(text: str, most_symbols: float) -> list[tuple[int, int]]:
    """Offsets of the lines that are code, commands, logs or a letter's head, neighbours joined, in
    order; so is a line of which more than `most_symbols` (0..1) are symbols that prose has little use for."""
    is_letter = any(map(text.__contains__, _SIGNS_OF_A_LETTER)) and _LETTER.search(text) is not None
    has_fences = any(map(text.__contains__, _FENCES))
    lines = text.splitlines(keepends=True)
    symbols = _symbols.of(lines, lambda unknown: map(_share_of_symbols, unknown))
    if not is_letter and not has_fences and max(symbols, default=0.0) <= most_symbols:
        return []
    spans: list[tuple[int, int]] = []
    start = 0
    fenced = False
    for line, share in zip(lines, symbols, strict=True):
        end = start + len(line)
        is_fence = has_fences and _FENCE.match(line) is not None
        if fenced or is_fence or share > most_symbols or (is_letter and _MAIL_HEAD.match(line)):
            if spans and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        fenced = fenced != is_fence
        start = end
    return spans


_symbols: Kept[float] = Kept(most=4_096)


def _share_of_symbols(line: str) -> float:
    """The share of a line's characters that prose has little use for; more than all of them where its form alone makes
    it code, a command or a log."""
    bare = "".join(line.split())
    if len(bare) < _SHORTEST:
        return 0.0
    if _LOG_LINE.match(line) or _PROMPT.match(line) or _CODE_END.search(line):
        return _ALL_OF_IT
    return sum(map(_SYMBOLS.__contains__, bare)) / len(bare)
