"""Labelled rows to measure with: read from a file's lines, or refused by the number of the line; and those that a
standard brings itself."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from ksb_mapper.errors import BadFile, MapperError
from ksb_mapper.files import is_text, text_of
from ksb_mapper.language.verdicts import Verdict
from ksb_mapper.measuring.figures import WITNESS_LABELS, LanguageRow, MappingRow, Piece
from ksb_mapper.personal_data.outlines import PersonalDataKind
from standards import Standard

NumberedRow = tuple[int, dict[str, Any]]
"""A row of a file after the number of its line."""


def mapping_rows(
    path: str, statements: Mapping[str, Mapping[str, str]], of: str, say: Callable[[str], None]
) -> list[MappingRow]:
    """The passages of a file with their codes, for statements of the file `of`. One row does not cost the others their
    figures: a code that the statements lack is told to `say` and counts as never found; rows that tell no codes, and
    those of a standard that the statements lack, are told and left out. Raises `BadFile`, also where none is left."""
    measured = _of_known_standards(path, _with_codes(path, say), statements, of, say)
    for number, row in measured:
        for code in dict.fromkeys(row["gold"]):
            if code not in statements[row["standard"]]:
                say(
                    f"{path}, line {number} claims {code}, which {row['standard']} has not in {of}: "
                    "counted as never found."
                )
    return [
        MappingRow(
            row["standard"],
            row["text"],
            frozenset(row["gold"]),
            quality=_told(row, "quality"),
            kind=_told(row, "kind"),
            author=_told(row, "author"),
        )
        for _, row in measured
    ]


def _with_codes(path: str, say: Callable[[str], None]) -> list[NumberedRow]:
    """The rows of a file that tell the codes of a standard. Raises `BadFile` where no row does, or one wrongly."""
    every = read_lines(path, text_of(path), text=is_text)
    of_codes = [(number, row) for number, row in every if "gold" in row]
    if of_codes and len(of_codes) < len(every):
        say(
            f"{len(every) - len(of_codes)} of {len(every)} rows of {path} tell no codes (“gold”) and are left out."
        )
    return with_right_fields(path, of_codes or every, standard=is_text, gold=are_codes)


def _of_known_standards(
    path: str,
    rows: list[NumberedRow],
    statements: Mapping[str, Mapping[str, str]],
    of: str,
    say: Callable[[str], None],
) -> list[NumberedRow]:
    """The rows whose standard has statements. Raises `BadFile` where none has."""
    left_out = Counter(row["standard"] for _, row in rows if row["standard"] not in statements)
    known = [(number, row) for number, row in rows if row["standard"] in statements]
    if not known:
        raise BadFile(
            f"{of} has no statements for {', '.join(sorted(left_out))}, so there is nothing to measure in {path}. "
            "Add them."
        )
    for reference, times in sorted(left_out.items()):
        say(f"{of} has no statements for {reference}: {times} of {len(rows)} rows of {path} are left out.")
    return known


def descriptor_rows(standard: Standard) -> list[MappingRow]:
    """The grading descriptors of a standard's own plan with the KSBs it gives them, by the name of their method
    (`kind`) and the plan's word for the grade (`quality`). Raises `MapperError` where none names a KSB."""
    rows = [
        MappingRow(standard.reference, one.text, frozenset(one.ksbs), quality=grade, kind=method.name)
        for method in standard.methods
        for theme in method.themes
        for grade, descriptors in theme.graded(standard.words)
        for one in descriptors
        if one.ksbs
    ]
    if not rows:
        raise MapperError(
            f"{standard.label} has no grading descriptor that names a KSB, so there is nothing to measure."
        )
    return rows


