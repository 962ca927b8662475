"""Olive's home: counts, and whom nobody looks after yet."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.access import find_current_person
from accounts.models import Person, Role
from accounts.services import create_provider, invite_person
from foundation.clock import now
from foundation.database import db
from foundation.jobs import Job, JobState
from home import administrator
from tests.cast import Cast, client_of
from tests.home.conftest import Bench
from tests.home.test_apprentice_home import text_of
from tests.home.test_tutor_home import decline_the_witness_link


def test_she_sees_how_many_there_are(olive: FlaskClient) -> None:
    text = text_of(olive)
    assert "Larkfield Training" in text
    assert "2 learners" in text
    assert "2 tutors" in text
    assert "1 employer" in text


def test_when_everybody_is_looked_after_it_says_so(olive: FlaskClient) -> None:
    text = text_of(olive)
    assert "Every learner has a tutor and a line manager." in text
    assert "Everybody who was invited has set a password." in text


def test_on_an_empty_installation_she_is_told_what_to_do_first(app: Flask) -> None:
    with app.app_context(), db.transaction() as session:
        ida = Person(
            provider=create_provider("Newbridge College"),
            role=Role.ADMINISTRATOR,
            name="Ida Quill",
            email="ida@example.org",
            password_hash="set",
            session_stamp="stamp",
            created_at=now(),
        )
        session.add(ida)
        session.flush()
        number = ida.id
    browser = client_of(app, number)
    text = text_of(browser)
    assert "Invite your tutors and apprentices" in text and "Invite many from a spreadsheet" in text
    assert "Every learner has a tutor" not in text, "of nobody there is nothing to say"
    with app.app_context(), db.transaction() as session:
        invite_person(
            "tests", session.get_one(Person, number).provider, Role.TUTOR, "Tom Lee", "tom@example.org"
        )
    text = text_of(browser)
    assert "Invite your tutors" not in text and "Tom Lee tom@example.org" in text


def test_before_the_first_standard_that_comes_first(
    app: Flask, olive: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(administrator, "list_standard_versions", lambda provider_id: [])
    monkeypatch.setattr(administrator, "list_apprenticeships_for", lambda person: [])
    monkeypatch.setattr(administrator, "list_people_of", lambda provider: [find_current_person()])
    assert "Add the standard that your apprentices learn" in text_of(olive)


def test_a_learner_without_tutor_or_manager_is_named_with_what_it_means(
    olive: FlaskClient, bench: Bench
) -> None:
    with bench.apprenticeship() as amiras:
        amiras.tutor_id = amiras.manager_id = None
    text = text_of(olive)
    assert "Amira Hussain No tutor: nobody reads what is sent" in text
    assert "Amira Hussain No line manager: nobody at the employer can sign" in text
    assert "Callum" not in text


def test_those_who_have_not_accepted_their_invitation_are_named(olive: FlaskClient, bench: Bench) -> None:
    bench.enrol("Grace Adeyemi")
    assert "Grace Adeyemi grace.adeyemi@example.org" in text_of(olive)


def test_what_the_employer_answered_waits_for_her_where_nobody_teaches_the_learner(
    app: Flask, amira: FlaskClient, ben: FlaskClient, olive: FlaskClient, cast: Cast, bench: Bench
) -> None:
    decline_the_witness_link(app, amira, ben, cast, "I was on leave.")
    assert "What waits for you" not in text_of(olive)
    with bench.apprenticeship() as amiras:
        amiras.tutor_id = None
    assert "What waits for you" in text_of(olive)
    assert "Dana did not sign: “I was on leave.” Amira Hussain" in text_of(olive)
    assert "on leave" not in text_of(client_of(app, cast.stranger_administrator))


def test_another_providers_administrator_sees_her_own(app: Flask, cast: Cast) -> None:
    text = text_of(client_of(app, cast.stranger_administrator))
    assert "Weirside College" in text
    assert "1 learner" in text
    assert "Larkfield" not in text


def test_files_that_the_store_has_kept_are_told_to_her_alone_and_tried_again(
    app: Flask, cast: Cast, olive: FlaskClient, ben: FlaskClient
) -> None:
    assert "Files that are not deleted" not in text_of(olive)
    with app.app_context(), db.transaction() as session:
        payload = {
            "keys": ["ab/" + "0" * 30],
            "concerns": f"provider:{session.get_one(Person, cast.olive).provider_id}",
        }
        session.add(
            Job(kind="delete_files", payload=payload, state=JobState.FAILED, created_at=now(), run_at=now())
        )
    assert "1 file of what was deleted here is still in the store of files" in text_of(olive)
    assert "not deleted" not in text_of(client_of(app, cast.stranger_administrator))
    assert ben.post("/files-left/delete").status_code == 403
    page = olive.post("/files-left/delete", follow_redirects=True).text
    assert "We try again now" in page and "Files that are not deleted" not in page
    with app.app_context(), db.transaction() as session:
        (job,) = session.scalars(select(Job).where(Job.kind == "delete_files")).all()
        assert job.state is JobState.WAITING
