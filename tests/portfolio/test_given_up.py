"""A file that the worker gives up on is said to be unreadable, where she can see it; nobody waits for a card."""

import io
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from foundation.clock import now
from foundation.database import db
from foundation.jobs import MOST_ATTEMPTS, Job, JobState
from portfolio.jobs import GIVEN_UP, give_up_card, give_up_file
from portfolio.models import EvidenceFile, EvidenceItem, EvidenceText, Finding, ReadState, TextSource
from tests.web import Work


def add_a_file(amira: FlaskClient) -> None:
    upload = (io.BytesIO(b"Replaced the disk."), "log.txt")
    answer = amira.post("/portfolio/add", data={"files": upload}, content_type="multipart/form-data")
    assert answer.status_code == 302


PROUD = "I felt proud of what I learned and I am much more confident now."


def a_piece(app: Flask, amira: FlaskClient, work: Work) -> int:
    """The id of a piece of one file that was read."""
    add_a_file(amira)
    work()
    with app.app_context(), db.transaction(writes=False):
        return the_file().item_id


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


def say(amira: FlaskClient, item_id: int, what_i_did: str) -> None:
    """Save the card: a job will read it."""
    answer = amira.post(f"/portfolio/{item_id}/card", data={"what_i_did": what_i_did, "in_pack": "y"})
    assert answer.status_code == 302


def fail_for_good(app: Flask, **which: int) -> None:
    """The reading of a card has failed as often as it may; of all cards, or the job of this `id`."""
    dead = {"worker": "dead", "attempts": MOST_ATTEMPTS, "lease_until": now() - timedelta(seconds=1)}
    with app.app_context(), db.transaction() as session:
        cards = update(Job).where(Job.kind == "read_card").filter_by(**which)
        session.execute(cards.values(state=JobState.RUNNING, **dead))


def told_of_card(app: Flask, item_id: int) -> list[str]:
    """What its language gave away when it was read last."""
    with app.app_context(), db.transaction(writes=False) as session:
        card = select(EvidenceText).filter_by(item_id=item_id, source=TextSource.CARD)
        return [told["rule"] for told in session.scalars(card).one().language]


def test_nobody_waits_for_a_card_that_could_not_be_read(app: Flask, amira: FlaskClient, work: Work) -> None:
    item_id = a_piece(app, amira, work)
    say(amira, item_id, "I wrote it.")
    assert "We are reading what you said" in amira.get(f"/portfolio/{item_id}").text
    fail_for_good(app)
    work()
    page = amira.get(f"/portfolio/{item_id}").text
    assert "We are reading" not in page and "I wrote it." in page
    assert told_of_card(app, item_id) == []
    with app.app_context(), db.transaction():
        give_up_card(404)  # deleted since


def test_nobody_waits_for_a_card_that_no_job_will_read(app: Flask, amira: FlaskClient, work: Work) -> None:
    item_id = a_piece(app, amira, work)
    say(amira, item_id, "I wrote it.")
    with (
        app.app_context(),
        db.transaction() as session,
    ):  # as one that was given up where nobody kept the card
        ended = {"state": JobState.FAILED, "finished_at": now(), "lease_until": None}
        session.execute(update(Job).where(Job.kind == "read_card").values(**ended))
    assert "We are reading" not in amira.get(f"/portfolio/{item_id}").text
    assert "We are reading" not in amira.get(f"/portfolio/{item_id}/progress").text
    say(amira, item_id, "I wrote it all.")
    assert "We are reading what you said" in amira.get(f"/portfolio/{item_id}").text


def test_a_card_is_not_waited_for_while_that_of_another_piece_is_read(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    item_id = a_piece(app, amira, work)
    add_a_file(amira)
    work()
    say(amira, item_id, "I wrote it.")
    with app.app_context(), db.transaction() as session:
        other = session.scalars(select(EvidenceFile.item_id).where(EvidenceFile.item_id != item_id)).one()
        session.get_one(EvidenceItem, other).what_i_did = "I wrote it as well."
    assert "We are reading what you said" in amira.get(f"/portfolio/{item_id}").text
    assert "We are reading" not in amira.get(f"/portfolio/{other}").text


def test_a_card_that_was_read_is_not_given_up_by_an_older_job(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    item_id = a_piece(app, amira, work)
    say(amira, item_id, PROUD)
    say(amira, item_id, f"{PROUD} It was a good year.")
    with app.app_context(), db.transaction() as session:
        older, _ = session.scalars(select(Job.id).where(Job.kind == "read_card").order_by(Job.id))
        later = {"run_at": now() + timedelta(hours=1)}
        session.execute(update(Job).where(Job.id == older).values(**later))
    work()  # the newer one
    read = told_of_card(app, item_id)
    assert read
    fail_for_good(app, id=older)
    work()
    assert told_of_card(app, item_id) == read


def test_what_was_read_of_a_card_stays_until_the_newer_job_reads_it(
    app: Flask, amira: FlaskClient, work: Work
) -> None:
    item_id = a_piece(app, amira, work)
    say(amira, item_id, PROUD)
    work()
    read = told_of_card(app, item_id)
    say(amira, item_id, "I wrote it.")
    with app.app_context(), db.transaction():
        give_up_card(item_id)  # an older one, while this one waits
    assert told_of_card(app, item_id) == read
    assert "We are reading what you said" in amira.get(f"/portfolio/{item_id}").text
    work()
    assert told_of_card(app, item_id) == []
