"""Codes in the one way that the readers here know: every line is rewritten before anything is read, "K 1" to K1 and
second names, "SEK5" for K25, to the plain code."""

import re
from collections.abc import Sequence
from dataclasses import replace

from standards.importing.codes import CODE, normal, other_names, plainly
from standards.importing.found import Notes
from standards.importing.lines import Line

_OTHER = re.compile(r"(?<![A-Za-z0-9])([A-Z]{1,4})([KSB])(\d+)(?![A-Za-z0-9])")
_DEFINED = re.compile(r"([A-Z]{1,4})([KSB])(\d+)\s*(?:[:.)]|[–—-]\s|$)")
_PLAIN = re.compile(rf"(?<![A-Za-z0-9])({CODE})(?![A-Za-z0-9])")
# Where a new duty or statement begins within a line: after the codes of the duty before, or a heading, or a sentence.
_JOINED_DUTY = re.compile(
    r"(?:(?<=[KSB]\d)|(?<=\d\d)|(?<=[)\]])|(?<=^Duties)|(?<=^Duty KSBs))\s+(?=Duty \d{1,3}\b)"
)
_JOINED_KSB = re.compile(
    r"(?:(?<=[a-z)][.;)])|(?<=Knowledge)|(?<=Skills)|(?<=Behaviours))\s+(?=[KSB]\d{1,3}\s?: [A-Z])"
)
_KIND_AT_END = re.compile(r"(?<=[.;)\d])\s+(?=(?:Knowledge|Skills|Behaviours|KSBs)$)")
MOST_NAMES = 300  # second names; a standard has far fewer KSBs


def with_plain_codes(lines: Sequence[Line], notes: Notes) -> list[Line]:
    """The lines with one code for each KSB. A name that the page never pairs with a code gets the next free one, and
    a doubt says so: the file has only K, S and B."""
    lines = [replace(line, text=plainly(line.text)) for joined in lines for line in _apart(joined)]
    names = other_names(line.text for line in lines)
    _number_the_rest(lines, names, notes)
    if not names:
        return lines
    any_name = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    paired = re.compile(
        rf"({CODE})(\s*[/(]\s*)(?:{any_name})(?![A-Za-z0-9])\)?|(?:{any_name})(\s*[/(]\s*)({CODE})\)?"
    )
    alone = re.compile(rf"(?<![A-Za-z0-9])({any_name})(?![A-Za-z0-9])")

    def plain(text: str) -> str:
        text = paired.sub(lambda match: match[1] or match[4], text)
        return alone.sub(lambda match: names[match[1]], text)

    return [replace(line, text=plain(line.text)) for line in lines]


def _apart(line: Line) -> list[Line]:
    """The lines that a copy has run into one: several duties, or several statements with their codes."""
    if len(_JOINED_DUTY.findall(line.text)) + len(_JOINED_KSB.findall(line.text)) == 0:
        return [line]
    pieces = [piece.strip() for piece in _JOINED_DUTY.split(line.text)]
    pieces = [one.strip() for piece in pieces for one in _JOINED_KSB.split(piece)]
    pieces = [one.strip() for piece in pieces for one in _KIND_AT_END.split(piece)]
    first, *rest = [piece for piece in pieces if piece]
    return [replace(line, text=first), *(replace(line, text=piece, bullet=False) for piece in rest)]


def _number_the_rest(lines: Sequence[Line], names: dict[str, str], notes: Notes) -> None:
    taken = {normal(code) for line in lines for code in _PLAIN.findall(line.text)} | set(names.values())
    for line in lines:
        if len(names) >= MOST_NAMES:
            return
        match = _DEFINED.match(line.text)
        if not match or match[0].rstrip(" :.)–—-") in names:
            continue
        name, kind = f"{match[1]}{match[2]}{match[3]}", match[2]
        number = max((int(code[1:]) for code in taken if code[0] == kind), default=0) + 1
        names[name] = f"{kind}{number}"
        taken.add(names[name])
        notes.doubt(
            line.number,
            line.text,
            f"{name} is not a code of our format. It is {names[name]} here.",
            names[name],
        )
