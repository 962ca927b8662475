"""Help, accessibility, and what we keep about you: open to everybody."""

from flask.testing import FlaskClient

import standards
from home.help import plan_of
from standards import Ksb, Standard
from tests.home.test_apprentice_home import text_of


def test_help_says_what_the_plan_asks_in_plain_words_with_its_own_beside_them(amira: FlaskClient) -> None:
    text = text_of(amira, "/help")
    assert "It typically holds 8 pieces." in text
    assert "It has 2,000 words: no fewer than 1,800 and no more than 2,200." in text
    assert "It will typically contain 8 discrete pieces of evidence." in text
    assert "It covers plan, design, build, test, deploy and maintain." in text


def test_somebody_at_the_door_is_helped_without_a_plan(nobody: FlaskClient) -> None:
    text = text_of(nobody, "/help")
    assert "Begin with something you have already done." in text
    assert "What the plan asks" not in text


def test_a_tutor_reads_every_plan_in_use(ben: FlaskClient) -> None:
    assert "IT solutions technician, ST0505" in text_of(ben, "/help")


def test_every_quotation_of_the_help_is_a_clause_of_the_standard() -> None:
    standard = standards.load("ST0505")
    quotes = {clause.quote for clause in (standard.clauses or {}).values()}
    quoted = [rule.quote for part in plan_of(standard).parts for rule in part.rules if rule.quote]
    assert len(quoted) > 20
    assert set(quoted) <= quotes


def test_a_standard_that_is_only_a_list_of_ksbs_asks_nothing() -> None:
    bare = Standard(reference="ST0001", version="1", ksbs=(Ksb("K1", "Something."),))
    assert plan_of(bare).parts == []


def test_the_accessibility_statement_names_its_aim_and_its_faults(nobody: FlaskClient) -> None:
    text = text_of(nobody, "/accessibility")
    assert "2.2, level AA" in text
    assert "What is not good enough" in text


def test_the_privacy_notice_names_who_answers_for_it(amira: FlaskClient, nobody: FlaskClient) -> None:
    assert "Larkfield Training runs this installation" in text_of(amira, "/privacy")
    assert "The training provider that invited you runs this installation" in text_of(nobody, "/privacy")


def test_without_a_mail_server_the_notice_says_that_nothing_leaves(nobody: FlaskClient) -> None:
    assert "Nothing. Links are handed over by people." in text_of(nobody, "/privacy")


def test_the_notice_says_who_can_take_drafts_along_and_what_one_can_ask_for(nobody: FlaskClient) -> None:
    text = text_of(nobody, "/privacy")
    assert "Such a file holds drafts too." in text
    assert "to put right what is wrong" in text


def test_help_is_there_for_tutors_and_administrators_too(nobody: FlaskClient) -> None:
    text = text_of(nobody, "/help")
    assert "If you are a tutor" in text
    assert "If you administer a provider" in text
