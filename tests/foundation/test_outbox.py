"""Mail leaves after the commit, once, through a real mail server."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.database import Database
from foundation.jobs import MOST_ATTEMPTS, Job, JobKind, JobState, Worker
from foundation.outbox import Mail, give_up_mail, is_given_up, postbox, queue_mail, send_mail, settle_mails
from tests.servers import MailServer


@pytest.fixture
def mailing(tmp_path: Path, database: Database, mail_server: MailServer) -> Iterator[Flask]:
    """A small app with one template of a mail, sending through a real server."""
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "hello.txt").write_text("Dear {{ name }},\n\nopen {{ link }}\n", encoding="utf-8")
    app = Flask("mailing", template_folder=str(tmp_path))
    postbox.connect(mail_server.url, "Masterpiece <no-reply@example.org>")
    with app.app_context():
        yield app
    postbox.connect("", "")


def queue(database: Database) -> None:
    with database.transaction():
        queue_mail(
            "dana@example.org", "Sign, please", "hello", name="Zoë & Dana", link="https://m.test/s/abc"
        )


def mails(database: Database) -> list[Mail]:
    with Session(database.engine) as session:
        return list(session.scalars(select(Mail)))


@pytest.mark.usefixtures("mailing")
def test_a_mail_is_sent_as_it_was_written(database: Database, mail_server: MailServer) -> None:
    queue(database)
    assert mail_server.received == []
    Worker({"send_mail": send_mail}).run_all()

    (envelope,) = mail_server.received
    assert envelope.rcpt_tos == ["dana@example.org"]
    assert isinstance(envelope.content, bytes)
    message = message_from_bytes(envelope.content, policy=policy.default)
    assert (message["Subject"], message["To"]) == ("Sign, please", "dana@example.org")
    assert message["From"] == "Masterpiece <no-reply@example.org>"
    body = message.get_content().replace("\r\n", "\n")
    assert body.rstrip() == "Dear Zoë & Dana,\n\nopen https://m.test/s/abc"


@pytest.mark.usefixtures("mailing")
def test_the_body_is_emptied_once_it_is_sent_because_it_may_hold_a_secret_link(database: Database) -> None:
    queue(database)
    assert "https://m.test/s/abc" in mails(database)[0].body
    Worker({"send_mail": send_mail}).run_all()

    (mail,) = mails(database)
    assert mail.body == ""
    assert mail.sent_at is not None


@pytest.mark.usefixtures("mailing")
def test_a_mail_that_was_sent_is_not_sent_again(database: Database, mail_server: MailServer) -> None:
    queue(database)
    Worker({"send_mail": send_mail}).run_all()
    with database.transaction():
        send_mail(mails(database)[0].id)

    assert len(mail_server.received) == 1


@pytest.mark.usefixtures("mailing")
def test_what_is_rolled_back_sends_nothing(database: Database, mail_server: MailServer) -> None:
    with pytest.raises(RuntimeError), database.transaction():
        queue_mail("dana@example.org", "Sign", "hello", name="Dana", link="x")
        raise RuntimeError("the form was refused")

    assert Worker({"send_mail": send_mail}).run_all() == 0
    assert mail_server.received == []


@pytest.mark.usefixtures("mailing")
def test_a_mail_waits_while_the_server_is_down(database: Database, mail_server: MailServer) -> None:
    there = postbox.url
    postbox.connect("smtp://127.0.0.1:1", postbox.sender)
    queue(database)
    Worker({"send_mail": send_mail}).run_all()
    assert mails(database)[0].sent_at is None
    assert "https://m.test/s/abc" in mails(database)[0].body

    postbox.connect(there, postbox.sender)
    with database.transaction() as session:
        session.execute(update(Job).where(Job.state == JobState.WAITING).values(run_at=now()))
    Worker({"send_mail": send_mail}).run_all()
    assert len(mail_server.received) == 1


@pytest.mark.usefixtures("mailing")
def test_a_server_that_is_away_for_hours_still_gets_it(database: Database, mail_server: MailServer) -> None:
    there = postbox.url
    postbox.connect("smtp://127.0.0.1:1", postbox.sender)
    queue(database)
    for _ in range(MOST_ATTEMPTS + 2):
        Worker({"send_mail": send_mail}).run_all()
        hurry(database)

    postbox.connect(there, postbox.sender)
    Worker({"send_mail": send_mail}).run_all()
    assert len(mail_server.received) == 1


@pytest.mark.usefixtures("mailing")
def test_after_two_days_it_is_given_up(database: Database) -> None:
    postbox.connect("smtp://127.0.0.1:1", postbox.sender)
    queue(database)
    with database.transaction() as session:
        session.execute(update(Mail).values(created_at=now() - timedelta(days=3)))
    give_up(database)
    with Session(database.engine) as session:
        assert session.scalars(select(Job.state)).all() == [JobState.FAILED]
    (mail,) = mails(database)
    assert mail.failed_at is not None
    assert mail.body == ""  # it may have held a secret link


@pytest.mark.usefixtures("mailing")
def test_what_was_given_up_waits_until_somebody_settles_it(database: Database) -> None:
    postbox.connect("smtp://127.0.0.1:1", postbox.sender)
    with database.transaction():
        queue_mail("dana@example.org", "Sign", "hello", concerns="link:7", name="Dana", link="x")
        queue_mail("kit@example.org", "Sign", "hello", concerns="link:8", name="Kit", link="x")
    with database.transaction() as session:
        assert not is_given_up("link:7")
        session.execute(update(Mail).values(created_at=now() - timedelta(days=3)))
    give_up(database)
    with database.transaction():
        assert is_given_up("link:7")
        settle_mails("link:7")
        assert not is_given_up("link:7")
        assert is_given_up("link:8")


@pytest.mark.usefixtures("mailing")
def test_what_waits_to_be_sent_cannot_be_settled(database: Database) -> None:
    with database.transaction():
        queue_mail("dana@example.org", "Sign", "hello", concerns="link:7", name="Dana", link="x")
        settle_mails("link:7")
    assert mails(database)[0].settled_at is None


def give_up(database: Database) -> None:
    """Try what waits until it is tried no more."""
    for _ in range(MOST_ATTEMPTS):
        Worker({"send_mail": JobKind(send_mail, give_up_mail)}).run_all()
        hurry(database)


def hurry(database: Database) -> None:
    """Whatever waits for its time is due now."""
    with database.transaction() as session:
        session.execute(update(Job).where(Job.state == JobState.WAITING).values(run_at=now()))


@pytest.mark.usefixtures("mailing")
def test_where_no_server_is_set_nothing_is_queued(database: Database) -> None:
    postbox.connect("", "")
    with database.transaction():
        assert queue_mail("dana@example.org", "Sign", "hello", name="Dana", link="x") is None

    assert mails(database) == []
    with Session(database.engine) as session:
        assert session.scalars(select(Job)).all() == []
