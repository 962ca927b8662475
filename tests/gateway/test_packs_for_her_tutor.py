"""A portfolio pack as her tutor may have it: only where nothing in it is a draft."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Cast
from tests.home.conftest import Bench
from tests.web import Work

PRIVATE = "Amira is still working on a piece, and a draft is private."


@pytest.fixture
def bench(app: Flask, cast: Cast) -> Bench:
    return Bench(app, cast)


def make(browser: FlaskClient, cast: Cast, work: Work) -> str:
    """Ask for the pack and have it made. Returns its page."""
    answer = browser.post(f"/gateway/{cast.amiras_apprenticeship}/packs")
    assert answer.status_code == 302, answer.text
    work()
    return answer.location


def test_where_everything_is_accepted_her_tutor_makes_and_fetches_it(
    ben: FlaskClient, cast: Cast, bench: Bench, work: Work
) -> None:
    bench.accepted("Runbook", "K8")
    page = make(ben, cast, work)
    assert ben.get(page).status_code == 200
    assert ben.get(f"{page}/download").status_code == 200


def test_with_a_draft_among_the_pieces_the_page_says_why_not_and_nothing_is_made(
    ben: FlaskClient, cast: Cast, bench: Bench, work: Work
) -> None:
    bench.accepted("Runbook", "K8")
    bench.draft("Laptops", "K7")
    page = ben.get(f"/learners/{cast.amiras_apprenticeship}/gateway").text
    assert PRIVATE in page
    assert "Make the pack</button>" not in page
    assert ben.post(f"/gateway/{cast.amiras_apprenticeship}/packs").status_code == 403


def test_a_pack_that_she_made_with_a_draft_in_it_is_hers_and_her_administrators(
    amira: FlaskClient, ben: FlaskClient, olive: FlaskClient, cast: Cast, bench: Bench, work: Work
) -> None:
    bench.accepted("Runbook", "K8")
    earlier = make(amira, cast, work)
    bench.draft("Laptops", "K7")
    later = make(amira, cast, work)
    for path in (later, f"{later}/progress", f"{later}/download"):
        assert ben.get(path).status_code == 404
        assert amira.get(path).status_code == olive.get(path).status_code == 200
    assert ben.get(f"{earlier}/download").status_code == 200
    assert later not in ben.get(f"/learners/{cast.amiras_apprenticeship}/gateway").text


def test_a_piece_that_came_back_is_a_draft_again(
    ben: FlaskClient, cast: Cast, bench: Bench, work: Work
) -> None:
    bench.returned("Runbook", "K8", note="One date is missing.")
    assert ben.post(f"/gateway/{cast.amiras_apprenticeship}/packs").status_code == 403


def test_what_she_took_back_before_it_was_read_is_not_there_for_her_tutor(
    app: Flask, amira: FlaskClient, ben: FlaskClient, bench: Bench
) -> None:
    bench.sent("Runbook", "K8")
    assert ben.get("/subjects/1").status_code == 302
    amira.post("/subjects/1/withdraw")
    assert ben.get("/subjects/1").status_code == 404
