"""Reads a spreadsheet of people, saved as CSV, and says of every line whether it can be invited.

Pure: bytes and what is known in, values out. The caller invites and keeps what was wrong.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from accounts.addresses import is_address
from accounts.administration.services import Invitation, Placement, refusal_of_inviting, refusal_of_name
from accounts.administration.sheet_text import BadSheet, read_text
from accounts.models import Person, Role, StandardVersion
from accounts.services import Invited, option_of, refusal_of_manager
from accounts.standard_names import find_named, said_of
from foundation.cells import as_words, without_mark
from foundation.errors import Refused

MAX_ROWS = 2000
LONGEST_NAME = 120

HEADINGS = (
    "Name",
    "Email",
    "Role",
    "Standard",
    "Option",
    "Employer",
    "Manager name",
    "Manager email",
    "Manager job title",
    "Tutor email",
    "Start date",
    "Planned gateway date",
)
NEEDED = HEADINGS[:3]
OURS = ("Line", "To put right")  # columns that we add to the lines we hand back
ROLES = {
    "apprentice": Role.APPRENTICE,
    "learner": Role.APPRENTICE,
    "tutor": Role.TUTOR,
    "administrator": Role.ADMINISTRATOR,
    "admin": Role.ADMINISTRATOR,
}
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")


@dataclass(frozen=True)
class Row:
    """One line: its number in the file and its cells by heading. `ends_at` is a later line where a quotation mark
    seems not to be closed, so that a cell holds what stands there."""

    line: int
    cells: Mapping[str, str]
    surplus: tuple[str, ...] = ()
    ends_at: int = 0

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


@dataclass(frozen=True)
class Known:
    """What a line is held against: addresses with an account, tutors by address, standards by `by_short_name`."""

    addresses: frozenset[str]
    tutors: Mapping[str, Person]
    standards: Mapping[str, StandardVersion]

    def find_standard(self, named: str) -> StandardVersion:
        """By what is written; the only one published where nothing is. Raises Refused."""
        if not named and len(self.standards) == 1:
            return next(iter(self.standards.values()))
        if not named:
            raise Refused(f"The standard is missing. Published: {said_of(self.standards)}.")
        return find_named(named, self.standards)


@dataclass(frozen=True)
class BadRow:
    row: Row
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """The lines that can be invited and those that cannot, each in the file's order; `standards` as in `Known`."""

    good: list[tuple[Row, Invitation]] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    standards: Mapping[str, StandardVersion] = field(default_factory=dict)


def read_rows(data: bytes) -> list[Row]:
    """The lines of a sheet; commas, semicolons or tabs between the cells. Raises BadSheet."""
    text = read_text(data).text
    skipped, text = _without_separator(text)
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines: list[tuple[int, int, list[str]]] = []
    try:
        starts_at = 1 + skipped
        for cells in reader:
            ends_at = reader.line_num + skipped
            # A line break in a name is harmless; with a separator behind it, the next person is in the cell.
            runs_on = any("\n" in cell and delimiter in cell for cell in cells)
            cleaned = [without_mark(" ".join(cell.split())) for cell in cells]
            lines.append((starts_at, ends_at if runs_on else starts_at, cleaned))
            starts_at = ends_at + 1
    except csv.Error as error:
        raise BadSheet(
            f"We cannot read line {reader.line_num}. Look for a quotation mark that is not closed."
        ) from error
    return _rows([one for one in lines if any(one[2])])


def _without_separator(text: str) -> tuple[int, str]:
    """The text without the line "sep=;" by which some programs tell Excel what parts its cells, and how many lines that
    took away."""
    first, _, rest = text.partition("\n")
    return (1, rest) if re.fullmatch(r"\"?sep=.\"?", first.strip()) else (0, text)


def _rows(lines: Sequence[tuple[int, int, list[str]]]) -> list[Row]:
    (_, _, first), *people = lines
    if len(people) > MAX_ROWS:
        raise BadSheet(
            f"That file has {len(people):,} people; {MAX_ROWS:,} fit at once. Split it and send the parts in turn."
        )
    headings = _headings(first)
    if not people:
        raise BadSheet(
            "The file has the headings but no lines. Write one for each person, then send it again."
        )
    return [
        Row(
            line,
            dict(zip(headings, cells, strict=False)),
            surplus=tuple(filter(None, cells[len(headings) :])),
            ends_at=ends_at,
        )
        for line, ends_at, cells in people
    ]


