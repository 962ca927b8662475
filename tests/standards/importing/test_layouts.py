"""One made-up standard in every layout: whatever form its page came in, the same facts are read."""

import json
from pathlib import Path
from typing import Any

import pytest

from standards import Imported, MethodKind, NotAStandard, Standard, Words, import_page

PAGES = Path(__file__).with_name("pages")
FACTS: dict[str, Any] = json.loads((PAGES / "facts.json").read_text(encoding="utf-8"))
WITH_DUTIES = [
    "page.txt", "page.html", "occupation.html", "converted.md", "layout_2022.txt", "code_per_line.txt", "record.json",
]  # fmt: skip
WITH_PLAN = ["page.txt", "page.html", "converted.md", "plan_tab.txt"]


def read(name: str) -> Imported:
    return import_page((PAGES / name).read_bytes())


def standard(name: str) -> Standard:
    return read(name).standard


@pytest.mark.parametrize("name", [*WITH_DUTIES, "plan_tab.txt"])
def test_every_ksb_has_its_code_and_its_statement(name: str) -> None:
    assert {ksb.code: ksb.text for ksb in standard(name).ksbs} == FACTS["ksbs"]


@pytest.mark.parametrize("name", WITH_DUTIES)
def test_every_duty_has_its_text_its_codes_and_its_option(name: str) -> None:
    read_duties = standard(name)
    names = {option.id: option.name for option in read_duties.options}
    assert [
        {
            "number": duty.number,
            "text": duty.text,
            "ksbs": list(duty.ksbs),
            "option": "".join(names[one] for one in duty.options),
        }
        for duty in read_duties.duties
    ] == FACTS["duties"]
    assert [duty.core for duty in read_duties.duties] == [True, True, True, False, False]


@pytest.mark.parametrize("name", WITH_DUTIES)
def test_a_ksb_that_only_an_option_names_belongs_to_that_option(name: str) -> None:
    found = {ksb.code: ksb.options for ksb in standard(name).ksbs if ksb.options}
    assert found == {"K5": ("tuner",), "S4": ("tuner",), "K6": ("bell_hanger",), "S5": ("bell_hanger",)}


@pytest.mark.parametrize("name", WITH_PLAN)
def test_a_ksb_may_belong_to_two_methods(name: str) -> None:
    methods = standard(name).methods
    found = {code: [one.name for one in methods if code in one.ksbs] for code in FACTS["ksbs"]}
    assert found == FACTS["methods"]
    assert len(found["K3"]) == 2


@pytest.mark.parametrize("name", WITH_PLAN)
def test_the_grading_tables_give_themes_passes_and_distinctions(name: str) -> None:
    project, interview = standard(name).methods
    assert (project.kind, interview.kind) == (MethodKind.PROJECT_REPORT, MethodKind.PORTFOLIO_DISCUSSION)
    assert [(theme.name, theme.ksbs) for theme in project.themes] == [
        ("Metal and sound", ("K1", "K4", "S3", "B2")),
        ("Safe founding", ("K3",)),
        ("The craft of the option", ("K5", "K6", "S4", "S5")),
    ]
    metal, safe, craft = project.themes
    assert [(one.text, one.ksbs) for one in metal.pass_descriptors] == [
        (
            "Explains how the alloy chosen for the project shapes the partials that were measured.",
            ("K1", "K4", "S3"),
        ),
        ("Shows care for work that lasts.", ("B2",)),
    ]
    assert [one.ksbs for one in metal.distinction_descriptors] == [("K1", "S3")]
    assert [one.text for one in safe.pass_descriptors] == ["Applies health and safety law to the project"]
    assert safe.distinction_descriptors == ()
    assert [one.ksbs for one in craft.pass_descriptors] == [("K5", "K6"), ("S4", "S5")]
    assert [one.ksbs for one in craft.distinction_descriptors] == [("S4", "S5")]
    assert [len(theme.pass_descriptors) for theme in interview.themes] == [2, 1]
    assert [len(theme.distinction_descriptors) for theme in interview.themes] == [1, 1]


@pytest.mark.parametrize("name", WITH_PLAN)
def test_the_rules_that_can_be_read_become_limits(name: str) -> None:
    project, interview = standard(name).methods
    limits = project.limits
    assert limits.word_range == (3150, 3850)
    assert limits.excluded == ("appendices", "references", "diagrams", "tables")
    assert (limits.minutes, limits.question_minutes, limits.total_minutes) == (15, 35, 50)
    assert (limits.questions_min, limits.due_week, limits.review_weeks, limits.notice_weeks) == (5, 9, 3, 2)
    assert limits.covers == ("an overview of the project", "what was learned")
    assert (limits.resit_months, limits.retake_months, limits.all_within_months) == (3, 4, 6)
    talk = interview.limits
    assert (talk.minutes, talk.extension, talk.questions_min) == (90, 0.1, 10)
    assert (talk.pieces_typical, talk.video_minutes_max) == (12, 15)
    assert talk.disallowed == ("reflective accounts", "self-assessment")
    assert interview.themes_as_listed == ("moulds", "safety")
    assert project.distinction_rule is not None
    assert interview.distinction_rule is not None
    assert (project.distinction_rule.required, project.distinction_rule.of) == (2, 2)
    assert (interview.distinction_rule.required, interview.distinction_rule.of) == (1, 2)


