"""A spreadsheet of people: what is read, and what is said of every line that cannot be taken."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

import standards
from accounts.administration.csv_import import (
    HEADINGS,
    MAX_ROWS,
    Checked,
    Known,
    bad_rows_as_csv,
    check_rows,
    read_rows,
    template_csv,
)
from accounts.administration.sheet_text import MAX_BYTES, Alphabet, BadSheet, read_text
from accounts.models import Person, Role, StandardVersion
from accounts.queries import list_standard_versions
from accounts.services import publish_standard
from accounts.standard_names import by_short_name
from foundation.clock import now
from foundation.database import db
from tests.newer import newer_standard
from tests.two_options import bell_founder

HEAD = ",".join(HEADINGS)
GOOD = (
    "Priya Nair,priya@example.org,apprentice,ST0505@1.1,,Northgate,Dana Novak,dana@example.org,Manager,"
    "ben@example.org,2026-09-07,2027-11-01"
)


@pytest.fixture
def known() -> Known:
    ben = Person(id=7, role=Role.TUTOR, name="Ben Carter", email="ben@example.org")
    version = StandardVersion(
        id=1,
        reference="ST0505",
        version="1.1",
        content=standards.load("ST0505").to_dict(),
        published_at=now(),
        published_by="tests",
    )
    return Known(
        addresses=frozenset({"amira@example.org"}), tutors={ben.email: ben}, standards={"ST0505@1.1": version}
    )


def check(known: Known, *lines: str) -> Checked:
    return check_rows(read_rows("\n".join((HEAD, *lines)).encode()), known)


def reasons(known: Known, line: str) -> tuple[str, ...]:
    checked = check(known, line)
    assert checked.good == []
    (bad,) = checked.bad
    assert bad.row.line == 2
    return bad.reasons


def test_a_whole_line_becomes_an_invitation_with_its_place(known: Known) -> None:
    ((row, invitation),) = check(known, GOOD).good
    assert (row.line, invitation.name, invitation.role) == (2, "Priya Nair", Role.APPRENTICE)
    assert invitation.standard_version is known.standards["ST0505@1.1"]
    placement = invitation.placement
    assert placement is not None
    assert placement.tutor is known.tutors["ben@example.org"]
    assert (placement.employer, placement.manager_email) == ("Northgate", "dana@example.org")
    assert (placement.started_on, placement.gateway_planned_on) == (date(2026, 9, 7), date(2027, 11, 1))


def test_a_tutor_needs_only_the_first_three_columns(known: Known) -> None:
    checked = check_rows(read_rows(b"Name,Email,Role\nCarys Bevan,carys@example.org,Tutor\n"), known)
    assert [invitation.role for _, invitation in checked.good] == [Role.TUTOR]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",priya@example.org,tutor", "The name is missing."),
        ("Priya,,tutor", "Email: the address is missing."),
        (
            "Priya,priya at example,tutor",
            "Email: “priya at example” is not an address like name@example.org.",
        ),
        ("Priya,AMIRA@example.org,tutor", "amira@example.org has an account already."),
        ("Priya,priya@example.org,", "The role is missing. Write apprentice, tutor or administrator."),
        (
            "Priya,priya@example.org,boss",
            "We do not know the role “boss”. Write apprentice, tutor or administrator.",
        ),
        (
            "Priya,priya@example.org,tutor,,,,,,,,,,and more",
            "It has more cells than there are headings. Put quotes round a value that holds a comma.",
        ),
        (
            GOOD.replace("ST0505@1.1", "ST9999"),
            "The standard “ST9999” is not published here. Published: ST0505@1.1.",
        ),
        (GOOD.replace("Northgate", ""), "The employer is missing."),
        (
            GOOD.replace("ben@example.org", "bob@example.org"),
            "No tutor of yours has the address “bob@example.org”, nor can one be invited from this file.",
        ),
        (
            GOOD.replace("dana@example.org", "PRIYA@example.org"),
            "Manager email: priya@example.org is the apprentice’s own address. What the employer signs goes to the "
            "line manager, so enter the manager’s own.",
        ),
        (GOOD.replace("Northgate", "N" * 121), "Employer: 121 characters; 120 is the most."),
        (GOOD.replace("Dana Novak", ""), "The manager needs a name and an address, or neither."),
        (
            GOOD.replace("dana@example.org", "dana"),
            "Manager email: “dana” is not an address like name@example.org.",
        ),
        (GOOD.replace("2026-09-07", ""), "The start date is missing."),
        (
            GOOD.replace("2026-09-07", "31/02/2026"),
            "Start date: we cannot read “31/02/2026” as a day. Write it like 2026-09-07 or 07/09/2026.",
        ),
        (GOOD.replace("2027-11-01", "2026-09-01"), "The planned gateway date is not after the start date."),
    ],
)
def test_a_bad_line_is_named_with_its_reason(known: Known, line: str, reason: str) -> None:
    assert reasons(known, line) == (reason,)


def test_everything_wrong_with_a_line_is_said_at_once(known: Known) -> None:
    assert len(reasons(known, ",priya,apprentice,ST9999,,,,,,bob@example.org,soon,")) == 6


def test_an_address_twice_in_the_file_is_taken_once(known: Known) -> None:
    checked = check(known, "Priya,priya@example.org,tutor", "Priya N,PRIYA@example.org,tutor")
    assert [row.line for row, _ in checked.good] == [2]
    assert checked.bad[0].reasons == ("The address priya@example.org stands on line 2 already.",)


@pytest.mark.parametrize(
    "day", ["2026-09-07", "07/09/2026", "7/9/2026", "7.9.2026", "7 September 2026", "7 Sep 2026"]
)
def test_a_day_is_read_however_a_spreadsheet_writes_it(known: Known, day: str) -> None:
    ((_, invitation),) = check(known, GOOD.replace("2026-09-07", day)).good
    assert invitation.placement is not None
    assert invitation.placement.started_on == date(2026, 9, 7)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_excel_saves_is_read_with_its_accents(encoding: str, delimiter: str) -> None:
    text = delimiter.join(("name", "E-mail".replace("-", ""), "ROLE")) + "\r\n"
    text += delimiter.join(("Łukasz Nowak", "lukasz@example.org", "tutor")) + "\r\n"
    (row,) = read_rows(text.encode(encoding))
    assert (row["Name"], row["Role"]) == ("Łukasz Nowak", "tutor")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_what_excel_saves_in_the_alphabet_of_windows_is_read_and_to_be_looked_at(delimiter: str) -> None:
    lines = (
        "Name Email Role",
        "Zoë z@example.org tutor",
        "Siân s@example.org tutor",
        "Zoë zb@example.org tutor",
    )
    text = "\r\n".join(line.replace(" ", delimiter) for line in (*lines, "O’Neill o@example.org tutor"))
    read = read_text(text.encode("cp1252"))
    assert (read.alphabet, read.to_look_at) == (Alphabet.WINDOWS, ["Zoë", "Siân", "O’Neill"])
    assert [row["Name"] for row in read_rows(text.encode("cp1252"))] == ["Zoë", "Siân", "Zoë", "O’Neill"]
    for sure in ("utf-8", "utf-16"):
        assert read_text(text.encode(sure)).to_look_at == [], "nothing was concluded"


def test_a_tutor_may_stand_in_the_same_file_after_her_apprentice(known: Known) -> None:
    hers = GOOD.replace("ben@example.org", "carys@example.org")
    checked = check(known, hers, "Carys Bevan,Carys@example.org,tutor")
    assert [row.line for row, _ in checked.good] == [2, 3]
    without = check(known, hers, ",carys@example.org,tutor")
    assert [(bad.row.line, bad.reasons[0][:8]) for bad in without.bad] == [(2, "No tutor"), (3, "The name")]


def test_lines_keep_their_number_past_empty_ones_and_broken_cells(known: Known) -> None:
    checked = check(known, "", ",,,,,", '"Priya\nNair",priya@example.org,tutor', "Zed,zed@example.org,boss")
    assert [row.line for row, _ in checked.good] == [4]
    assert [bad.row.line for bad in checked.bad] == [6]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 workbook", "workbook"),
        ("Name,Email,Role\nŁukasz,l@example.org,tutor".encode("cp1250"), "in which alphabet"),
        ("Name,Email,Role\nZoé,z@example.org,tutor".encode("mac-roman"), "in which alphabet"),
        (b"Name\0", "not a CSV file"),
        (b"\xff\xfeN\x00a", "in which alphabet"),
        (b"Name,Role\nPriya,tutor", "The column “Email” is missing"),
        (b"Name,Email,Role,Shoe size\n", "the heading “Shoe size”"),
        (b"Name,Email,Role,name\n", "The column “Name” stands there twice"),
        (b'Name,Email,Role\n"' + b"x" * 200_000, "quotation mark"),
        (b"x" * (MAX_BYTES + 1), "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_such_sheet_gets_one_clear_line(data: bytes, said: str) -> None:
    with pytest.raises(BadSheet, match=said):
        read_rows(data)


def test_two_thousand_people_fit_and_one_more_does_not() -> None:
    lines = [f"P {number},p{number}@example.org,tutor" for number in range(MAX_ROWS)]
    head = "Name,Email,Role"
    assert len(read_rows("\n".join((head, *lines)).encode())) == MAX_ROWS
    with pytest.raises(BadSheet, match="2,001 people; 2,000 fit at once"):
        read_rows("\n".join((head, *lines, "One More,more@example.org,tutor")).encode())


def test_the_template_as_it_is_has_headings_but_no_lines() -> None:
    with pytest.raises(BadSheet, match="The file has the headings but no lines"):
        read_rows(template_csv().encode())


def test_lines_to_put_right_lose_nothing_and_can_be_sent_again(known: Known) -> None:
    checked = check(known, "Priya,priya@example.org,boss,,,,,,,,,one more")
    handed_back = bad_rows_as_csv(checked.bad)
    assert next(csv.DictReader(io.StringIO(handed_back)))["Line"] == "2"
    assert "one more" in handed_back

    again = check_rows(
        read_rows(handed_back.replace("boss", "tutor").replace(",one more", "").encode()), known
    )
    assert [invitation.name for _, invitation in again.good] == ["Priya"]


def on_two_options(known: Known) -> Known:
    """The same, with a standard of two options beside it."""
    return replace(known, standards={**known.standards, "ST9071@1.3": bell_founder()})


@pytest.mark.parametrize("written", ["Bell hanger", "bell  HANGER", "bell_hanger"])
def test_an_option_is_written_by_its_name_or_its_id(known: Known, written: str) -> None:
    ((_, invitation),) = check(
        on_two_options(known), GOOD.replace("ST0505@1.1,", f"ST9071@1.3,{written}")
    ).good
    assert invitation.option == "bell_hanger"


@pytest.mark.parametrize(
    ("standard", "option", "reason"),
    [
        ("ST9071@1.3", "", "Option: Bell founder, ST9071, version 1.3 has options. Choose one of: Tuner; Bell hanger."),
        (
            "ST9071@1.3",
            "Ringer",
            "Option: Bell founder, ST9071, version 1.3 has no option “Ringer”. Choose one of: Tuner; Bell hanger.",
        ),
        (
            "ST0505@1.1",
            "Tuner",
            "Option: IT solutions technician, ST0505, version 1.1 has no options to choose from. Leave the option out.",
        ),
    ],
    ids=["none", "unknown", "not asked"],
)  # fmt: skip
def test_an_option_is_needed_where_the_standard_has_some_and_nowhere_else(
    known: Known, standard: str, option: str, reason: str
) -> None:
    line = GOOD.replace("ST0505@1.1,", f"{standard},{option}")
    assert reasons(on_two_options(known), line) == (reason,)


@pytest.mark.parametrize("separator", ["sep=;\r\n", '"sep=;"\n'])
def test_the_line_that_tells_excel_the_separator_is_no_heading(separator: str) -> None:
    (row,) = read_rows(f"{separator}Name;Email;Role\r\nZoë Brontë;zoe@example.org;tutor\r\n".encode())
    assert (row.line, row["Name"]) == (3, "Zoë Brontë")


def test_headings_are_known_by_the_names_that_others_give_them() -> None:
    (row,) = read_rows(b"Full name,E-mail address,ROLE,Manager e-mail\nA,a@example.org,tutor,b@example.org\n")
    assert (row["Name"], row["Email"], row["Manager email"]) == ("A", "a@example.org", "b@example.org")


def test_a_quotation_mark_that_is_not_closed_swallows_nobody_in_silence() -> None:
    """The last cell of the first line takes the next person in. Neither is invited, and the lines are named."""
    known = Known(frozenset(), {}, {})
    text = 'Name,Email,Role,Manager job title\nA,a@example.org,tutor,"Head\nB,b@example.org,tutor,\n'
    checked = check_rows(read_rows(text.encode()), known)
    assert not checked.good
    (bad,) = checked.bad
    assert bad.row.line == 2
    assert bad.reasons[0].startswith("It runs on to line 3: a quotation mark is not closed.")


def test_a_name_that_is_too_long_for_a_page_is_said() -> None:
    known = Known(frozenset(), {}, {})
    (bad,) = check_rows(read_rows(f"Name,Email,Role\n{'A' * 121},a@example.org,tutor\n".encode()), known).bad
    assert bad.reasons == ("The name has 121 characters; 120 is the most.",)


def test_a_name_like_a_formula_is_refused_and_comes_back_as_words() -> None:
    sheet = b"Name,Email,Role\n=1+1,one@example.org,tutor\n"
    checked = check_rows(read_rows(sheet), Known(frozenset(), {}, {}))
    [bad] = checked.bad
    assert bad.reasons == ("A name cannot begin with “=”. Write it as it is spoken.",)
    back = bad_rows_as_csv([bad])
    assert ",'=1+1," in back
    assert read_rows(back.encode())[0]["Name"] == "=1+1"


def test_a_reference_alone_means_its_newest_version(app: Flask) -> None:
    with app.app_context(), db.transaction():
        for version in ("1.9", "1.10"):
            publish_standard(newer_standard(version), by="tests")
        known = Known(frozenset(), {}, by_short_name(list_standard_versions(1)))
        found = known.find_standard("st0505")
    assert found is not None
    assert found.version == "1.10"
