"""What the commands are given by name: texts, statements by reference and code, standards. Each is read whole, or
refused in one line that names it. A FILE is UTF-8 text, the JSON of `documents read --json`, or `-` for standard input.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

import standards
from ksb_mapper.errors import BadFile
from ksb_mapper.texts.passages import Passage
from standards import KsbKind, Standard

_BEGINS_AS_READ_DOCUMENT = re.compile(r'\A\s*\{\s*"(?:media_type|passages)"\s*:')


def text_of(path: str) -> str:
    """The text of a file. Raises `BadFile`."""
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise BadFile(f"{path} could not be opened: {error.strerror or error}.") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(
            f"{path} is not UTF-8 text. Read it with “python -m documents read {path} --json”."
        ) from error


def passages_of(path: str) -> list[Passage]:
    """The passages of a file: those of `documents read --json`, else its text as one. Raises `BadFile`, also where none
    of them has a word in it."""
    passages = _passages_in(path, text_of(path))
    if not any(passage.text.strip() for passage in passages):
        raise BadFile(
            f"{path} has no text in it, so there is nothing to read. If it is a picture, put its words beside it."
        )
    return passages


def _passages_in(path: str, text: str) -> list[Passage]:
    """A text may begin with a brace; one that begins as `documents read` prints and goes on otherwise is cut or broken,
    and nobody wants its brackets read as prose."""
    begins_as_read_document = _BEGINS_AS_READ_DOCUMENT.match(text)
    try:
        data = json.loads(text) if text.lstrip().startswith("{") else None
    except (ValueError, RecursionError) as error:
        if begins_as_read_document:
            raise BadFile(
                f"{path} begins like what “python -m documents read --json” prints, but is broken or cut short: "
                f"{error}. Read the document again."
            ) from error
        return [Passage(text)]
    if not isinstance(data, dict) or not ("passages" in data or begins_as_read_document):
        return [Passage(text)]
    if not isinstance(data.get("passages"), list):
        raise BadFile(
            f"{path} begins like what “python -m documents read --json” prints, but has no list of “passages”. "
            "Read the document again."
        )
    return [_passage(path, number, entry) for number, entry in enumerate(data["passages"], start=1)]


def _passage(path: str, number: int, entry: Any) -> Passage:
    if isinstance(entry, dict):
        entry = (entry.get("text"), entry.get("locator"))
    match entry:
        case [str(text), (str() | None) as locator]:
            return Passage(text, locator)
    raise BadFile(f"{path} has a passage that is not a text with its locator: number {number}.")


def statements_of(path: str) -> dict[str, dict[str, str]]:
    """The `{reference: {code: text}}` of a file, or of a standard's own file. Raises `BadFile`."""
    text = text_of(path)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadFile(f"{path} is not JSON: {error}.") from error
    if isinstance(data, dict) and "ksbs" in data:
        try:
            standard = Standard.from_dict(data)
        except standards.StandardError as error:
            raise BadFile(f"{path} is no standard’s file: {error}") from error
        return {standard.reference: {ksb.code: ksb.text for ksb in standard.ksbs}}
    if not isinstance(data, dict) or not all(
        isinstance(codes, dict) and codes and all(map(is_text, (*codes, *codes.values())))
        for codes in data.values()
    ):
        raise BadFile(
            f"{path} does not hold statements by reference and code, each a text, and is no standard's file."
        )
    for reference, codes in data.items():
        for code in codes:
            if code[0] not in set(KsbKind):
                raise BadFile(
                    f"{path} has the code “{code}” for {reference}. A code begins with K, S or B: K1."
                )
    return data


def standard_named(name: str) -> Standard:
    """The standard that a person names: REF, REF@VERSION or a file. Raises `BadFile`, `standards.StandardError`."""
    try:
        return standards.load_named(name)
    except OSError as error:
        raise BadFile(f"{name} could not be opened: {error.strerror or error}.") from error


def is_text(value: Any) -> bool:
    """Whether a field holds something to read."""
    return isinstance(value, str) and bool(value.strip())
