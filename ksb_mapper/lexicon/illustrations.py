"""Lines as apprentices at work write them, beside the statements that they show: data, by trade and standard.

The files of `data/<trade>/` hold them, and so may a provider's own lexicons. The statement that heads some lines need
not be a standard's to the letter: it is found by what it speaks of (`ksb_mapper/lexicon/expansion.py`).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from ksb_mapper.errors import BadFile
from ksb_mapper.shipped import DATA

TABLE = "illustrated"
_KEYS = {"statement", "lines"}


@dataclass(frozen=True, slots=True)
class Illustration:
    """What a statement speaks of, and lines as they stand in evidence that shows it."""

    statement: str
    lines: tuple[str, ...]


def load_illustrations(trade: str) -> tuple[Illustration, ...]:
    """Those of the files in `data/<trade>/`, by the files' names. Raises `BadFile`."""
    folder = DATA.joinpath(trade)
    shipped = sorted(folder.iterdir(), key=lambda file: file.name) if folder.is_dir() else []
    return tuple(one for source in shipped for one in _read(source))


def _read(source: Traversable) -> tuple[Illustration, ...]:
    try:
        tables = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadFile(f"The lexicon {source} could not be read: {error}.") from error
    return illustrations_of(tables, source)


def illustrations_of(tables: Mapping[str, object], source: Traversable) -> tuple[Illustration, ...]:
    """The `[[illustrated]]` tables of a file that was read. Raises `BadFile` naming the file and what is wrong."""
    written = tables.get(TABLE, [])
    if not isinstance(written, list):
        raise BadFile(f"{source}: begin each illustrated statement with [[{TABLE}]], in two brackets.")
    return tuple(_illustration(table, source) for table in written)


def _illustration(table: object, source: Traversable) -> Illustration:
    if not isinstance(table, dict) or set(table) != _KEYS:
        raise BadFile(f"{source}, [[{TABLE}]]: each has a statement and lines, and nothing else.")
    statement, lines = table["statement"], table["lines"]
    if not _is_said(statement):
        raise BadFile(f"{source}, [[{TABLE}]]: {statement!r} is no statement in quotes.")
    if not isinstance(lines, list) or not lines:
        raise BadFile(f"{source}, [[{TABLE}]] {statement!r}: lines must be a list of lines in quotes.")
    for line in lines:
        if not _is_said(line):
            raise BadFile(f"{source}, [[{TABLE}]] {statement!r}: {line!r} is no line in quotes.")
    return Illustration(statement, tuple(lines))


def _is_said(words: object) -> bool:
    return isinstance(words, str) and any(character.isalnum() for character in words)
