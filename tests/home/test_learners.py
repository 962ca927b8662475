"""The list of learners, and the page of one of them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Apprenticeship
from foundation.clock import now
from foundation.database import db
from portfolio.models import EvidenceItem
from sign_off.reviews.services import submit_subject, withdraw_subject
from tests.cast import Cast, client_of
from tests.counting import Counted
from tests.home.conftest import Bench
from tests.home.test_apprentice_home import text_of


def test_the_list_says_where_each_stands(ben: FlaskClient, bench: Bench) -> None:
    bench.accepted("Laptops", "K7", "K12")
    bench.sent("Leavers", "K13")
    bench.draft("Disk use", "K14")
    text = text_of(ben, "/learners/")
    assert "2 learners" in text
    assert "Amira Hussain Northgate Housing Trust 2 1 3 of 25" in text
    assert "Callum Reid Northgate Housing Trust 0 0 0 of 25 Nothing yet 12 May 2027" in text


def test_the_administrator_sees_all_of_her_providers_learners_and_no_others(olive: FlaskClient) -> None:
    text = text_of(olive, "/learners/")
    assert "Amira Hussain Northgate Housing Trust Ben Carter 0 0" in text, "and with whom"
    assert "Sven Lind" not in text


def test_a_tutor_without_learners_is_told_how_they_come(app: Flask, cast: Cast) -> None:
    text = text_of(client_of(app, cast.carys), "/learners/")
    assert "Your administrator assigns them to you." in text


def test_the_list_is_not_for_apprentices(amira: FlaskClient, nobody: FlaskClient) -> None:
    assert amira.get("/learners/").status_code == 403
    assert nobody.get("/learners/").status_code == 302


def test_the_list_takes_as_many_statements_for_five_learners_as_for_two(
    ben: FlaskClient, bench: Bench, cast: Cast, counting: Counted
) -> None:
    bench.sent("Leavers", "K13")
    counting.statements.clear()
    ben.get("/learners/")
    with_two = len(counting)
    bench.sent("Firewall rules", "K7", of=cast.callum)
    bench.enrol("Grace Adeyemi", "Finn Walker", "Ellie Marsh")
    counting.statements.clear()
    ben.get("/learners/")
    assert len(counting) == with_two


@pytest.fixture
def amiras_page(cast: Cast) -> str:
    return f"/learners/{cast.amiras_apprenticeship}"


def test_a_learners_page_shows_what_was_sent_and_no_draft(
    ben: FlaskClient, bench: Bench, amiras_page: str
) -> None:
    bench.accepted("Laptops", "K7")
    bench.sent("Leavers", "K13")
    bench.draft("Secret draft", "K14")
    text = text_of(ben, amiras_page)
    assert "2 pieces sent" in text
    assert "1 accepted" in text
    assert "2 of 25 KSBs shown" in text
    assert "Secret draft" not in text
    assert "With you" in text


def test_a_piece_that_went_back_keeps_the_title_it_was_sent_with_and_shows_no_ksb(
    ben: FlaskClient, bench: Bench, amiras_page: str, app: Flask
) -> None:
    item_id = bench.returned("Runbook", "K8", note="Give the date.")
    with app.app_context(), db.transaction() as session:
        session.get_one(EvidenceItem, item_id).title = "What nobody shall see yet"
    text = text_of(ben, amiras_page)
    assert "1. Runbook" in text
    assert "What nobody shall see yet" not in text
    assert "0 of 25 KSBs shown" in text
    assert "What shows what" not in text


def take_back(app: Flask, item_id: int, title: str) -> None:
    """She gives a piece that is with Ben another title, sends it so, and takes it back."""
    with app.app_context(), db.transaction() as session:
        item = session.get_one(EvidenceItem, item_id)
        item.title = title
        her = item.apprenticeship.apprentice
        submit_subject(her, item.subject)
        withdraw_subject(her, item.subject)


def test_a_piece_that_was_taken_back_before_it_was_read_is_a_draft(
    ben: FlaskClient, bench: Bench, amiras_page: str, app: Flask, cast: Cast
) -> None:
    take_back(app, bench.draft("A draft"), "What nobody shall see yet")
    assert "Nothing yet. Drafts stay with Amira until they are sent." in text_of(ben, amiras_page)
    assert "Amira Hussain Northgate Housing Trust 0 0 0 of 25 Nothing yet" in text_of(ben, "/learners/")
    with app.app_context(), db.transaction() as session:
        subject_id = session.get_one(EvidenceItem, 1).subject_id
    assert ben.post(f"/subjects/{subject_id}/comments", data={"body": "What is it?"}).status_code == 404


def test_what_was_taken_back_hides_behind_the_round_that_was_read(
    ben: FlaskClient, bench: Bench, amiras_page: str, app: Flask
) -> None:
    item_id = bench.returned("Runbook", "K8", note="Give the date.", days=3)
    bench.add_file(item_id, "Secret clip", 9.0)
    take_back(app, item_id, "What nobody shall see yet")
    text = text_of(ben, amiras_page)
    assert "1. Runbook" in text
    assert "Photograph or picture" in text
    assert "What nobody shall see yet" not in text
    assert "clip" not in text


def test_the_grid_is_numbered_as_the_list_is(ben: FlaskClient, bench: Bench, amiras_page: str) -> None:
    bench.returned("Runbook", "K8", note="Give the date.")
    bench.sent("Leavers", "K13")
    text = text_of(ben, amiras_page)
    assert "2. Leavers" in text
    grid = text[text.index("What shows what") :]
    assert "KSB Piece 2 " in grid
    assert "Page 1" in grid


def test_with_nothing_sent_the_page_says_that_drafts_stay_with_her(
    ben: FlaskClient, bench: Bench, amiras_page: str
) -> None:
    bench.draft("Secret draft", "K14")
    assert "Nothing yet. Drafts stay with Amira until they are sent." in text_of(ben, amiras_page)


def test_her_administrator_sees_the_page_too(olive: FlaskClient, bench: Bench, amiras_page: str) -> None:
    bench.sent("Leavers", "K13")
    assert "With Ben" in text_of(olive, amiras_page)


def test_strangers_of_every_kind_learn_nothing(app: Flask, cast: Cast, amiras_page: str) -> None:
    for stranger in (cast.carys, cast.stranger_tutor, cast.stranger_administrator):
        assert client_of(app, stranger).get(amiras_page).status_code == 404
    assert client_of(app, cast.amira).get(amiras_page).status_code == 403
    assert client_of(app, None).get(amiras_page).status_code == 302
    assert client_of(app, cast.ben).get("/learners/999999").status_code == 404


def test_a_learner_who_lacks_people_and_a_planned_day_is_shown_as_such(
    olive: FlaskClient, app: Flask, cast: Cast, amiras_page: str
) -> None:
    with app.app_context(), db.transaction() as session:
        amiras = session.get_one(Apprenticeship, cast.amiras_apprenticeship)
        amiras.tutor_id = amiras.manager_id = amiras.gateway_planned_on = None
    text = text_of(olive, amiras_page)
    assert text.count("Nobody yet") == 2
    assert "Not planned yet" in text


def test_a_learner_whose_account_is_closed_is_marked_and_counts_in_no_map(
    ben: FlaskClient, bench: Bench, cast: Cast
) -> None:
    assert "Account closed" not in text_of(ben, "/learners/")
    with bench.apprenticeship(cast.callum) as callums:
        callums.apprentice.deactivated_at = now()
    text = text_of(ben, "/learners/")
    assert "Callum Reid Account closed" in text
    assert "Missing, of 1" in text
    assert "Missing, of 1" in text_of(ben)
    with bench.apprenticeship() as amiras:
        amiras.apprentice.deactivated_at = now()
    assert "Missing, of" not in text_of(ben, "/learners/")


def test_the_list_and_the_map_count_what_the_learners_own_page_counts(
    ben: FlaskClient, bench: Bench, cast: Cast
) -> None:
    bench.accepted("Laptops", "K7", bench.project_ksbs[0])
    bench.sent("Leavers", "K13")
    bench.draft("Disk use", "K14")
    assert "2 of 25" in text_of(ben, "/learners/")
    assert "2 of 25 KSBs shown" in text_of(ben, f"/learners/{cast.amiras_apprenticeship}")
