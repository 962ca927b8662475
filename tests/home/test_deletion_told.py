"""Deletion is no secret: she, her tutor and whoever asked hear of it, and their pages say so until it happens."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import Apprenticeship, Person
from foundation.clock import as_day, now
from foundation.database import db
from foundation.outbox import Mail
from tests.cast import Cast, client_of
from tests.home.test_apprentice_home import text_of


def ask(client: FlaskClient, cast: Cast, what: str = "deletion") -> str:
    """Ask for it, or take it back. Returns the last day, as it was set: midnight may have gone by since."""
    assert client.post(f"/leaving/{cast.amiras_apprenticeship}/{what}").status_code == 302
    with client.application.app_context(), db.transaction() as session:
        after = session.get_one(Apprenticeship, cast.amiras_apprenticeship).delete_after
        return as_day(after) if after else ""


def mails(app: Flask) -> dict[str, Mail]:
    """Each by whom it is for; two to one person would be one too many."""
    with app.app_context(), db.transaction() as session:
        written = session.scalars(select(Mail).order_by(Mail.id)).all()
        assert len({mail.to for mail in written}) == len(written)
        return {mail.to: mail for mail in written}


@pytest.mark.usefixtures("sends_mail")
def test_she_is_told_when_it_happens_who_asked_and_how_to_stop_it(
    app: Flask, olive: FlaskClient, cast: Cast
) -> None:
    last_day = ask(olive, cast)
    mail = mails(app)["amira.hussain@example.org"]
    assert mail.subject == f"Everything of yours is deleted after {last_day}"
    assert (
        f"Olive Marsh of Larkfield Training asked that everything of yours is deleted after {last_day}"
        in mail.body
    )
    assert "http://masterpiece.test/leaving" in mail.body
    assert "To keep it, or to download everything first" in mail.body
    assert "Questions? Ask Olive Marsh: olive.marsh@example.org" in mail.body


@pytest.mark.usefixtures("sends_mail")
def test_her_tutor_is_told_and_whom_to_ask(app: Flask, olive: FlaskClient, cast: Cast) -> None:
    last_day = ask(olive, cast)
    mail = mails(app)["ben.carter@example.org"]
    assert mail.subject == f"Everything of Amira Hussain is deleted after {last_day}"
    assert "Olive Marsh asked that everything of Amira Hussain is deleted" in mail.body
    assert "Should it stay? Ask Olive Marsh: olive.marsh@example.org" in mail.body


@pytest.mark.usefixtures("sends_mail")
def test_who_cannot_sign_in_is_told_whom_to_ask_and_gets_no_link(
    app: Flask, olive: FlaskClient, cast: Cast
) -> None:
    with app.app_context(), db.transaction() as session:
        session.get_one(Person, cast.amira).deactivated_at = now()
    ask(olive, cast)
    body = mails(app)["amira.hussain@example.org"].body
    assert "ask Olive Marsh before that day: olive.marsh@example.org" in body
    assert "/leaving" not in body


@pytest.mark.usefixtures("sends_mail")
def test_when_she_asked_herself_she_gets_a_copy_and_her_tutor_hears_of_it(
    app: Flask, amira: FlaskClient, cast: Cast
) -> None:
    ask(amira, cast)
    page = amira.get("/leaving").text
    assert "We told Ben by mail." in page
    written = mails(app)
    assert "If it was not you who asked" in written["amira.hussain@example.org"].body
    assert (
        "Amira Hussain asked that everything of theirs is deleted" in written["ben.carter@example.org"].body
    )


@pytest.mark.usefixtures("sends_mail")
def test_both_hear_that_it_is_kept_after_all(
    app: Flask, olive: FlaskClient, amira: FlaskClient, cast: Cast
) -> None:
    ask(olive, cast)
    with app.app_context(), db.transaction() as session:
        for mail in session.scalars(select(Mail)):
            session.delete(mail)
    ask(amira, cast, "keep")
    written = mails(app)
    assert "You took it back: nothing of yours is deleted" in written["amira.hussain@example.org"].body
    assert (
        "Amira Hussain took it back: nothing of Amira Hussain is deleted"
        in written["ben.carter@example.org"].body
    )


def test_where_no_mail_goes_out_the_administrator_is_asked_to_tell_them(
    app: Flask, olive: FlaskClient, cast: Cast
) -> None:
    page = f"/learners/{cast.amiras_apprenticeship}/leaving"
    assert "Amira and Ben hear of it, and can see it until then." in text_of(olive, page)
    ask(olive, cast)
    assert "No mail goes out from here, so tell Amira and Ben yourself." in text_of(olive, page)
    assert mails(app) == {}


def test_her_home_says_so_until_it_is_taken_back(amira: FlaskClient, olive: FlaskClient, cast: Cast) -> None:
    assert "is deleted after" not in text_of(amira)
    said = f"Everything of yours is deleted after {ask(olive, cast)}. Olive Marsh asked for it."
    assert said in text_of(amira)
    assert 'href="/leaving">Keep or download everything</a>' in amira.get("/").text
    ask(olive, cast, "keep")
    assert said not in text_of(amira)


def test_the_tutors_pages_say_so_and_whom_to_ask(
    app: Flask, ben: FlaskClient, olive: FlaskClient, cast: Cast
) -> None:
    hers, callums = f"/learners/{cast.amiras_apprenticeship}", f"/learners/{cast.amiras_apprenticeship + 1}"
    last_day = ask(olive, cast)
    assert f"Amira Hussain Deleted after {last_day}" in text_of(ben, "/learners/")
    assert text_of(ben, "/learners/").count("Deleted after") == 1, "Callum's stays"
    said = f"Everything of Amira Hussain is deleted after {last_day}. Olive Marsh asked for it."
    assert said in text_of(ben, hers)
    assert "Should it stay? Ask Olive Marsh: olive.marsh@example.org." in text_of(ben, hers)
    assert "Keep or download everything" not in text_of(ben, hers), "a tutor may not"
    assert "is deleted after" not in text_of(ben, callums)
    assert "You asked for it." in text_of(olive, hers)
    assert f"{hers}/leaving" in olive.get(hers).text
    ask(client_of(app, cast.amira), cast, "keep")
    assert "eleted after" not in text_of(ben, "/learners/") + text_of(ben, hers)


def test_a_second_request_names_whoever_made_it(amira: FlaskClient, olive: FlaskClient, cast: Cast) -> None:
    ask(olive, cast)
    ask(amira, cast, "keep")
    ask(amira, cast)
    assert "You asked for it." in text_of(amira)


@pytest.mark.usefixtures("sends_mail")
def test_the_administrator_sees_it_at_home_and_on_the_account_and_a_new_tutor_reads_it_in_the_mail(
    app: Flask, olive: FlaskClient, cast: Cast
) -> None:
    leaving = f'href="/learners/{cast.amiras_apprenticeship}/leaving"'
    account = f"/administration/people/{cast.amira}"
    assert "About to be deleted" not in text_of(olive)
    assert "Download or delete everything" in text_of(olive, account)
    last_day = ask(olive, cast)
    assert f"About to be deleted Amira Hussain Everything is deleted after {last_day}" in text_of(olive)
    assert leaving in olive.get("/").text and leaving in olive.get(account).text
    assert f"Everything of Amira Hussain is deleted after {last_day}." in text_of(olive, account)
    taker = {"taker": str(cast.carys)}
    assert olive.post(f"/administration/people/{cast.ben}/learners", data=taker).status_code == 302
    with app.app_context(), db.transaction() as session:
        body = session.scalars(select(Mail.body).where(Mail.kind == "learners_given")).one()
    assert f"(everything of Amira is deleted after {last_day}, unless that is taken back)" in body
    assert "- Callum Reid, Northgate Housing Trust\n" in body
