"""Verbs about rows of the appendix: her answers, her own rows, and what each does to the count."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from accounts.models import Person, Provider
from foundation.database import db
from foundation.errors import Refused
from report_builder.access import Locked
from report_builder.mapping import services
from report_builder.mapping.services import NotInReport
from report_builder.models import MappingRow, Report, RowState
from tests.cast import Cast
from tests.report_builder.a_report import BACKUP, NETWORK, REMOTE, decide, placed, read, rows, write, written
from tests.report_builder.test_views import pass_gateway
from tests.report_builder.writing import begin, doc, save
from tests.web import Work


@pytest.fixture
def read_report(amira: FlaskClient, work: Work) -> None:
    """Amira's report, read once: suggestions wait."""
    written(amira)
    read(amira, work)


@contextmanager
def hers(app: Flask, cast: Cast, row_id: int | None = None) -> Iterator[tuple[Person, Report, MappingRow]]:
    """Amira, her report, and one of its rows (the first, where none is named)."""
    with app.app_context(), db.transaction() as session:
        found = session.query(MappingRow).order_by(MappingRow.code, MappingRow.id)
        row = session.get_one(MappingRow, row_id) if row_id else found.first()
        assert row is not None, "the report was read"
        yield session.get_one(Person, cast.amira), session.get_one(Report, 1), row


def mine(app: Flask, cast: Cast, code: str, excerpt: str, section: str = "") -> int:
    with hers(app, cast) as (amira, report, _):
        return services.create_row(amira, report, code, excerpt, section).id


@pytest.mark.usefixtures("read_report")
def test_yes_places_a_ksb_no_does_not_and_an_answer_can_be_taken_back(app: Flask, cast: Cast) -> None:
    with hers(app, cast) as (amira, report, row):
        services.confirm_row(amira, row)
        assert (row.state, report.placed) == (RowState.CONFIRMED, 1)
        assert row.decided_at is not None
        services.reopen_row(amira, row)
        assert (row.state, row.decided_at, report.placed) == (RowState.OPEN, None, 0)
        services.reject_row(amira, row)
        assert (row.state, report.placed) == (RowState.REJECTED, 0)


@pytest.mark.usefixtures("read_report")
def test_a_row_of_her_own_is_found_in_the_report_and_can_be_taken_out(app: Flask, cast: Cast) -> None:
    with hers(app, cast) as (amira, report, _):
        row = services.create_row(amira, report, "K5", "  The plan\n came first. ")
        assert (row.section_key, row.locator) == ("p1-action-test", "Test, paragraph 1")
        assert (row.excerpt, row.suggested, row.project) == ("The plan came first.", False, 1)
        assert report.placed == 1
        row_id = row.id
    with hers(app, cast, row_id) as (amira, report, row):
        services.reopen_row(amira, row)
        assert report.placed == 0
    assert row_id not in {row.id for row in rows(app)}


@pytest.mark.usefixtures("read_report")
def test_words_that_are_not_in_the_report_or_not_in_that_section_are_refused(app: Flask, cast: Cast) -> None:
    before = rows(app)
    with pytest.raises(NotInReport, match="could not find these words"):
        mine(app, cast, "K5", "I never wrote this.")
    with pytest.raises(NotInReport, match=r"not in “Build”[.] They stand in “Test”"):
        mine(app, cast, "K5", BACKUP, "p1-action-build")
    with pytest.raises(NotInReport):
        mine(app, cast, "K5", BACKUP, "no-such-section")
    assert len(rows(app)) == len(before)


@pytest.mark.usefixtures("read_report")
def test_a_ksb_of_another_method_has_no_place_in_this_appendix(app: Flask, cast: Cast) -> None:
    with hers(app, cast) as (_, report, _row):
        portfolio = report.apprenticeship.standard.portfolio
        assert portfolio is not None
        other = portfolio.ksbs[0]
    with pytest.raises(Refused, match="not assessed by the project"):
        mine(app, cast, other, BACKUP)


@pytest.mark.usefixtures("read_report")
def test_the_same_sentence_twice_is_refused_and_pointing_to_a_suggested_one_confirms_it(
    app: Flask, cast: Cast
) -> None:
    suggested = rows(app)[0]
    same = mine(app, cast, suggested.code, suggested.excerpt, suggested.section_key)
    assert same == suggested.id
    assert placed(app) == 1
    with pytest.raises(Refused, match="already"):
        mine(app, cast, suggested.code, suggested.excerpt, suggested.section_key)


@pytest.mark.usefixtures("read_report")
def test_pointing_to_a_sentence_she_once_rejected_is_her_right(app: Flask, cast: Cast) -> None:
    with hers(app, cast) as (amira, _, row):
        services.reject_row(amira, row)
        row_id, code, excerpt = row.id, row.code, row.excerpt
    assert mine(app, cast, code, excerpt) == row_id
    assert [row.id for row in rows(app, RowState.CONFIRMED)] == [row_id]


