"""What a piece shows: answered with one key, picked by hand, placed exactly; and findings kept with a note."""

import re

import lxml.html
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portfolio.models import Finding, FindingState, KsbLink, LinkState
from portfolio.queries import list_findings
from tests.cast import Cast, client_of
from tests.portfolio.conftest import JSON, Desk, blank_pdf

REFLECTIVE = (
    b"I checked the kernel on 46 servers. I felt proud of what I learned and I am much more confident now."
)


def link_of(desk: Desk, item_id: int, code: str) -> KsbLink | None:
    with desk.piece(item_id) as item:
        return next((link for link in item.links if link.code == code), None)


def suggested(desk: Desk) -> tuple[int, str]:
    """A piece whose text suggests a KSB. The ids of both."""
    item_id = desk.add()
    with desk.piece(item_id) as item:
        code = next(link.code for link in item.links if link.state is LinkState.OPEN)
    return item_id, code


def answer(browser: FlaskClient, item_id: int, code: str, decision: str, **more: object) -> TestResponse:
    headers = JSON if more.get("script") else {}
    return browser.post(f"/portfolio/{item_id}/links/{code}", data={"decision": decision}, headers=headers)


def test_yes_no_and_a_second_thought(amira: FlaskClient, desk: Desk) -> None:
    item_id, code = suggested(desk)
    for decision, state in (("yes", LinkState.ACCEPTED), ("no", LinkState.REJECTED), ("ask", LinkState.OPEN)):
        assert answer(amira, item_id, code, decision).location == f"/portfolio/{item_id}#s-{code.lower()}"
        link = link_of(desk, item_id, code)
        assert link is not None
        assert link.state is state
        assert link.excerpt


def test_a_key_gets_the_card_as_it_is_now_and_the_findings(amira: FlaskClient, desk: Desk) -> None:
    item_id, code = suggested(desk)
    told = answer(amira, item_id, code, "yes", script=True).json
    assert told is not None
    assert told["ok"] is True
    assert "You said yes" in told["html"]
    assert f'id="s-{code.lower()}"' in told["html"]
    assert "is not mapped to any KSB" not in told["findings"]
    undone = answer(amira, item_id, code, "ask", script=True).json
    assert undone is not None
    assert "is not mapped to any KSB" in undone["findings"]


def test_an_answer_that_is_neither_is_refused(amira: FlaskClient, desk: Desk) -> None:
    item_id, code = suggested(desk)
    refused = answer(amira, item_id, code, "perhaps")
    assert refused.status_code == 400
    assert "Answer yes or no." in refused.text
    assert answer(amira, item_id, "K99", "yes").status_code == 404