def language_rows(path: str, say: Callable[[str], None]) -> list[LanguageRow]:
    """The labelled texts of a file; one whose personal data is told needs no label. Rows without either, or labelled
    as we do not measure, are told to `say` and left out. Raises `BadFile`, also where that leaves none."""
    every = read_lines(path, text_of(path), text=is_text, **MAY_BE_TOLD)
    unknown = Counter(
        f"“{row['label']}”" if row.get("label") else "no label"
        for _, row in every
        if row.get("label") not in LABELS and row.get("found") is None
    )
    numbered = [
        (number, row) for number, row in every if row.get("label") in LABELS or row.get("found") is not None
    ]
    which = ", ".join(f"{label} {times}" for label, times in sorted(unknown.items()))
    known = f"We measure “found” ([[kind, words], …]) and “label” ({', '.join(sorted(LABELS))})"
    if not numbered:
        raise BadFile(f"{path} has no row to measure: {which}. {known}.")
    if unknown:
        say(f"{unknown.total()} of {len(every)} rows of {path} are left out: {which}. {known}.")
    return [
        LanguageRow(
            row["text"],
            _told(row, "label") if row.get("label") in LABELS else "",
            row.get("reflective_cues"),
            quality=_told(row, "quality"),
            kind=_told(row, "kind"),
            author=_told(row, "author"),
            first_person=_how_many(row.get("first_person")),
            found=_pieces(row.get("found"), f"{path}, line {number}"),
            standard=_told(row, "standard"),
        )
        for number, row in numbered
    ]


def _told(row: Mapping[str, Any], name: str) -> str:
    return str(row.get(name) or "")


def _pieces(found: list[list[str]] | None, place: str) -> tuple[Piece, ...] | None:
    if found is None:
        return None
    return tuple((words, _kind_named(kind, place)) for kind, words in found)


def _kind_named(kind: str, place: str) -> str:
    try:
        return PersonalDataKind(kind.lower()).value
    except ValueError:
        known = ", ".join(one.value for one in PersonalDataKind)
        raise BadFile(f"{place}: “{kind}” is no kind of personal data. Choose one of: {known}.") from None


def _how_many(times: int | None) -> str:
    """A count of words in the first person as a slice; empty where not told."""
    if times is None:
        return ""
    return "none" if not times else "some" if times < _MANY else "many"


_MANY = 5


def read_lines(path: str, content: str, /, **is_right: Callable[[Any], bool]) -> list[NumberedRow]:
    """The rows of a file's text, one JSON object a line, each after the number of its line. Raises `BadFile`, which
    names the first line that holds none or a field that is not as `is_right` wants it."""
    rows: list[NumberedRow] = []
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadFile(f"{path}, line {number} is not JSON: {error}.") from error
        rows += with_right_fields(path, [(number, row if isinstance(row, dict) else {})], **is_right)
    if not rows:
        raise BadFile(f"{path} holds no lines, so there is nothing to measure.")
    return rows


def with_right_fields(
    path: str, rows: list[NumberedRow], /, **is_right: Callable[[Any], bool]
) -> list[NumberedRow]:
    """The same rows, whose fields are as `is_right` wants them. Raises `BadFile`, which names the first other."""
    for number, row in rows:
        wrong = [name for name, is_it in is_right.items() if not is_it(row.get(name))]
        if wrong:
            raise BadFile(f"{path}, line {number} lacks {', '.join(wrong)}, or holds something else there.")
    return rows


def are_codes(value: Any) -> bool:
    """Whether a field holds codes, one at least."""
    return isinstance(value, list) and bool(value) and all(map(is_text, value))


def is_text_or_none(value: Any) -> bool:
    """Whether a field holds a text, or not told."""
    return value is None or isinstance(value, str)


def is_count_or_none(value: Any) -> bool:
    """Whether a field holds a count, or not told."""
    return value is None or (type(value) is int and value >= 0)


def are_pieces_or_none(value: Any) -> bool:
    """Whether a field holds kind and exact words of each piece, or not told."""
    return value is None or (
        isinstance(value, list)
        and all(isinstance(piece, list) and len(piece) == 2 and all(map(is_text, piece)) for piece in value)
    )


LABELS = frozenset(WITNESS_LABELS | set(Verdict))
"""What a text may be labelled as, to be measured."""

MAY_BE_TOLD: dict[str, Callable[[Any], bool]] = {
    "label": is_text_or_none,
    "reflective_cues": is_count_or_none,
    "first_person": is_count_or_none,
    "found": are_pieces_or_none,
}