@pytest.mark.parametrize("name", WITH_PLAN)
def test_the_overall_grades_are_the_rows_of_the_table(name: str) -> None:
    rows = [(*one.grades.values(), one.overall) for one in standard(name).overall_grades]
    assert rows == [
        ("any", "fail", "fail"), ("fail", "any", "fail"), ("pass", "pass", "pass"), ("pass", "distinction", "merit"),
        ("distinction", "pass", "merit"), ("distinction", "distinction", "distinction"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", WITH_PLAN)
def test_a_gateway_requirement_of_the_plans_own_is_kept_word_for_word_and_doubted(name: str) -> None:
    imported = read(name)
    own = imported.standard.gateway[-1]
    assert (own.id, own.text) == ("requirement_1", "Have passed the foundry safety test.")
    assert any("requirement of this plan’s own" in doubt.why for doubt in imported.doubts)


@pytest.mark.parametrize("name", WITH_PLAN)
def test_every_clause_is_quoted_from_the_page_word_for_word(name: str) -> None:
    page = (PAGES / "page.txt").read_text(encoding="utf-8")
    words = " ".join(page.replace("•", " ").split())
    clauses = standard(name).clauses or {}
    assert len(clauses) > 30
    for clause_id, clause in clauses.items():
        assert " ".join(clause.quote.replace("•", " ").split()) in words, clause_id


@pytest.mark.parametrize("name", ["page.txt", "page.html", "converted.md", "occupation.html"])
def test_the_facts_at_the_top_are_read(name: str) -> None:
    found = standard(name)
    assert (found.title, found.version, found.level) == ("Bell founder", "1.3", 4)
    assert found.reference == ("OCC9071" if name == "occupation.html" else "ST9071")


def test_values_in_the_line_below_their_label_are_read() -> None:
    found = standard("layout_2022.txt")
    assert (found.level, found.months_to_gateway, found.version) == (4, 30, "1.3")


def test_what_is_only_in_a_pages_navigation_or_script_is_not_read() -> None:
    assert "K9" not in {ksb.code for ksb in standard("occupation.html").ksbs}
    assert standard("occupation.html").ksb("K1").text == FACTS["ksbs"]["K1"]


def test_an_occupation_page_has_no_methods_and_is_still_a_standard() -> None:
    found = read("occupation.html")
    assert found.standard.methods == ()
    assert found.doubts == ()


def test_a_page_from_before_2018_is_not_an_empty_standard() -> None:
    with pytest.raises(NotAStandard, match="no KSBs in this page"):
        read("before_2018.txt")


def test_a_plan_in_the_words_of_2025_is_read() -> None:
    imported = read("plan_of_2025.txt")
    (method,) = imported.standard.methods
    assert (method.name, method.kind, method.ksbs) == ("Practical casting", MethodKind.OTHER, ("K1", "S1"))
    assert method.limits.total_minutes == 240
    assert [(one.id, one.who) for one in imported.standard.gateway] == [
        ("behaviours", "employer"),
        ("requirement_1", "apprentice"),
    ]
    assert imported.standard.verified_by_employer == ("B1",)
    assert not any("to no method" in doubt.why for doubt in imported.doubts)
    assert imported.standard.words == Words("apprenticeship assessment", "gateway to completion")


def test_what_a_plan_does_not_say_is_listed_for_a_person() -> None:
    page = (PAGES / "page.txt").read_text(encoding="utf-8")
    silent = page.replace("The interview must last for 90 minutes.", "").replace(
        "must ask at least 10", "must ask"
    )
    assert read("page.txt").missing == ()
    missing = import_page(silent).missing
    assert [one.path for one in missing] == ["methods/1/limits/minutes", "methods/1/limits/questions_min"]
    assert "how many minutes the discussion lasts" in missing[0].what


@pytest.mark.parametrize(
    "text",
    [
        "K1: a\n" * 13_000,
        "word " * 5_000,
        "<p>K1: a</p>" * 13_000,
        "**a " * 9_000,
        ("K1 S2, " * 700 + "\n") * 400,
    ],
    ids=["lines", "a line", "blocks", "marks", "words"],
)
def test_what_is_far_too_long_for_a_page_is_refused_at_once(text: str) -> None:
    with pytest.raises(NotAStandard, match=r"too long to be one page|lines far longer than a page’s"):
        import_page(text)
