"""The table that turns the grades of the methods into the overall grade."""

import re
from collections.abc import Iterator, Sequence

from standards.importing.found import Notes
from standards.importing.lines import Line
from standards.importing.methods import MethodRead
from standards.model import OverallGrade

_GRADE = re.compile(r"any grade|any|fail|pass|merit|credit|distinction", re.IGNORECASE)
_ROW = re.compile(r"(?:(?:any grade|any|fail|pass|merit|credit|distinction)[\s|,]*)+", re.IGNORECASE)


def read_overall(
    lines: Sequence[Line], methods: Sequence[MethodRead], notes: Notes
) -> tuple[OverallGrade, ...]:
    """The rows of the table, in order. A table with more or fewer columns than methods is a doubt, and left out."""
    wide = len(methods) + 1
    if wide < 3:
        return ()
    rows: list[list[str]] = []
    for line, grades in _grades(lines):
        if len(grades) % wide:
            why = f"This row of the overall grades has {len(grades)} grades where {wide} belong. It is left out."
            notes.doubt(line.number, line.text, why, "overall_grades")
            continue
        rows += [grades[start : start + wide] for start in range(0, len(grades), wide)]
    return tuple(
        OverallGrade({method.id: grade for method, grade in zip(methods, row, strict=False)}, row[-1])
        for row in rows
    )


def _grades(lines: Sequence[Line]) -> Iterator[tuple[Line, list[str]]]:
    """The rows' grades: a line of several, or single ones in lines of their own that a table or its copy left so."""
    held: list[str] = []
    first: Line | None = None
    for line in lines:
        is_row = not line.bullet and _ROW.fullmatch(line.text) is not None
        if not is_row:
            if first and len(held) > 2:
                yield first, held
            held, first = [], None
            continue
        grades = [
            "any" if grade.lower().startswith("any") else grade.lower() for grade in _GRADE.findall(line.text)
        ]
        if len(grades) > 1 and not (line.cell and len(grades) < 3):
            yield line, grades
        else:
            held += grades
            first = first or line
    if first and len(held) > 2:
        yield first, held
