"""A theme or a whole method taken out of a draft, and what pointed behind it moved up one place."""

import re
from copy import deepcopy

from accounts.standard_drafts.blocks import Content

_THEME = re.compile(r"method-(\d+)-theme-(\d+)")
_METHOD = re.compile(r"method-(\d+)")


def what_it_is(part_id: str) -> str:
    """ "theme" or "method"; "" for a part that is neither, and cannot be taken out."""
    if _THEME.fullmatch(part_id):
        return "theme"
    return "method" if _METHOD.fullmatch(part_id) else ""


def without(content: Content, part_id: str) -> Content | None:
    """The content without what this part is about; None where it has no such theme or method.

    A theme's KSBs stay with its method. With a method goes its column of the overall grades.
    """
    content = deepcopy(content)
    methods = content.get("methods", [])
    if match := _THEME.fullmatch(part_id):
        m, t = int(match[1]), int(match[2])
        themes = methods[m].get("themes", []) if m < len(methods) else []
        if t >= len(themes):
            return None
        del themes[t]
        return content
    match = _METHOD.fullmatch(part_id)
    if match is None or int(match[1]) >= len(methods):
        return None
    gone = methods.pop(int(match[1]))
    for row in content.get("overall_grades", ()):
        row["grades"].pop(gone["id"], None)
    if len(methods) < 2:
        content.pop("overall_grades", None)
    return content


def moved(place: str, gone: str) -> str | None:
    """Where a part, or a path into the file, stands once `gone` is taken out; None for what went with it."""
    steps, left = _steps(place), _steps(gone)
    if steps[: len(left)] == left:
        return None
    last = len(left) - 1
    if len(steps) > last and steps[:last] == left[:last] and int(steps[last] or 0) > int(left[last]):
        return _with_step(place, last, int(steps[last]) - 1)
    return place


def _steps(place: str) -> list[str]:
    """The numbers of the method and the theme: "method-1-theme-2" and "methods/1/themes/2/name" are both 1, 2."""
    match = re.match(r"methods?[-/](\d+)(?:[-/]themes?[-/](\d+))?", place)
    return [step for step in match.groups() if step is not None] if match else []


def _with_step(place: str, which: int, number: int) -> str:
    (start, end) = list(re.finditer(r"\d+", place))[which].span()
    return f"{place[:start]}{number}{place[end:]}"
