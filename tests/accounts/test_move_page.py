"""The page that says what another version of the standard changes for one apprentice, and moves her."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.queries import find_apprenticeship
from tests.accounts.people import working
from tests.cast import Cast, client_of
from tests.newer import NEW, REWORDED, publish_newer


@pytest.fixture
def newer(app: Flask) -> int:
    with working(app):
        return publish_newer().id


def path(cast: Cast, version: int) -> str:
    return f"/administration/learners/{cast.amiras_apprenticeship}/versions/{version}"


def test_her_page_offers_the_other_versions_of_her_standard(
    olive: FlaskClient, cast: Cast, newer: int
) -> None:
    page = olive.get(f"/administration/learners/{cast.amiras_apprenticeship}").text
    assert path(cast, newer) in page
    assert "Version 1.2, published" in page


def test_without_another_version_it_says_so(olive: FlaskClient, cast: Cast) -> None:
    page = olive.get(f"/administration/learners/{cast.amiras_apprenticeship}").text
    assert "no other is published here" in page


def test_it_shows_what_is_reworded_new_gone_and_renumbered(
    olive: FlaskClient, cast: Cast, newer: int
) -> None:
    page = olive.get(path(cast, newer)).text
    for words in ("42 statements the same", "1 reworded", "1 gone", "1 new", REWORDED, NEW, "is now"):
        assert words in page


def test_which_wording_was_before_and_which_is_now_is_told_by_a_word_that_is_seen(
    olive: FlaskClient, cast: Cast, newer: int
) -> None:
    page = olive.get(path(cast, newer)).text
    assert '<span class="mp-soft">Before: The stages within a solutions lifecycle.</span>' in page
    assert f"<span>Now: {REWORDED}</span>" in page


def test_it_says_nothing_of_signatures_where_nothing_is_signed(
    olive: FlaskClient, cast: Cast, newer: int
) -> None:
    page = olive.get(path(cast, newer)).text
    assert "void" not in page
    assert "signed" not in page


def test_the_button_moves_her(app: Flask, olive: FlaskClient, cast: Cast, newer: int) -> None:
    answer = olive.post(path(cast, newer), follow_redirects=True)
    assert "Amira is on version 1.2 now." in answer.text
    with working(app):
        assert find_apprenticeship(cast.amiras_apprenticeship).standard_version_id == newer


def test_after_the_gateway_the_page_says_why_not_and_has_no_button(
    app: Flask, olive: FlaskClient, cast: Cast, newer: int
) -> None:
    with working(app):
        apprenticeship = find_apprenticeship(cast.amiras_apprenticeship)
        apprenticeship.gateway_confirmed_on = apprenticeship.started_on
    page = olive.get(path(cast, newer)).text
    assert "has passed the gateway" in page
    assert "Move Amira to version 1.2</button>" not in page
    refused = olive.post(path(cast, newer), follow_redirects=True)
    assert refused.request.path == f"/administration/learners/{cast.amiras_apprenticeship}"
    assert "has passed the gateway" in refused.text


def test_from_a_second_window_she_is_there_already(olive: FlaskClient, cast: Cast, newer: int) -> None:
    olive.post(path(cast, newer))
    for answer in (olive.post(path(cast, newer)), olive.get(path(cast, newer))):
        assert answer.location == f"/administration/learners/{cast.amiras_apprenticeship}"
    assert (
        "Amira is on IT solutions technician, ST0505, version 1.2 already." in olive.get(answer.location).text
    )


def test_a_version_of_no_such_number_is_not_found(olive: FlaskClient, cast: Cast, newer: int) -> None:
    assert olive.get(path(cast, newer + 1)).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("stranger_administrator", 404), ("ben", 403), ("amira", 403)])
def test_nobody_else_gets_in(app: Flask, cast: Cast, newer: int, who: str, status: int) -> None:
    browser = client_of(app, getattr(cast, who))
    assert browser.get(path(cast, newer)).status_code == status
    assert browser.post(path(cast, newer)).status_code == status
