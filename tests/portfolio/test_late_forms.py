"""Her session ended while she typed: what she typed comes back, and is saved once she is signed in again."""

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import PASSWORD, Cast, client_of
from tests.portfolio.conftest import Desk, fields_of

FROM_US = {"Sec-Fetch-Site": "same-origin"}
CARD = {"what_i_did": "I replaced the switch\r\n& <tested> it.", "when_and_who": "In March", "in_pack": "y"}


@pytest.fixture
def item_id(app: Flask, desk: Desk) -> int:
    """A piece of hers, where forms are guarded by their tokens as in earnest."""
    made = desk.add(read=False)
    app.config["WTF_CSRF_ENABLED"] = True
    return made


def sign_in(browser: FlaskClient) -> None:
    login = {"email": "amira.hussain@example.org", "password": PASSWORD}
    assert browser.post("/sign-in", data=fields_of(browser.get("/sign-in")) | login).status_code == 302


def test_what_she_typed_is_saved_after_she_signs_in_again(
    amira: FlaskClient, desk: Desk, item_id: int
) -> None:
    path = f"/portfolio/{item_id}/card"
    amira.delete_cookie("session")
    late = amira.post(path, data={**CARD, "come_back": "yes"}, headers=FROM_US)
    assert late.status_code == 400
    assert "Your words are all below, and not saved yet." in late.text
    assert ">What I did</label>" in late.text
    assert amira.post(path, data=fields_of(late), headers=FROM_US).status_code == 401, "still signed out"
    sign_in(amira)
    assert amira.post(path, data=fields_of(late), headers=FROM_US).status_code == 302
    with desk.piece(item_id) as item:
        assert item.what_i_did.replace("\r", "") == CARD["what_i_did"].replace("\r", "")
        assert (item.when_and_who, item.card_in_pack) == ("In March", True)


def test_signed_out_in_another_tab_is_no_different(amira: FlaskClient, desk: Desk, item_id: int) -> None:
    path = f"/portfolio/{item_id}/title"
    form = fields_of(amira.get(path))
    with amira.session_transaction() as session:
        del session["_user_id"]
    late = amira.post(path, data={**form, "title": "Switch in comms room B"}, headers=FROM_US)
    assert late.status_code == 401
    assert ">Title of this piece</label>" in late.text
    sign_in(amira)
    assert amira.post(path, data=fields_of(late), headers=FROM_US).status_code == 302
    assert desk.titles() == ["Switch in comms room B"]


def test_every_form_of_hers_in_which_something_is_typed_asks_for_it(
    amira: FlaskClient, desk: Desk, item_id: int
) -> None:
    for path in ("title", "card"):
        assert "come_back" in fields_of(amira.get(f"/portfolio/{item_id}/{path}"))
    page = lxml.html.fromstring(amira.get(f"/portfolio/{item_id}").text)
    typing = [form for form in page.forms if form.xpath(".//textarea|.//input[@type='text']")]
    assert typing
    assert all("come_back" in form.fields for form in typing)
    assert all("data-guard" in form.attrib for form in typing), "and is not left without a question"


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {}]
)
def test_what_another_site_sends_is_not_laid_before_her_to_save(
    amira: FlaskClient, item_id: int, headers: dict[str, str]
) -> None:
    late = amira.post(f"/portfolio/{item_id}/card", data={**CARD, "come_back": "yes"}, headers=headers)
    assert late.status_code == 400
    assert "replaced the switch" not in late.text


def test_a_script_is_told_as_ever(amira: FlaskClient, item_id: int) -> None:
    headers = {**FROM_US, "Accept": "application/json"}
    late = amira.post(f"/portfolio/{item_id}/card", data={**CARD, "come_back": "yes"}, headers=headers)
    assert late.json is not None
    assert late.json["stale"] is True


def test_what_comes_back_is_called_as_on_its_own_page_and_a_chosen_ksb_is_seen(
    amira: FlaskClient, desk: Desk, item_id: int
) -> None:
    card, pick = f"/portfolio/{item_id}/card", f"/portfolio/{item_id}/links"
    form = fields_of(amira.get(card))
    page = lxml.html.fromstring(amira.get(f"/portfolio/{item_id}").text)
    (picking,) = [one for one in page.forms if one.action == pick]
    amira.delete_cookie("session")
    late = amira.post(card, data={**form, **CARD}, headers=FROM_US)
    assert ">What did you do?</label>" in late.text
    again = amira.post(card, data=fields_of(late), headers=FROM_US)
    assert ">What did you do?</label>" in again.text
    code = {"code": "K9", "locator": "line 7"}
    late = amira.post(pick, data={**dict(picking.fields), **code}, headers=FROM_US)
    assert ">Which KSB does this piece show?</label>" in late.text
    assert "\nK9</textarea>" in late.text


def test_whoever_is_signed_in_instead_saves_nothing_and_her_words_stay(
    app: Flask, cast: Cast, amira: FlaskClient, desk: Desk, item_id: int
) -> None:
    path = f"/portfolio/{item_id}/card"
    form = fields_of(amira.get(path))
    app.config["WTF_CSRF_ENABLED"] = False
    for other in (cast.ben, cast.callum):
        answer = client_of(app, other).post(path, data={**form, **CARD}, headers=FROM_US)
        assert answer.status_code in (403, 404)
        assert "We could not save what you wrote" in answer.text
        assert "I replaced the switch" in answer.text
    with desk.piece(item_id) as item:
        assert item.what_i_did == ""
