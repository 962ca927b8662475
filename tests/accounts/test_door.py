"""How often the door may be tried: by whom, at whose account, and what is said to whoever has to wait."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from accounts import door
from foundation.database import db
from foundation.extensions import limiter
from foundation.outbox import Mail, postbox
from tests.accounts.people import working
from tests.cast import PASSWORD

AMIRA, BEN = "amira.hussain@example.org", "ben.carter@example.org"
COLLEGE, HOME, CAFE = "192.0.2.1", "198.51.100.7", "203.0.113.9"


@pytest.fixture(autouse=True)
def counting(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Limits are on, and so small that a test reaches them."""
    app.config["RATELIMIT_ENABLED"] = True
    limiter.init_app(app)
    monkeypatch.setattr(door, "FROM_ONE_PLACE", "3 per hour")
    monkeypatch.setattr(door, "FROM_ANYWHERE", "7 per hour")
    yield
    limiter.enabled = False


def knock(browser: FlaskClient, email: str, password: str = "wrong", at: str = COLLEGE) -> TestResponse:
    form = {"email": email, "password": password}
    return browser.post("/sign-in", data=form, environ_base={"REMOTE_ADDR": at})


def wrong(app: Flask, email: str, times: int, at: str = COLLEGE) -> list[int]:
    """The answers to so many wrong passwords, each from a browser that nobody has seen before."""
    return [knock(app.test_client(), email, at=at).status_code for _ in range(times)]


def test_after_too_many_wrong_passwords_the_right_one_waits_too(app: Flask) -> None:
    assert wrong(app, AMIRA, 5) == [422, 422, 422, 429, 429]
    assert knock(app.test_client(), AMIRA, PASSWORD).status_code == 429


def test_one_persons_wrong_passwords_block_nobody_else_behind_the_same_address(app: Flask) -> None:
    wrong(app, AMIRA, 20)
    assert knock(app.test_client(), BEN, PASSWORD).status_code == 302


def test_nor_the_same_account_from_elsewhere(app: Flask) -> None:
    wrong(app, AMIRA, 20)
    assert knock(app.test_client(), AMIRA, PASSWORD, at=HOME).status_code == 302


def test_one_account_is_not_guessed_from_many_addresses(app: Flask) -> None:
    answers = [wrong(app, AMIRA, 1, at=f"198.51.100.{number}")[0] for number in range(10)]
    assert answers == [422] * 7 + [429] * 3
    assert knock(app.test_client(), BEN, PASSWORD, at="198.51.100.3").status_code == 302


def test_the_machines_of_one_household_count_as_one(app: Flask) -> None:
    answers = [wrong(app, AMIRA, 1, at=f"2001:db8:1:2::{number}")[0] for number in range(1, 6)]
    assert answers == [422, 422, 422, 429, 429]
    assert wrong(app, AMIRA, 1, at="2001:db8:1:3::1") == [422]


def test_a_browser_that_was_let_in_before_is_not_kept_out_by_strangers(app: Flask) -> None:
    hers = app.test_client()
    assert knock(hers, AMIRA, PASSWORD, at=HOME).status_code == 302
    hers.post("/sign-out")
    for number in range(10):
        wrong(app, AMIRA, 2, at=f"203.0.113.{number}")
    wrong(app, AMIRA, 5, at=HOME)
    assert knock(app.test_client(), AMIRA, PASSWORD, at=CAFE).status_code == 429, "it is under attack"
    assert knock(hers, AMIRA, PASSWORD, at=HOME).status_code == 302
    hers.post("/sign-out")
    assert knock(hers, AMIRA, PASSWORD, at=CAFE).status_code == 302, "wherever she takes it"


def test_but_it_may_not_guess_for_ever_either_and_not_at_another_account(app: Flask) -> None:
    hers = app.test_client()
    knock(hers, AMIRA, PASSWORD)
    hers.post("/sign-out")
    assert [knock(hers, AMIRA).status_code for _ in range(4)] == [422, 422, 422, 429]
    wrong(app, BEN, 3)
    assert knock(hers, BEN, PASSWORD).status_code == 429, "it is not known for Ben"


