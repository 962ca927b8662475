"""The project must be reworked, the assessment organisation told: staff record it, the apprentice works on."""

import re
import zipfile
from datetime import date, timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import standards
from accounts.services import find_or_create_manager
from foundation.clock import as_day, as_weekday, today
from foundation.database import db
from foundation.errors import NotAllowed, Refused
from gateway.requirements import add_months
from report_builder.content import validate_content
from report_builder.models import ReportKind
from report_builder.queries import list_reports
from report_builder.rework import find_final, record_rework
from report_builder.services import save_section
from sign_off.links.services import confirm_colleague, pass_on_by_link
from sign_off.models import StatementKind
from sign_off.reviews.services import submit_subject
from sign_off.statements.services import prepare_statement, send_signing_link, sign_by_link
from sign_off.statements.standing import StandingState, standing_for
from tests.cast import Cast
from tests.gateway.a_portfolio import Desk, work
from tests.gateway.a_report import SENTENCE, finish, pass_gateway, present, sign_report, write_report
from tests.report_builder.writing import doc
from tests.sign_off.pages import words_of

LIMITS = standards.load("ST0505").project.limits
REWRITTEN = "I planned it again, with the office manager."


@pytest.fixture
def page(app: Flask, cast: Cast) -> str:
    """Where Ben records it, once the report was signed by both."""
    finish(app, cast)
    return f"/learners/{cast.amiras_apprenticeship}/gateway/rework"


def told(day: date, after: int = 1) -> dict[str, object]:
    return {"told_on": [str(day.day), str(day.month), str(day.year)], "after": after}


def rewrite(app: Flask, cast: Cast, *words: str) -> None:
    """Amira writes on in her report, or in these words."""
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        report = list_reports(desk.apprenticeship)[ReportKind.FINAL]
        section = next(one for one in report.sections if one.key == "p1-task")
        content = validate_content(doc(*(words or (SENTENCE, REWRITTEN, " ".join(["word"] * 1890)))))
        save_section(desk.amira, section, content, section.revision)


def test_ben_records_it_and_every_page_counts_from_that_day(
    amira: FlaskClient, ben: FlaskClient, cast: Cast, page: str
) -> None:
    assert (
        "The apprentice will be given 6 weeks to rework and submit the amended report." in ben.get(page).text
    )
    answer = ben.post(page, data=told(today()))
    assert answer.location == page.removesuffix("/rework")
    assert LIMITS.rework_weeks is not None and LIMITS.all_within_months is not None
    due = today() + timedelta(weeks=LIMITS.rework_weeks)
    assert f"Rework 2 is due by {as_weekday(due)}" in ben.get(answer.location).text
    gateway = words_of(amira.get("/gateway/"))
    assert f"Rework 2 is due by {as_weekday(due)}" in gateway
    assert "Rework 2 of the report is due" in gateway
    assert "The report is due, by the end of week 4" not in gateway
    assert f"All of it is over by {add_months(today(), LIMITS.all_within_months):%A}" in gateway
    assert LIMITS.review_weeks is not None
    talk = due + timedelta(weeks=LIMITS.review_weeks)
    assert f"The presentation, at the earliest {talk:%A} {as_day(talk)}" in gateway
    assert "A re-sit is typically taken by" in gateway
    assert f"Counted from the outcome of {as_day(today())}." in gateway
    assert "until rework 2 is due" in words_of(amira.get("/"))
    learner = words_of(ben.get(f"/learners/{cast.amiras_apprenticeship}"))
    assert f"Rework 2 is due by {as_weekday(due)}" in learner
    report = words_of(amira.get("/report/", follow_redirects=True))
    assert "Project report, rework 2: The Elm Road Wi-Fi" in report
    assert f"Rework 2 is due by {as_weekday(due)}" in report