def _headings(cells: Sequence[str]) -> list[str]:
    """The headings as we write them. Raises BadSheet for one we do not know or one that is missing."""
    ours = {_plain(heading): heading for heading in (*HEADINGS, *OURS)}
    named = [ours.get(_plain(cell)) if cell else "" for cell in cells]
    unknown = [f"“{cell}”" for cell, heading in zip(cells, named, strict=True) if heading is None]
    if unknown:
        raise BadSheet(
            f"We do not know the heading {unknown[0]}. Use those of the template: {', '.join(HEADINGS)}."
        )
    missing = [heading for heading in NEEDED if heading not in named]
    if missing:
        raise BadSheet(
            f"The column “{missing[0]}” is missing. The first line holds the headings of the template."
        )
    twice = [heading for heading in named if heading and named.count(heading) > 1]
    if twice:
        raise BadSheet(f"The column “{twice[0]}” stands there twice. Keep one of them.")
    return [heading or "" for heading in named]


def _plain(words: str) -> str:
    """A heading as others write it too: "E-mail address", "MANAGER_EMAIL", "Full name"."""
    words = re.sub(r"[\s_-]+", " ", words).strip().casefold()
    words = re.sub(r"\be ?mail( address)?\b", "email", words)
    return "name" if words == "full name" else words


def addresses_in(rows: Iterable[Row]) -> set[str]:
    """Every address that somebody would be invited at."""
    return {row["Email"].lower() for row in rows if row["Email"]}


def check_rows(rows: Iterable[Row], known: Known) -> Checked:
    """Hold every line against what is known and against the other lines: whoever teaches may be invited by the same
    file, so those who do not learn are read first."""
    rows = list(rows)
    first_on: dict[str, int] = {}
    for row in rows:
        first_on.setdefault(row["Email"].lower(), row.line)
    checked, arriving = Checked(standards=known.standards), set[str]()
    for row in sorted(rows, key=lambda row: ROLES.get(row["Role"].casefold()) is Role.APPRENTICE):
        reasons: list[str] = []
        invitation = _Reading(row, known, arriving, reasons).invitation()
        address = row["Email"].lower()
        if address and first_on[address] != row.line:
            reasons.append(f"The address {address} stands on line {first_on[address]} already.")
        if reasons or invitation is None:
            checked.bad.append(BadRow(row, tuple(reasons)))
            continue
        checked.good.append((row, invitation))
        if invitation.role is Role.TUTOR:
            arriving.add(address)
    checked.good.sort(key=lambda good: good[0].line)
    checked.bad.sort(key=lambda bad: bad.row.line)
    return checked


