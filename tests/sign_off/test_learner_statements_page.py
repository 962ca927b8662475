import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from foundation.database import db
from foundation.outbox import Mail, postbox
from sign_off.links.state import LinkState
from sign_off.models import SigningLink
from tests.cast import Cast, client_of
from tests.sign_off.conftest import Desk
from tests.sign_off.guides import Shelf
from tests.sign_off.pages import words_of

pytestmark = pytest.mark.usefixtures("shelf")


@pytest.fixture
def page(cast: Cast) -> str:
    return f"/learners/{cast.amiras_apprenticeship}/statements"


def token_on(answer_text: str) -> str:
    found = re.search(r"http://masterpiece\.test/[sw]/([\w-]+)", answer_text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("who", ["ben", "olive"])
def test_her_staff_see_where_her_statements_stand(app: Flask, cast: Cast, page: str, who: str) -> None:
    words = words_of(client_of(app, getattr(cast, who)).get(page))
    assert "Amira’s statements" in words
    assert "Amira signs first, then Dana." in words
    assert "Dana Novak, dana.novak@example.org" in words


def test_ben_makes_the_link_and_sees_it_once(ben: FlaskClient, page: str, desk: Desk) -> None:
    desk.sign_first()
    answer = ben.post(f"{page}/portfolio/link")
    words = words_of(answer)
    assert "to dana.novak@example.org and to nobody else" in words
    assert "Amira must not have it" in words
    token = token_on(answer.get_data(as_text=True))
    assert desk.state_of(token) is LinkState.LIVE
    assert token not in ben.get(page).get_data(as_text=True)
    assert "Ask Dana again" in words_of(ben.get(page))


def test_a_page_that_is_loaded_again_says_that_the_link_before_no_longer_works(
    ben: FlaskClient, page: str, desk: Desk
) -> None:
    desk.sign_first()
    first = ben.post(f"{page}/portfolio/link")
    assert "This is a new link." not in words_of(first)
    again = ben.post(f"{page}/portfolio/link")
    assert re.search(
        r"This is a new link\. The one made on .+ at \d\d:\d\d no longer works\.", words_of(again)
    )
    tokens = [token_on(answer.get_data(as_text=True)) for answer in (first, again)]
    assert [desk.state_of(token) for token in tokens] == [LinkState.WITHDRAWN, LinkState.LIVE]


@pytest.mark.parametrize(
    ("who", "relation", "is_said"),
    [
        ("ben", "Relative or friend, his aunt", True),
        ("olive", "Relative or friend", True),
        ("ben", "Line manager", False),
    ],
)
def test_staff_see_that_a_relative_signed(
    app: Flask, cast: Cast, page: str, desk: Desk, who: str, relation: str, is_said: bool
) -> None:
    desk.signed_link(relation)
    words = words_of(client_of(app, getattr(cast, who)).get(page))
    assert (f"Worth a look Dana Novak signed as “{relation}”." in words) is is_said
    assert "Both have signed" in words, "it blocks nothing"
    assert "Worth a look" not in words_of(client_of(app, cast.amira).get("/statements/"))


def test_where_mail_goes_ben_is_not_shown_the_link(
    ben: FlaskClient, page: str, desk: Desk, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postbox, "url", "smtp://localhost:25")
    desk.sign_first()
    answer = ben.post(f"{page}/portfolio/link")
    assert "It goes by mail to dana.novak@example.org" in words_of(answer)
    assert "/s/" not in answer.get_data(as_text=True)
    with app.app_context(), db.transaction():
        assert len(db.session.scalars(select(Mail)).all()) == 1


def test_a_link_cannot_be_made_before_amira_has_signed(ben: FlaskClient, page: str) -> None:
    assert "Amira signs first." in words_of(ben.post(f"{page}/portfolio/link"), 409)
    assert ben.post(f"{page}/nothing/link").status_code == 404


def test_the_decision_can_be_asked_for_at_once(ben: FlaskClient, page: str) -> None:
    words_of(ben.post(f"{page}/readiness/link"))


def test_ben_confirms_the_colleague_and_a_link_goes_to_her(
    ben: FlaskClient, page: str, cast: Cast, desk: Desk, shelf: Shelf, app: Flask
) -> None:
    desk.sign_first()
    desk.bring(desk.link(), LinkState.PASSED_ON, shelf)
    words = words_of(ben.get(page))
    assert "Dana Novak asks that Priya Shah answers, at priya.shah@example.org" in words
    assert "Confirm and ask Priya Shah" in words
    with app.app_context(), db.transaction():
        (link_id,) = db.session.scalars(select(SigningLink.id)).all()
    answer = ben.post(f"/learners/{cast.amiras_apprenticeship}/links/{link_id}/confirm")
    assert "A link for Priya Shah" in words_of(answer)
    assert desk.state_of(token_on(answer.get_data(as_text=True))) is LinkState.LIVE
    assert ben.post(f"/learners/{cast.amiras_apprenticeship}/links/{link_id}/confirm").status_code == 409


def test_ben_makes_the_link_for_a_witness(
    ben: FlaskClient, page: str, cast: Cast, desk: Desk, shelf: Shelf
) -> None:
    desk.bring(desk.witness_link("I rebuilt forty laptops."), LinkState.PASSED_ON, shelf)
    words = words_of(ben.get(page))
    assert "I rebuilt forty laptops." in words
    assert "Confirm and ask Priya Shah" in words
    answer = ben.post(f"/learners/{cast.amiras_apprenticeship}/witness-statements/1/link")
    assert "/w/" in answer.get_data(as_text=True)
    words_of(answer)


def test_a_link_or_request_of_another_apprentice_is_not_found(
    ben: FlaskClient, cast: Cast, desk: Desk
) -> None:
    """Callum is Ben's too: his page does not reach Amira's links."""
    desk.witness_link()
    callums = cast.amiras_apprenticeship + 1
    assert ben.get(f"/learners/{callums}/statements").status_code == 200
    assert ben.post(f"/learners/{callums}/links/1/confirm").status_code == 404
    assert ben.post(f"/learners/{callums}/witness-statements/1/link").status_code == 404
    assert ben.post(f"/learners/{cast.amiras_apprenticeship}/links/99/confirm").status_code == 404
    assert ben.post(f"/learners/{cast.amiras_apprenticeship}/witness-statements/9/link").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("amira", 403),
        ("callum", 403),
        ("carys", 404),
        ("stranger_tutor", 404),
        ("stranger_administrator", 404),
        (None, 302),
    ],
)
def test_strangers_see_and_make_nothing(
    app: Flask, cast: Cast, page: str, desk: Desk, shelf: Shelf, who: str | None, status: int
) -> None:
    desk.sign_first()
    desk.bring(desk.link(), LinkState.PASSED_ON, shelf)
    desk.witness_link()
    browser = client_of(app, getattr(cast, who) if who else None)
    base = f"/learners/{cast.amiras_apprenticeship}"
    assert browser.get(page).status_code == status
    for path in (f"{page}/portfolio/link", f"{base}/links/1/confirm", f"{base}/witness-statements/1/link"):
        assert browser.post(path).status_code == status
    with app.app_context(), db.transaction():
        assert len(db.session.scalars(select(SigningLink)).all()) == 2
