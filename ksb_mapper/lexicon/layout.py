"""How a lexicon's lists are laid out, so that a person can read them and see what a change changed."""

import re
import tomllib
from pathlib import Path

from ksb_mapper.errors import BadFile, MapperError

WIDEST = 120
"""Characters of a line."""

_TEXT = r'"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'"
_LIST = re.compile(rf"^([\w-]+) = \[\s*((?:(?:{_TEXT})\s*,?\s*)*)\]$", re.MULTILINE)
_ENTRY = re.compile(_TEXT)
_INDENT = "   "


def lay_out(path: Path) -> None:
    """Lays the lists of a file that is a lexicon out as `laid_out` does; writes nothing where they are so already.
    Raises `MapperError` as that does, and `BadFile` where the file cannot be written."""
    written = path.read_text(encoding="utf-8")
    wrapped = laid_out(written)
    try:
        if wrapped != written:
            path.write_text(wrapped, encoding="utf-8")
    except OSError as error:
        raise BadFile(f"{path} could not be written: {error.strerror or error}.") from error


def laid_out(toml: str) -> str:
    """The text of a file that is TOML, with every list of texts in one line where that is `WIDEST` characters at most,
    else in lines of as many entries as fit. Comments stay, a list with one inside stays as it is, and what the file
    says is the same: raises `MapperError` where it would not be."""
    text = _LIST.sub(_of_one, toml)
    if tomllib.loads(text) != tomllib.loads(toml):
        raise MapperError("Putting the lists of this lexicon into lines would change what it says.")
    return text


def _of_one(match: re.Match[str]) -> str:
    name, entries = match[1], _ENTRY.findall(match[2])
    in_one_line = f"{name} = [{', '.join(entries)}]"
    if len(in_one_line) <= WIDEST:
        return in_one_line
    lines = [_INDENT]
    for entry in entries:
        if len(lines[-1]) + len(f" {entry},") > WIDEST and lines[-1] != _INDENT:
            lines.append(_INDENT)
        lines[-1] += f" {entry},"
    return "\n".join([f"{name} = [", *lines, "]"])
