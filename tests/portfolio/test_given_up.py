"""A file that the worker gives up on is said to be unreadable, where she can see it."""

import io
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from foundation.clock import now
from foundation.database import db
from foundation.jobs import MOST_ATTEMPTS, Job, JobState
from portfolio.jobs import GIVEN_UP, give_up_card, give_up_file
from portfolio.models import EvidenceFile, Finding, ReadState
from tests.web import Work


def add_a_file(amira: FlaskClient) -> None:
    upload = (io.BytesIO(b"Replaced the disk."), "log.txt")
    answer = amira.post("/portfolio/add", data={"files": upload}, content_type="multipart/form-data")
    assert answer.status_code == 302


def the_file() -> EvidenceFile:
    return db.session.scalars(select(EvidenceFile)).one()


def test_a_file_that_took_every_worker_down_is_said_to_be_unreadable(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    add_a_file(amira)
    with app.app_context(), db.transaction() as session:
        dead = {"worker": "dead", "attempts": MOST_ATTEMPTS, "lease_until": now() - timedelta(seconds=1)}
        session.execute(update(Job).values(state=JobState.RUNNING, **dead))
    work()

    with app.app_context(), db.transaction(writes=False) as session:
        file = the_file()
        assert (file.state, file.problem) == (ReadState.UNREADABLE, GIVEN_UP)
        finding = session.scalars(select(Finding).where(Finding.file_id == file.id)).one()
        assert GIVEN_UP in finding.message
        address = f"/portfolio/{file.item_id}"
    assert GIVEN_UP in amira.get(address).text


def test_a_file_that_was_read_is_not_given_up(app: Flask, amira: FlaskClient, work: Work) -> None:
    add_a_file(amira)
    work()
    with app.app_context(), db.transaction():
        give_up_file(the_file().id)
        assert the_file().state is ReadState.READ
        give_up_file(404)  # deleted since: nothing to say


def test_nobody_waits_for_a_card_that_could_not_be_read(app: Flask, amira: FlaskClient, work: Work) -> None:
    add_a_file(amira)
    work()
    with app.app_context(), db.transaction(writes=False):
        item_id = the_file().item_id
    amira.post(f"/portfolio/{item_id}/card", data={"what_i_did": "I wrote it.", "in_pack": "y"})
    assert "We are reading what you said" in amira.get(f"/portfolio/{item_id}").text
    with app.app_context(), db.transaction():
        give_up_card(item_id)
        give_up_card(404)  # deleted since
    page = amira.get(f"/portfolio/{item_id}").text
    assert "We are reading" not in page and "I wrote it." in page