class _Reading:
    """Reads one line, and adds to `reasons` whatever is wrong with it: all of it at once, not the first alone."""

    def __init__(self, row: Row, known: Known, arriving: Collection[str], reasons: list[str]) -> None:
        self.row, self.known, self.arriving, self.reasons = row, known, arriving, reasons

    def invitation(self) -> Invitation | None:
        row = self.row
        if row.ends_at > row.line:
            self.reasons.append(
                f"It runs on to line {row.ends_at}: a quotation mark is not closed. "
                "Look at these lines; whoever stands on them was not read."
            )
        if row.surplus:
            self.reasons.append(
                "It has more cells than there are headings. Put quotes round a value that holds a comma."
            )
        if not row["Name"]:
            self.reasons.append("The name is missing.")
        if refusal := refusal_of_name(row["Name"]):
            self.reasons.append(refusal)
        if len(row["Name"]) > LONGEST_NAME:
            self.reasons.append(f"The name has {len(row['Name'])} characters; {LONGEST_NAME} is the most.")
        self.address("Email", needed=True)
        if row["Email"].lower() in self.known.addresses:
            self.reasons.append(f"{row['Email'].lower()} has an account already.")
        role = ROLES.get(row["Role"].casefold())
        if role is None:
            said = f"We do not know the role “{row['Role']}”." if row["Role"] else "The role is missing."
            self.reasons.append(f"{said} Write apprentice, tutor or administrator.")
            return None
        if role is not Role.APPRENTICE:
            return None if self.reasons else Invitation(row["Name"], row["Email"], role)
        version, placement = self.standard(), self.placement()
        option = self.option(version) if version is not None else ""
        if self.reasons or version is None or placement is None:
            return None
        invitation = Invitation(row["Name"], row["Email"], role, version, placement, option)
        if refusal := refusal_of_inviting(invitation):
            self.reasons.append(refusal)
            return None
        return invitation

    def address(self, heading: str, *, needed: bool = False) -> None:
        value = self.row[heading]
        if not value:
            if needed:
                self.reasons.append(f"{heading}: the address is missing.")
            return
        if not is_address(value):
            self.reasons.append(f"{heading}: “{value}” is not an address like name@example.org.")

    def standard(self) -> StandardVersion | None:
        try:
            return self.known.find_standard(self.row["Standard"])
        except Refused as error:
            self.reasons.append(str(error))
            return None

    def option(self, version: StandardVersion) -> str:
        try:
            return option_of(version, self.row["Option"])
        except Refused as error:
            self.reasons.append(f"Option: {error}")
            return ""

    def placement(self) -> Placement | None:
        row = self.row
        if not row["Employer"]:
            self.reasons.append("The employer is missing.")
        self.address("Manager email")
        if refusal := refusal_of_manager(row["Email"], row["Manager email"]):
            self.reasons.append(f"Manager email: {refusal}")
        for heading in ("Employer", "Manager name", "Manager job title"):
            if len(row[heading]) > LONGEST_NAME:
                self.reasons.append(f"{heading}: {len(row[heading])} characters; {LONGEST_NAME} is the most.")
        if bool(row["Manager name"]) != bool(row["Manager email"]):
            self.reasons.append("The manager needs a name and an address, or neither.")
        tutor = self.known.tutors.get(row["Tutor email"].lower())
        if row["Tutor email"] and tutor is None and row["Tutor email"].lower() not in self.arriving:
            self.reasons.append(
                f"No tutor of yours has the address “{row['Tutor email']}”, nor can one be invited from this file."
            )
        started_on, gateway_on = self.day("Start date", needed=True), self.day("Planned gateway date")
        if started_on and gateway_on and gateway_on <= started_on:
            self.reasons.append("The planned gateway date is not after the start date.")
        if started_on is None:
            return None
        return Placement(
            employer=row["Employer"],
            started_on=started_on,
            tutor=tutor,
            manager_name=row["Manager name"],
            manager_email=row["Manager email"],
            manager_job_title=row["Manager job title"],
            gateway_planned_on=gateway_on,
        )

    def day(self, heading: str, *, needed: bool = False) -> date | None:
        value = self.row[heading]
        for form in DAYS:
            try:
                return datetime.strptime(value, form).date()  # noqa: DTZ007 (a day has no time zone)
            except ValueError:
                continue
        if value:
            self.reasons.append(
                f"{heading}: we cannot read “{value}” as a day. Write it like 2026-09-07 or 07/09/2026."
            )
        elif needed:
            self.reasons.append("The start date is missing.")
        return None


def template_csv() -> str:
    """The headings, ready to be filled in."""
    return _as_csv([HEADINGS])


def bad_rows_as_csv(bad: Iterable[BadRow]) -> str:
    """The lines that were not taken, each with what to put right. Mended, the same file can be sent again."""
    heads = [*OURS, *HEADINGS]
    return _as_csv([heads, *((str(one.row.line), " ".join(one.reasons), *_cells(one.row)) for one in bad)])


def links_as_csv(invited: Iterable[Invited]) -> str:
    """Whom to hand which link."""
    return _as_csv(
        [("Name", "Email", "Link"), *((one.person.name, one.person.email, one.link) for one in invited)]
    )


def _cells(row: Row) -> list[str]:
    return [*(row[heading] for heading in HEADINGS), *row.surplus]


def _as_csv(lines: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([as_words(cell) for cell in line] for line in lines)
    return out.getvalue()
