"""Help says every grade that the plan has: what it asks for, how much must be shown, what the grades make together."""

import html
from dataclasses import replace

from flask.testing import FlaskClient

import standards
from home.help import plan_of
from standards import (
    Descriptor,
    DistinctionRule,
    Limits,
    Method,
    MethodKind,
    OverallGrade,
    Standard,
    Theme,
    Words,
)

KSBS = tuple(standards.Ksb(f"K{n}", f"Statement {n}.") for n in range(1, 9))
CODES = tuple(ksb.code for ksb in KSBS)
THEME = Theme(
    "Cloth",
    ("K1", "K2"),
    (Descriptor("Names the cloth.", ("K1",)),),
    (Descriptor("Judges the cloth.", ("K2",)),),
    (Descriptor("Compares two cloths.", ("K1", "K2")),),
)
TEST = Method("test", "Practical test", MethodKind.OTHER, CODES, themes=(THEME,), limits=Limits(mastery=0.7))
TALK = Method("talk", "Interview", MethodKind.PORTFOLIO_DISCUSSION, CODES)


def plan(*methods: Method, **more: object) -> Standard:
    words = Words(middle="credit")
    return Standard("ST0001", "1.0", title="Kite maker", ksbs=KSBS, methods=methods, words=words, **more)  # type: ignore[arg-type]


def part(standard: Standard, title: str) -> list[str]:
    return [
        " ".join((rule.words, *rule.points))
        for one in plan_of(standard).parts
        if one.title == title
        for rule in one.rules
    ]


def test_every_grade_of_a_theme_stands_there_in_the_plans_own_words_for_it() -> None:
    told = part(plan(TEST), "What each grade asks for")
    assert told[1:] == [
        "Cloth: pass, credit and distinction Pass. “Names the cloth.” (K1) "
        "Credit. “Compares two cloths.” (K1, K2) Distinction. “Judges the cloth.” (K2)"
    ]


def test_the_part_that_must_be_shown_is_told_as_a_number_of_ksbs() -> None:
    assert "Practical test: you show at least 6 of its 8 KSBs." in part(
        plan(TEST), "What each grade asks for"
    )
    whole = replace(TEST, limits=Limits(mastery=1))
    assert "Practical test: you show all of its 8 KSBs." in part(plan(whole), "What each grade asks for")


def test_how_many_descriptors_a_grade_asks_for_is_told() -> None:
    ruled = replace(TEST, distinction_rule=DistinctionRule(2, 3), merit_rule=DistinctionRule(2, 2))
    told = part(plan(ruled), "What each grade asks for")
    assert (
        "Practical test, for a distinction: 2 of the 3 distinction descriptors, and every pass one." in told
    )
    assert "Practical test, for a credit: all 2 credit descriptors, and every pass one." in told


def test_the_table_of_the_overall_grade_is_told_row_by_row() -> None:
    rows = (OverallGrade({"test": "fail"}, "fail"), OverallGrade({"test": "pass", "talk": "merit"}, "merit"))
    assert part(plan(TEST, TALK, overall_grades=rows), "How the grades make the overall grade") == [
        "Fail in the practical test and any grade in the interview: fail.",
        "Pass in the practical test and credit in the interview: credit.",
    ]


def test_a_plan_that_says_nothing_of_grades_has_no_part_about_them() -> None:
    assert part(plan(TALK), "What each grade asks for") == []
    assert part(plan(TALK), "How the grades make the overall grade") == []


def test_an_apprentice_reads_what_her_discussion_is_graded_by(amira: FlaskClient) -> None:
    page = html.unescape(amira.get("/help").text)
    standard = standards.load("ST0505", "1.1")
    assert standard.portfolio is not None
    for theme in standard.portfolio.themes:
        for _, descriptors in theme.graded(standard.words):
            assert descriptors[0].text in page
