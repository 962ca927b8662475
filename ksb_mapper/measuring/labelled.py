"""Labelled rows to measure with, as files hold them: read whole, or refused by the number of the line."""

import json
from collections.abc import Callable
from typing import Any

from ksb_mapper.errors import BadFile
from ksb_mapper.language.verdicts import Verdict
from ksb_mapper.measuring.figures import WITNESS_LABELS


def read_lines(path: str, content: str, /, **is_right: Callable[[Any], bool]) -> list[dict[str, Any]]:
    """The rows of a file's text, one JSON object a line. Raises `BadFile`, which names the first line that holds none
    or a field that is not as `is_right` wants it."""
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadFile(f"{path}, line {number} is not JSON: {error}.") from error
        fields = row if isinstance(row, dict) else {}
        wrong = [name for name, is_it in is_right.items() if not is_it(fields.get(name))]
        if wrong:
            raise BadFile(f"{path}, line {number} lacks {', '.join(wrong)}, or holds something else there.")
        rows.append(row)
    if not rows:
        raise BadFile(f"{path} holds no lines, so there is nothing to measure.")
    return rows


def is_text(value: Any) -> bool:
    """Whether a field holds something to read."""
    return isinstance(value, str) and bool(value.strip())


def are_codes(value: Any) -> bool:
    """Whether a field holds codes, one at least."""
    return isinstance(value, list) and bool(value) and all(map(is_text, value))


def is_label(value: Any) -> bool:
    """Whether a field holds a label we measure by."""
    return isinstance(value, str) and value in WITNESS_LABELS | set(Verdict)


def is_count_or_none(value: Any) -> bool:
    """Whether a field holds a count, or not told."""
    return value is None or (type(value) is int and value >= 0)


def are_pieces_or_none(value: Any) -> bool:
    """Whether a field holds exact words and kind of each piece, or not told."""
    return value is None or (
        isinstance(value, list)
        and all(isinstance(piece, list) and len(piece) == 2 and all(map(is_text, piece)) for piece in value)
    )


MAY_BE_TOLD: dict[str, Callable[[Any], bool]] = {
    "reflective_cues": is_count_or_none,
    "first_person": is_count_or_none,
    "found": are_pieces_or_none,
}