def test_until_she_reworks_it_that_is_her_next_step_and_it_cannot_go_in_again(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast, page: str
) -> None:
    ben.post(page, data=told(today()))
    assert LIMITS.rework_weeks is not None
    due = as_weekday(today() + timedelta(weeks=LIMITS.rework_weeks))
    home = amira.get("/").text
    assert f"Rework your report with the assessor’s feedback, due {due}" in home
    assert 'href="/report/1"' in home
    pack_page = f"/gateway/{cast.amiras_apprenticeship}/report-pack"
    pack = words_of(amira.get(pack_page))
    assert "Rework 2 is word for word what was handed in" in pack
    assert "they must amend the project output in line with the independent assessor’s feedback" in pack
    assert "Rework 2 is word for word what was handed in" in words_of(amira.get("/statements/"))
    rewrite(app, cast)
    assert "Rework your report" not in amira.get("/").text
    pack = words_of(amira.get(pack_page))
    assert "Rework 2 is no longer word for word what was handed in" in pack


def test_what_was_handed_in_stays_as_it_was(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast, page: str
) -> None:
    ben.post(page, data=told(today()))
    rewrite(app, cast)
    kept = words_of(amira.get("/report/1/handed-in/1"))
    assert "Project report, as handed in" in kept
    assert "1,9" in kept
    assert REWRITTEN not in kept
    assert "R&D talk.pdf" in kept
    assert "Who signed it Amira" in kept
    assert "Dana Novak IT service manager" in kept
    slides = "/report/1/handed-in/1/files/slides-1"
    assert f'href="{slides}"' in amira.get("/report/1/handed-in/1").text
    assert amira.get(slides).data.startswith(b"%PDF")
    assert REWRITTEN in amira.get("/report/1").text
    assert amira.get("/report/1/handed-in/2").status_code == 404


def ask_kit_instead(app: Flask, cast: Cast) -> None:
    """Dana names Kit Moss for the report statement, Ben confirms, Kit signs."""
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        pass_gateway(desk)
        present(desk.amira, write_report(desk.amira, desk.apprenticeship))
        sign_report(desk.amira, desk.ben, desk.apprenticeship, both=False)
        statement = prepare_statement(desk.ben, desk.apprenticeship, StatementKind.REPORT)
        send_signing_link(desk.ben, statement)
        pass_on_by_link(statement.links[-1], "Kit Moss", "kit.moss@example.org")
        confirm_colleague(desk.ben, statement.links[-1])
        sign_by_link(
            statement.links[-1], name="Kit Moss", job_title="Lead", relationship="Team lead", confirmed=True
        )


