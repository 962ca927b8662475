"""Learners go to another tutor: everybody whom it touches hears of it, each in one mail."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import Person, Role
from accounts.queries import list_apprenticeships_for, list_people_of
from accounts.services import invite_person
from foundation.clock import now
from foundation.database import db
from foundation.outbox import Mail, postbox
from tests.accounts.people import the, working
from tests.cast import Cast


@pytest.fixture(autouse=True)
def sends_mail(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mail is set up; nothing of it is delivered before a job runs, and none does."""
    monkeypatch.setattr(postbox, "url", "smtp://localhost:1")


def hand_over(olive: FlaskClient, cast: Cast) -> None:
    answer = olive.post(f"/administration/people/{cast.ben}/learners", data={"taker": cast.carys})
    assert answer.status_code == 302


def mails(app: Flask) -> dict[str, str]:
    """The body by the address; two mails to one person would be one too many."""
    with working(app):
        written = db.session.scalars(select(Mail)).all()
        assert len({mail.to for mail in written}) == len(written)
        return {mail.to: f"{mail.subject}\n{mail.body}" for mail in written}


def test_whoever_takes_them_gets_one_mail_with_their_names(
    app: Flask, olive: FlaskClient, cast: Cast
) -> None:
    hand_over(olive, cast)
    mail = mails(app)["carys.bevan@example.org"]
    assert mail.startswith("2 learners are with you now")
    assert "who learned with Ben Carter before" in mail
    assert mail.index("- Amira Hussain, Northgate Housing Trust") < mail.index("- Callum Reid, Northgate")
    assert mail.rstrip().endswith("http://masterpiece.test/")


def test_each_learner_hears_who_the_tutor_is_and_that_nothing_is_lost(
    app: Flask, olive: FlaskClient, cast: Cast
) -> None:
    hand_over(olive, cast)
    written = mails(app)
    for who in ("amira.hussain@example.org", "callum.reid@example.org"):
        assert written[who].startswith("Carys Bevan is your tutor now")
        assert "in place of Ben Carter" in written[who]
        assert "Ask Carys Bevan: carys.bevan@example.org" in written[who]
    assert "with a colleague now" in written["ben.carter@example.org"]
    assert "with Carys Bevan from today" in written["ben.carter@example.org"]


def test_nobody_is_written_to_whose_account_is_not_open(app: Flask, olive: FlaskClient, cast: Cast) -> None:
    with working(app):
        the(cast.amira).deactivated_at = now()
        the(cast.callum).password_hash = None
    hand_over(olive, cast)
    assert set(mails(app)) == {"carys.bevan@example.org", "ben.carter@example.org"}


def test_one_learner_changes_by_her_own_page_and_a_page_that_was_only_saved_writes_nothing(
    app: Flask, olive: FlaskClient, cast: Cast
) -> None:
    place = {
        "employer": "Northgate Housing Trust",
        "manager_name": "Dana Novak",
        "manager_email": "dana.novak@example.org",
        "started_on": ["6", "1", "2025"],
    }
    page = f"/administration/learners/{cast.amiras_apprenticeship}"
    assert olive.post(page, data={**place, "tutor": cast.ben}).status_code == 302
    assert mails(app) == {}
    assert olive.post(page, data={**place, "tutor": cast.carys}).status_code == 302
    written = mails(app)
    assert set(written) == {"amira.hussain@example.org", "carys.bevan@example.org", "ben.carter@example.org"}
    assert written["carys.bevan@example.org"].startswith("1 learner is with you now")
    assert "You teach this learner now" in written["carys.bevan@example.org"]


def test_people_come_as_english_readers_look_for_them(app: Flask, cast: Cast) -> None:
    names = ["Zoë Hart", "de Souza", "Łukasz Nowak", "Óscar Ruiz"]
    with working(app):
        provider = the(cast.olive).provider
        for number, name in enumerate(names):
            invite_person("tests", provider, Role.TUTOR, name, f"t{number}@example.org")
        tutors = [one.name for one in list_people_of(provider) if one.role is Role.TUTOR]
        assert tutors == ["Ben Carter", "Carys Bevan", "de Souza", "Łukasz Nowak", "Óscar Ruiz", "Zoë Hart"]
        db.session.get_one(Person, cast.amira).name = "Łukasz Reid"
        db.session.get_one(Person, cast.callum).name = "Zoë Reid"
        learners = list_apprenticeships_for(the(cast.ben))
        assert [one.apprentice.name for one in learners] == ["Łukasz Reid", "Zoë Reid"]
