"""What Amira said yes to, once the file that showed it is replaced, taken out or brought back."""

import pytest
from flask.testing import FlaskClient

from foundation.database import db
from foundation.events import Event
from portfolio.models import KsbLink, LinkState
from portfolio.queries import list_findings
from tests.portfolio.conftest import LOG, Desk, upload

OTHER = b"Nothing that tells."
ASKS = "what this rests on has changed since. Does it still show"


def said_yes(desk: Desk) -> tuple[int, int, str]:
    """A piece with its log, whose first suggestion she has accepted: the piece, the file and the code."""
    item_id = desk.add()
    with desk.piece(item_id) as item:
        code = next(link.code for link in item.links if link.excerpt)
    desk.browser.post(f"/portfolio/{item_id}/links/{code}", data={"decision": "yes"})
    return item_id, desk.file_of(item_id), code


def replace(desk: Desk, file_id: int, content: bytes) -> None:
    upload(desk.browser, f"/portfolio/files/{file_id}/replace", ("log.txt", content))
    desk.work()


def link_of(desk: Desk, item_id: int, code: str) -> KsbLink:
    with desk.piece(item_id) as item:
        return next(link for link in item.links if link.code == code)


def told(desk: Desk, item_id: int) -> list[str]:
    with desk.piece(item_id):
        events = db.session.query(Event).filter(Event.subject == f"evidence:{item_id}").order_by(Event.id)
        return [
            event.kind for event in events if event.kind in ("ksb_link_asked_again", "ksb_link_given_back")
        ]


def test_words_that_the_new_file_does_not_hold_are_asked_about_again(desk: Desk) -> None:
    item_id, file_id, code = said_yes(desk)
    assert ASKS not in desk.browser.get(f"/portfolio/{item_id}").text
    replace(desk, file_id, OTHER)
    link = link_of(desk, item_id, code)
    assert (link.state, link.is_asked_again) == (LinkState.OPEN, True)
    assert f"{ASKS} {code}?" in desk.browser.get(f"/portfolio/{item_id}").text
    assert told(desk, item_id) == ["ksb_link_asked_again"]


def test_nothing_is_asked_while_a_file_that_may_hold_the_words_is_still_to_be_read(desk: Desk) -> None:
    item_id, file_id, code = said_yes(desk)
    upload(desk.browser, f"/portfolio/{item_id}/files", ("copy.txt", LOG))
    desk.browser.post(f"/portfolio/files/{file_id}/delete")
    assert link_of(desk, item_id, code).state is LinkState.ACCEPTED
    desk.work()
    assert told(desk, item_id) == []


def test_words_that_the_new_file_still_holds_take_their_link_along(desk: Desk) -> None:
    item_id, file_id, code = said_yes(desk)
    before = link_of(desk, item_id, code)
    replace(
        desk, file_id, b"A title\n\nAn introduction to the work.\n\n" + LOG.replace(b"system ", b"system  ")
    )
    link = link_of(desk, item_id, code)
    assert link.state is LinkState.ACCEPTED
    assert link.file_id == desk.file_of(item_id) != file_id
    assert link.locator != before.locator
    assert link.excerpt.split() == before.excerpt.split()
    assert told(desk, item_id) == []


def test_a_place_in_her_own_words_stays_hers_when_the_words_move(desk: Desk) -> None:
    item_id, file_id, code = said_yes(desk)
    desk.browser.post(f"/portfolio/{item_id}/links/{code}/place", data={"locator": "the last entry"})
    replace(desk, file_id, b"A title\n\nAn introduction to the work.\n\n" + LOG)
    assert link_of(desk, item_id, code).locator == "the last entry"


def test_a_file_taken_out_opens_her_answer_and_brought_back_gives_it_back(desk: Desk) -> None:
    item_id, file_id, code = said_yes(desk)
    before = link_of(desk, item_id, code)
    desk.browser.post(f"/portfolio/files/{file_id}/delete")
    assert link_of(desk, item_id, code).is_asked_again
    desk.browser.post(f"/portfolio/files/{file_id}/restore")
    link = link_of(desk, item_id, code)
    assert (link.state, link.locator, link.excerpt) == (LinkState.ACCEPTED, before.locator, before.excerpt)
    assert told(desk, item_id) == ["ksb_link_asked_again", "ksb_link_given_back"]


def test_another_yes_quotes_nothing_and_has_to_say_where(desk: Desk) -> None:
    item_id, file_id, code = said_yes(desk)
    replace(desk, file_id, OTHER)
    desk.browser.post(f"/portfolio/{item_id}/links/{code}", data={"decision": "yes"})
    link = link_of(desk, item_id, code)
    assert (link.state, link.excerpt, link.locator) == (LinkState.ACCEPTED, "", "")
    with desk.look() as own:
        assert [one.item_id for one in list_findings(own) if one.rule == "link_without_locator"] == [item_id]
    replace(desk, desk.file_of(item_id), OTHER + b" Still.")
    assert link_of(desk, item_id, code).is_asked_again, "it rests on the file that she looked at"


def test_what_she_rejects_after_being_asked_again_stays_rejected(desk: Desk) -> None:
    item_id, file_id, code = said_yes(desk)
    replace(desk, file_id, OTHER)
    desk.browser.post(f"/portfolio/{item_id}/links/{code}", data={"decision": "no"})
    with desk.piece(item_id) as item:
        old = next(file for file in item.files if file.id == file_id)
        assert old.deleted_at is not None
    desk.browser.post(f"/portfolio/files/{file_id}/restore")
    assert link_of(desk, item_id, code).state is LinkState.REJECTED


@pytest.mark.parametrize("how", ["replace", "delete"])
def test_a_link_by_hand_is_asked_again_once_no_file_of_then_is_left(
    amira: FlaskClient, desk: Desk, how: str
) -> None:
    item_id = desk.add(content=OTHER)
    file_id = desk.file_of(item_id)
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": "page 3"})
    upload(amira, f"/portfolio/{item_id}/files", ("more.txt", b"Nothing more."))
    desk.work()
    assert link_of(desk, item_id, "K8").state is LinkState.ACCEPTED
    if how == "replace":
        replace(desk, file_id, b"Nothing at all.")
    else:
        amira.post(f"/portfolio/files/{file_id}/delete")
    link = link_of(desk, item_id, "K8")
    assert (link.is_asked_again, link.locator) == (True, "page 3")
    amira.post(f"/portfolio/{item_id}/links/K8", data={"decision": "yes"})
    link = link_of(desk, item_id, "K8")
    assert (link.state, link.locator) == (LinkState.ACCEPTED, "page 3")


def test_words_that_left_the_card_are_asked_about_again(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(content=OTHER)
    amira.post(f"/portfolio/{item_id}/card", data={"what_i_did": LOG.decode(), "in_pack": "y"})
    desk.work()
    with desk.piece(item_id) as item:
        code = next(link.code for link in item.links if link.excerpt)
    amira.post(f"/portfolio/{item_id}/links/{code}", data={"decision": "yes"})
    amira.post(f"/portfolio/{item_id}/card", data={"what_i_did": "I had lunch.", "in_pack": "y"})
    desk.work()
    assert link_of(desk, item_id, code).is_asked_again
