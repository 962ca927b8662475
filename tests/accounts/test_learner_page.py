"""One apprenticeship: tutor, employer, manager and dates."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.queries import find_apprenticeship
from foundation.database import db
from foundation.events import Event
from tests.accounts.people import working
from tests.cast import Cast, client_of


def path(cast: Cast) -> str:
    return f"/administration/learners/{cast.amiras_apprenticeship}"


def filled(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "employer": "Northgate Housing Trust",
        "manager_name": "Dana Novak",
        "manager_email": "dana.novak@example.org",
        "manager_job_title": "IT service manager",
        "tutor": cast.ben,
        "started_on": ["6", "1", "2025"],
        "gateway_planned_on": ["12", "5", "2027"],
    } | changes


def test_the_form_shows_how_things_stand(olive: FlaskClient, cast: Cast) -> None:
    page = olive.get(path(cast)).text
    for value in ("Northgate Housing Trust", "Dana Novak", "dana.novak@example.org", "2027"):
        assert f'value="{value}"' in page
    assert f'<option selected value="{cast.ben}">Ben Carter</option>' in page


def test_tutor_employer_manager_and_dates_change_together_and_it_is_recorded(
    app: Flask, olive: FlaskClient, cast: Cast
) -> None:
    changes = filled(
        cast,
        employer="Castle Street Clinic",
        manager_name="Ian Holt",
        manager_email="ian@example.org",
        tutor=cast.carys,
        gateway_planned_on=["", "", ""],
    )
    assert olive.post(path(cast), data=changes).status_code == 302
    with working(app):
        apprenticeship = find_apprenticeship(cast.amiras_apprenticeship)
        assert apprenticeship is not None and apprenticeship.manager is not None
        assert apprenticeship.employer.name == "Castle Street Clinic"
        assert (apprenticeship.manager.name, apprenticeship.manager.employer_id) == (
            "Ian Holt",
            apprenticeship.employer_id,
        )
        assert (apprenticeship.tutor_id, apprenticeship.gateway_planned_on) == (cast.carys, None)
        kinds = db.session.scalars(
            select(Event.kind).where(Event.actor == f"person:{cast.olive}").order_by(Event.id)
        ).all()
        assert kinds == ["tutor_assigned", "manager_set", "apprenticeship_updated"]


def test_a_managers_name_is_put_right_without_a_second_manager(
    app: Flask, olive: FlaskClient, cast: Cast
) -> None:
    olive.post(path(cast), data=filled(cast, manager_name="Dana Nováková"))
    with working(app):
        apprenticeship = find_apprenticeship(cast.amiras_apprenticeship)
        assert apprenticeship is not None and apprenticeship.manager is not None
        assert (apprenticeship.manager.id, apprenticeship.manager.name) == (cast.dana, "Dana Nováková")


def test_a_tutor_and_a_manager_can_be_taken_away(app: Flask, olive: FlaskClient, cast: Cast) -> None:
    empty = {"manager_name": "", "manager_email": "", "manager_job_title": "", "tutor": 0}
    assert olive.post(path(cast), data=filled(cast, **empty)).status_code == 302
    with working(app):
        apprenticeship = find_apprenticeship(cast.amiras_apprenticeship)
        assert apprenticeship is not None
        assert (apprenticeship.tutor, apprenticeship.manager) == (None, None)


def test_a_wrong_day_is_said_and_shown_as_typed(olive: FlaskClient, cast: Cast) -> None:
    answer = olive.post(path(cast), data=filled(cast, started_on=["31", "2", "2025"]))
    assert answer.status_code == 422
    assert "Enter a day that exists" in answer.text
    assert 'value="31"' in answer.text


def test_strangers_of_the_same_role_find_nothing(app: Flask, olive: FlaskClient, cast: Cast) -> None:
    stranger = client_of(app, cast.stranger_administrator)
    assert stranger.get(path(cast)).status_code == 404
    assert stranger.post(path(cast), data=filled(cast)).status_code == 404
    assert olive.get(f"/administration/learners/{cast.strangers_apprenticeship}").status_code == 404


def test_neither_her_tutor_nor_the_apprentice_herself_may_change_it(
    ben: FlaskClient, amira: FlaskClient, cast: Cast
) -> None:
    for browser in (ben, amira):
        assert browser.post(path(cast), data=filled(cast, manager_email="me@example.org")).status_code == 403


def test_the_managers_address_cannot_be_the_apprentices_own(
    app: Flask, olive: FlaskClient, cast: Cast
) -> None:
    changes = filled(cast, manager_email="amira.hussain@example.org", employer="Castle Street Clinic")
    answer = olive.post(path(cast), data=changes)
    assert answer.status_code == 422
    assert "amira.hussain@example.org is the apprentice’s own address." in answer.text
    with working(app):
        apprenticeship = find_apprenticeship(cast.amiras_apprenticeship)
        assert apprenticeship.manager.email == "dana.novak@example.org"
        assert apprenticeship.employer.name == "Northgate Housing Trust"
