"""Ben's home: the queue, longest first, and where his learners are."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Person
from accounts.queries import apprenticeship_of
from accounts.services import confirm_gateway
from foundation.clock import as_day, as_weekday, now, today
from foundation.database import db
from gateway.models import Pack, PackKind, PackState
from portfolio.models import EvidenceItem
from report_builder.content import validate_content
from report_builder.rework import record_rework
from report_builder.services import create_report, save_section
from sign_off.links.services import decline_by_link, pass_on_by_link
from sign_off.models import Comment, Review, SigningLink
from tests.accounts.people import working
from tests.cast import Cast, client_of
from tests.counting import Counted
from tests.home.conftest import ST0505, Bench
from tests.home.test_apprentice_home import text_of
from tests.newer import publish_newer
from tests.report_builder.writing import doc


def test_nothing_waits_when_nothing_was_sent(ben: FlaskClient, bench: Bench) -> None:
    bench.draft("Disk use", "K13")
    text = text_of(ben)
    assert "Nothing waits for you" in text
    assert "Disk use" not in text
    assert "2 learners on ST0505" in text


def test_two_versions_of_one_standard_are_told_apart(
    ben: FlaskClient, bench: Bench, cast: Cast, app: Flask
) -> None:
    with working(app):
        apprenticeship_of(db.session.get_one(Person, cast.callum)).standard_version = publish_newer()
    text = text_of(ben)
    assert f"1 learner on ST0505 version {ST0505.version}" in text
    assert "1 learner on ST0505 version 1.2" in text


def test_the_longest_wait_is_on_top_and_the_button_starts_with_it(
    ben: FlaskClient, bench: Bench, cast: Cast
) -> None:
    bench.sent("Leavers", "K13", days=2)
    bench.sent("Firewall rules", "K7", of=cast.callum, days=8)
    text = text_of(ben)
    assert "Two pieces wait for you" in text
    assert "Longest wait: 8 days" in text
    assert text.index("Firewall rules") < text.index("Leavers")
    assert "8 days Firewall rules Callum Reid · first time" in text
    page = ben.get("/").text
    assert 'class="mp-wait__time mp-wait__time--long"' in page
    assert page.count("mp-wait__time--long") == 1


def test_what_is_held_against_a_piece_is_counted_by_force(ben: FlaskClient, bench: Bench) -> None:
    bench.sent("Leavers", "K13")
    bench.sent("A project skill", "K7", bench.project_ksbs[0])
    text = text_of(ben)
    assert "Nothing flagged Review Leavers" in text
    assert "1 should Review A project skill" in text


def test_a_piece_that_comes_again_says_which_time_it_is(ben: FlaskClient, bench: Bench, app: Flask) -> None:
    item_id = bench.returned("Runbook", "K8", note="Give the date.")
    bench.send_again(item_id)
    assert "Amira Hussain · second time" in text_of(ben)


@pytest.mark.parametrize(
    ("author", "said"),
    [("ben", "sent again"), ("carys", "first time"), ("amira", "first time"), (None, "first time")],
)
def test_a_piece_that_he_wrote_about_and_she_took_back_comes_again(
    ben: FlaskClient, amira: FlaskClient, bench: Bench, cast: Cast, app: Flask, author: str | None, said: str
) -> None:
    item_id = bench.sent("Runbook", "K8")
    with app.app_context(), db.transaction() as session:
        subject_id = session.get_one(EvidenceItem, item_id).subject_id
    if author is not None:
        with bench.apprenticeship() as amiras:
            amiras.tutor_id = cast.carys if author == "carys" else cast.ben
        writer = client_of(app, getattr(cast, author))
        assert writer.post(f"/subjects/{subject_id}/comments", data={"body": "When?"}).status_code == 302
        with bench.apprenticeship() as amiras:
            amiras.tutor_id = cast.ben
    assert "Amira Hussain · first time" in text_of(ben)
    amira.post(f"/subjects/{subject_id}/withdraw")
    bench.send_again(item_id)
    assert f"Amira Hussain · {said}" in text_of(ben)


def test_the_map_shows_what_is_accepted_what_is_with_him_and_what_is_missing(
    ben: FlaskClient, bench: Bench
) -> None:
    bench.accepted("Laptops", "K7")
    bench.sent("Leavers", "K13")
    bench.draft("Disk use", "K14")
    text = text_of(ben)
    _, _, map_of_learners = text.partition("Where your learners are")
    amiras, callums = map_of_learners.split("Amira Hussain")[1].split("Callum Reid")
    assert [amiras.count("shown"), amiras.count("with you"), amiras.count("missing")] == [1, 1, 23]
    assert callums.split("Missing, of 2")[0].count("missing") == 25


def test_what_most_lack_is_said_in_a_sentence(ben: FlaskClient, bench: Bench) -> None:
    bench.accepted("Everything but K14", *[code for code in bench.portfolio_ksbs if code != "K14"])
    bench.accepted(
        "And Callum", *[code for code in bench.portfolio_ksbs if code != "K14"], of=bench.cast.callum
    )
    assert "2 of 2 have nothing for K14. A workshop could serve them." in text_of(ben)


def test_a_colleague_without_learners_is_told_how_they_come(app: Flask, cast: Cast, bench: Bench) -> None:
    bench.sent("Leavers", "K13")
    text = text_of(client_of(app, cast.carys))
    assert "You have no learners yet" in text
    assert "Leavers" not in text


def test_a_strange_tutor_sees_nothing_of_amira(app: Flask, cast: Cast, bench: Bench) -> None:
    bench.sent("Leavers", "K13")
    text = text_of(client_of(app, cast.stranger_tutor))
    assert "Amira" not in text
    assert "Leavers" not in text


def pass_on_the_witness_link(app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast) -> None:
    """Amira asks for a witness statement, Ben makes the link, Dana names Kit Moss instead."""
    amira.post("/witness-statements/", data={"about": "The Wi-Fi survey."})
    assert "Give Dana the link to sign Amira Hussain · Witness statement: The Wi-Fi survey" in text_of(ben)
    made = ben.post(f"/learners/{cast.amiras_apprenticeship}/witness-statements/1/link")
    assert made.status_code in (200, 302)
    assert "Nothing waits for you" in text_of(ben)
    with app.app_context(), db.transaction() as session:
        pass_on_by_link(session.query(SigningLink).one(), "Kit Moss", "kit.moss@example.org")


def test_a_colleague_whom_dana_named_waits_for_him_to_confirm_the_address(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    pass_on_the_witness_link(app, amira, ben, cast)
    text = text_of(ben)
    assert "One thing waits for you" in text
    assert "Confirm Kit Moss, who answers for Dana Amira Hussain · Witness statement" in text
    assert "Kit Moss" not in text_of(client_of(app, cast.stranger_tutor))
    assert "Kit Moss" not in text_of(client_of(app, cast.carys))


def test_errands_and_pieces_stand_in_one_queue_longest_first(
    amira: FlaskClient, ben: FlaskClient, bench: Bench
) -> None:
    amira.post("/witness-statements/", data={"about": "The Wi-Fi survey."})
    bench.sent("Leavers", "K13", days=2)
    text = text_of(ben)
    assert "Two things wait for you" in text
    assert text.index("Leavers") < text.index("Give Dana the link")


def test_the_number_of_statements_does_not_grow_with_the_learners(
    app: Flask, amira: FlaskClient, ben: FlaskClient, bench: Bench, cast: Cast, counting: Counted
) -> None:
    bench.sent("Leavers", "K13")
    amira.post("/witness-statements/", data={"about": "The Wi-Fi survey."})
    counting.statements.clear()
    ben.get("/")
    with_one = len(counting)
    bench.sent("Firewall rules", "K7", of=cast.callum)
    for client in (amira, client_of(app, cast.callum)):
        client.post("/witness-statements/", data={"about": "The Wi-Fi survey."})
    bench.enrol("Grace Adeyemi", "Finn Walker", "Ellie Marsh")
    counting.statements.clear()
    ben.get("/")
    assert len(counting) == with_one
    assert with_one <= 12


def decline_the_witness_link(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast, reason: str
) -> None:
    """Amira asks for a witness statement, Ben makes the link, Dana says no."""
    amira.post("/witness-statements/", data={"about": "The Wi-Fi survey."})
    ben.post(f"/learners/{cast.amiras_apprenticeship}/witness-statements/1/link")
    with app.app_context(), db.transaction() as session:
        decline_by_link(session.query(SigningLink).one(), reason)


def test_what_dana_would_not_sign_waits_for_him_with_her_reason(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    decline_the_witness_link(app, amira, ben, cast, "I was on leave that week.")
    text = text_of(ben)
    assert "One thing waits for you" in text
    assert "Dana did not sign: “I was on leave that week.” Amira Hussain · Witness statement" in text
    assert "talk it over, then ask again" in text
    for stranger in (cast.carys, cast.stranger_tutor, cast.olive):
        assert "on leave" not in text_of(client_of(app, stranger))


def test_a_long_reason_is_cut_in_the_queue_and_whole_on_its_page(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    decline_the_witness_link(app, amira, ben, cast, "Not as I remember it. " * 20 + "The end.")
    assert "The end." not in text_of(ben)
    assert "The end.”" in text_of(ben, f"/learners/{cast.amiras_apprenticeship}/statements")


def test_a_refusal_leaves_the_queue_when_dana_is_asked_again(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    decline_the_witness_link(app, amira, ben, cast, "I was on leave.")
    ben.post(f"/learners/{cast.amiras_apprenticeship}/witness-statements/1/link")
    assert "Nothing waits for you" in text_of(ben)


def test_a_refusal_that_nothing_comes_of_is_taken_off_the_queue_until_she_asks_again(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    decline_the_witness_link(app, amira, ben, cast, "I was on leave.")
    page = f"/learners/{cast.amiras_apprenticeship}/statements"
    assert "Take it off the queue" in text_of(ben, page)
    assert "Dana waits for you" in text_of(amira)
    ben.post(f"/learners/{cast.amiras_apprenticeship}/links/1/settle")
    assert "Nothing waits for you" in text_of(ben)
    assert "Dana waits for you" not in text_of(amira)
    assert "Take it off the queue" not in text_of(ben, page)
    assert "“I was on leave.”" in text_of(ben, page)
    assert ben.post(f"/learners/{cast.amiras_apprenticeship}/links/1/settle").status_code == 409
    amira.post("/witness-statements/1/ask")
    assert "Dana did not sign: “I was on leave.”" in text_of(ben)


def test_a_link_that_ran_out_is_to_be_handed_over_again_where_no_mail_goes(
    app: Flask, amira: FlaskClient, ben: FlaskClient, cast: Cast
) -> None:
    amira.post("/witness-statements/", data={"about": "The Wi-Fi survey."})
    ben.post(f"/learners/{cast.amiras_apprenticeship}/witness-statements/1/link")
    assert "Nothing waits for you" in text_of(ben)
    with app.app_context(), db.transaction() as session:
        session.query(SigningLink).one().expires_at = now() - timedelta(days=1)
    assert "1 day Give Dana the link to sign" in text_of(ben)


def reworked(app: Flask, cast: Cast, told_on: date) -> None:
    """Amira's report was handed in, and must be reworked."""
    with app.app_context(), db.transaction() as session:
        ben, amira = session.get_one(Person, cast.ben), session.get_one(Person, cast.amira)
        apprenticeship = apprenticeship_of(amira)
        assert apprenticeship is not None
        confirm_gateway(ben, apprenticeship, told_on)
        report = create_report(amira, apprenticeship, ("The Elm Road Wi-Fi",))
        save_section(amira, report.sections[0], validate_content(doc("I measured the signal.")), 0)
        record_rework(ben, report, told_on, after=1)


