"""Inviting many: the file is checked, shown, confirmed, and what was wrong comes back."""

import csv
import html
import io
import re
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from accounts.administration.csv_import import MAX_ROWS
from accounts.administration.importing import check_sheet, import_people
from accounts.models import Person
from accounts.queries import apprenticeship_of, find_person_by_email
from foundation.database import db
from tests.accounts.people import the, working
from tests.cast import Cast

SHEET = """Name;Email;Role;Employer;Manager name;Manager email;Tutor email;Start date
Priya Nair;priya@example.org;apprentice;Northgate;Dana Novak;dana@example.org;ben.carter@example.org;07/09/2026
Łukasz Nowak;lukasz@example.org;tutor;;;;;
Zed;amira.hussain@example.org;tutor;;;;;
"""


def send(browser: FlaskClient, data: bytes) -> TestResponse:
    return browser.post("/administration/spreadsheet", data={"file": (io.BytesIO(data), "people.csv")})


def carried(page: str, number: int = 0) -> str:
    return html.unescape(re.findall(r'name="sheet" value="([^"]*)"', page)[number])


def people_in(app: Flask) -> int:
    with working(app):
        return db.session.scalar(select(func.count()).select_from(Person)) or 0


def test_the_template_has_the_headings_and_a_mark_for_excel(olive: FlaskClient) -> None:
    answer = olive.get("/administration/spreadsheet/template.csv")
    assert answer.data.startswith("\ufeffName,Email,Role,Standard,Option,Employer".encode())
    assert answer.headers["Content-Disposition"] == "attachment; filename=invite-people.csv"


def test_a_check_invites_nobody_and_says_what_would_happen(app: Flask, olive: FlaskClient) -> None:
    before = people_in(app)
    page = send(olive, SHEET.encode()).text
    assert "2 people can be invited" in page
    ready = re.sub(r"<[^>]+>", " ", page.split('id="ready"')[1]).split()
    assert ready[ready.index("priya@example.org") :][:4] == [
        "priya@example.org",
        "apprentice",
        "ST0505@1.1",
        "2",
    ]
    assert "amira.hussain@example.org has an account already." in page
    assert people_in(app) == before


def test_confirming_invites_the_good_lines_and_hands_back_the_bad(
    app: Flask, olive: FlaskClient, nobody: FlaskClient
) -> None:
    checked = send(olive, SHEET.encode("utf-16")).text
    page = olive.post("/administration/spreadsheet/invite", data={"sheet": carried(checked)}).text
    assert "2 people are invited" in page
    with working(app):
        assert find_person_by_email("lukasz@example.org").name == "Łukasz Nowak"

    links = olive.post("/administration/spreadsheet/links", data={"sheet": carried(page, 0)})
    rows = list(csv.DictReader(io.StringIO(links.data.decode("utf-8-sig"))))
    assert [row["Email"] for row in rows] == ["priya@example.org", "lukasz@example.org"]
    assert nobody.get(rows[0]["Link"].removeprefix("http://masterpiece.test")).status_code == 200

    mend = olive.post("/administration/spreadsheet/to-mend", data={"sheet": carried(page, 1)})
    (bad,) = csv.DictReader(io.StringIO(mend.data.decode("utf-8-sig")))
    assert (bad["Line"], bad["Name"]) == ("4", "Zed")
    assert bad["To put right"] == "amira.hussain@example.org has an account already."


