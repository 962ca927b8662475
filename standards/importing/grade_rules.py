"""What a grade above the pass asks for: how many of its descriptors."""

import re
from collections.abc import Collection, Sequence

from standards.importing.found import Notes
from standards.importing.lines import Line
from standards.importing.numbers import NUMBER, whole
from standards.model import DistinctionRule

# Words that plans have for the grade between a pass and a distinction.
MIDDLE = {"merit", "credit"}
DEMONSTRATE = re.compile(
    r"apprentices? (?:must|will|needs? to|should)\b.*\b(?:descriptors?|pass|criteria)", re.IGNORECASE
)


def read_rule(
    grade: str, words: Collection[str], count: int, lines: Sequence[Line], method: str, notes: Notes
) -> DistinctionRule | None:
    """How many of its `count` descriptors this grade asks for, from the words over its column. `words` are what plans
    call it, `method` what it is a grade of."""
    called = "|".join(sorted(words))
    for line in lines:
        above = [word for word in ("distinction", *MIDDLE) if word in line.key.split()]
        if not DEMONSTRATE.search(line.text) or not above or above[0] not in words:
            continue
        if match := re.search(
            rf"\b({NUMBER}) (?:out )?of (?:the )?({NUMBER})\b.{{0,20}}(?:{called})", line.text, re.IGNORECASE
        ):
            required, of = whole(match[1]), whole(match[2])
            if of != count:
                why = f"The plan counts {of} {grade} descriptors; we read {count}."
                notes.doubt(line.number, line.text, why, method)
            return _possible(grade, required, of, line, method, notes)
        if re.search(
            rf"\ball(?: of)?(?: the)? (?:pass and )?(?:(?:merit|credit) and )?(?:{called}) descriptors?",
            line.text,
            re.IGNORECASE,
        ):
            return DistinctionRule(count, count) if count else None
        if match := re.search(
            rf"(?:at least )?\b({NUMBER})\b (?:of the )?(?:{called}) descriptors?", line.text, re.IGNORECASE
        ):
            return _possible(grade, whole(match[1]), count, line, method, notes)
        notes.doubt(
            line.number, line.text, f"How many {grade} descriptors this asks for could not be read.", method
        )
        return None
    if count:
        why = f"The plan does not say how many {grade} descriptors a {grade} asks for."
        notes.doubt(lines[0].number if lines else None, "", why, method)
    return None


def _possible(
    grade: str, required: int, of: int, line: Line, method: str, notes: Notes
) -> DistinctionRule | None:
    if 0 < required <= of:
        return DistinctionRule(required, of)
    notes.doubt(
        line.number, line.text, f"A {grade} cannot ask for {required} of {of} descriptors. Left out.", method
    )
    return None