def test_a_ksb_is_picked_by_hand_with_its_place(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    page = amira.get(f"/portfolio/{item_id}").text
    assert '<optgroup label="Core IT">' in page
    assert "Belongs to:" in page
    made = amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": "page 3 & 4"})
    assert made.location == f"/portfolio/{item_id}#s-k8"
    link = link_of(desk, item_id, "K8")
    assert link is not None
    assert (link.state, link.locator) == (LinkState.ACCEPTED, "page 3 & 4")
    assert "page 3 &amp; 4" in amira.get(f"/portfolio/{item_id}").text


def test_a_pick_that_cannot_be_taken_gives_back_what_she_typed(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    for code in ("", "K99"):
        page = amira.post(f"/portfolio/{item_id}/links", data={"code": code, "locator": "page 3"}).text
        assert "Choose a KSB from the list." in page
        assert 'value="page 3"' in page
    assert link_of(desk, item_id, "K99") is None


THREE_PLACES = "\n\n".join(
    f"I checked the operating system version and kernel on each of {count} Ubuntu servers in {where}."
    for count, where in ((46, "Leeds"), (12, "York"), (7, "Hull"))
).encode()


def test_further_places_of_a_suggestion_are_shown_and_one_can_stand_in_the_link(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add(content=THREE_PLACES)
    with desk.piece(item_id) as item:
        code, first = next((link.code, link.excerpt) for link in item.links if link.state is LinkState.OPEN)
    article = lxml.html.fromstring(amira.get(f"/portfolio/{item_id}").text).get_element_by_id(
        f"s-{code.lower()}"
    )
    whole, other, *_ = article.xpath(".//form")  # the answer to the whole, then a form for each further place
    assert "place" not in whole.fields
    (words,) = other.xpath(".//mark")
    (cite,) = other.xpath(".//cite")
    assert words.text != first
    told = amira.post(
        f"/portfolio/{item_id}/links/{code}",
        data={"decision": "yes", "place": other.fields["place"]},
        headers=JSON,
    ).json
    assert told is not None
    assert first in told["html"], "what stood there first can be taken again"
    link = link_of(desk, item_id, code)
    assert link is not None
    assert (link.state, link.excerpt, link.locator) == (LinkState.ACCEPTED, words.text, cite.text)
    with desk.piece(item_id) as item:
        (text,) = item.texts
        assert link.passage is not None
        assert text.document["passages"][link.passage]["text"][link.start :].startswith(words.text or "?")


def test_a_place_that_is_not_suggested_is_refused(amira: FlaskClient, desk: Desk) -> None:
    item_id, code = suggested(desk)
    refused = amira.post(f"/portfolio/{item_id}/links/{code}", data={"decision": "yes", "place": "1-0-99"})
    assert refused.status_code == 409
    assert f"That place is not suggested for {code} any more." in refused.text
    link = link_of(desk, item_id, code)
    assert link is not None
    assert link.state is LinkState.OPEN


def test_a_page_beyond_the_last_is_refused_with_what_she_typed(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add("scan.pdf", blank_pdf())
    told = "“scan.pdf” has 1 page, so there is no page 9."
    refused = amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": "page 9, top"})
    assert (refused.status_code, link_of(desk, item_id, "K8")) == (422, None)
    assert told in refused.text
    assert 'value="page 9, top"' in refused.text
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": "page 1"})
    refused = amira.post(f"/portfolio/{item_id}/links/K8/place", data={"locator": "page 9, top"})
    assert refused.status_code == 422
    assert told in refused.text
    assert 'value="page 9, top"' in refused.text
    link = link_of(desk, item_id, "K8")
    assert link is not None
    assert link.locator == "page 1"


def test_a_quotation_that_stands_nowhere_is_taken_and_told_about(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add()
    typed = "“I checked the weather”"
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": typed})
    link = link_of(desk, item_id, "K8")
    assert link is not None
    assert link.locator == typed
    assert f"We could not find {typed} in this piece." in amira.get(f"/portfolio/{item_id}").text
    amira.post(f"/portfolio/{item_id}/links/K8/place", data={"locator": "“I checked the operating system”"})
    assert "We could not find" not in amira.get(f"/portfolio/{item_id}").text


def test_a_pick_of_her_own_is_taken_back_whole(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": "page 3"})
    answer(amira, item_id, "K8", "ask")
    assert link_of(desk, item_id, "K8") is None
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": "page 3"})
    told = answer(amira, item_id, "K8", "ask", script=True).json
    assert told is not None
    assert told["html"] == ""
    assert link_of(desk, item_id, "K8") is None


def test_a_project_ksb_may_be_picked_and_is_told_apart(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    with desk.look() as own:
        project = own.standard.project
        assert project is not None
        code = project.ksbs[0]
    amira.post(f"/portfolio/{item_id}/links", data={"code": code, "locator": "page 1"})
    page = amira.get(f"/portfolio/{item_id}").text
    assert f"This KSB belongs to “{project.name}”." in page.replace("&#39;", "’")


def test_a_place_is_said_exactly_afterwards(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    amira.post(f"/portfolio/{item_id}/links", data={"code": "K8", "locator": ""})
    assert "No exact place" in amira.get(f"/portfolio/{item_id}").text
    page = f"/portfolio/{item_id}/links/K8/place"
    assert "Say where: a page, a heading, or a time like 1:05." in amira.post(page, data={"locator": ""}).text
    assert amira.post(page, data={"locator": "1:05"}).location == f"/portfolio/{item_id}#s-k8"
    link = link_of(desk, item_id, "K8")
    assert link is not None
    assert link.locator == "1:05"
    assert amira.get(f"/portfolio/{item_id}/links/K7/place").status_code == 404


def finding_of(desk: Desk, rule: str) -> Finding:
    with desk.look() as own:
        return next(one for one in list_findings(own, *FindingState) if one.rule == rule)


def test_what_is_worth_a_look_is_kept_with_a_note_and_taken_up_again(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add(content=REFLECTIVE)
    finding = finding_of(desk, "reflective")
    page = f"/portfolio/findings/{finding.id}/note"
    assert "I felt proud of what I learned" in amira.get(page).text
    assert "Write a line or two, so that your tutor understands." in amira.post(page, data={"note": ""}).text
    kept = amira.post(page, data={"note": "It quotes my manager & nobody else."})
    assert kept.location == f"/portfolio/{item_id}#findings"
    assert "It quotes my manager &amp; nobody else." in amira.get(f"/portfolio/{item_id}").text
    assert finding_of(desk, "reflective").state is FindingState.EXPLAINED
    assert amira.post(f"/portfolio/findings/{finding.id}/reopen").location == kept.location
    assert finding_of(desk, "reflective").state is FindingState.OPEN


def test_what_the_plan_says_must_be_is_kept_by_no_note(amira: FlaskClient, desk: Desk) -> None:
    desk.add(content=b"Nothing that tells.")
    finding = finding_of(desk, "item_without_ksb")
    refused = amira.post(f"/portfolio/findings/{finding.id}/note", data={"note": "I will do it later."})
    assert refused.status_code == 422
    assert "The plan says “must” here, so a note is not enough." in refused.text
    assert "I will do it later." in refused.text
    assert finding_of(desk, "item_without_ksb").state is FindingState.OPEN


def test_a_piece_with_the_tutor_keeps_its_mapping(amira: FlaskClient, desk: Desk) -> None:
    item_id, code = suggested(desk)
    answer(amira, item_id, code, "yes")
    desk.send(item_id)
    assert answer(amira, item_id, code, "no").status_code == 409
    page = amira.get(f"/portfolio/{item_id}").text
    assert not re.search(rf'action="/portfolio/{item_id}/links', page)
    link = link_of(desk, item_id, code)
    assert link is not None
    assert link.state is LinkState.ACCEPTED


def test_a_strange_apprentice_maps_nothing_of_hers(app: Flask, cast: Cast, desk: Desk) -> None:
    item_id = desk.add(content=REFLECTIVE)
    with desk.piece(item_id) as item:
        code = item.links[0].code if item.links else "K8"
    finding = finding_of(desk, "reflective")
    for who in (cast.callum, cast.stranger_apprentice):
        browser = client_of(app, who)
        assert answer(browser, item_id, code, "no").status_code == 404
        assert browser.get(f"/portfolio/{item_id}/links/{code}/place").status_code == 404
        assert browser.post(f"/portfolio/{item_id}/links", data={"code": "K8"}).status_code == 404
        for page in (browser.get, browser.post):
            assert page(f"/portfolio/findings/{finding.id}/note").status_code == 404
        assert browser.post(f"/portfolio/findings/{finding.id}/reopen").status_code == 404
    assert finding_of(desk, "reflective").state is FindingState.OPEN


def test_an_unmapped_piece_with_the_tutor_leads_nowhere_and_says_what_to_do_first(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    assert "Map this piece" in amira.get(f"/portfolio/{item_id}").text
    desk.send(item_id)
    page = amira.get(f"/portfolio/{item_id}").text
    assert "is not mapped to any KSB" in page
    assert "Map this piece" not in page
    assert "Take it back first if you want to change it." in page
    flight = amira.get("/gateway/").text
    assert "Map this piece" not in flight
    assert re.search(rf'href="/portfolio/{item_id}"[^>]*>\s*Open the piece', flight)
