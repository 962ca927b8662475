"""Reading it through: hints that never block, left or looked at again, and who may see them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Cast, client_of
from tests.report_builder.a_report import TEAM, read, write, written
from tests.report_builder.test_reading_jobs import hints
from tests.report_builder.test_views import pass_gateway
from tests.report_builder.writing import begin
from tests.web import Work

PAGE = "/report/1/hints"
CLEAN = "No sentence says “we” without “I”"


def test_before_anything_is_written_there_is_nothing_to_read(amira: FlaskClient) -> None:
    begin(amira)
    page = amira.get(PAGE).text
    assert "There is nothing to read yet." in page
    assert CLEAN not in page and "Read it again" not in page


def test_while_it_waits_the_page_says_so_and_claims_nothing(amira: FlaskClient, work: Work) -> None:
    written(amira)
    page = amira.get(PAGE).text
    assert "We are reading what you last wrote" in page and CLEAN not in page
    assert 'data-poll="/report/1/reading?back=hints"' in page
    read(amira, work)
    assert f'href="{PAGE}"' in amira.get("/report/1/reading?back=hints").text


def test_a_hint_names_the_sentence_its_place_what_to_do_and_rests_on_practice(
    amira: FlaskClient, work: Work
) -> None:
    written(amira)
    read(amira, work)
    page = amira.get(PAGE).text
    assert "1 sentence is worth a look" in page
    assert TEAM in page and "Result, paragraph 1" in page and 'href="/report/1#p1-result"' in page
    assert "Who is “we”?" in page and "Which part of it did you do yourself" in page
    assert "Assessment organisations’ practice" in page and "The plan says" not in page


def test_she_leaves_it_and_may_look_again(app: Flask, amira: FlaskClient, work: Work) -> None:
    written(amira)
    read(amira, work)
    place = f"{PAGE}/{hints(app)[0].id}"
    assert "Leave it, it was a team" in amira.get(PAGE).text
    assert amira.post(place, data={"decision": "leave"}).location == f"{PAGE}#hints"
    page = amira.get(PAGE).text
    assert "No sentence worth a second look" in page
    assert "1 sentence that you leave as it is" in page
    amira.post(place, data={"decision": "ask"})
    assert "1 sentence is worth a look" in amira.get(PAGE).text
    assert amira.post(place, data={"decision": "burn"}).status_code == 400


def test_a_sentence_that_she_rewrote_is_no_hint_any_more_at_once(amira: FlaskClient, work: Work) -> None:
    written(amira)
    read(amira, work)
    write(amira, "I walked through the building with a video call.", key="p1-result", based_on=1)
    assert TEAM not in amira.get(PAGE).text


def test_the_report_page_counts_what_is_worth_a_look_and_nothing_is_blocked(
    amira: FlaskClient, work: Work
) -> None:
    written(amira)
    read(amira, work)
    page = amira.get("/report/").text
    assert f'<a href="{PAGE}">Worth a look <span class="mp-outline__count">1</span></a>' in page
    assert amira.get("/report/1/docx").status_code == 200


def test_a_locked_report_is_only_read(app: Flask, amira: FlaskClient, cast: Cast, work: Work) -> None:
    written(amira)
    read(amira, work)
    pass_gateway(app, cast)
    page = amira.get(PAGE).text
    assert TEAM in page and "Leave it, it was a team" not in page and "Read it again" not in page
    assert amira.post(f"{PAGE}/1", data={"decision": "leave"}).status_code == 423
    assert amira.post("/report/1/reading", data={"back": "hints"}).status_code == 423


def test_asking_for_a_reading_leads_back_to_the_page_she_asked_from(amira: FlaskClient) -> None:
    written(amira)
    assert amira.post("/report/1/reading", data={"back": "hints"}).location == PAGE
    assert amira.post("/report/1/reading", data={"back": "//elsewhere"}).location == "/report/1/appendix"


ROUTES = (("GET", PAGE), ("POST", f"{PAGE}/1"), ("POST", "/report/1/reading"), ("GET", "/report/1/reading"))


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_else_opens_it(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work, method: str, path: str
) -> None:
    written(amira)
    read(amira, work)
    expected = {cast.stranger_apprentice: 404, cast.callum: 404, cast.ben: 403, cast.stranger_tutor: 403}
    for person, status in expected.items():
        answer = client_of(app, person).open(path, method=method, data={"decision": "leave"})
        assert answer.status_code == status, f"{person}: {method} {path}"
    assert client_of(app, None).open(path, method=method).location.startswith("/sign-in")
    assert [hint.state.value for hint in hints(app)] == ["open"]
