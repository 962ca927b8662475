"""Her portfolio and each piece of it: renamed, put in order, taken out, brought back, described on its card."""

import re

import lxml.html
from flask import Flask
from flask.testing import FlaskClient

from portfolio.queries import list_findings
from portfolio.services import MOST_PIECES, create_piece
from tests.cast import Cast, client_of
from tests.portfolio.conftest import LOG, Desk, blank_pdf, png, upload

CARD = {
    "what_it_is": "The runbook our team follows.",
    "what_i_did": "I wrote it & tried it on four servers.",
    "why_that_way": "A bad patch stops before it reaches tenants.",
    "what_came_of_it": "No server is past the limit.",
    "when_and_who": "10 March. Seen by the infrastructure lead.",
}


def text_of(browser: FlaskClient, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_an_empty_portfolio_says_how_to_begin_and_what_may_be_at_hand(amira: FlaskClient) -> None:
    text = text_of(amira, "/portfolio/")
    assert "Start with something you have already done" in text
    assert "Core IT" in text


def test_a_portfolio_says_how_much_of_what_is_there(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add()
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": "line 1"})
    text = text_of(amira, "/portfolio/")
    assert "1 of about 8 pieces" in text
    assert "0 of 25 KSBs shown" in text
    assert "1 more in drafts" in text
    assert "Core IT 0 of 7 shown, 1 in a draft" in text
    assert "line 1 draft" in text
    desk.send(item_id)
    text = text_of(amira, "/portfolio/")
    assert "1 of 25 KSBs shown" in text
    assert "Core IT 1 of 7 shown" in text
    assert "line 1 draft" not in text


def test_a_piece_is_renamed(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add()
    page = f"/portfolio/{item_id}/title"
    assert "Give the piece a title." in amira.post(page, data={"title": ""}).text
    too_long = amira.post(page, data={"title": "x" * 121}).text
    assert "Keep the title under 120 characters." in too_long
    assert "x" * 121 in too_long
    assert amira.post(page, data={"title": "Patching & restarting"}).location == f"/portfolio/{item_id}"
    assert desk.titles() == ["Patching & restarting"]


def test_pieces_are_put_in_order_and_stop_at_either_end(amira: FlaskClient, desk: Desk) -> None:
    first, second, third = (desk.add(f"{name}.txt", read=False) for name in ("one", "two", "three"))
    answer = amira.post(f"/portfolio/{third}/move/up")
    assert answer.location == f"/portfolio/?order=open#up-{third}"
    assert desk.ids() == [first, third, second]
    page = amira.get("/portfolio/?order=open").text
    assert 'id="order" open' in page
    assert f'id="up-{third}"' in page
    assert 'id="order" open' not in amira.get("/portfolio/").text
    amira.post(f"/portfolio/{first}/move/up")
    amira.post(f"/portfolio/{second}/move/down")
    assert desk.ids() == [first, third, second]
    amira.post(f"/portfolio/{first}/move/down")
    assert desk.ids() == [third, first, second]
    assert amira.post(f"/portfolio/{first}/move/sideways").status_code == 404


def test_a_piece_that_is_taken_out_is_offered_back_and_comes_back_with_everything(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add()
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": "line 1"})
    assert amira.post(f"/portfolio/{item_id}/delete").location == "/portfolio/"
    page = amira.get("/portfolio/").text
    assert "“log” is out of your portfolio." in page
    assert f"/portfolio/{item_id}/restore" in page
    assert desk.ids() == []
    assert "is taken out of your portfolio. Bring it back first." in amira.post(
        f"/portfolio/{item_id}/title", data={"title": "Another"}
    ).get_data(as_text=True)
    assert amira.post(f"/portfolio/{item_id}/restore").location == f"/portfolio/{item_id}"
    assert desk.ids() == [item_id]
    assert "46 Ubuntu servers" in amira.get(f"/portfolio/{item_id}").text
    with desk.piece(item_id) as item:
        assert [link.code for link in item.links if link.state == "accepted"] == ["K8"]


def test_the_card_is_kept_and_checked_like_any_text_of_the_portfolio(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add()
    page = f"/portfolio/{item_id}/card"
    told = {**CARD, "what_came_of_it": "I feel much more confident and I learned a lot about myself."}
    answer = amira.post(page, data={**told, "in_pack": "y"})
    assert answer.location == f"/portfolio/{item_id}"
    assert "We are reading what you said about this piece here" in amira.get(f"/portfolio/{item_id}").text
    assert "data-done" not in amira.get(f"/portfolio/{item_id}/progress").text
    desk.work()
    assert "We are reading" not in amira.get(f"/portfolio/{item_id}").text
    assert "data-done" in amira.get(f"/portfolio/{item_id}/progress").text
    text = text_of(amira, f"/portfolio/{item_id}")
    assert "I wrote it &amp; tried it on four servers." in text
    assert "This sentence reads as reflection" in text
    assert "This says what you learnt. Your assessor looks for it in what you did." in text
    amira.post(page, data={**CARD, "in_pack": "y"})
    desk.work()
    assert "This sentence reads as reflection" not in text_of(amira, f"/portfolio/{item_id}")


def test_she_may_leave_the_card_out_of_the_pack(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add()
    amira.post(f"/portfolio/{item_id}/card", data=CARD)
    with desk.piece(item_id) as item:
        assert item.card_in_pack is False
        assert item.what_i_did == CARD["what_i_did"]


def test_an_answer_that_is_too_long_is_given_back_with_what_she_typed(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add()
    answer = amira.post(f"/portfolio/{item_id}/card", data={**CARD, "why_that_way": "because " * 300})
    assert "400 too many: 2,000 is the most. The file itself shows the rest." in answer.text
    assert "because because because" in answer.text
    assert "I wrote it &amp; tried it on four servers." in answer.text
    with desk.piece(item_id) as item:
        assert item.what_i_did == ""


def test_a_piece_with_the_tutor_is_not_taken_out(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add()
    desk.send(item_id)
    answer = amira.post(f"/portfolio/{item_id}/delete")
    assert answer.status_code == 409
    assert "is with your tutor. Take it back first" in answer.text
    assert desk.titles() == ["log"]


def test_while_a_file_is_read_the_page_says_which_and_asks_again(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add("Patch & restart.txt", read=False)
    progress = amira.get(f"/portfolio/{item_id}/progress").text
    assert "Patch &amp; restart.txt" in progress
    assert "data-done" not in progress
    desk.work()
    read = amira.get(f"/portfolio/{item_id}/progress").text
    assert ("data-done" in read, "data-trouble" in read) == (True, False)
    half = amira.get(f"/portfolio/{desk.add('half.pdf', b'%PDF-1.7')}/progress").text
    assert "<span data-trouble>Could not be read: its end is missing, or it is damaged</span>" in half


def test_there_is_room_for_many_pieces_and_not_for_any_number(amira: FlaskClient, desk: Desk) -> None:
    with desk.look() as own:
        for number in range(MOST_PIECES):
            create_piece(own.apprentice, own, f"Piece {number}")
    answer = upload(amira, "/portfolio/add", ("one more.txt", LOG))
    assert answer.location == "/portfolio/add"
    assert f"one more.txt is not added. You have {MOST_PIECES} pieces" in amira.get("/portfolio/add").text


def test_a_strange_apprentice_reaches_no_piece_of_hers(app: Flask, cast: Cast, desk: Desk) -> None:
    item_id = desk.add()
    for who in (cast.callum, cast.stranger_apprentice):
        browser = client_of(app, who)
        for page in ("", "/progress", "/title", "/card"):
            assert browser.get(f"/portfolio/{item_id}{page}").status_code == 404
        for verb in ("delete", "restore", "move/up", "title", "card"):
            assert browser.post(f"/portfolio/{item_id}/{verb}", data={"title": "Mine"}).status_code == 404
        assert "46 Ubuntu servers" not in browser.get("/portfolio/").text
    assert desk.titles() == ["log"]


def test_her_tutor_sees_no_draft_and_changes_nothing_that_was_sent(
    app: Flask, cast: Cast, ben: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add()
    assert ben.get(f"/portfolio/{item_id}").status_code == 404
    desk.send(item_id)
    assert ben.get(f"/portfolio/{item_id}").status_code == 200
    assert ben.post(f"/portfolio/{item_id}/delete").status_code == 403
    assert client_of(app, cast.carys).get(f"/portfolio/{item_id}").status_code == 404
    assert desk.titles() == ["log"]


def test_the_portfolio_says_which_files_are_being_read_and_when_they_are(
    amira: FlaskClient, desk: Desk
) -> None:
    desk.add(read=False)
    assert "We are reading log.txt here" in amira.get("/portfolio/").text
    assert "We are reading log.txt here" in amira.get("/portfolio/reading").text
    desk.work()
    assert "data-done" in amira.get("/portfolio/reading").text
    assert "We have read everything" not in amira.get("/portfolio/").text


def test_the_card_of_a_piece_says_what_could_not_be_read(amira: FlaskClient, desk: Desk) -> None:
    desk.add("empty page.pdf", blank_pdf())
    desk.add("broken.pdf", b"%PDF-1.7 and no more")
    desk.add("photo.png", png())
    page = amira.get("/portfolio/").text
    assert "Could not be read: it has no text that we could read" in page
    assert "Could not be read: its end is missing, or it is damaged" in page
    assert page.count("mp-piece__trouble") == 2, "a picture is no trouble"


def test_the_page_of_a_piece_says_what_a_machine_could_not_read_and_that_she_maps_it_by_hand(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add()
    upload(amira, f"/portfolio/{item_id}/files", ("photo.png", png()), ("scan.pdf", blank_pdf()))
    desk.work()
    page = amira.get(f"/portfolio/{item_id}").text
    assert "photo.png: we cannot look at pictures" in page
    assert "scan.pdf: it has no text that we could read" in page
    assert "what they show" in page
    desk.send(item_id)
    assert "Nothing is suggested from" not in amira.get(f"/portfolio/{item_id}").text


def test_the_page_of_a_piece_leads_to_what_waits_and_each_suggestion_to_its_words(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add()
    page = amira.get(f"/portfolio/{item_id}").text
    [waits] = re.findall(r'<a class="govuk-link mp-jumps__waits" href="#suggestions">(.*?)</a>', page)
    [count] = re.findall(r"(\d+) to decide", waits)
    asked = re.findall(r'data-state="asked" aria-label="(\w+)"', page)
    assert len(asked) == int(count) > 0
    for code in asked:
        assert f'href="#m-{code.lower()}"' in page
        assert f'id="m-{code.lower()}"' in page


def test_lines_that_end_because_something_does_keep_their_ends_on_the_page(
    amira: FlaskClient, desk: Desk
) -> None:
    log = "Raised by: the network team\n2026-03-10 09:14 old switch out\n2026-03-10 09:41 new switch in"
    wrapped = "I took the old switch out of the rack in the comms room of the school\nand put the new one in."
    item_id = desk.add("change.txt", f"{log}\n\n{wrapped}".encode())
    page = lxml.html.fromstring(amira.get(f"/portfolio/{item_id}").text)
    (logged, prose) = page.cssselect(".mp-sheet__lines")
    assert logged.text_content() == log
    assert "the school and put" in prose.text_content()


def test_nothing_but_blanks_is_no_title_no_name_and_no_note(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(
        content=b"I checked the kernel. I felt proud of what I learned and more confident now."
    )
    with desk.look() as own:
        finding = next(one for one in list_findings(own) if one.rule == "reflective").id
    file_id = desk.file_of(item_id)
    for path, field, asked in (
        (f"/portfolio/{item_id}/title", "title", "Give the piece a title."),
        (f"/portfolio/files/{file_id}/change", "name", "Give the file a name."),
        (
            f"/portfolio/findings/{finding}/note",
            "note",
            "Write a line or two, so that your tutor understands.",
        ),
    ):
        answer = amira.post(path, data={field: "   "})
        assert answer.status_code < 500
        assert asked in answer.text
    assert desk.titles() == ["log"]