@pytest.mark.usefixtures("read_report")
def test_another_sentence_for_a_suggestion_is_a_row_of_her_own_and_the_old_words_stay_away(
    app: Flask, cast: Cast, amira: FlaskClient, work: Work
) -> None:
    with hers(app, cast) as (person, _, row):
        services.confirm_row(person, row)
        old = row.id
        new = services.update_row(person, row, "The plan came first.")
        assert (new.suggested, new.state, new.code) == (False, RowState.CONFIRMED, row.code)
    states = {row.id: row.state for row in rows(app)}
    assert states[old] is RowState.REJECTED and placed(app) == 1
    read(amira, work)
    assert {row.id: row.state for row in rows(app)}[old] is RowState.REJECTED


@pytest.mark.usefixtures("read_report")
def test_another_sentence_for_a_row_of_her_own_changes_that_row(app: Flask, cast: Cast) -> None:
    row_id = mine(app, cast, "K5", BACKUP)
    with hers(app, cast, row_id) as (amira, _, row):
        assert services.update_row(amira, row, NETWORK, "p1-action-build").id == row_id
        assert (row.excerpt, row.locator, row.section_key) == (
            NETWORK,
            "Build, paragraph 1",
            "p1-action-build",
        )
    with hers(app, cast, row_id) as (amira, _, row):
        assert services.update_row(amira, row, NETWORK).id == row_id, "the same words change nothing"
        with pytest.raises(NotInReport):
            services.update_row(amira, row, "Not in the report.")
        assert row.excerpt == NETWORK


@pytest.mark.usefixtures("read_report")
def test_an_own_row_moved_onto_another_leaves_one(app: Flask, cast: Cast) -> None:
    first, second = mine(app, cast, "K5", BACKUP), mine(app, cast, "K5", REMOTE)
    with hers(app, cast, first) as (amira, _, row), pytest.raises(Refused, match="already"):
        services.update_row(amira, row, REMOTE)
    assert {first, second} <= {row.id for row in rows(app, RowState.CONFIRMED)}


@pytest.mark.usefixtures("read_report")
def test_a_suggestion_that_is_not_answered_cannot_be_edited(app: Flask, cast: Cast) -> None:
    with hers(app, cast) as (amira, _, row), pytest.raises(Refused, match="Answer the suggestion first"):
        services.update_row(amira, row, BACKUP)


@pytest.mark.usefixtures("read_report")
def test_a_rewritten_sentence_places_nothing_until_she_points_again(
    app: Flask, cast: Cast, amira: FlaskClient
) -> None:
    row_id = mine(app, cast, "K5", BACKUP)
    assert placed(app) == 1
    write(amira, "The plan came first.", key="p1-action-test", based_on=1)
    assert placed(app) == 0, "the save counts again"
    suggested = next(row for row in rows(app, RowState.OPEN) if row.excerpt == BACKUP)
    with hers(app, cast, suggested.id) as (person, _, row), pytest.raises(Refused, match="rewritten"):
        services.confirm_row(person, row)
    with hers(app, cast, row_id) as (person, _, row):
        services.update_row(person, row, "The plan came first.")
    assert placed(app) == 1


@pytest.mark.usefixtures("read_report")
def test_with_suggestions_switched_off_after_the_gateway_she_cannot_say_yes_to_one(
    app: Flask, cast: Cast, amira: FlaskClient, work: Work
) -> None:
    pass_gateway(app, cast)
    begin(amira, title="The real one")
    assert save(amira, doc(NETWORK), key="p1-action-build", report=2).status_code == 200
    read(amira, work, report=2)
    row_id = next(row.id for row in rows(app) if row.report_id == 2)
    with app.app_context(), db.transaction() as session:
        session.execute(update(Provider).values(suggestions_after_gateway=False))
    with (
        hers(app, cast, row_id) as (person, _, row),
        pytest.raises(Refused, match="switched suggestions off"),
    ):
        services.confirm_row(person, row)
    with app.app_context(), db.transaction() as session:
        person, report = session.get_one(Person, cast.amira), session.get_one(Report, 2)
        services.create_row(person, report, "S7", NETWORK)
        assert report.placed == 1, "a row of her own is hers to add"


@pytest.mark.usefixtures("read_report")
def test_a_locked_report_keeps_its_rows_as_they_are(app: Flask, cast: Cast, amira: FlaskClient) -> None:
    first = rows(app)[0]
    decide(amira, first, "yes")
    pass_gateway(app, cast)
    verbs = (services.confirm_row, services.reject_row, services.reopen_row)
    for verb in verbs:
        with hers(app, cast, first.id) as (person, _, row), pytest.raises(Locked):
            verb(person, row)
    with pytest.raises(Locked):
        mine(app, cast, "K5", BACKUP)
    with hers(app, cast, first.id) as (person, _, row), pytest.raises(Locked):
        services.update_row(person, row, BACKUP)
    assert placed(app) == 1
