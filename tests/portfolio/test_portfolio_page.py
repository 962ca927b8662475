"""The values of the portfolio's page."""

import re

from flask.testing import FlaskClient

from tests.bare import BARE, put_amira_on
from tests.cast import Cast
from tests.portfolio.conftest import Desk
from tests.portfolio.test_suggesting import say, suggestion

TWICE = {
    "id": "discussion",
    "name": "Discussion",
    "kind": "portfolio_discussion",
    "ksbs": ["K1", "K2", "S1", "B1"],
    "themes": [{"name": "Systems", "ksbs": ["K1", "K2", "S1"]}, {"name": "Systems", "ksbs": ["B1"]}],
}


def test_of_two_themes_with_one_name_the_thinner_is_the_thinnest(
    amira: FlaskClient, cast: Cast, desk: Desk
) -> None:
    with desk.look():
        put_amira_on(cast, {**BARE, "methods": [TWICE]})
    desk.add()
    page = amira.get("/portfolio/").text
    [place] = re.findall(r'<article class="mp-piece mp-piece--empty">.*?</article>', page, re.DOTALL)
    assert "Systems is the thinnest theme." in place
    assert re.findall(r">([KSB]\d+)<", place) == ["K1", "K2", "S1"]


def test_what_cannot_be_answered_now_is_no_suggestion_in_the_grid(amira: FlaskClient, desk: Desk) -> None:
    item_id = desk.add()
    say(desk, item_id, suggestion("K8", 0.9))
    place = f'href="/portfolio/{item_id}#s-k8"'
    assert place in amira.get("/portfolio/").text
    desk.send(item_id)
    assert place not in amira.get("/portfolio/").text


def test_a_card_says_how_many_suggestions_wait_until_the_piece_is_sent(
    amira: FlaskClient, desk: Desk
) -> None:
    item_id = desk.add()
    say(desk, item_id, suggestion("K8", 0.9), suggestion("K9", 0.8))
    assert "2 to decide" in amira.get("/portfolio/").text
    desk.send(item_id)
    assert "to decide" not in amira.get("/portfolio/").text