def test_a_report_that_is_reworked_stands_there_with_the_days_that_are_left(
    app: Flask, ben: FlaskClient, cast: Cast
) -> None:
    assert "Reports being reworked" not in text_of(ben)
    weeks = ST0505.project.limits.rework_weeks if ST0505.project else None
    assert weeks is not None
    told_on = today() - timedelta(days=10)
    reworked(app, cast, told_on)
    due = told_on + timedelta(weeks=weeks)
    text = text_of(ben)
    left = weeks * 7 - 10
    assert f"{left} days left Amira Hussain: rework 2 Due by {as_weekday(due)}" in text
    assert "Nothing waits for you" in text, "the apprentice is at work, not Ben"
    assert "Elm Road" not in text, "what she writes is hers until she sends it"
    for other in (cast.carys, cast.stranger_tutor):
        assert "Reports being reworked" not in text_of(client_of(app, other))


def test_a_rework_whose_last_day_is_over_stands_there_until_it_is_packed(
    app: Flask, ben: FlaskClient, cast: Cast
) -> None:
    reworked(app, cast, today() - timedelta(weeks=7))
    assert "7 days over Amira Hussain: rework 2" in text_of(ben)
    assert ben.get("/").text.count("mp-wait__time--long") == 1
    for attempt, stands in ((1, True), (2, False)):
        with app.app_context(), db.transaction() as session:
            session.add(
                Pack(
                    apprenticeship_id=cast.amiras_apprenticeship,
                    kind=PackKind.REPORT,
                    state=PackState.READY,
                    attempt=attempt,
                    asked_at=now(),
                    asked_by="tests",
                )
            )
        assert ("Amira Hussain: rework 2" in text_of(ben)) is stands


