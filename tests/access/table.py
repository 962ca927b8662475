"""Reads the table of who gets which answer. `table.txt` says itself how it is written; decision 0015 says why."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from werkzeug.datastructures import MultiDict

TABLE = Path(__file__).with_name("table.txt")
PEOPLE = (
    *("nobody", "amira", "callum", "sven", "ben", "carys", "tomos", "olive", "adaeze"),
    *("live", "used", "expired", "another"),
)
ANSWER = re.compile(r"door|done|on|[1-5]\d\d")


@dataclass(frozen=True)
class Row:
    """One method of one address in one world: what it sends, and what each kind of person gets."""

    world: str
    method: str
    address: str
    answers: Mapping[str, str] = field(compare=False)
    sends: list[tuple[str, str]] = field(default_factory=list, compare=False)

    def __str__(self) -> str:
        return f"{self.world}: {self.method} {self.address}"


@cache
def rows() -> tuple[Row, ...]:
    """Every row of the table, in its order. Raises ValueError where a line is not as it should be."""
    return tuple(_read(TABLE.read_text(encoding="utf-8")))


def _read(text: str) -> Iterator[Row]:
    world, row = "", None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            if row is None:
                raise ValueError(f"table.txt, line {number}: what is sent stands below its row")
            row.sends.extend(_sent(line.strip()))
            continue
        if row is not None:
            yield row
        row = None
        if line.startswith("["):
            world = line.strip("[] ")
        else:
            row = _row(world, line.split(), number)
    if row is not None:
        yield row


def _row(world: str, cells: list[str], number: int) -> Row:
    method, address, *answers = cells
    unknown = [answer for answer in answers if not ANSWER.fullmatch(answer)]
    if unknown:
        raise ValueError(f"table.txt, line {number}: “{unknown[0]}” is no answer that we know")
    if len(answers) != len(PEOPLE):
        raise ValueError(f"table.txt, line {number}: {len(answers)} answers for {len(PEOPLE)} people")
    return Row(world, method, address, dict(zip(PEOPLE, answers, strict=True)))


def _sent(line: str) -> Iterator[tuple[str, str]]:
    if line.startswith("{"):
        yield "", line
        return
    for pair in line.split(" & "):
        name, _, value = pair.partition("=")
        yield name, value


def filled(words: str, names: Mapping[str, str]) -> str:
    """`words` with every <name> in it replaced. Raises KeyError for a name that its world does not have."""
    return re.sub(r"<(\w+)>", lambda found: names[found[1]], words)


def body_of(row: Row, names: Mapping[str, str], files: Mapping[str, bytes]) -> dict[str, Any]:
    """What the request of this row carries, in the words of Flask's test client."""
    if row.sends and row.sends[0][0] == "":
        return {"json": json.loads(filled(row.sends[0][1], names))}
    data: MultiDict[str, Any] = MultiDict()
    for name, value in row.sends:
        upload = value.removeprefix("@")
        data.add(name, (BytesIO(files[upload]), upload) if upload != value else filled(value, names))
    return {"data": data} if data else {}
