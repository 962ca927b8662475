"""The appendix holds what she confirmed and what still stands, and names what nothing covers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.report.tree import AppendixRow
from report_builder.appendix import Place, Reader, build_appendix, printed_rows
from standards import Ksb, Method, MethodKind, Standard, Theme, load

METHOD = Method(
    "p",
    "Project",
    MethodKind.PROJECT_REPORT,
    ("K1", "K2", "S1", "B1"),
    themes=(Theme("Survey", ("S1", "K1")), Theme("Make good", ("K2",))),
)
STANDARD = Standard(
    "ST0000",
    "7.3",
    tuple(Ksb(code, f"{code} in words") for code in ("K1", "K2", "K3", "S1", "B1")),
    methods=(METHOD,),
)
TEXTS = {
    "p1-task": [("I was asked to.", "Task, paragraph 1")],
    "p1-action-survey": [
        ("I measured 14 desks.", "Survey, paragraph 1"),
        ("Then I drew the plan.", "Survey, paragraph 2"),
    ],
}
DESKS = Place("S1", "p1-action-survey", "Survey, paragraph 1", "I measured 14 desks.", 0.8)
PLAN = Place("K1", "p1-action-survey", "Survey, paragraph 2", "Then I drew the plan.", 0.7)


def test_every_ksb_of_the_project_has_an_entry_in_the_order_of_the_themes() -> None:
    appendix = build_appendix(STANDARD, METHOD, TEXTS)
    assert [(entry.code, entry.theme) for entry in appendix.entries] == [
        ("S1", "Survey"),
        ("K1", "Survey"),
        ("K2", "Make good"),
        ("B1", None),
    ]
    assert appendix.entries[0].statement == "S1 in words"
    assert appendix.placed == 0


def test_a_suggestion_places_nothing_until_she_confirms_it() -> None:
    appendix = build_appendix(STANDARD, METHOD, TEXTS, suggested=[DESKS])
    assert appendix.entries[0].suggested == (DESKS,)
    assert appendix.placed == 0
    assert printed_rows(appendix) == ()
    confirmed = build_appendix(STANDARD, METHOD, TEXTS, confirmed=[DESKS], suggested=[DESKS])
    assert (confirmed.entries[0].confirmed, confirmed.entries[0].suggested) == ((DESKS,), ())
    assert confirmed.placed == 1


def test_what_was_rejected_is_not_offered_again_even_when_its_paragraph_moves() -> None:
    moved = replace(DESKS, locator="Survey, paragraph 9", score=0.99, excerpt="I measured\n14 desks.")
    appendix = build_appendix(STANDARD, METHOD, TEXTS, rejected=[DESKS], suggested=[moved, PLAN])
    assert appendix.entries[0].suggested == ()
    assert appendix.entries[1].suggested == (PLAN,)


def test_a_theme_that_no_confirmed_row_covers_is_named() -> None:
    assert build_appendix(STANDARD, METHOD, TEXTS).uncovered_themes == ("Survey", "Make good")
    one = build_appendix(STANDARD, METHOD, TEXTS, confirmed=[DESKS])
    assert one.uncovered_themes == ("Make good",)


def test_a_confirmed_sentence_that_was_rewritten_is_named_and_not_printed() -> None:
    rewritten = TEXTS | {"p1-action-survey": [("I measured all desks.", "Survey, paragraph 1")]}
    appendix = build_appendix(STANDARD, METHOD, rewritten, confirmed=[DESKS])
    assert (appendix.entries[0].confirmed, appendix.entries[0].gone) == ((), (DESKS,))
    assert appendix.uncovered_themes == ("Survey", "Make good")
    assert printed_rows(appendix) == ()


def test_a_sentence_must_stand_in_its_own_section_and_must_say_something() -> None:
    elsewhere = replace(DESKS, section_key="p1-task")
    empty = replace(DESKS, excerpt=" ")
    nowhere = replace(DESKS, section_key="p9-task")
    appendix = build_appendix(STANDARD, METHOD, TEXTS, confirmed=[elsewhere, empty, nowhere])
    assert appendix.entries[0].confirmed == ()
    assert len(appendix.entries[0].gone) == 3


def test_a_ksb_of_another_method_has_no_row() -> None:
    other = replace(DESKS, code="K3")
    appendix = build_appendix(STANDARD, METHOD, TEXTS, confirmed=[other], suggested=[other])
    assert "K3" not in {entry.code for entry in appendix.entries}
    assert appendix.placed == 0


def test_the_printed_rows_give_the_exact_place_and_one_row_for_each() -> None:
    second = replace(DESKS, locator="", excerpt="Then I drew the plan.")
    appendix = build_appendix(STANDARD, METHOD, TEXTS, confirmed=[DESKS, second])
    assert printed_rows(appendix) == (
        AppendixRow("S1", "S1 in words", "Survey, paragraph 1", "I measured 14 desks."),
        AppendixRow("S1", "S1 in words", "Survey, paragraph 2", "Then I drew the plan."),
    )


def test_the_real_standard_gives_each_of_its_project_ksbs_once() -> None:
    standard = load("ST0505")
    assert standard.project is not None
    appendix = build_appendix(standard, standard.project, {})
    codes = [entry.code for entry in appendix.entries]
    assert sorted(codes) == sorted(standard.project.ksbs)
    assert appendix.uncovered_themes == tuple(theme.name for theme in standard.project.themes)


def test_a_place_is_where_the_sentence_stands_now_and_rows_come_in_the_order_of_the_report() -> None:
    grown = TEXTS | {
        "p1-action-survey": [("A new start.", "Survey, paragraph 1"), *_moved_down(TEXTS["p1-action-survey"])]
    }
    plan = replace(PLAN, code="S1", score=0.9)
    appendix = build_appendix(STANDARD, METHOD, grown, confirmed=[plan, DESKS])
    assert [place.locator for place in appendix.entries[0].confirmed] == [
        "Survey, paragraph 2",
        "Survey, paragraph 3",
    ]


def _moved_down(passages: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(text, f"Survey, paragraph {number}") for number, (text, _) in enumerate(passages, 2)]


def test_a_suggestion_whose_sentence_was_rewritten_is_not_shown() -> None:
    rewritten = TEXTS | {"p1-action-survey": [("I measured all desks.", "Survey, paragraph 1")]}
    assert build_appendix(STANDARD, METHOD, rewritten, suggested=[DESKS]).entries[0].suggested == ()


def test_words_over_two_paragraphs_stand_where_they_begin() -> None:
    both = "I measured 14 desks. Then I drew the plan."
    assert Reader(TEXTS).locate("p1-action-survey", both) == "Survey, paragraph 1"
    assert Reader(TEXTS).sections_with("I was  asked\nto.") == ["p1-task"]
    assert Reader(TEXTS).sections_with(" ") == []


@pytest.mark.parametrize(
    ("was", "reads"),
    [
        ("I measured fourteen desks.", "I measured 14 desks."),
        ("Then I drew a plan of it.", "Then I drew the plan."),
        ("The firewall was replaced at night.", ""),
    ],
)
def test_a_rewritten_sentence_is_recognised_by_its_likeness_and_another_thought_is_not(
    was: str, reads: str
) -> None:
    assert Reader(TEXTS).nearest("p1-action-survey", was) == reads
    assert Reader(TEXTS).nearest("nowhere", was) == ""
