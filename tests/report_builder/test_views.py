"""The page of the report: begun by a button, practice before the gateway, the final empty after it."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Apprenticeship
from foundation.clock import today
from foundation.database import db
from report_builder.models import Report, ReportKind
from tests.bare import put_amira_on
from tests.cast import Cast
from tests.newer import newer_standard
from tests.report_builder.writing import begin, doc, said, save


def pass_gateway(app: Flask, cast: Cast, on: date | None = None) -> None:
    with app.app_context(), db.transaction():
        apprenticeship = db.session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        apprenticeship.gateway_confirmed_on = on or today()
        apprenticeship.gateway_confirmed_by = "tests"


def kinds(app: Flask) -> list[ReportKind]:
    with app.app_context(), db.transaction():
        return [report.kind for report in db.session.query(Report).order_by(Report.id)]


def test_looking_at_the_page_begins_nothing(app: Flask, amira: FlaskClient) -> None:
    page = amira.get("/report/").text
    assert "Practise your project report" in page
    assert "The apprentice must start the project report after the gateway." in page
    assert kinds(app) == []


def test_the_practice_report_is_begun_by_a_button_and_has_every_part(app: Flask, amira: FlaskClient) -> None:
    assert begin(amira).location == "/report/"
    page = amira.get("/report/").text
    assert "<h1" in page and "Practice report: The Elm Road Wi-Fi" in page
    for part in ("Situation", "Task", "Plan", "Design", "Build", "Test", "Deploy", "Maintain", "Reflection"):
        assert f'data-title="{part}"' in page
    assert "1,800 more to reach 1,800" in page
    assert kinds(app) == [ReportKind.PRACTICE]


def test_a_report_without_a_title_is_not_begun(app: Flask, amira: FlaskClient) -> None:
    refused = begin(amira, title="")
    assert refused.status_code == 422 and "Give your project a title" in refused.text
    assert kinds(app) == []


def test_a_second_click_on_start_begins_no_second_report(app: Flask, amira: FlaskClient) -> None:
    begin(amira)
    assert begin(amira).status_code == 409
    assert kinds(app) == [ReportKind.PRACTICE]


def test_two_projects_share_the_one_count(amira: FlaskClient) -> None:
    begin(amira, second="The print room")
    save(amira, doc("one two three"), key="p2-task")
    page = amira.get("/report/").text
    assert 'Project 2, The print room: <strong data-count-for="p2">9</strong>' in page
    assert '<span>Project 1: <strong data-count-for="p1">none yet</strong></span>' in page
    assert "2 projects in one total" in page


def test_a_second_project_goes_only_while_it_is_empty(amira: FlaskClient) -> None:
    begin(amira, second="The print room")
    save(amira, doc("words"), key="p2-task")
    refused = amira.post("/report/1/projects", data={"title": "Wi-Fi at Elm Road", "second": ""})
    assert refused.status_code == 422
    assert 'id="second-error"' in refused.text and "Project 2 has words in it" in refused.text
    assert 'value="Wi-Fi at Elm Road"' in refused.text, "what she typed is kept"
    save(amira, doc(), key="p2-task", based_on=1)
    assert amira.post("/report/1/projects", data={"title": "Wi-Fi", "second": ""}).status_code == 302
    assert "The print room" not in amira.get("/report/").text


def test_after_the_gateway_the_final_begins_empty_and_the_practice_stays_to_read(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    begin(amira)
    save(amira, doc("Practice words"))
    pass_gateway(app, cast)
    assert "Your final report starts here, empty" in amira.get("/report/").text
    begin(amira, title="The real one")
    page = amira.get("/report/").text
    assert "Project report: The real one" in page and "Practice words" not in page
    assert kinds(app) == [ReportKind.PRACTICE, ReportKind.FINAL]
    practice = amira.get("/report/1").text
    assert "Practice words" in practice and "data-report-editor" not in practice


def test_the_practice_cannot_change_after_the_gateway_and_the_answer_says_why(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    begin(amira)
    pass_gateway(app, cast)
    refused = save(amira, doc("Too late"))
    assert refused.status_code == 423
    assert "practice report is kept as it is" in said(refused)["error"]


@pytest.mark.parametrize(
    ("days_ago", "says"), [(0, "27 days left"), (26, "1 day left"), (27, "today"), (29, "2 days ago")]
)
def test_week_four_counts_from_the_day_the_gateway_was_confirmed(
    app: Flask, amira: FlaskClient, cast: Cast, days_ago: int, says: str
) -> None:
    pass_gateway(app, cast, today() - timedelta(days=days_ago))
    begin(amira)
    page = amira.get("/report/").text
    assert "Due by the end of week 4" in page and says in page


def test_nobody_else_sees_a_report_that_was_never_sent(
    app: Flask, amira: FlaskClient, ben: FlaskClient, nobody: FlaskClient
) -> None:
    begin(amira)
    assert ben.get("/report/1").status_code == 404
    assert nobody.get("/report/1").status_code == 302
    assert ben.get("/report/").status_code == 403


def test_where_nobody_wrote_plain_words_the_plans_own_stand_open(
    app: Flask, cast: Cast, amira: FlaskClient
) -> None:
    with app.app_context(), db.transaction():
        put_amira_on(cast, newer_standard().to_dict())
    begin(amira)
    page = amira.get("/report/").text
    assert '<details class="govuk-details mp-small" open>' in page
    assert "Pass.</strong> “" in page


def test_a_plan_of_one_project_offers_no_second(app: Flask, cast: Cast, amira: FlaskClient) -> None:
    content = newer_standard().to_dict()
    project = next(method for method in content["methods"] if method["kind"] == "project_report")
    del project["limits"]["projects_max"]
    with app.app_context(), db.transaction():
        put_amira_on(cast, content)
    begin_page = amira.get("/report/")
    assert begin_page.status_code == 200
    begin(amira)
    for page in (begin_page.text, amira.get("/report/1/projects").text):
        assert "What is your project called?" in page
        assert "second project" not in page
    assert "number of projects" not in amira.get("/report/").text
