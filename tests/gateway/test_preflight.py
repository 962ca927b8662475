"""The answer to “Would this be bounced?”, in words."""

from dataclasses import replace
from unittest.mock import sentinel

from gateway.preflight import Preflight
from portfolio.finding_page import FindingLook, ShownFinding
from portfolio.rules import Source
from sign_off.models import StatementKind
from sign_off.statements.standing import Standing, StandingState


def finding(force: FindingLook) -> ShownFinding:
    source = Source("The plan says", "words", "where")
    return ShownFinding(
        1, None, "reflective", force, "title", "where", "", "message", source, True, "fix", "/", True, ""
    )


def flight(must: int = 0, should: int = 0, pieces: int = 3) -> Preflight:
    return Preflight(
        must=[finding(FindingLook.MUST)] * must,
        should=[finding(FindingLook.SHOULD)] * should,
        explained=[],
        in_order=[],
        requirements=[],
        statement=Standing(StatementKind.PORTFOLIO, "title", StandingState.UNSIGNED, sentinel.none),
        pieces=pieces,
    )


def test_an_empty_portfolio_asks_for_the_first_piece() -> None:
    assert flight(pieces=0).verdict == "There is nothing to send yet. Add your first piece of evidence."


def test_one_thing_that_must_be_put_right_is_said_alone() -> None:
    assert flight(must=1).verdict == "If you sent the pack today, yes. One thing must be put right."


def test_what_is_worth_a_look_is_said_after_what_must_be() -> None:
    assert flight(must=2, should=4).verdict == (
        "If you sent the pack today, yes. Two things must be put right. "
        "Four more are worth a look before the assessor does."
    )


def test_only_things_worth_a_look_do_not_say_yes() -> None:
    assert flight(should=1).verdict == (
        "Not for anything that the plan forbids. One thing is worth a look before the assessor does."
    )


def test_ten_and_more_are_figures() -> None:
    assert "12 things must be put right" in flight(must=12).verdict


def test_nothing_found_claims_no_more_than_a_machine_can_check() -> None:
    assert "what a machine can check" in flight().verdict


def test_whoever_reads_for_her_is_not_spoken_to_as_if_the_work_were_theirs() -> None:
    read = replace(flight(must=1), whose="Amira")
    assert read.verdict == "If the pack were sent today, yes. One thing must be put right."
    assert replace(flight(pieces=0), whose="Amira").verdict == "Amira has sent nothing yet."
    assert replace(flight(), rest="the rest is yours to read").verdict.endswith(
        "; the rest is yours to read."
    )
