"""A piece as Ben reads it: what was sent, whatever she has changed since."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Cast, client_of
from tests.portfolio.conftest import LOG, Desk, upload


def sent(amira: FlaskClient, desk: Desk) -> int:
    """A piece with a link and a card, sent to Ben."""
    item_id = desk.add("Patch & restart.txt", LOG)
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": "line 1"})
    amira.post(f"/portfolio/{item_id}/card", data={"what_i_did": "I wrote it & ran it.", "in_pack": "y"})
    desk.work()
    desk.send(item_id)
    return item_id


def text_of(browser: FlaskClient, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def take_back_and_change(amira: FlaskClient, desk: Desk, item_id: int) -> None:
    """She has it back from Ben and changes all of it."""
    file_id = desk.file_of(item_id)
    amira.post(f"/portfolio/{item_id}/title", data={"title": "Another title"})
    amira.post(f"/portfolio/{item_id}/card", data={"what_i_did": "Not for Ben yet.", "in_pack": "y"})
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K7", "locator": "line 9"})
    upload(amira, f"/portfolio/files/{file_id}/replace", ("draft.txt", b"Words of a draft."))
    desk.work()


def test_he_reads_the_words_the_card_and_what_it_is_mapped_to(
    amira: FlaskClient, ben: FlaskClient, desk: Desk
) -> None:
    item_id = sent(amira, desk)
    text = text_of(ben, f"/portfolio/{item_id}")
    assert "on each of 46 Ubuntu servers" in text
    assert "I wrote it &amp; ran it." in text
    assert "K8" in text
    assert "Accept" in text
    page = ben.get(f"/portfolio/{item_id}").text
    assert f"/portfolio/{item_id}/delete" not in page
    assert "Yes, this shows" not in page


def test_he_never_sees_what_she_changes_before_it_is_sent_again(
    amira: FlaskClient, ben: FlaskClient, desk: Desk
) -> None:
    item_id = sent(amira, desk)
    with desk.piece(item_id) as item:
        subject_id = item.subject_id
    ben.post(f"/subjects/{subject_id}/return", data={"round": "1", "note": "Give the date."})
    take_back_and_change(amira, desk, item_id)
    text = text_of(ben, f"/portfolio/{item_id}")
    assert "Amira has it back and may be changing it. You see what was sent." in text
    assert "on each of 46 Ubuntu servers" in text
    for draft in ("Another title", "Not for Ben yet.", "K7", "Words of a draft.", "draft.txt"):
        assert draft not in text, draft
    with desk.piece(item_id) as item:
        draft_file = item.files[-1].id
    assert ben.get(f"/portfolio/files/{draft_file}").status_code == 404
    desk.send(item_id)
    again = text_of(ben, f"/portfolio/{item_id}")
    assert "Another title" in again
    assert "Words of a draft." in again


def test_sending_back_without_a_note_says_at_its_field_what_is_missing(
    amira: FlaskClient, ben: FlaskClient, desk: Desk
) -> None:
    item_id = sent(amira, desk)
    with desk.piece(item_id) as item:
        subject_id = item.subject_id
    answer = ben.post(f"/subjects/{subject_id}/return", data={"round": "1", "note": " "})
    assert answer.location == f"/portfolio/{item_id}#decide"
    page = ben.get(f"/portfolio/{item_id}").text
    missing = "Say in a sentence what should change, so that it can be changed."
    at_the_field = page.split('id="note-error"')[1].split("</p>")[0]
    assert missing in at_the_field and 'aria-describedby="note-hint note-error"' in page
    assert "note-error" not in ben.get(f"/portfolio/{item_id}").text, "it is said once"


def test_what_was_withdrawn_before_he_answered_is_a_draft_again(
    amira: FlaskClient, ben: FlaskClient, desk: Desk
) -> None:
    item_id = sent(amira, desk)
    with desk.piece(item_id) as item:
        subject_id = item.subject_id
    amira.post(f"/subjects/{subject_id}/withdraw")
    assert ben.get(f"/portfolio/{item_id}").status_code == 404


def test_a_file_that_was_sent_can_still_be_fetched_after_it_was_replaced(
    amira: FlaskClient, ben: FlaskClient, desk: Desk
) -> None:
    item_id = sent(amira, desk)
    file_id = desk.file_of(item_id)
    with desk.piece(item_id) as item:
        subject_id = item.subject_id
    ben.post(f"/subjects/{subject_id}/return", data={"round": "1", "note": "Give the date."})
    take_back_and_change(amira, desk, item_id)
    assert ben.get(f"/portfolio/files/{file_id}").data == LOG


def test_nobody_else_reads_it_but_the_administrator_who_decides_nothing(
    app: Flask, cast: Cast, amira: FlaskClient, olive: FlaskClient, desk: Desk
) -> None:
    item_id = sent(amira, desk)
    assert "46 Ubuntu servers" in text_of(olive, f"/portfolio/{item_id}")
    assert 'value="Accept"' not in olive.get(f"/portfolio/{item_id}").text
    with desk.piece(item_id) as item:
        subject_id = item.subject_id
    assert olive.post(f"/subjects/{subject_id}/accept", data={"round": "1"}).status_code == 403
    for who in (cast.carys, cast.callum, cast.stranger_tutor, cast.stranger_administrator):
        assert client_of(app, who).get(f"/portfolio/{item_id}").status_code == 404


def test_once_it_is_decided_the_page_leads_to_the_longest_wait_of_his_queue(
    amira: FlaskClient, ben: FlaskClient, desk: Desk
) -> None:
    pieces = [sent(amira, desk), sent(amira, desk), sent(amira, desk)]
    subjects = []
    for item_id in pieces:
        with desk.piece(item_id) as item:
            subjects.append(item.subject_id)
    assert "Next in your queue" not in ben.get(f"/portfolio/{pieces[2]}").text
    ben.post(f"/subjects/{subjects[2]}/accept", data={"round": "1"})
    page = ben.get(f"/portfolio/{pieces[2]}").text
    assert "Of 2 that wait for you, it has waited longest." in page
    assert f'href="/subjects/{subjects[0]}"' in page
    for subject_id in subjects[:2]:
        ben.post(f"/subjects/{subject_id}/accept", data={"round": "1"})
    assert "Your queue is empty" in ben.get(f"/portfolio/{pieces[0]}").text
    assert "Your queue" not in amira.get(f"/portfolio/{pieces[0]}").text


def test_words_that_were_changed_since_he_opened_the_page_are_not_quoted_and_those_now_sent_are(
    amira: FlaskClient, ben: FlaskClient, desk: Desk
) -> None:
    item_id = sent(amira, desk)
    with desk.piece(item_id) as item:
        subject_id = item.subject_id
    amira.post(f"/subjects/{subject_id}/withdraw")
    take_back_and_change(amira, desk, item_id)
    desk.send(item_id)
    stale = {"body": "On which?", "excerpt": "on each of 46 Ubuntu servers", "locator": "line 1"}
    refused = ben.post(f"/subjects/{subject_id}/comments", data=stale)
    assert refused.status_code == 422
    assert "These words are not in what was sent." in refused.text and "On which?" in refused.text
    for words in ("Words of a draft", "Not for Ben yet.", "draft.txt"):
        answer = ben.post(f"/subjects/{subject_id}/comments", data={"body": "Which?", "excerpt": words})
        assert answer.status_code == 302
    own = {"body": "Here.", "excerpt": "words of a draft"}
    assert amira.post(f"/subjects/{subject_id}/comments", data=own).status_code == 302


def test_the_lines_of_a_comment_stay_lines_and_it_is_no_answer_to_himself(
    amira: FlaskClient, ben: FlaskClient, desk: Desk
) -> None:
    item_id = sent(amira, desk)
    with desk.piece(item_id) as item:
        subject_id = item.subject_id
    ben.post(
        f"/subjects/{subject_id}/comments", data={"body": "One.\n\nTwo.", "excerpt": "46 Ubuntu servers"}
    )
    page = ben.get(f"/portfolio/{item_id}").text
    assert '<p class="mp-flush mp-said">One.\n\nTwo.</p>' in page
    assert "On these words" in page
    assert "Your comment to Amira" in page
    assert "Your answer to Ben" in amira.get(f"/portfolio/{item_id}").text


def test_he_opens_again_what_he_accepted_too_soon(amira: FlaskClient, ben: FlaskClient, desk: Desk) -> None:
    item_id = sent(amira, desk)
    with desk.piece(item_id) as item:
        subject_id = item.subject_id
    way = f'action="/subjects/{subject_id}/reopen"'
    assert way not in ben.get(f"/portfolio/{item_id}").text
    ben.post(f"/subjects/{subject_id}/accept", data={"round": "1"})
    assert way in ben.get(f"/portfolio/{item_id}").text
    ben.post(f"/subjects/{subject_id}/reopen")
    page = ben.get(f"/portfolio/{item_id}").text
    assert "Amira has it back and may be changing it. You see what was sent." in page
    assert way not in page


def test_what_he_wrote_with_his_decision_stands_on_the_piece_for_both(
    amira: FlaskClient, ben: FlaskClient, desk: Desk
) -> None:
    item_id = sent(amira, desk)
    with desk.piece(item_id) as piece:
        subject_id = piece.subject_id
    ben.post(f"/subjects/{subject_id}/return", data={"round": "1", "note": "Say which servers."})
    for reader in (amira, ben):
        text = text_of(reader, f"/portfolio/{item_id}")
        assert "Ben sent it back on" in text
        assert "Say which servers." in text
    desk.send(item_id)
    assert "Say which servers." not in text_of(amira, f"/portfolio/{item_id}")
    ben.post(f"/subjects/{subject_id}/accept", data={"round": "2", "note": "Well done."})
    assert "Ben accepted it on" in text_of(amira, f"/portfolio/{item_id}")
