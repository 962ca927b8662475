"""What only several lines together say: the columns of a table, an address over lines, a name below a farewell.

A table is told by its first line, two cells of which are labels of data (`[columns]` of `data/personal.toml`); the rows
below it have as many cells, of which some are empty. Sources: RFC 4180 for values parted by commas, the Royal Mail's
guide to addressing.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ksb_mapper.personal_data.given_names import is_name, nobody_signs, places, surnames
from ksb_mapper.personal_data.known import figure_of, phrases_of, table_of, words_of
from ksb_mapper.personal_data.outlines import PersonalDataKind
from ksb_mapper.personal_data.plausible import is_post_code_area, may_be_street

_LONGEST_LINE = figure_of("reach", "of_a_line_in_a_block")
_MOST_LINES = figure_of("reach", "lines_of_an_address")
_HOUSE = re.compile(
    r"(?:^[ \t]{0,20}|(?<=: )|(?<=\bat )|(?<=\bto ))(?:(?:Flat|Unit|Apartment|Apt|Suite|Studio|Plot) \w{1,4},? )?"
    r"(?:\d{1,4}[A-Za-z]?(?:[-–/]\d{1,4})?,? [A-Z][\w'’.-]{1,20}(?: [A-Z][\w'’.-]{1,20}){1,4}"
    r"|(?:[A-Z][\w'’-]{1,20} ){1,3}(?:House|Cottages?|Farm|Forge|Barn|Lodge|Mill|Grange|Manor|Rectory|Vicarage"
    r"|Court|Hall|Villas?|School|Estate|Park)"
    r"|(?:Flat|Unit|Apartment|Apt|Suite|Studio) \w{1,4}),?[ \t]{0,20}$"
)
_WITHIN = re.compile(
    r"[ \t]{0,20}(?:\d{1,4}[A-Za-z]? )?[A-Z][\w'’-]{1,20}(?:(?:, | |-)(?:[A-Z][\w'’-]{1,20}|upon|on|under|le|the"
    r"|of)){0,5},?[ \t]{0,20}$"
)
_LAST = re.compile(
    r"[ \t]{0,20}(?:[A-Z][\w'’-]{1,20}(?:(?:, | |-)(?:[A-Z][\w'’-]{1,20}|upon|on|under|le|the)){0,4},? )?(?P<code>"
    r"(?P<area>[A-Z]{1,2})\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})(?=[.,;]?(?:\s|$))"
)
_FAREWELL = re.compile(
    r"[ \t]{0,20}(?:(?:kind|best|warm|many) )?(?:regards|wishes|thanks|thank you|cheers|ta|thx|sincerely|yours "
    r"(?:sincerely|faithfully|truly))[,.!]?[ \t]{0,20}$",
    re.IGNORECASE,
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:['’][A-Z])?[a-zß-öø-ÿ]+(?:[-'’][A-Z][a-z]+)?"
_SIGNED = re.compile(
    rf"[ \t]{{0,20}}[-–—~]{{0,2}} ?(?P<name>(?:{_CAPITAL}|[A-Z]\.)(?: (?:{_CAPITAL}|[A-Z]\.?)){{0,2}})"
    rf"(?:,? \([^)]{{1,30}}\))?[,.]?[ \t]{{0,20}}$"
)
_INITIALLED = re.compile(
    rf"[ \t]{{0,20}}(?P<name>[A-Z]\. ?(?:[A-Z]\. ?)?(?:Mc|Mac|O['’])?{_CAPITAL})[,.]?[ \t]{{0,20}}$"
)
_ON_A_ROTA = re.compile(
    rf"[ \t]{{0,20}}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}}[:,]?[ \t]{{1,20}}(?P<name>"
    rf"(?:{_CAPITAL} )?{_CAPITAL})(?:\s{{2,}}|\t"
    rf"|[,:]? |[ \t]{{0,20}}$)(?=\(?(?:\+44|0)\d|[ \t]{{0,20}}$)"
)
_CELLS = {
    ",": re.compile(r"(?:^|,)(?P<cell> ?\"[^\"]{0,320}\"|[^,\"]{0,320})"),
    "|": re.compile(r"(?:^|\|)(?P<cell>[^|]{0,320})"),
    "\t": re.compile(r"(?:^|\t)(?P<cell>[^\t]{0,320})"),
    "  ": re.compile(r"(?P<cell>\S(?:\S| (?! )){0,320})"),
}
_RULE = re.compile(r"[\s|+:=-]{1,200}$")
_PERSON = re.compile(
    rf"(?:{_CAPITAL}|[A-Z]\.?)(?:,? (?:{_CAPITAL}|[A-Z]\.?|(?:de|van|von|bin|al|der|da|ap)\b)){{0,3}}$"
)
_OF_A_KIND = {
    PersonalDataKind.NAME: _PERSON,
    PersonalDataKind.USERNAME: re.compile(r"(?:[\w-]{1,20}\\)?(?=\S{0,40}[a-z])[A-Za-z][\w.-]{2,30}$"),
    PersonalDataKind.CREDENTIAL: re.compile(r"(?!(?:\W|x){1,60}$)\S{4,60}$"),
    PersonalDataKind.DATE_OF_BIRTH: re.compile(
        r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{2,4}$|\d{1,2}(?:st|nd|rd|th)?[ -][A-Z][a-z]{2,8}[ -]\d{2,4}$"
    ),
    PersonalDataKind.PLATE: re.compile(r"(?=.{0,6}\d)[A-Z]{1,3}[A-Z\d ]{2,7}$"),
    PersonalDataKind.PHONE: re.compile(r"\+?[\d() -]{3,18}$"),
    PersonalDataKind.HOST: re.compile(r"(?=\S{0,40}[A-Za-z])[A-Za-z][\w.-]{2,60}$"),
    PersonalDataKind.HEALTH_NUMBER: re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}$"),
    PersonalDataKind.BANK_ACCOUNT: re.compile(r"\d\d-?\d\d-?\d\d$|\d{8}$"),
    PersonalDataKind.HEALTH: re.compile(r"[A-Za-z][\w ,'’-]{3,60}$"),
    PersonalDataKind.POST_CODE: re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$"),
    PersonalDataKind.ADDRESS: re.compile(r"(?=.{0,80}\d).{6,120}$"),
}

Found = tuple[int, PersonalDataKind | None, int, int, float]
"""The number of a line, what is found there (nothing, where nothing else is to be), its start, its end, which may be on
a line below it, and how surely (0..1)."""
Lines = Sequence[tuple[int, str]]
"""Lines with where each begins in its text; a line that does not begin behind the one above it is of another text."""


def find_in_blocks(lines: Lines) -> Iterator[Found]:
    """What several lines say together; places are characters of the line with the number."""
    short = [len(line) <= _LONGEST_LINE for _, line in lines]
    past = 0
    for number, (_, line) in enumerate(lines):
        if not short[number]:
            continue
        if number >= past and (table := _table(line)):
            past = yield from _in_table(lines, number, table)
            continue
        if line[-1:].isalpha() or line.endswith((",", ".", " ")):
            yield from _over_lines(lines, number)
        if (
            match := _INITIALLED.match(line)
            or (_ON_A_ROTA.match(line) if line.lstrip()[:3] in _DAYS else None)
        ) or (number and _signs(lines, number) and (match := _SIGNED.match(line))):
            yield from _somebody(number, match)


_DAYS = frozenset(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))


def _somebody(number: int, match: re.Match[str]) -> Iterator[Found]:
    words = match["name"].split()
    if nobody_signs().isdisjoint(words) and places().isdisjoint(words):
        yield number, PersonalDataKind.NAME, match.start("name"), match.end("name"), 0.8


def _signs(lines: Lines, number: int) -> bool:
    """Whether the line above, or the one above an empty one, is a farewell."""
    above = lines[number - 1][1]
    return len(above) <= _LONGEST_LINE and _FAREWELL.match(above) is not None


def _over_lines(lines: Lines, number: int) -> Iterator[Found]:
    """An address that begins on this line with a house and ends below it with a post code."""
    begins, line = lines[number]
    if number + 1 == len(lines) or not (house := _HOUSE.search(line)) or not may_be_street(house[0].strip()):
        return
    start = house.end() - len(house[0].lstrip())
    for (above, one), (offset, below) in pairwise(lines[number : number + _MOST_LINES]):
        if not above + len(one) < offset <= above + len(one) + 2:
            return
        if last := _LAST.match(below):
            if is_post_code_area(last["area"]):
                yield number, PersonalDataKind.ADDRESS, start, offset - begins + last.end("code"), 0.85
            return
        if not _WITHIN.match(below):
            return


class _Table(NamedTuple):
    mark: str
    columns: list[PersonalDataKind | str]


def _table(line: str) -> _Table | None:
    """The mark between its cells and the kind of each column if the line is the head of a table: two of its cells say
    what is below them."""
    for mark in _CELLS:
        if line.count(mark) < (1 if mark != "," else 2) or (mark == "," and "|" in line):
            continue
        cells = _cells(mark, line)
        while cells and not cells[-1][1]:
            cells.pop()
        kinds = [_labels().get(cell.lower(), "") for _, cell in cells]
        if sum(map(bool, kinds)) > 1:
            return _Table(mark, kinds)
    return None


def _cells(mark: str, line: str) -> list[tuple[int, str]]:
    """What stands in each cell of a row and where it begins; an empty cell has its place too."""
    found = [(match.start("cell"), match["cell"]) for match in _CELLS[mark].finditer(line)]
    if mark == "|" and line.lstrip().startswith("|"):
        del found[0]
    bare = ((start, cell, cell.strip(' "*\t')) for start, cell in found)
    return [(start + cell.find(value), value) for start, cell, value in bare]


def _in_table(lines: Lines, head: int, table: _Table) -> Generator[Found, None, int]:
    """What the rows below the head hold; returns the number of the line after them."""
    mark, columns = table
    of_people = not _OF_PEOPLE.isdisjoint(columns)
    for number in range(head + 1, len(lines)):
        line = lines[number][1]
        if not line.strip() or _RULE.match(line) or line == lines[head][1]:
            continue
        cells = _cells(mark, line) if len(line) <= _LONGEST_LINE * 2 else []
        while len(cells) > len(columns) and not cells[-1][1]:
            cells.pop()
        if len(cells) != len(columns):
            return number
        for (start, value), kind in zip(cells, columns, strict=True):
            if kind == "none":
                yield number, None, start, start + len(value), 0.0
            elif isinstance(kind, PersonalDataKind) and value:
                yield from _in_cell(number, kind, start, value, of_people=of_people)
    return len(lines)


_OF_PEOPLE = frozenset(PersonalDataKind) - {PersonalDataKind.NAME, PersonalDataKind.HOST}
"""Beside a column of one of these a column of names is one of people's names."""


def _in_cell(
    number: int, kind: PersonalDataKind, start: int, value: str, *, of_people: bool
) -> Iterator[Found]:
    if kind is PersonalDataKind.NAME and not _PERSON.match(value) and re.search(r"[\d._\\]", value):
        # A column of users may have their names or what they sign in with.
        kind = PersonalDataKind.USERNAME
    if value.lower() in words_of("columns_without", "anything") or not _OF_A_KIND[kind].match(value):
        return
    if kind is PersonalDataKind.NAME and not nobody_signs().isdisjoint(value.split()):
        return
    words = value.replace(",", "").split()
    if kind is PersonalDataKind.NAME and not (
        of_people or is_name(words[0]) or words[-1] in surnames() or is_name(words[-1])
    ):
        return
    yield number, kind, start, start + len(value), 0.8 if " " in value or is_name(value) else 0.7


@cache
def _labels() -> dict[str, PersonalDataKind | str]:
    return {
        label.lower(): "none" if name == "none" else PersonalDataKind(name)
        for name in table_of("columns")
        for label in phrases_of("columns", name)
    }
