"""The options of a short text: named in a list, and in brackets behind each duty and KSB that is theirs."""

import re
from collections.abc import Iterator, Sequence

from standards.importing.found import Notes
from standards.importing.lines import Line, key
from standards.importing.sections import heading_kind, ksb_heading, option_name, option_of_duties
from standards.importing.shapes import DEFINED, DUTY, DutyRead, KsbRead, Occupation

_HEADING = re.compile(
    r"(?:the )?(?:options|pathways|optional pathways)(?:\s*:\s*(?P<names>.*))?", re.IGNORECASE
)
_BRACKET = re.compile(r"(?P<words>.*\S)\s*\((?P<name>[^()]{2,70})\)\s*\.?", re.DOTALL)
MOST = 12
_LONGEST = 70


def read_bracketed(lines: Sequence[Line], occupation: Occupation, notes: Notes) -> None:
    """Give each duty and KSB the option in the brackets behind it, and take the brackets away: only where the page
    lists options, and names them in no other way. What looks like it, and is not read, is a doubt."""
    read: list[DutyRead | KsbRead] = [*occupation.duties, *occupation.ksbs.values()]
    if any(one.option for one in read):
        return
    listed, heading = _listed(lines)
    marked = [(one, match) for one in read if (match := _BRACKET.fullmatch(one.text))]
    named = {key(option_name(match["name"])) for _, match in marked}
    known = {key(name): name for name in listed}
    if not named & known.keys():
        _doubt_unread(listed, heading, marked, notes)
        return
    for one, match in marked:
        name = key(option_name(match["name"]))
        if name in known or name == "core":
            one.text, one.option = match["words"], known.get(name, "")
        elif any(part in known for part in map(key, re.split(r",|/|&|\band\b", match["name"]))):
            why = (
                "This names several options, or one that the page does not list. It counts for every option."
            )
            notes.doubt(one.line, one.text, why, _about(one))
    for name in known.keys() - named:
        why = f"The page lists the option {known[name]}, and nothing is marked as its own. It is left out."
        notes.doubt(heading, known[name], why, "options")


def _doubt_unread(
    listed: Sequence[str],
    heading: int | None,
    marked: Sequence[tuple[DutyRead | KsbRead, re.Match[str]]],
    notes: Notes,
) -> None:
    if len(listed) > 1:
        why = "The page seems to list options, and says of no duty or KSB that it is theirs: all count for everybody."
        notes.doubt(heading, ", ".join(listed), why, "options")
    for one, match in marked:
        if key(match["name"]) == "core" or key(match["name"]).endswith((" option", " pathway")):
            why = "The words in brackets seem to name an option, and the page lists none. They are kept as words."
            notes.doubt(one.line, one.text, why, _about(one))


def _listed(lines: Sequence[Line]) -> tuple[list[str], int | None]:
    """(the names under a heading "Options", the heading's line)."""
    for place, line in enumerate(lines):
        match = _HEADING.fullmatch(line.text.strip().rstrip(":")) or _HEADING.fullmatch(line.text.strip())
        if match is None or line.cell:
            continue
        if match["names"]:
            names = [name for name in re.split(r"[,;/]|\band\b", match["names"]) if name.strip()]
        else:
            names = list(_names(lines[place + 1 : place + 1 + MOST]))
        return [option_name(name) for name in names if option_name(name)], line.number
    return [], None


def _names(lines: Sequence[Line]) -> Iterator[str]:
    """The lines that could be names: until a heading, a duty, a KSB, a sentence or a label."""
    for line in lines:
        known = heading_kind(line) or ksb_heading(line) or option_of_duties(line) is not None or line.heading
        read = DUTY.fullmatch(line.text) or DEFINED.fullmatch(line.text)
        if known or read or len(line.text) > _LONGEST or line.text[-1:] in {"", ".", ";"} or ":" in line.text:
            return
        yield line.text


def _about(one: DutyRead | KsbRead) -> str:
    return one.code if isinstance(one, KsbRead) else "duties"
