"""Signing out ends the sign-in of this browser, also where its cookie was copied, and no other."""

from datetime import timedelta

import flask
from flask import Flask, flash
from flask.testing import FlaskClient
from sqlalchemy import func, select

from accounts.door import SIGN_IN
from accounts.models import Person, SignedOut
from accounts.signing_out import SPARE
from foundation.database import db
from tests.accounts.people import working
from tests.cast import PASSWORD, Cast, client_of

AMIRA = {"email": "amira.hussain@example.org", "password": PASSWORD}


def signed_in(app: Flask) -> FlaskClient:
    browser = app.test_client()
    assert browser.post("/sign-in", data=AMIRA).status_code == 302
    assert browser.get("/").status_code == 200
    return browser


def copy_of(app: Flask, browser: FlaskClient) -> FlaskClient:
    """Another browser, into which somebody put her cookie."""
    cookie = browser.get_cookie("session")
    assert cookie is not None
    other = app.test_client()
    other.set_cookie("session", cookie.value)
    assert other.get("/").status_code == 200
    return other


def is_shut(browser: FlaskClient) -> bool:
    return browser.get("/").status_code == 302


def test_a_copy_of_the_cookie_opens_nothing_once_she_has_signed_out(app: Flask) -> None:
    hers = signed_in(app)
    copy = copy_of(app, hers)
    hers.post("/sign-out")
    assert is_shut(hers)
    assert is_shut(copy)
    copy.get("/sign-in")  # which seals the copied cookie anew
    assert is_shut(copy)


def test_her_phone_stays_signed_in_and_she_can_come_back(app: Flask) -> None:
    hers, phone = signed_in(app), signed_in(app)
    hers.post("/sign-out")
    assert not is_shut(phone)
    assert hers.post("/sign-in", data=AMIRA).status_code == 302
    assert not is_shut(hers)


def test_signing_out_twice_is_signing_out_once(app: Flask) -> None:
    hers = signed_in(app)
    copy = copy_of(app, hers)
    hers.post("/sign-out")
    assert copy.post("/sign-out").location.startswith("/sign-in")
    with working(app):
        assert db.session.scalar(select(func.count()).select_from(SignedOut)) == 1


def test_a_cookie_from_before_sign_ins_had_tokens_ends_with_all_others(app: Flask, cast: Cast) -> None:
    old, other, bens = client_of(app, cast.amira), signed_in(app), client_of(app, cast.ben)
    copy = copy_of(app, old)
    old.post("/sign-out")
    assert is_shut(old) and is_shut(copy) and is_shut(other)
    assert not is_shut(bens)


def test_a_closed_account_keeps_no_list_of_what_was_ended(app: Flask, cast: Cast, olive: FlaskClient) -> None:
    signed_in(app).post("/sign-out")
    phone = signed_in(app)
    assert olive.post(f"/administration/people/{cast.amira}/deactivate").status_code == 302
    assert is_shut(phone)
    with working(app):
        assert db.session.get_one(Person, cast.amira).deactivated_at is not None
        assert db.session.scalar(select(func.count()).select_from(SignedOut)) == 0


def test_a_cookie_that_is_refused_is_never_sealed_around_that_sign_in_again(app: Flask) -> None:
    hers = signed_in(app)
    copy, quiet = copy_of(app, hers), copy_of(app, hers)
    hers.post("/sign-out")
    for page in ("/sign-in", "/"):
        copy.get(page)
        with copy.session_transaction() as session:
            assert not {"_user_id", SIGN_IN} & set(session)
    with app.test_request_context("/no-page", headers={"Cookie": cookies_of(quiet)}):
        app.preprocess_request()
        flash("Something that changes the session, where nobody asked who is signed in.")
        app.process_response(app.response_class())
        assert not {"_user_id", SIGN_IN} & set(flask.session)


def test_sign_outs_are_forgotten_once_their_cookies_have_run_out_by_themselves(app: Flask) -> None:
    signed_in(app).post("/sign-out")
    signed_in(app).post("/sign-out")
    with working(app):
        first, second = db.session.scalars(select(SignedOut).order_by(SignedOut.id))
        first.at -= app.permanent_session_lifetime + SPARE + timedelta(minutes=1)
        second.at -= app.permanent_session_lifetime
        kept = second.digest
    signed_in(app).post("/sign-out")
    with working(app):
        digests = db.session.scalars(select(SignedOut.digest).order_by(SignedOut.id)).all()
        assert (len(digests), digests[0]) == (2, kept)


def cookies_of(browser: FlaskClient) -> str:
    cookie = browser.get_cookie("session")
    assert cookie is not None
    return f"session={cookie.value}"
