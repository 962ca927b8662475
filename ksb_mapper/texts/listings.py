"""Which lines of a text are a program, a command or a log, and so no sentence of anybody's, or a letter's head."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from ksb_mapper.kept import Kept
from ksb_mapper.texts.marks import FENCE, HEADING, ISO_DAY, MAIL_FIELDS, MAIL_TIMES
from ksb_mapper.texts.programs import code_lines, could_open, is_code, is_told

_FENCE = re.compile(rf"^\s*(?:{FENCE})")
_HEADING = re.compile(rf"^\s*{HEADING}")
_LOG_LINE = re.compile(
    rf"^\s*(?:\[?{ISO_DAY}[T ]\d\d:\d\d|\[?\d\d:\d\d:\d\d|[A-Z][a-z]{{2}} +\d{{1,2}} \d\d:\d\d:\d\d"
    r"|(?:DEBUG|INFO|WARN|WARNING|ERROR|FATAL|TRACE)\b[\s:\]])"
)
_PROMPT = re.compile(r"^\s*(?:\$ |PS [A-Z]:\\|[A-Z]:\\[^ ]*>|[\w.-]+@[\w.-]+:\S*[$#] |>>> )")
_MAIL_HEAD = re.compile(rf"^[ >]*(?:{MAIL_FIELDS}|{MAIL_TIMES}):\s")
_LETTER = re.compile(r"^[ >]*(?:From|Subject):\s|\bwrote:[ \t]*$")
_CODE_ENDS = (";", "{", "}", ")=>", "\\")
_SHORTEST = 4
_SYMBOLS = b"{}[]()<>=;$\\|_#&*@+~^`"


def begins_as_a_listing(line: str) -> bool:
    """Whether a line begins with a prompt or with the stamp of a log."""
    return _PROMPT.match(line) is not None or _LOG_LINE.match(line) is not None


def is_a_command(line: str) -> bool:
    """Whether a line begins with a prompt: what comes below it is what the command printed."""
    return _PROMPT.match(line) is not None


class _Signs(NamedTuple):
    """What a line tells by itself."""

    is_listing: bool
    is_fence: bool
    is_of_a_letter: bool
    is_code: bool
    could_open: bool


_NONE = _Signs(is_listing=False, is_fence=False, is_of_a_letter=False, is_code=False, could_open=False)


class Listings:
    """Finds the lines that are code, commands, logs or a letter's head; so is a line of which more than `most_symbols`
    (0..1) are symbols that prose has little use for. What a line tells is kept; threads may share it."""

    def __init__(self, most_symbols: float) -> None:
        self._most_symbols = most_symbols
        self._signs: Kept[_Signs] = Kept(most=4_096)

    def spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """Offsets of those lines in each of the passages of a text, neighbours joined, in order.

        A word processor makes each line of a program a passage, so what stands around a line is looked for in all.
        """
        cut = [text.splitlines(keepends=True) for text in texts]
        lines = [line for its in cut for line in its]
        signs = self._signs.of(lines, lambda unknown: map(self._signs_of, unknown))
        if signs.count(_NONE) == len(signs):
            return [[] for _ in texts]
        codes = code_lines(lines, [sign.is_code for sign in signs], [sign.could_open for sign in signs])
        told = iter(zip(signs, codes, strict=True))
        return [_joined(its, list(islice(told, len(its)))) for its in cut]

    def _signs_of(self, line: str) -> _Signs:
        is_fence = _FENCE.match(line) is not None
        signs = _Signs(
            is_fence or self._is_listing(line),
            is_fence,
            _LETTER.search(line) is not None,
            is_code(line),
            could_open(line),
        )
        return signs if any(signs) else _NONE

    def _is_listing(self, line: str) -> bool:
        bare = "".join(_HEADING.sub("", line).split())
        if len(bare) < _SHORTEST:
            return False
        if _LOG_LINE.match(line) or _PROMPT.match(line):
            return True
        if bare.endswith(_CODE_ENDS) and not (bare.endswith(";") and is_told(line)):
            return True
        others = bare.encode("latin-1", "replace").translate(None, _SYMBOLS)
        return (len(bare) - len(others)) / len(bare) > self._most_symbols


def _joined(lines: Sequence[str], told: Sequence[tuple[_Signs, bool]]) -> list[tuple[int, int]]:
    """Offsets in one passage, of whose lines is told what each is by itself and whether it is a program's."""
    is_letter = any(sign.is_of_a_letter for sign, _ in told)
    spans: list[tuple[int, int]] = []
    start = 0
    fenced = False
    for line, (sign, is_of_code) in zip(lines, told, strict=True):
        end = start + len(line)
        if fenced or sign.is_listing or is_of_code or (is_letter and _MAIL_HEAD.match(line)):
            if spans and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        fenced = fenced != sign.is_fence
        start = end
    return spans
