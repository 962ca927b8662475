"""What becomes of Amira's practice report when her apprenticeship moves to another version of the standard."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

import standards
from accounts.models import Apprenticeship, Person, StandardVersion
from accounts.moving import Destination, blockers_of_moving, foresee_move, move_apprenticeship
from accounts.services import publish_standard
from foundation.database import db
from foundation.errors import Refused
from report_builder.models import MappingRow, Report, RowState
from tests.cast import Cast
from tests.newer import newer_standard, publish_newer
from tests.report_builder.writing import begin, doc, save
from tests.web import Work

SENTENCE = "I drew three options for the wireless network and chose one."


@pytest.fixture
def written(amira: FlaskClient) -> FlaskClient:
    begin(amira)
    assert save(amira, doc(SENTENCE), key="p1-action-design").status_code == 200
    return amira


def confirm(app: Flask, code: str) -> None:
    """As the form on the appendix's page does."""
    from report_builder.mapping.services import create_row

    with app.app_context(), db.transaction() as session:
        report = session.scalars(select(Report)).one()
        create_row(report.apprenticeship.apprentice, report, code, SENTENCE)


def move(app: Flask, cast: Cast, content: dict[str, Any] | None = None) -> list[str]:
    with app.app_context(), db.transaction() as session:
        apprenticeship = session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        version = Destination(_publish(content))
        foreseen = foresee_move(apprenticeship, version)
        move_apprenticeship(session.get_one(Person, cast.olive), apprenticeship, version)
    return foreseen


def _publish(content: dict[str, Any] | None) -> StandardVersion:
    if content is None:
        return publish_newer()
    return publish_standard(standards.Standard.from_dict(content), by="tests")


def changed(**changes: Any) -> dict[str, Any]:
    """The newer version, with another project method."""
    content = newer_standard().to_dict()
    for method in content["methods"]:
        if method["kind"] == "project_report":
            method |= changes
    return content


def rows(app: Flask) -> list[tuple[str, RowState]]:
    with app.app_context(), db.transaction() as session:
        return [
            (row.code, row.state) for row in session.scalars(select(MappingRow).order_by(MappingRow.code))
        ]


def test_rows_are_carried_over_where_the_statement_is_the_same(
    app: Flask, cast: Cast, written: FlaskClient
) -> None:
    confirm(app, "K4")
    foreseen = move(app, cast)
    assert "1 of 1 rows of the practice report’s appendix are carried over." in foreseen
    assert ("K4", RowState.CONFIRMED) in rows(app)


def test_a_row_for_a_reworded_statement_is_asked_again_and_reading_again_keeps_it(
    app: Flask, cast: Cast, written: FlaskClient
) -> None:
    confirm(app, "K4")
    content = newer_standard().to_dict()
    for ksb in content["ksbs"]:
        if ksb["code"] == "K4":
            ksb["text"] = "Principles of a solution architecture."
    move(app, cast, content)
    Work(app)()
    with app.app_context(), db.transaction() as session:
        row = session.scalars(
            select(MappingRow).where(MappingRow.code == "K4", MappingRow.excerpt == SENTENCE)
        ).one()
        assert row.is_asked_again
    assert written.get("/report/1/appendix").status_code == 200


def test_her_words_stand_where_she_wrote_them(app: Flask, cast: Cast, written: FlaskClient) -> None:
    move(app, cast)
    assert SENTENCE in written.get("/report/").text


def test_words_for_which_there_is_no_place_keep_her_on_her_version(
    app: Flask, cast: Cast, written: FlaskClient
) -> None:
    method = next(one for one in changed()["methods"] if one["kind"] == "project_report")
    themes = [theme for theme in method["themes"] if theme["name"] != "Design"]
    gone = {"K4", "K5", "S5", "S6", "B1"}
    content = changed(
        themes=themes, ksbs=[code for code in method["ksbs"] if code not in gone], themes_as_listed=[]
    )
    with pytest.raises(Refused, match="has words in “Design”"):
        move(app, cast, content)
    save(written, doc(), key="p1-action-design", based_on=1)
    move(app, cast, content)
    assert "Design" not in written.get("/report/").text.split("What counts")[0].split('class="mp-outline"')[1]


def test_a_version_without_a_project_waits_until_the_practice_is_empty(
    app: Flask, cast: Cast, written: FlaskClient
) -> None:
    content = newer_standard().to_dict()
    content["methods"] = [one for one in content["methods"] if one["kind"] != "project_report"]
    content["overall_grades"] = []
    with app.app_context(), db.transaction() as session:
        apprenticeship = session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        blockers = blockers_of_moving(apprenticeship, Destination(_publish(content)))
    assert len(blockers) == 1
    assert "“Design”" in blockers[0]


def test_a_second_project_that_the_version_has_no_room_for_goes_when_it_is_empty(
    app: Flask, cast: Cast, amira: FlaskClient
) -> None:
    begin(amira, second="The second one")
    method = next(one for one in changed()["methods"] if one["kind"] == "project_report")
    move(app, cast, changed(limits=method["limits"] | {"projects_max": 1}))
    page = amira.get("/report/").text
    assert "The second one" not in page