def test_a_rework_is_not_counted_for_a_learner_who_left(app: Flask, ben: FlaskClient, cast: Cast) -> None:
    reworked(app, cast, today())
    with app.app_context(), db.transaction() as session:
        session.get_one(Person, cast.amira).deactivated_at = now()
    assert "Reports being reworked" not in text_of(ben)


def test_what_was_taken_back_after_he_commented_stands_there_until_it_comes_again(
    app: Flask, ben: FlaskClient, amira: FlaskClient, bench: Bench, cast: Cast
) -> None:
    commented, unread = bench.sent("Leavers", "K13"), bench.sent("Disk use", "K14")
    ben.post(f"/subjects/{commented}/comments", data={"body": "Who approved it?"})
    for subject in (commented, unread):
        amira.post(f"/subjects/{subject}/withdraw")
    line = f"Amira took back “Leavers” on {as_day(today())}. What you wrote about it"
    learner = f"/learners/{cast.amiras_apprenticeship}"
    for path in ("/", learner):
        assert line in text_of(ben, path)
        assert "Disk use" not in text_of(ben, path), "a draft that he had not written about"
    assert "Who approved it?" in text_of(ben, f"/subjects/{commented}")
    assert "took back" not in text_of(client_of(app, cast.olive), learner)
    amira.post(f"/subjects/{commented}/submit")
    assert "took back" not in text_of(ben) + text_of(ben, learner)


def test_after_two_weeks_only_the_learners_page_still_says_that_it_was_taken_back(
    app: Flask, ben: FlaskClient, amira: FlaskClient, bench: Bench, cast: Cast
) -> None:
    subject = bench.sent("Leavers", "K13", days=15)
    ben.post(f"/subjects/{subject}/comments", data={"body": "Who approved it?"})
    amira.post(f"/subjects/{subject}/withdraw")
    with app.app_context(), db.transaction() as session:
        review, said = session.get_one(Review, 1), session.get_one(Comment, 1)
        review.decided_at = said.created_at = now() - timedelta(days=14, minutes=1)
    assert "took back" not in text_of(ben)
    assert "Amira took back “Leavers”" in text_of(ben, f"/learners/{cast.amiras_apprenticeship}")
