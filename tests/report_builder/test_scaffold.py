"""The parts of a report come from the standard: its themes, descriptors and KSBs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report_builder.scaffold import Part, projects_allowed, scaffold
from standards import Descriptor, Ksb, Limits, Method, MethodKind, Standard, Theme, Words

THEMES = (
    Theme(
        "survey",
        ("K1", "S1"),
        (Descriptor("Explains the survey.", ("K1",)),),
        (Descriptor("Weighs it.", ("S1",)),),
    ),
    Theme("Make good", ("S2",), (Descriptor("Makes good.", ("S2",)),)),
)


def standard(*themes: Theme, projects_max: int | None = 2) -> Standard:
    project = Method("p", "Project", MethodKind.PROJECT_REPORT, ("K1", "S1", "S2"), themes=themes,
                     limits=Limits(projects_max=projects_max))  # fmt: skip
    return Standard("ST0000", "7.3", (Ksb("K1", "know"),), methods=(project,))


def test_one_project_is_starr_with_a_section_for_each_theme_of_the_standard() -> None:
    sections = scaffold(standard(*THEMES))
    assert [(s.key, s.title, s.level, s.parent, s.is_written) for s in sections] == [
        ("p1-situation", "Situation", 1, None, True),
        ("p1-task", "Task", 1, None, True),
        ("p1-action", "Action", 1, None, False),
        ("p1-action-survey", "Survey", 2, "p1-action", True),
        ("p1-action-make-good", "Make good", 2, "p1-action", True),
        ("p1-result", "Result", 1, None, True),
        ("p1-reflection", "Reflection", 1, None, True),
    ]


def test_a_theme_brings_its_descriptors_and_ksbs_verbatim() -> None:
    survey = scaffold(standard(*THEMES))[3]
    assert (survey.theme, survey.part, survey.ksbs) == ("survey", Part.ACTION, ("K1", "S1"))
    assert survey.graded == (
        ("pass", (Descriptor("Explains the survey.", ("K1",)),)),
        ("distinction", (Descriptor("Weighs it.", ("S1",)),)),
    )


def test_grades_have_the_plans_own_words_and_a_middle_one_its_place() -> None:
    theme = Theme(
        "survey",
        ("K1",),
        (Descriptor("Explains.", ("K1",)),),
        (Descriptor("Weighs.", ("K1",)),),
        (Descriptor("Compares.", ("K1",)),),
    )
    made = replace(standard(theme), words=Words(middle="credit", highest="excellence"))
    assert [grade for grade, _ in scaffold(made)[3].graded] == ["pass", "credit", "excellence"]
    assert [one.text for _, all_of_it in scaffold(made)[3].graded for one in all_of_it] == [
        "Explains.",
        "Compares.",
        "Weighs.",
    ]


def test_two_themes_of_nearly_one_name_have_a_section_each() -> None:
    names = ("IT & data", "IT, data", "it data 2", "IT data", "–")
    sections = scaffold(standard(*(Theme(name, ("K1",)) for name in names)))
    assert [s.key for s in sections if s.theme] == [
        "p1-action-it-data",
        "p1-action-it-data-2",
        "p1-action-it-data-2-2",
        "p1-action-it-data-3",
        "p1-action-theme",
    ]


def test_two_projects_each_have_their_own_set_under_their_own_title() -> None:
    sections = scaffold(standard(*THEMES), ("New Wi-Fi", ""))
    assert len(sections) == 16
    assert [(s.key, s.title, s.level) for s in sections if s.part is Part.PROJECT] == [
        ("p1", "Project 1: New Wi-Fi", 1),
        ("p2", "Project 2", 1),
    ]
    second = [s for s in sections if s.project == 2]
    assert [s.level for s in second] == [1, 2, 2, 2, 3, 3, 2, 2]
    assert second[4].parent == "p2-action"
    assert second[1].parent == "p2"


def test_keys_stay_when_a_second_project_comes_and_are_all_different() -> None:
    one, two = scaffold(standard(*THEMES)), scaffold(standard(*THEMES), ("a", "b"))
    keys = [section.key for section in two]
    assert len(set(keys)) == len(keys)
    assert {section.key for section in one} < set(keys)


def test_without_themes_the_action_is_written_as_one() -> None:
    sections = scaffold(standard())
    assert [s.key for s in sections if s.part is Part.ACTION and s.is_written] == ["p1-action"]


def test_the_plan_says_how_many_projects_a_report_may_cover() -> None:
    assert projects_allowed(standard(projects_max=3)) == 3
    assert projects_allowed(standard(projects_max=None)) == 1
    assert projects_allowed(Standard("ST0000", "1", ())) == 1
    with pytest.raises(ValueError, match="covers 1 to 2 projects"):
        scaffold(standard(*THEMES), ("a", "b", "c"))
    with pytest.raises(ValueError, match="covers 1 to 2 projects"):
        scaffold(standard(*THEMES), ())


def test_a_standard_with_only_ksbs_still_gives_the_five_parts() -> None:
    assert [s.title for s in scaffold(Standard("ST0000", "1", ()))] == [
        "Situation",
        "Task",
        "Action",
        "Result",
        "Reflection",
    ]
