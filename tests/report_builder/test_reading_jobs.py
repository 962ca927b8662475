"""The job that reads a report offers rows and hints, and leaves every answer she gave alone."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from accounts.models import Apprenticeship, Provider
from foundation.clock import now
from foundation.database import db
from foundation.events import Event
from foundation.jobs import MOST_ATTEMPTS, Job, JobState
from report_builder.models import HintState, Report, ReportHint, RowState
from report_builder.reading import jobs
from report_builder.reading.analysing import MOST_PER_KSB
from report_builder.reading.jobs import GIVEN_UP, read_report
from report_builder.review.help_log import OFFERED
from tests.cast import Cast
from tests.report_builder.a_report import BACKUP, NETWORK, TEAM, decide, read, rows, write, written
from tests.report_builder.test_views import pass_gateway
from tests.report_builder.writing import begin
from tests.web import Work


def hints(app: Flask) -> list[ReportHint]:
    with app.app_context(), db.transaction(writes=False) as session:
        return list(session.scalars(select(ReportHint).order_by(ReportHint.id)))


def events(app: Flask, kind: str) -> list[Event]:
    with app.app_context(), db.transaction(writes=False) as session:
        return list(session.scalars(select(Event).where(Event.kind == kind)))


def test_a_save_has_the_report_read_once_she_has_paused(app: Flask, amira: FlaskClient, work: Work) -> None:
    written(amira)
    assert work() == 0, "she may still be typing"
    with app.app_context(), db.transaction() as session:
        waiting = session.scalars(select(Job).where(Job.kind == "read_report")).one()
        waiting.run_at = now()
    assert work() == 1
    assert rows(app, RowState.OPEN)


def test_every_suggestion_is_of_the_project_and_its_very_words_stand_in_the_report(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    written(amira)
    read(amira, work)
    found = rows(app)
    assert found and all(row.state is RowState.OPEN and row.suggested for row in found)
    with app.app_context(), db.transaction(writes=False) as session:
        project = session.get_one(Report, 1).apprenticeship.standard.project
        assert project is not None
        assert {row.code for row in found} <= set(project.ksbs)
    texts = {"p1-action-build": NETWORK, "p1-action-test": f"The plan came first. {BACKUP}"}
    built = [row for row in found if row.section_key in texts]
    assert built and all(row.excerpt in texts[row.section_key] for row in built)
    assert all(row.locator.startswith(("Build, paragraph", "Test, paragraph")) for row in built)
    assert all(sum(other.code == row.code for other in found) <= MOST_PER_KSB for row in found), (
        "a row or two for each KSB"
    )


def test_reading_twice_stores_the_same(app: Flask, amira: FlaskClient, work: Work) -> None:
    written(amira)
    read(amira, work)
    before = [(row.id, row.code, row.excerpt) for row in rows(app)], [hint.id for hint in hints(app)]
    read(amira, work)
    assert (
        [(row.id, row.code, row.excerpt) for row in rows(app)],
        [hint.id for hint in hints(app)],
    ) == before


def test_a_rejected_sentence_never_comes_back_and_a_confirmed_one_stays(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    written(amira)
    read(amira, work)
    yes, no = rows(app)[0], rows(app)[-1]
    decide(amira, yes, "yes")
    decide(amira, no, "no")
    read(amira, work)
    states = {row.id: row.state for row in rows(app)}
    assert (states[yes.id], states[no.id]) == (RowState.CONFIRMED, RowState.REJECTED)
    again = [row for row in rows(app, RowState.OPEN) if row.code == no.code]
    assert no.excerpt not in [row.excerpt for row in again]


def test_an_open_suggestion_goes_with_its_sentence_and_a_confirmed_row_does_not(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    written(amira)
    read(amira, work)
    kept, *others = [row for row in rows(app) if row.section_key == "p1-action-test"]
    assert others, "the section shows more than one KSB"
    decide(amira, kept, "yes")
    write(amira, "Nothing of that is left here.", key="p1-action-test", based_on=1)
    read(amira, work)
    left = {row.id: row.state for row in rows(app) if row.section_key == "p1-action-test"}
    assert left.get(kept.id) is RowState.CONFIRMED
    assert not any(other.id in left for other in others)


def test_a_paragraph_that_moves_keeps_its_row_and_has_its_new_place(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    written(amira)
    read(amira, work)
    before = {row.id for row in rows(app) if row.section_key == "p1-action-build"}
    write(amira, "Something new stands above.", NETWORK, based_on=1)
    read(amira, work)
    moved = [row for row in rows(app) if row.id in before]
    assert moved and all(row.locator == "Build, paragraph 2" for row in moved)


def test_we_without_i_is_a_hint_and_what_she_left_stays_left(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    written(amira)
    write(amira, "Ring me on 01632 960983 if it fails.", key="p1-reflection")
    read(amira, work)
    assert [(hint.rule, hint.section_key, hint.excerpt) for hint in hints(app)] == [
        ("we_without_i", "p1-result", TEAM),
        ("personal_data", "p1-reflection", "01632 960983"),
    ]
    amira.post(f"/report/1/hints/{hints(app)[0].id}", data={"decision": "leave"})
    read(amira, work)
    assert [hint.state for hint in hints(app)] == [HintState.LEFT, HintState.OPEN]
    write(amira, "I walked through the building with a video call.", key="p1-result", based_on=1)
    read(amira, work)
    assert [hint.rule for hint in hints(app)] == ["personal_data"]


def test_a_report_may_reflect(app: Flask, amira: FlaskClient, work: Work) -> None:
    begin(amira)
    write(amira, "I felt proud of what I learned, and I am much more confident now.", key="p1-reflection")
    read(amira, work)
    assert hints(app) == []


def after_gateway(app: Flask, cast: Cast, amira: FlaskClient, *, suggests: bool) -> None:
    pass_gateway(app, cast)
    with app.app_context(), db.transaction() as session:
        provider = session.get_one(Apprenticeship, cast.amiras_apprenticeship).provider
        session.get_one(Provider, provider.id).suggestions_after_gateway = suggests
    written(amira)


def test_after_the_gateway_what_was_offered_is_on_record_once(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work
) -> None:
    after_gateway(app, cast, amira, suggests=True)
    read(amira, work)
    read(amira, work)
    (offered,) = events(app, OFFERED)
    assert "Suggested a place for the appendix" in amira.get("/report/help-used").text
    assert offered.actor == "worker" and offered.subject == "report:1"
    assert sorted(offered.details["rows"]) == sorted(row.code for row in rows(app))
    assert offered.details["hints"] == 1
    decide(amira, rows(app)[0], "yes")
    (confirmed,) = events(app, "mapping_row_confirmed")
    assert confirmed.details["suggested"] is True


def test_before_the_gateway_practice_is_not_help(app: Flask, amira: FlaskClient, work: Work) -> None:
    written(amira)
    read(amira, work)
    assert events(app, OFFERED) == []


def test_with_the_switch_off_after_the_gateway_no_row_is_offered_and_open_ones_go(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work
) -> None:
    after_gateway(app, cast, amira, suggests=True)
    read(amira, work)
    with app.app_context(), db.transaction() as session:
        session.execute(update(Provider).values(suggestions_after_gateway=False))
    read(amira, work)
    assert rows(app) == []
    assert [hint.rule for hint in hints(app)] == ["we_without_i"]


def test_the_database_is_let_go_while_the_language_room_listens(
    app: Flask, amira: FlaskClient, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(amira)
    real, held = jobs.analyse, []

    def analysing(*passages: object, **more: object) -> object:
        held.append(db.session.in_transaction())
        return real(*passages, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "analyse", analysing)
    read(amira, work)
    assert held == [False]


def test_a_report_that_is_too_long_to_read_says_so_and_keeps_its_rows(
    app: Flask, amira: FlaskClient, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(amira)
    read(amira, work)
    decide(amira, rows(app)[0], "yes")
    before = len(rows(app))
    monkeypatch.setattr("ksb_mapper.texts.passages.LONGEST_TEXT", 10)
    read(amira, work)
    assert len(rows(app)) == before
    assert "we can read 10 at most" in amira.get("/report/1/appendix").text


def test_a_report_that_took_every_worker_down_is_said_to_be_unread(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    written(amira)
    with app.app_context(), db.transaction() as session:
        dead = {"worker": "dead", "attempts": MOST_ATTEMPTS, "lease_until": now() - timedelta(seconds=1)}
        session.execute(update(Job).values(state=JobState.RUNNING, **dead))
    work()
    assert GIVEN_UP in amira.get("/report/1/appendix").text
    assert GIVEN_UP in amira.get("/report/1/hints").text
    read(amira, work)
    assert GIVEN_UP not in amira.get("/report/1/appendix").text


def test_a_report_that_is_gone_or_locked_is_left_alone(
    app: Flask, amira: FlaskClient, cast: Cast, work: Work
) -> None:
    written(amira)
    pass_gateway(app, cast)
    with app.app_context(), db.transaction():
        read_report(1)
        read_report(404)
    assert rows(app) == [] and hints(app) == []