def test_a_mark_that_somebody_made_up_counts_for_nothing(app: Flask) -> None:
    forger = app.test_client()
    forger.set_cookie(door.COOKIE, "WyJiIixbImEiXV0.forged")
    wrong(app, AMIRA, 3)
    assert knock(forger, AMIRA, PASSWORD).status_code == 429


def test_right_passwords_are_not_counted(app: Flask) -> None:
    for _ in range(5):
        assert knock(app.test_client(), AMIRA, PASSWORD).status_code == 302


def test_the_wait_that_is_named_is_that_of_the_limit_which_is_reached(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said() -> str:
        page = knock(app.test_client(), AMIRA).text
        found = re.search(r"Wait (\d+ \w+), then try again, or ask your", page)
        assert found is not None
        return found[1]

    wrong(app, AMIRA, 3)
    assert re.fullmatch(r"[56]\d minutes", said()), "nearly an hour, and not a minute"
    monkeypatch.setattr(door, "FROM_ONE_PLACE", "2 per 5 minutes; 40 per hour")
    wrong(app, AMIRA, 2)
    assert re.fullmatch(r"[1-5] minutes|\d+ seconds?", said())


def without_token(page: str, address: str) -> str:
    return re.sub(r'(name="csrf_token" value=)"[^"]*"', "", page).replace(address, "")


def test_nobody_learns_which_accounts_exist(app: Flask) -> None:
    nobodys = "no.one@example.org"
    assert wrong(app, nobodys, 5) == wrong(app, AMIRA, 5)
    known, unknown = (without_token(knock(app.test_client(), who).text, who) for who in (AMIRA, nobodys))
    assert known == unknown


def test_an_account_is_one_however_its_address_is_written(app: Flask) -> None:
    wrong(app, "AMIRA.Hussain@example.org", 3)
    assert wrong(app, AMIRA, 1) == [429]


def test_whoever_waits_gets_in_by_the_mail(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postbox, "url", "smtp://localhost:1")
    wrong(app, AMIRA, 5)
    browser = app.test_client()
    assert browser.post("/new-password", data={"email": AMIRA}).status_code == 200
    with working(app):
        body = db.session.scalars(select(Mail.body)).one()
    (path,) = re.findall(r"http://masterpiece\.test(/new-password/\S+)", body)
    new = "another long password"
    for link in range(2):
        answer = browser.post(path, data={"password": new, "again": new if link else "something else"})
        assert answer.status_code == (302 if link else 200)
    browser.post("/sign-out")
    assert knock(browser, AMIRA, new).status_code == 302, "and is known from then on"


def test_a_mailbox_is_not_flooded_and_the_newest_link_is_named(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postbox, "url", "smtp://localhost:1")
    monkeypatch.setattr(door, "LINKS", "2 per hour")
    answers = [app.test_client().post("/new-password", data={"email": AMIRA}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
    assert "Open the newest mail: its link works." in answers[-1].text
    with working(app):
        assert db.session.scalar(select(func.count()).select_from(Mail)) == 2
    strangers = [app.test_client().post("/new-password", data={"email": "no@example.org"}) for _ in range(3)]
    assert [answer.status_code for answer in strangers] == [200, 200, 429], "nobody learns who has an account"


def test_the_mark_names_nobody_and_no_script_reads_it(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    answer = knock(app.test_client(), AMIRA, PASSWORD)
    (cookie,) = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith(door.COOKIE)]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert "amira" not in cookie.lower() and "Max-Age=15552000" in cookie
    wrong(app, AMIRA, 5)
    assert "amira" not in caplog.text.lower() and COLLEGE not in caplog.text


def test_whoever_waits_reads_for_which_address_and_what_to_do_where_no_mail_goes(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong(app, AMIRA, 4)
    page = knock(app.test_client(), AMIRA).text
    assert f"There were too many wrong passwords for {AMIRA}." in page
    assert "or ask your training provider’s administrator for a link." in page
    assert "/new-password" not in page
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")
    page = knock(app.test_client(), AMIRA).text
    assert "or set a new password." in page and "/new-password" in page
