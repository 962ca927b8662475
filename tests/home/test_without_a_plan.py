"""An apprentice whose standard is its KSBs alone: mapping and coverage work, and the pages say what does not."""

import zipfile
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape

from foundation.database import db
from tests.bare import BARE, TEST, put_amira_on
from tests.cast import Cast
from tests.web import Work

SAYS = "ST9001 is loaded without its assessment plan."
NOTES = "I installed and configured two Ubuntu servers and kept their operating system up to date."


@pytest.fixture
def bare(app: Flask, cast: Cast) -> None:
    with app.app_context(), db.transaction():
        put_amira_on(cast, BARE)


def add_notes(amira: FlaskClient) -> None:
    answer = amira.post(
        "/portfolio/add", data={"files": (BytesIO(NOTES.encode()), "notes.txt")}, follow_redirects=True
    )
    assert answer.status_code == 200


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("path", ["/", "/portfolio/", "/gateway/"])
def test_every_page_says_plainly_what_is_switched_off(amira: FlaskClient, path: str) -> None:
    page = amira.get(path)
    assert page.status_code == 200
    assert SAYS in page.text


@pytest.mark.usefixtures("bare")
def test_there_is_no_way_to_a_report_that_nobody_asks_for(amira: FlaskClient) -> None:
    assert ">Report</a>" not in amira.get("/").text
    answer = amira.get("/report/")
    assert answer.status_code == 404
    assert "Your standard asks for no project report." in answer.text


@pytest.mark.usefixtures("bare")
def test_evidence_is_read_suggested_and_mapped_against_every_ksb(amira: FlaskClient, work: Work) -> None:
    add_notes(amira)
    work()
    piece = amira.get("/portfolio/1").text
    assert 'id="s-s1"' in piece
    amira.post("/portfolio/1/links", data={"code": "S1", "locator": "paragraph 1"})
    page = amira.get("/portfolio/").text
    assert "0 of 4 KSBs shown" in page
    assert "1 more in drafts" in page
    for theme in ("Knowledge", "Skills", "Behaviours"):
        assert f">{theme}" in page


@pytest.mark.usefixtures("bare")
def test_nobody_is_asked_to_sign_for_a_report(amira: FlaskClient, ben: FlaskClient, cast: Cast) -> None:
    for page in (amira.get("/statements/"), ben.get(f"/learners/{cast.amiras_apprenticeship}/statements")):
        assert "Portfolio statement" in page.text
        assert "Report statement" not in page.text


@pytest.mark.usefixtures("bare")
def test_the_tutor_has_a_map_of_every_ksb(ben: FlaskClient) -> None:
    page = ben.get("/").text
    assert "ST9001" in page
    assert "Behaviours" in page


@pytest.mark.usefixtures("bare")
def test_the_pack_is_made_with_the_mapping(amira: FlaskClient, work: Work, cast: Cast) -> None:
    add_notes(amira)
    work()
    amira.post("/portfolio/1/links", data={"code": "S1", "locator": "paragraph 1"})
    made = amira.post(f"/gateway/{cast.amiras_apprenticeship}/packs")
    work()
    answer = amira.get(f"{made.location}/download")
    pack = zipfile.ZipFile(BytesIO(answer.data))
    (index,) = (name for name in pack.namelist() if name.endswith("index.html"))
    assert "Install and configure operating systems and servers." in pack.read(index).decode()


def test_a_method_that_we_do_not_prepare_for_is_told_as_facts(
    app: Flask, cast: Cast, amira: FlaskClient
) -> None:
    with app.app_context(), db.transaction():
        put_amira_on(cast, {**BARE, "methods": [TEST]})
    page = amira.get("/help").text
    for words in ("Practical test", "It assesses 2 KSBs: K2, S1.", "It lasts 90 minutes."):
        assert words in page
    assert SAYS not in amira.get("/").text


@pytest.mark.parametrize("path", ["/", "/portfolio/", "/gateway/"])
def test_what_a_plan_leaves_out_is_said_too(app: Flask, cast: Cast, amira: FlaskClient, path: str) -> None:
    with app.app_context(), db.transaction():
        put_amira_on(cast, {**BARE, "reference": "ST9002", "methods": [TEST]})
    page = amira.get(path).text
    assert "What the plan of ST9002 leaves out is left out here." in page
    for words in (
        "no discussion on a portfolio",
        "no project with a report",
        "lists nothing for the gateway",
    ):
        assert words in page


def test_a_tutor_is_told_of_no_final_report_where_the_plan_has_none(
    app: Flask, cast: Cast, ben: FlaskClient
) -> None:
    path = f"/learners/{cast.amiras_apprenticeship}/gateway"
    assert "the final report opens then" in ben.get(path).text
    with app.app_context(), db.transaction():
        put_amira_on(cast, {**BARE, "reference": "ST9002", "methods": [TEST]})
    assert "the final report opens then" not in ben.get(path).text


@pytest.mark.usefixtures("bare")
def test_the_empty_portfolio_asks_in_the_statements_words_and_not_by_bare_codes(amira: FlaskClient) -> None:
    page = amira.get("/portfolio/").text
    assert "for knowledge?" not in page
    assert "Which of these have you shown at work?" in page
    for ksb in BARE["ksbs"]:
        assert escape(ksb["text"]) in page
