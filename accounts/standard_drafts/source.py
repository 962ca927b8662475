"""The source of a draft: its lines, and which of them each part was read from."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

import standards
from accounts.standard_drafts.part import Part

Line = tuple[int, str]

# Lines shown round those that a part was read from.
AROUND = 12
# Lines of the source on one page. Some sources have 12,000: a phone would wait for them all, to show thirty.
ON_A_PAGE = 400
# A part's words that stand further apart than this were read in more than one place.
APART = 60
# Its place is found by its heading, which stands in contents lists too: not where a doubt belongs.
OVERALL = "overall"
_NUMBERED = re.compile(r"\bduty \d", re.IGNORECASE)
_METHOD = re.compile(r"method-\d+")
_CODE = re.compile(r"\b([KSB])\d+\b")
_KINDS = {"K": "knowledge", "S": "skills", "B": "behaviours"}


def source_lines(source: bytes) -> list[Line]:
    """The lines of a page; of data, what it says, one thing in a line."""
    found = standards.page_lines(source)
    return found or list(enumerate(_said(json.loads(source.decode("utf-8-sig", errors="replace"))), start=1))


def _said(data: Any, place: str = "") -> Iterator[str]:
    """ "duties, 3, dutyDetail: Casts bells." of everything that the data says."""
    if isinstance(data, dict | list):
        named = data.items() if isinstance(data, dict) else enumerate(data, start=1)
        for name, value in named:
            yield from _said(value, f"{place}, {name}" if place else str(name))
    elif data not in (None, ""):
        words = " ".join(unescape(re.sub(r"<[^>]*>", " ", str(data))).split())
        yield f"{place}: {words}"


def lines_of_part(part: Part, lines: Sequence[Line]) -> list[int]:
    """The numbers of the lines that hold the words of this part, in their order."""
    wanted = {start for text in part.texts if len(start := _plain(text)[:60]) > 3}
    whole = {start for start in wanted if len(start) < 25}
    found = []
    for number, words in lines:
        plain = _plain(words.rpartition(": ")[2] if words[:1].islower() else words)
        if plain[:60] in wanted or any(start in plain for start in wanted - whole):
            found.append(number)
    return found


def parts_of_doubts(
    doubts: Sequence[dict[str, Any]], parts: Sequence[Part], lines: Sequence[Line]
) -> list[str]:
    """Of each doubt the id of the part in which it is settled: that of what it is about, where it says so, else the
    one read from the lines just before it."""
    placed = sorted(
        (number, part.id) for part in parts if part.id != OVERALL for number in lines_of_part(part, lines)
    )
    ids = {part.id for part in parts}
    return [_named(doubt["about"], parts) or _part_of(doubt, placed, ids) for doubt in doubts]


def _named(about: str, parts: Sequence[Part]) -> str:
    """The id of the part where this stands; "" where none does, or several, as of a theme that two methods have."""
    if _CODE.fullmatch(about):
        return _KINDS[about[0]]
    found = [part.id for part in parts if about and (about in part.paths or about == _name(part))]
    return found[0] if len(found) == 1 else ""


def _name(part: Part) -> str:
    """What the standard calls the method or theme of this part; of another part its title."""
    return part.room if _METHOD.fullmatch(part.id) else part.title


def _part_of(doubt: dict[str, Any], placed: list[tuple[int, str]], ids: set[str]) -> str:
    said = f"{doubt['why']} {doubt['read']}"
    before = bisect_right(placed, doubt["line"] or 0, key=lambda place: place[0])
    if before:
        return placed[before - 1][1]
    if _NUMBERED.search(said):
        return "duties"
    if match := _CODE.search(said):
        return _KINDS[match[1]]
    return "options" if "option" in said and "options" in ids else "facts"


def lines_beside(numbers: Sequence[int], doubted: Sequence[int], lines: Sequence[Line]) -> list[Line]:
    """The lines to show beside a part that was read from these: where most stand together, else the places themselves.

    Those that are doubted are always among them, and there are never more than a page of them.
    """
    together: list[list[int]] = []
    for number in numbers:
        if not together or number - together[-1][-1] > APART:
            together.append([])
        together[-1].append(number)
    most = max(together, key=len, default=[])
    around = set(range(most[0] - AROUND, most[-1] + AROUND + 1)) if most else {number for number, _ in lines}
    if 3 * len(most) < len(numbers):  # read in many places, so that no one of them is its own
        around = {one for number in numbers for one in range(number - 2, number + 3)}
    around.update(one for doubt in doubted for one in range(doubt - AROUND, doubt + AROUND + 1))
    shown = [line for line in lines if line[0] in around]
    if len(shown) <= ON_A_PAGE:
        return shown
    wanted = {one for number in (*doubted, *numbers) for one in range(number - 2, number + 3)}
    return [line for line in shown if line[0] in wanted][:ON_A_PAGE] or shown[:ON_A_PAGE]


def page_of_source(lines: Sequence[Line], page: int) -> Sequence[Line]:
    """The lines of this page, the first being 1."""
    return lines[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]


def pages_of_source(lines: Sequence[Line]) -> int:
    return max(-(-len(lines) // ON_A_PAGE), 1)


def page_with(lines: Sequence[Line], number: int) -> int:
    """The page with the line of this number. Saved HTML may have every word of its page in line 1."""
    place = next((place for place, line in enumerate(lines) if line[0] >= number), 0)
    return place // ON_A_PAGE + 1


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
