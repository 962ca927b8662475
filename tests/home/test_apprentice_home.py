"""Amira's home: what she sees first."""

import re
from datetime import timedelta

from flask.testing import FlaskClient

from foundation.clock import today
from tests.counting import Counted
from tests.home.conftest import Bench
from tests.report_builder.writing import begin, doc, save


def text_of(client: FlaskClient, path: str = "/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def test_nobody_is_led_to_the_door(nobody: FlaskClient) -> None:
    response = nobody.get("/")
    assert response.status_code == 302
    assert "/sign-in" in response.location


def test_with_nothing_yet_she_is_told_to_start_with_something_she_has_done(amira: FlaskClient) -> None:
    text = text_of(amira)
    assert re.search(r"Good (morning|afternoon|evening), Amira", text)
    assert "Add your first piece of evidence" in text
    assert "0 of about 8 pieces" in text
    assert "0 of 25 KSBs shown" in text
    assert "0:00 of 10 minutes of video" in text
    assert "Nobody waits for you, and you wait for nobody." in text


def test_she_sees_her_counts_and_who_waits_for_whom_longest_first(amira: FlaskClient, bench: Bench) -> None:
    bench.accepted("Laptops rebuilt", "K7", "K12")
    bench.sent("Leavers", "K13", days=5)
    bench.returned("Runbook", "K8", note="Give the date.", days=6)
    bench.draft("Disk use", "K14")
    text = text_of(amira)
    assert "4 of about 8 pieces" in text
    assert "3 of 25 KSBs shown" in text
    assert "Answer Ben on “Runbook”" in text
    assert "Give the date." in text
    waits = text[text.index("Who is waiting") :]
    assert waits.index("6 days Ben waits for you Runbook, sent back") < waits.index(
        "5 days You wait for Ben Leavers"
    )


def test_ksbs_of_a_draft_are_not_shown_yet_and_she_is_told_so(amira: FlaskClient, bench: Bench) -> None:
    bench.draft("Disk use", "K13", "K7")
    text = text_of(amira)
    assert "0 of 25 KSBs shown" in text
    assert "More in drafts 2" in text


def test_a_clip_without_her_in_view_is_the_first_thing_to_put_right(amira: FlaskClient, bench: Bench) -> None:
    bench.draft("Switch", "K10", seconds=252)
    text = text_of(amira)
    assert "“Switch.mp4” does not yet say where you can be seen" in text
    assert "4:12 of 10 minutes of video" in text
    assert "Left, for the whole portfolio 5:48" in text


def test_a_portfolio_that_is_full_offers_no_empty_place(amira: FlaskClient, bench: Bench) -> None:
    for place in range(9):
        bench.accepted(f"Piece {place}", "K7")
    text = text_of(amira)
    assert "9 pieces, where about 8 is usual" in text
    assert "Not started" not in text
    assert "not started" not in text


def test_the_countdown_goes_to_the_planned_gateway_and_then_to_the_report(
    amira: FlaskClient, bench: Bench
) -> None:
    with bench.apprenticeship() as own:
        own.gateway_planned_on = today() + timedelta(weeks=7)
    assert "7 weeks to your gateway" in text_of(amira)
    with bench.apprenticeship() as own:
        own.gateway_confirmed_on = today()
    assert "3 weeks until your report is due" in text_of(amira)


def test_without_a_planned_day_nothing_is_counted_down(amira: FlaskClient, bench: Bench) -> None:
    with bench.apprenticeship() as own:
        own.gateway_planned_on = None
    assert "to your gateway" not in text_of(amira)


def test_without_a_tutor_the_page_still_says_who_is_meant(amira: FlaskClient, bench: Bench) -> None:
    bench.sent("Leavers", "K13")
    with bench.apprenticeship() as own:
        own.tutor_id = None
    assert "You wait for Your tutor" not in text_of(amira)
    assert "You wait for your tutor" in text_of(amira)


def test_the_number_of_statements_does_not_grow_with_the_pieces(
    amira: FlaskClient, bench: Bench, counting: Counted
) -> None:
    bench.accepted("Piece 1", "K7")
    counting.statements.clear()
    amira.get("/")
    with_one = len(counting)
    for place in range(2, 8):
        bench.sent(f"Piece {place}", "K7")
    counting.statements.clear()
    amira.get("/")
    assert len(counting) <= with_one
    assert with_one <= 14


def test_before_she_writes_she_sees_how_long_a_report_is(amira: FlaskClient) -> None:
    text = text_of(amira)
    assert "0 of 2,000 words, practice" in text
    assert "Practise your report" in text


def test_she_sees_how_long_her_report_is_and_what_is_left(amira: FlaskClient) -> None:
    begin(amira)
    assert save(amira, doc("word " * 1240)).status_code == 200
    text = text_of(amira)
    found = re.search(r"1,2(\d\d) of 2,000 words, practice", text)
    assert found is not None
    assert f"{1800 - 1200 - int(found[1])} more to reach 1,800" in text
    assert "Open your practice report" in text


def test_past_the_limit_she_is_told_how_many_words_to_cut(amira: FlaskClient) -> None:
    begin(amira)
    save(amira, doc("word " * 2300))
    assert re.search(r"Anything past 2,200 may not be read; 1\d\d to cut", text_of(amira))


def test_the_final_report_starts_at_nothing_however_long_the_practice_was(
    amira: FlaskClient, bench: Bench
) -> None:
    begin(amira)
    save(amira, doc("word " * 1240))
    with bench.apprenticeship() as own:
        own.gateway_confirmed_on, own.gateway_confirmed_by = today(), "tests"
    text = text_of(amira)
    assert "0 of 2,000 words, final" in text
    assert "Start the final report" in text


def test_the_line_on_top_says_in_good_english_that_nothing_is_accepted_yet(
    amira: FlaskClient, bench: Bench
) -> None:
    bench.draft("Runbook", "K8")
    assert "Your piece is not accepted yet." in amira.get("/").text
    bench.draft("Laptops", "K7")
    assert "None of your pieces is accepted yet." in amira.get("/").text