def test_a_line_that_the_invitation_would_refuse_is_not_called_ready(app: Flask, olive: FlaskClient) -> None:
    """Every combination of what a line can say: whatever the check calls ready, the act invites, and nothing else."""
    cells = [
        ("priya", "amira.hussain"),
        ("apprentice", "tutor"),
        ("", "ST0505@1.1"),
        ("", "No such option"),
        ("", "Northgate"),
        ("", "dana.novak", "{email}"),
        ("", "ben.carter", "carys.bevan", "new.tutor"),
    ]
    lines = ["Name;Email;Role;Standard;Option;Employer;Manager name;Manager email;Tutor email;Start date"]
    for number, (who, role, standard, option, employer, manager, tutor) in enumerate(product(*cells)):
        email = f"{who}{number if who == 'priya' else ''}@example.org"
        boss = manager.format(email=email.partition("@")[0]) + "@example.org" if manager else ""
        teacher = f"{tutor}@example.org" if tutor else ""
        named = "Dana Novak" if manager else ""
        lines.append(f"P;{email};{role};{standard};{option};{employer};{named};{boss};{teacher};2026-09-07")
    lines.append("New Tutor;new.tutor@example.org;tutor;;;;;;;")
    with working(app):
        provider = find_person_by_email("olive.marsh@example.org").provider
        checked = check_sheet(provider, "\n".join(lines).encode())
        imported = import_people("tests", provider, "\n".join(lines).encode())
    assert checked.good and checked.bad
    assert [row["Email"] for row, _ in checked.good] == [one.person.email for one in imported.invited]
    assert [bad.reasons for bad in checked.bad] == [bad.reasons for bad in imported.bad]


def test_a_tutor_of_the_same_sheet_gets_her_apprentices(app: Flask, olive: FlaskClient) -> None:
    sheet = SHEET.replace("ben.carter@", "lukasz@")
    assert (
        "2 people are invited" in olive.post("/administration/spreadsheet/invite", data={"sheet": sheet}).text
    )
    with working(app):
        priya = find_person_by_email("priya@example.org")
        own = apprenticeship_of(priya) if priya is not None else None
        assert own is not None and own.tutor is not None and own.tutor.name == "Łukasz Nowak"


def test_a_file_in_the_alphabet_of_windows_is_read_and_its_words_are_shown(olive: FlaskClient) -> None:
    sheet = SHEET.replace("Łukasz", "Zoë")
    page = send(olive, sheet.encode("cp1252")).text
    assert "in the older alphabet of Windows" in page and "Look at these words" in page and ": Zoë." in page
    assert "Zoë Nowak" in olive.post("/administration/spreadsheet/invite", data={"sheet": carried(page)}).text
    assert "alphabet" not in send(olive, SHEET.encode()).text
    assert "Excel’s “Unicode text”" in send(olive, SHEET.encode("utf-16")).text


def test_sent_twice_nobody_is_invited_twice(app: Flask, olive: FlaskClient) -> None:
    for expected in ("2 people are invited", "0 people are invited"):
        assert expected in olive.post("/administration/spreadsheet/invite", data={"sheet": SHEET}).text


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"Name,Role\n", b"\xff"])
def test_a_file_that_is_no_sheet_gets_one_clear_line_at_its_field(olive: FlaskClient, data: bytes) -> None:
    answer = send(olive, data)
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text


def test_no_file_at_all_is_asked_for(olive: FlaskClient) -> None:
    assert "Choose the file first." in olive.post("/administration/spreadsheet", data={}).text


def test_a_page_that_lost_its_sheet_says_so(olive: FlaskClient) -> None:
    for page in ("invite", "links", "to-mend"):
        answer = olive.post(f"/administration/spreadsheet/{page}", data={})
        assert answer.status_code == 409
        assert "Choose the file again" in answer.text


def test_tutors_and_apprentices_may_not(ben: FlaskClient, amira: FlaskClient, app: Flask) -> None:
    before = people_in(app)
    for browser in (ben, amira):
        assert browser.get("/administration/spreadsheet").status_code == 403
        assert browser.post("/administration/spreadsheet/invite", data={"sheet": SHEET}).status_code == 403
    assert people_in(app) == before


def test_a_whole_cohort_is_invited_from_one_sheet(app: Flask, cast: Cast) -> None:
    lines = [f"Learner {number},learner{number}@example.org,tutor" for number in range(MAX_ROWS)]
    with working(app):
        olive = the(cast.olive)
        imported = import_people(olive.actor, olive.provider, "\n".join(("Name,Email,Role", *lines)).encode())
    assert (len(imported.invited), imported.bad) == (MAX_ROWS, [])
