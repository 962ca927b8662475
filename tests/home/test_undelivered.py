"""Mail that did not arrive: in Ben's queue, on Olive's page, and never with a link for Amira."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Person, Role
from accounts.services import invite_person
from foundation.clock import now
from foundation.database import db
from foundation.jobs import MOST_ATTEMPTS, Job, JobState, Worker
from foundation.outbox import Mail
from tests.cast import Cast, client_of
from tests.home.conftest import Bench
from tests.home.test_apprentice_home import text_of

pytestmark = pytest.mark.usefixtures("sends_mail")


def lose_mail(app: Flask) -> None:
    """No server takes what waits, for longer than it is tried."""
    with app.app_context(), db.transaction() as session:
        for mail in session.query(Mail):
            mail.created_at = now() - timedelta(days=3)
    for _ in range(MOST_ATTEMPTS):
        with app.app_context():
            Worker(app.extensions["jobs"]).run_all()
        with app.app_context(), db.transaction() as session:
            for job in session.query(Job).where(Job.kind == "send_mail", Job.state == JobState.WAITING):
                job.run_at = now()


@pytest.fixture
def lost(app: Flask, amira: FlaskClient, sends_mail: None) -> None:
    """Amira asks Dana for a witness statement, and the mail to Dana is given up."""
    amira.post("/witness-statements/", data={"about": "The Wi-Fi survey."})
    lose_mail(app)


@pytest.mark.usefixtures("lost")
def test_ben_reads_in_his_queue_which_mail_to_whom_did_not_arrive(
    app: Flask, ben: FlaskClient, cast: Cast
) -> None:
    text = text_of(ben)
    assert "One thing waits for you" in text
    assert "A mail to dana.novak@example.org did not arrive Amira Hussain asks what you saw" in text
    for stranger in (cast.carys, cast.stranger_tutor, cast.stranger_administrator):
        assert "dana.novak" not in text_of(client_of(app, stranger))
        assert "Every mail arrived" in text_of(client_of(app, stranger), "/undelivered/")


@pytest.mark.usefixtures("lost")
def test_ben_makes_the_link_anew_to_hand_it_over(
    ben: FlaskClient, nobody: FlaskClient, amira: FlaskClient, cast: Cast
) -> None:
    page = f"/learners/{cast.amiras_apprenticeship}/statements"
    assert f'href="{page}"' in ben.get("/undelivered/").text
    assert "The mail to dana.novak@example.org did not arrive." in text_of(ben, page)
    made = ben.post(f"/learners/{cast.amiras_apprenticeship}/links/1/hand-over").text
    (link,) = re.findall(r"http://[^/]+(/w/[\w-]+)", made)
    assert nobody.get(link).status_code == 200
    assert "Nothing waits for you" in text_of(ben)
    assert "did not arrive" not in text_of(ben, page)
    again = ben.post(f"/learners/{cast.amiras_apprenticeship}/links/1/hand-over")
    assert again.status_code == 409


@pytest.mark.usefixtures("lost")
def test_amira_reads_that_it_did_not_arrive_and_gets_no_link(amira: FlaskClient, cast: Cast) -> None:
    page = amira.get("/witness-statements/").text
    assert "The mail to Dana did not arrive." in page
    assert "/w/" not in page
    assert amira.post(f"/learners/{cast.amiras_apprenticeship}/links/1/hand-over").status_code == 403


@pytest.mark.usefixtures("lost")
def test_asking_again_by_mail_settles_the_one_that_was_lost(amira: FlaskClient, ben: FlaskClient) -> None:
    amira.post("/witness-statements/1/ask")
    assert "Nothing waits for you" in text_of(ben)


def age_mails(app: Flask, minutes: int) -> None:
    with app.app_context(), db.transaction() as session:
        for mail in session.query(Mail):
            mail.created_at -= timedelta(minutes=minutes)


def test_a_link_whose_mail_was_written_this_minute_is_not_handed_over(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    amira.post("/witness-statements/", data={"about": "The Wi-Fi survey."})
    assert "Make a link to hand over" not in text_of(
        ben, f"/learners/{cast.amiras_apprenticeship}/statements"
    )
    assert ben.post(f"/learners/{cast.amiras_apprenticeship}/links/1/hand-over").status_code == 409


def test_a_link_whose_mail_is_still_being_tried_can_be_handed_over_and_that_mail_is_not_sent(
    app: Flask, amira: FlaskClient, ben: FlaskClient, nobody: FlaskClient, cast: Cast
) -> None:
    amira.post("/witness-statements/", data={"about": "The Wi-Fi survey."})
    age_mails(app, minutes=3)
    page = f"/learners/{cast.amiras_apprenticeship}/statements"
    words = text_of(ben, page)
    assert "The mail server has not taken the mail to dana.novak@example.org yet. We keep trying" in words
    assert "did not arrive" not in words
    assert f'href="{page}"' in ben.get("/undelivered/").text
    assert "did not arrive" not in text_of(amira, "/witness-statements/")
    made = ben.post(f"/learners/{cast.amiras_apprenticeship}/links/1/hand-over").text
    (link,) = re.findall(r"http://[^/]+(/w/[\w-]+)", made)
    assert nobody.get(link).status_code == 200
    assert "Make a link to hand over" not in text_of(ben, page)
    assert "Every mail arrived" in text_of(ben, "/undelivered/"), "the other link works no more"
    with app.app_context(), db.transaction() as session:
        mail = session.query(Mail).one()
        assert (mail.sent_at, mail.body) == (None, "")
    assert ben.post(f"/learners/{cast.amiras_apprenticeship}/links/1/hand-over").status_code == 409


def test_a_link_whose_mail_has_gone_is_not_handed_over(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    amira.post("/witness-statements/", data={"about": "The Wi-Fi survey."})
    age_mails(app, minutes=30)
    with app.app_context(), db.transaction() as session:
        session.query(Mail).one().sent_at = now()
    assert ben.post(f"/learners/{cast.amiras_apprenticeship}/links/1/hand-over").status_code == 409


def test_a_mail_without_a_link_is_settled_by_telling_the_person(
    app: Flask, ben: FlaskClient, bench: Bench
) -> None:
    bench.returned("Leavers", "K13", note="Say when.")
    lose_mail(app)
    text = text_of(ben, "/undelivered/")
    assert "amira.hussain@example.org" in text
    assert "“Leavers” came back to you Tell them yourself, and check the address." in text
    while found := re.search(r"/undelivered/\d+/settle", ben.get("/undelivered/").text):
        ben.post(found[0])
    assert "Every mail arrived" in text_of(ben, "/undelivered/")
    assert "Nothing waits for you" in text_of(ben)


def test_an_invitation_that_did_not_arrive_waits_for_olive_who_hands_it_over(
    app: Flask, olive: FlaskClient, ben: FlaskClient, nobody: FlaskClient, cast: Cast
) -> None:
    with app.app_context(), db.transaction() as session:
        provider = session.get_one(Person, cast.olive).provider
        invited = invite_person("tests", provider, Role.TUTOR, "Nia Price", "nia.price@example.org")
        person_id = invited.person.id
    page = f"/administration/people/{person_id}"
    assert "Make a link to hand over" not in text_of(olive, page)
    assert olive.post(f"{page}/invitation-link").status_code == 409
    lose_mail(app)
    assert "What waits for you" in text_of(olive)
    assert "A mail to nia.price@example.org did not arrive" in text_of(olive)
    assert "nia.price" not in text_of(ben, "/undelivered/")
    assert f'href="{page}"' in olive.get("/undelivered/").text
    assert "The mail to nia.price@example.org did not arrive." in text_of(olive, page)
    (link,) = re.findall(r"http://[^/]+(/invitations/[\w-]+)", olive.post(f"{page}/invitation-link").text)
    assert nobody.get(link).status_code == 200
    assert "What waits for you" not in text_of(olive)


def test_a_mail_that_no_server_has_taken_yet_is_said_to_be_on_its_way(
    ben: FlaskClient, amira: FlaskClient, app: Flask, cast: Cast
) -> None:
    amira.post("/witness-statements/", data={"about": "The Wi-Fi survey."})
    text = text_of(ben, "/undelivered/")
    assert "1 mail not taken yet" in text and "Every mail arrived" not in text
    assert "Amira Hussain asks what you saw since" in text
    assert "dana.novak" not in text_of(client_of(app, cast.carys), "/undelivered/")
