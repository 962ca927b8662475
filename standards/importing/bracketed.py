"""The options of a short text: named in a list, and in brackets behind each duty and KSB that is theirs."""

import re
from collections.abc import Iterator, Mapping, Sequence

from standards.importing.found import Notes
from standards.importing.lines import Line, key
from standards.importing.sections import heading_kind, ksb_heading, option_name, option_of_duties
from standards.importing.shapes import DEFINED, DUTY, DutyRead, KsbRead, Occupation

_HEADING = re.compile(
    r"(?:the )?(?:options|pathways|optional pathways)(?:\s*:\s*(?P<names>.*))?", re.IGNORECASE
)
_BRACKET = re.compile(r"(?P<words>.*\S)\s*\((?P<name>[^()]{2,70})\)\s*\.?", re.DOTALL)
_BETWEEN = re.compile(r"[,;/&+]|\b(?:and|or)\b", re.IGNORECASE)
_ABOUT_OPTIONS = re.compile(r"^(?:both|either)\b|\b(?:options|pathways)\b|\bonly$", re.IGNORECASE)
MOST = 12
_LONGEST = 70


def read_bracketed(lines: Sequence[Line], occupation: Occupation, notes: Notes) -> None:
    """Give each duty and KSB the options in the brackets behind it, one or several, and take the brackets away: only
    where the page lists options, and names them in no other way. What looks like it, and is not read, is a doubt."""
    read: list[DutyRead | KsbRead] = [*occupation.duties, *occupation.ksbs.values()]
    if any(one.option for one in read):
        return
    listed, heading = _listed(lines)
    marked = [(one, match) for one in read if (match := _BRACKET.fullmatch(one.text))]
    known = {_plain(name): name for name in listed}
    named: set[str] = set()
    for one, match in marked:
        names = _named(match["name"], known)
        named.update(names)
        if names:
            one.text = match["words"]
            one.option, *further = [known[name] for name in names]
            one.further_options = tuple(further)
    if not named:
        _doubt_unread(listed, heading, marked, notes)
        return
    for one, match in marked:
        if one.option:
            continue
        if key(option_name(match["name"])) == "core":
            one.text = match["words"]
        elif any(_plain(part) in known for part in _BETWEEN.split(match["name"])):
            why = "This names an option, and something beside it that the page does not list. It counts for everybody."
            notes.doubt(one.line, one.text, why, _about(one))
    for name in known.keys() - named:
        why = f"The page lists the option {known[name]}, and nothing is marked as its own. It is left out."
        notes.doubt(heading, known[name], why, "options")


def _named(words: str, known: Mapping[str, str]) -> list[str]:
    """The keys of the known options that these words name, one or several; none where they name anything else beside.
    A name with "and" in it is tried before its parts: "Network and cloud" may be one option, or two."""
    parts = [_plain(part) for part in _BETWEEN.split(_ABOUT_OPTIONS.sub("", words))]
    parts = [part for part in parts if part]
    found: list[str] = []
    while parts:
        many = next((n for n in range(len(parts), 0, -1) if " ".join(parts[:n]) in known), 0)
        if not many:
            return []
        found.append(" ".join(parts[:many]))
        parts = parts[many:]
    return list(dict.fromkeys(found))


def _plain(name: str) -> str:
    """An option's name to compare by, however its parts are joined."""
    return " ".join(word for word in key(option_name(name)).split() if word not in ("and", "&"))


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
