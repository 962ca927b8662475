"""The short forms about a piece: what was typed survives that the piece was sent, or changed, in another tab."""

import pytest
from flask.testing import FlaskClient

from portfolio.models import LinkState
from tests.portfolio.conftest import Desk, fields_of
from tests.portfolio.test_file_views import a_clip
from tests.portfolio.test_mapping_views import REFLECTIVE, finding_of
from tests.portfolio.test_views import CARD

WITH_TUTOR = "is with your tutor. Take it back first if you want to change it."


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        ("title", {"title": "Patching & restarting"}),
        ("card", CARD),
        ("links/K8/place", {"locator": "line 7 & 8"}),
        ("links", {"code": "K9", "locator": "line 7 & 8"}),
    ],
)
def test_what_she_typed_about_a_piece_that_was_sent_meanwhile_comes_back(
    amira: FlaskClient, desk: Desk, form: str, typed: dict[str, str]
) -> None:
    item_id = desk.add()
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": "line 1"})
    desk.send(item_id)
    answer = amira.post(f"/portfolio/{item_id}/{form}", data=typed)
    assert answer.status_code == 422
    assert WITH_TUTOR in answer.text
    for words in typed.values():
        assert words.replace("&", "&amp;") in answer.text
    assert f'href="/portfolio/{item_id}" target="_blank"' in answer.text
    with desk.piece(item_id) as item:
        own = [(link.code, link.locator) for link in item.links if link.state is LinkState.ACCEPTED]
        assert own == [("K8", "line 1")]
        assert (item.title, item.what_i_did) == ("log", "")


def test_the_name_of_a_file_that_was_sent_meanwhile_comes_back(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add()
    desk.send(item_id)
    answer = amira.post(f"/portfolio/files/{desk.file_of(item_id)}/change", data={"name": "Ring & run.txt"})
    assert answer.status_code == 422
    assert WITH_TUTOR in answer.text
    assert 'value="Ring &amp; run.txt"' in answer.text


def test_a_form_about_a_piece_that_cannot_change_says_so_before_she_types(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add()
    assert WITH_TUTOR not in amira.get(f"/portfolio/{item_id}/card").text
    desk.send(item_id)
    page = amira.get(f"/portfolio/{item_id}/card")
    assert page.status_code == 200
    assert WITH_TUTOR in page.text


def test_the_place_of_a_link_that_she_took_away_meanwhile_can_be_added_with_it(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add()
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K9", "locator": "line 1"})
    amira.post(f"/portfolio/{item_id}/links/K9", data={"decision": "ask"})
    answer = amira.post(f"/portfolio/{item_id}/links/K9/place", data={"locator": "line 7"})
    assert answer.status_code == 422
    assert "K9 is not mapped to this piece any more. Add it again here" in answer.text
    assert 'value="line 7"' in answer.text
    assert '<option selected value="K9">' in answer.text
    assert f'action="/portfolio/{item_id}/links"' in answer.text


def test_a_note_on_what_was_put_right_meanwhile_comes_back(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(content=REFLECTIVE)
    finding = finding_of(desk, "reflective").id
    amira.post(f"/portfolio/files/{desk.file_of(item_id)}/delete")
    answer = amira.post(f"/portfolio/findings/{finding}/note", data={"note": "The manager asked for it."})
    assert answer.status_code == 422
    assert "This was put right meanwhile" in answer.text
    assert "The manager asked for it." in answer.text


def test_the_moment_in_a_clip_that_was_sent_meanwhile_comes_back(amira: FlaskClient, desk: Desk) -> None:
    item_id, file_id = a_clip(desk)
    desk.send(item_id)
    answer = amira.post(f"/portfolio/files/{file_id}/in-view", data={f"in-view-{file_id}": "0:08"})
    assert answer.status_code == 422
    assert WITH_TUTOR in answer.text
    assert 'value="0:08"' in answer.text


def test_two_tabs_with_the_same_card_keep_what_each_of_them_changed(amira: FlaskClient, desk: Desk) -> None:
    path = f"/portfolio/{desk.add()}/card"
    first, second = fields_of(amira.get(path)), fields_of(amira.get(path))
    assert amira.post(path, data={**second, "what_it_is": "Our patch log"}).status_code == 302
    assert amira.post(path, data={**first, "what_i_did": "I patched"}).status_code == 302
    with desk.piece(desk.ids()[0]) as item:
        assert (item.what_it_is, item.what_i_did, item.card_in_pack) == ("Our patch log", "I patched", True)


def test_an_answer_changed_in_two_tabs_is_shown_in_both_versions_before_one_is_kept(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add()
    path = f"/portfolio/{item_id}/card"
    amira.post(path, data={"what_i_did": "I looked\r\non.", "what_it_is": "A log"})
    first, second = fields_of(amira.get(path)), fields_of(amira.get(path))
    amira.post(path, data={**second, "what_i_did": "I patched & tested", "what_it_is": "Our log"})
    both = amira.post(path, data={**first, "what_i_did": "I patched alone"})
    assert both.status_code == 422
    assert "You saved something else for “What did you do?” in another tab." in both.text
    assert "I patched &amp; tested" in both.text
    kept = fields_of(both)
    assert (kept["what_i_did"].strip(), kept["what_it_is"].strip()) == ("I patched alone", "Our log")
    with desk.piece(item_id) as item:
        assert item.what_i_did == "I patched & tested"
    assert amira.post(path, data=kept).status_code == 302, "she has seen both, and keeps hers"
    with desk.piece(item_id) as item:
        assert (item.what_it_is, item.what_i_did) == ("Our log", "I patched alone")