def test_the_colleague_who_was_confirmed_is_asked_about_the_rework_too(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    ask_kit_instead(app, cast)
    page = f"/learners/{cast.amiras_apprenticeship}/statements"
    ben.post(f"/learners/{cast.amiras_apprenticeship}/gateway/rework", data=told(today()))
    said = "Kit Moss was asked last, for Dana Novak, and is asked again."
    assert f"You sign first, then Kit. {said} Your training provider can ask Dana instead." in words_of(
        amira.get("/statements/")
    )
    rewrite(app, cast)
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        sign_report(desk.amira, desk.ben, desk.apprenticeship, both=False)
    words = words_of(ben.get(page))
    assert f"Kit has not been asked yet. {said} You can ask Dana instead." in words
    assert "Ask Kit Report statement" in words and "Ask Dana instead" in words
    asked = ben.post(f"{page}/report/link")
    assert "A link for Kit Moss" in words_of(asked)
    assert said not in words_of(ben.get(page)), "the sentence about the link says whom it went to"
    assert "A link for Dana Novak" in words_of(ben.post(f"{page}/report/link", data={"whom": "manager"}))


def test_another_manager_who_is_set_meanwhile_is_asked_about_the_rework(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    ask_kit_instead(app, cast)
    ben.post(f"/learners/{cast.amiras_apprenticeship}/gateway/rework", data=told(today()))
    with app.app_context(), db.transaction():
        apprenticeship = Desk.of(cast).apprenticeship
        apprenticeship.manager = find_or_create_manager(
            apprenticeship.employer, "Noor Aziz", "noor.aziz@example.org"
        )
    words = words_of(amira.get("/statements/"))
    assert "You sign first, then Noor." in words and "Kit Moss was asked last" not in words


def test_her_staff_read_an_earlier_attempt_that_both_signed(
    app: Flask, ben: FlaskClient, olive: FlaskClient, cast: Cast, page: str
) -> None:
    ben.post(page, data=told(today()))
    rewrite(app, cast)
    earlier = "/report/1/handed-in/1"
    assert f'href="{earlier}"' in olive.get(page).text
    kept = olive.get(earlier)
    assert SENTENCE in words_of(kept) and REWRITTEN not in words_of(kept)
    assert "Dana Novak IT service manager" in words_of(kept)
    assert f'href="/learners/{cast.amiras_apprenticeship}"' in kept.text
    assert olive.get(f"{earlier}/files/slides-1").data.startswith(b"%PDF")
    assert ben.get(earlier).status_code == 404, "nothing of it was ever sent to him"
    assert earlier not in ben.get(page).text


def test_her_tutor_reads_it_once_the_report_is_sent_to_him(
    app: Flask, ben: FlaskClient, cast: Cast, page: str
) -> None:
    ben.post(page, data=told(today()))
    rewrite(app, cast)
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        desk.apprenticeship.provider.comments_after_gateway = True
        submit_subject(desk.amira, list_reports(desk.apprenticeship)[ReportKind.FINAL].subject)
    assert 'href="/report/1/handed-in/1"' in ben.get("/report/1").text
    assert "Attempt 1, as handed in" in words_of(ben.get(page))
    assert REWRITTEN not in words_of(ben.get("/report/1/handed-in/1"))


def test_an_attempt_that_nobody_signed_here_stays_hers(
    app: Flask, amira: FlaskClient, ben: FlaskClient, olive: FlaskClient, cast: Cast
) -> None:
    finish(app, cast, both=False)
    page = f"/learners/{cast.amiras_apprenticeship}/gateway/rework"
    ben.post(page, data=told(today()))
    assert amira.get("/report/1/handed-in/1").status_code == 200
    for client in (ben, olive):
        assert client.get("/report/1/handed-in/1").status_code == 404
        assert "/report/1/handed-in/1" not in client.get(page).text


def test_it_is_signed_anew_and_the_pack_says_which_attempt_it_is(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast, page: str
) -> None:
    pack_page = f"/gateway/{cast.amiras_apprenticeship}/report-pack"
    amira.post(pack_page)
    work(app)
    ben.post(page, data=told(today()))
    assert amira.post(pack_page).status_code == 409
    for path in (pack_page, "/gateway/", "/packs/1", "/packs/1/progress"):
        listed = words_of(amira.get(path))
        assert "What was handed in, attempt 1" in listed, path
        assert "ut of date" not in listed, path
    rewrite(app, cast)
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        sign_report(desk.amira, desk.ben, desk.apprenticeship)
    assert "Make your report pack" in amira.get("/").text, "the pack of the first attempt is none of this one"
    assert amira.post(pack_page).location == "/packs/2"
    work(app)
    assert "Report pack, rework 2 of" in amira.get(pack_page).text
    assert "The report pack, rework 2 came after it" in words_of(amira.get("/packs/1"))
    answer = amira.get("/packs/2/download")
    assert "report%20pack%2C%20rework%202" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(BytesIO(answer.data)) as pack:
        index = pack.read("index.html").decode()
        assert "Rework 2" in index
        assert any("Project report, rework 2" in name for name in pack.namelist())
    assert "rework" not in amira.get("/packs/1/download").headers["Content-Disposition"]


def test_each_attempt_is_signed_by_itself(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast, page: str
) -> None:
    ben.post(page, data=told(today()))
    for reader, path in (
        (amira, "/statements/"),
        (ben, f"/learners/{cast.amiras_apprenticeship}/statements"),
    ):
        statements = words_of(reader.get(path))
        assert "Attempt 1: signed by both, handed in. Rework 2: not signed yet." in statements, path
        assert "No longer counts" not in statements, path
    rewrite(app, cast)
    assert "Report statement, rework 2" in amira.get("/statements/report").text
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        sign_report(desk.amira, desk.ben, desk.apprenticeship, both=False)
    link = words_of(visitor_to(app, cast))
    assert f"This is rework 2. You signed attempt 1 on {as_day(today())}." in link
    assert "What has changed since it was handed in: Amira changed the text of “Task”" in link


def visitor_to(app: Flask, cast: Cast) -> TestResponse:
    """The page that Dana is led to."""
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        statement = prepare_statement(desk.ben, desk.apprenticeship, StatementKind.REPORT)
        path = urlsplit(send_signing_link(desk.ben, statement).url).path
    return app.test_client().get(path)


def test_taken_back_everything_is_as_it_was(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast, page: str
) -> None:
    ben.post(page, data=told(today()))
    assert "Take back rework 2" in ben.get(page).text
    assert ben.post(f"{page}/2/take-back").location == page
    assert "rework 2" not in words_of(amira.get("/report/1"))
    assert ben.post(f"{page}/2/take-back").status_code == 404
    with app.app_context(), db.transaction():
        assert standing_for(Desk.of(cast).apprenticeship, StatementKind.REPORT).state is StandingState.SIGNED


def test_what_rests_on_the_rework_is_named_before_it_is_taken_back(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast, page: str
) -> None:
    ben.post(page, data=told(today()))
    assert "Once rework 2 has gone in, and must be reworked again" in ben.get(page).text
    rewrite(app, cast)
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        sign_report(desk.amira, desk.ben, desk.apprenticeship)
    amira.post(f"/gateway/{cast.amiras_apprenticeship}/report-pack")
    work(app)
    shown = ben.get(page).text
    assert "signed rework 2: both signatures no longer count." in words_of(ben.get(page))
    assert "The pack of rework 2, asked for on" in shown
    refused = words_of(ben.post(f"{page}/2/take-back"), 422)
    assert "Nothing is taken back before that." in refused
    assert "Rework 2 is recorded" in refused
    rewrite(app, cast, SENTENCE, " ".join(["word"] * 1900))
    assert ben.post(f"{page}/2/take-back", data={"sure": "y"}).location == page
    with app.app_context(), db.transaction():
        standing = standing_for(Desk.of(cast).apprenticeship, StatementKind.REPORT)
        assert standing.state is StandingState.SIGNED, "what both signed first is there again"


def test_a_second_press_records_nothing_and_a_second_rework_is_the_third_attempt(
    amira: FlaskClient, ben: FlaskClient, page: str
) -> None:
    ben.post(page, data=told(today()))
    assert "This was recorded a moment ago." in words_of(ben.post(page, data=told(today())), 422)
    assert ben.post(page, data=told(today(), after=2)).status_code == 302
    assert "Project report, rework 3" in words_of(amira.get("/report/1"))
    assert "Project report, rework 2, as handed in" in words_of(amira.get("/report/1/handed-in/2"))


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "That day has not come yet."), (-1, "That day is before the gateway was confirmed")],
)
def test_a_day_that_cannot_be_is_said_beside_it(
    app: Flask, ben: FlaskClient, cast: Cast, page: str, days: int, said: str
) -> None:
    answer = ben.post(page, data=told(today() + timedelta(days=days)))
    assert said in words_of(answer, 422)
    with app.app_context(), db.transaction():
        final = find_final(Desk.of(cast).apprenticeship)
        assert final is not None and final.attempt == 1


def test_without_a_final_report_there_is_nothing_to_record(ben: FlaskClient, cast: Cast) -> None:
    assert ben.get(f"/learners/{cast.amiras_apprenticeship}/gateway/rework").status_code == 404
    gateway = ben.get(f"/learners/{cast.amiras_apprenticeship}/gateway").text
    assert not re.search(r"must be reworked", gateway)


def test_ben_is_told_where_the_report_was_not_signed_by_both(
    app: Flask, ben: FlaskClient, cast: Cast, page: str
) -> None:
    assert "This report is not signed by both yet." not in ben.get(page).text
    ben.post(page, data=told(today()))
    rewrite(app, cast)
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        sign_report(desk.amira, desk.ben, desk.apprenticeship, both=False)
    assert "This report is not signed by both yet." in ben.get(page).text


def test_amira_records_nothing_herself(app: Flask, cast: Cast, page: str) -> None:
    with app.app_context(), db.transaction():
        desk = Desk.of(cast)
        final = find_final(desk.apprenticeship)
        assert final is not None
        with pytest.raises(NotAllowed):
            record_rework(desk.amira, final, today(), after=1)
        with pytest.raises(Refused):
            record_rework(desk.ben, final, today(), after=2)
