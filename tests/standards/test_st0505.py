"""The data of ST0505 against the page that it comes from. A fact is read from the page, never typed here twice."""

import json
import re
from dataclasses import fields

import pytest

from standards import Clause, Force, Limits, Method, load
from standards.library import DATA
from tests.standards import page

STANDARD = load("ST0505", "1.1")
CLAUSES = STANDARD.clauses or {}

# Every number of a method's limits, with the clause that gives it and the words about the number.
LIMITS = [
    ("project", "words", "report_words", r"word count of ([\d,]+) words"),
    ("project", "tolerance", "report_words", r"tolerance of (\d+)%"),
    ("project", "projects_max", "report_projects", r"up to (two) projects"),
    ("project", "due_week", "report_due", r"end of week (\d+) of"),
    ("project", "rework_weeks", "rework", r"given (\d+) weeks to rework"),
    ("project", "minutes", "presentation_length", r"presentation of (\d+) minutes"),
    ("project", "question_minutes", "presentation_length", r"questioning lasting (\d+) minutes"),
    ("project", "total_minutes", "presentation_length", r"must last (\d+) minutes"),
    ("project", "extension", "presentation_length", r"by up to (\d+)%"),
    ("project", "questions_min", "presentation_questions", r"at least (\d+) questions"),
    ("project", "notice_weeks", "presentation_notice", r"at least (\d+) weeks’ notice"),
    ("project", "review_weeks", "presentation_review", r"at least (\d+) weeks to review"),
    ("project", "resit_months", "resit", r"re-sit is typically taken within (\d+) months"),
    ("project", "retake_months", "resit", r"re-training .* within (\d+) months"),
    ("project", "all_within_months", "all_within", r"within a (\d+)-month period"),
    ("discussion", "pieces_typical", "portfolio_pieces", r"contain (\d+) discrete pieces"),
    ("discussion", "video_minutes_max", "portfolio_video", r"maximum total duration (\d+) minutes"),
    ("discussion", "minutes", "discussion_length", r"must last for (\d+) minutes"),
    ("discussion", "extension", "discussion_length", r"by up to (\d+)%"),
    ("discussion", "questions_min", "discussion_questions", r"at least (\d+) questions"),
    ("discussion", "notice_weeks", "discussion_notice", r"give an apprentice (\d+) weeks' notice"),
    ("discussion", "review_weeks", "discussion_review", r"at least (\d+) weeks to review"),
    ("discussion", "resit_months", "resit", r"re-sit is typically taken within (\d+) months"),
    ("discussion", "retake_months", "resit", r"re-training .* within (\d+) months"),
    ("discussion", "all_within_months", "all_within", r"within a (\d+)-month period"),
]
SHARES = {"tolerance", "extension"}
FORCE_IN_WORDS = {
    Force.MUST: r"\bmust\b",
    Force.SHOULD: r"\bshould\b|recommended",
    Force.TYPICAL: r"\btypically\b",
}
# The page says these without the word itself: a bullet under "must", "will need to", "will be given".
SAID_OTHERWISE = {
    "portfolio_video", "report_projects", "gateway_english_maths", "english_maths_variants", "gateway_portfolio",
}  # fmt: skip


def method(name: str) -> Method:
    return next(method for method in STANDARD.methods if method.id == name)


def test_it_is_the_standard_that_the_page_is_about() -> None:
    assert f"Reference: {STANDARD.reference}" in page.words()
    assert f"Route: {STANDARD.route}" in page.words()
    assert STANDARD.level == page.key_number("Level")
    assert STANDARD.lars_code == page.key_number("Lars code")
    assert STANDARD.months_to_gateway == page.key_number("Typical duration to gateway")
    assert STANDARD.epa_months == page.key_number("Typical EPA period")
    assert f"at least {STANDARD.minimum_months} months on-programme" in page.words()
    assert f"the {STANDARD.title.lower()} apprenticeship" in page.words()


def test_the_version_is_ours_and_the_source_says_so() -> None:
    assert f"{STANDARD.version} is ours" in STANDARD.source
    assert f"Version {STANDARD.version}" not in page.words()
    assert "Open Government Licence" in STANDARD.licence


def test_every_ksb_has_the_text_of_the_page() -> None:
    assert {ksb.code: ksb.text for ksb in STANDARD.ksbs} == page.ksbs()


def test_there_are_23_of_knowledge_15_of_skill_and_6_of_behaviour() -> None:
    kinds = [ksb.kind.value for ksb in STANDARD.ksbs]
    assert {kind: kinds.count(kind) for kind in "KSB"} == {"K": 23, "S": 15, "B": 6}


def test_the_13_duties_have_the_texts_and_codes_of_the_page() -> None:
    assert len(STANDARD.duties) == 13
    assert {duty.number: (duty.text, duty.ksbs) for duty in STANDARD.duties} == page.duties()


def test_every_ksb_belongs_to_a_duty() -> None:
    assert {code for duty in STANDARD.duties for code in duty.ksbs} == {ksb.code for ksb in STANDARD.ksbs}


def test_the_mapping_table_gives_each_method_its_ksbs() -> None:
    assert {method.id: list(method.ksbs) for method in STANDARD.methods} == page.ksbs_of_methods()


def test_19_ksbs_belong_to_the_project_and_25_to_the_discussion_and_none_to_both() -> None:
    project, discussion = set(method("project").ksbs), set(method("discussion").ksbs)
    assert (len(project), len(discussion)) == (19, 25)
    assert not project & discussion
    assert len(project | discussion) == len(STANDARD.ksbs) == 44


def test_the_project_and_the_portfolio_are_found_by_their_kind() -> None:
    assert STANDARD.project == method("project")
    assert STANDARD.portfolio == method("discussion")


def test_the_names_are_the_pages_but_for_one_typing_error() -> None:
    assert method("project").name == page.PROJECT
    assert method("discussion").name == page.DISCUSSION.replace("Profession ", "Professional ")


def test_the_6_and_7_themes_have_the_ksbs_of_the_page() -> None:
    ours = {(m.id, theme.name): sorted(theme.ksbs) for m in STANDARD.methods for theme in m.themes}
    assert ours == {place: sorted(codes) for place, codes in page.themes().items()}
    assert [len(m.themes) for m in STANDARD.methods] == [6, 7]


@pytest.mark.parametrize("one", STANDARD.methods, ids=lambda one: one.id)
def test_the_themes_share_out_a_methods_ksbs(one: Method) -> None:
    assert sorted(code for theme in one.themes for code in theme.ksbs) == sorted(one.ksbs)


@pytest.mark.parametrize("one", STANDARD.methods, ids=lambda one: one.id)
def test_the_themes_as_listed_are_the_plans_own_words(one: Method) -> None:
    clause = CLAUSES["report_themes" if one.id == "project" else "discussion_themes"]
    listed = [part.strip() for part in clause.quote.partition("•")[2].split("•")]
    assert listed == list(one.themes_as_listed)
    assert len(listed) == 6


def test_the_listed_themes_keep_the_pages_typing_error() -> None:
    assert "suistainability" in method("discussion").themes_as_listed


def test_every_descriptor_has_the_text_and_the_codes_of_the_page() -> None:
    ours = {
        (m.id, theme.name): [
            (found.text, found.ksbs) for found in (*theme.pass_descriptors, *theme.distinction_descriptors)
        ]
        for m in STANDARD.methods
        for theme in m.themes
    }
    assert ours == page.descriptors()


def test_a_theme_has_one_distinction_descriptor_or_the_page_says_none() -> None:
    themes = [theme for m in STANDARD.methods for theme in m.themes]
    assert {theme.name for theme in themes if not theme.distinction_descriptors} == page.has_no_distinction()
    assert {len(theme.distinction_descriptors) for theme in themes} == {0, 1}


def test_every_ksb_is_in_a_pass_descriptor_of_its_theme() -> None:
    for one in STANDARD.methods:
        for theme in one.themes:
            assert {code for found in theme.pass_descriptors for code in found.ksbs} == set(theme.ksbs)


def test_a_distinction_in_the_project_takes_3_of_its_6_descriptors() -> None:
    rule = method("project").distinction_rule
    assert rule is not None
    assert f"{rule.required} out of {rule.of} distinction" in CLAUSES["project_distinction"].quote
    assert rule.of == sum(len(theme.distinction_descriptors) for theme in method("project").themes)


def test_a_distinction_in_the_discussion_takes_all_of_its_descriptors() -> None:
    rule = method("discussion").distinction_rule
    assert rule is not None
    assert "all of the distinction descriptors" in CLAUSES["discussion_distinction"].quote
    assert (
        rule.required == rule.of == sum(len(t.distinction_descriptors) for t in method("discussion").themes)
    )


@pytest.mark.parametrize(("name", "limit", "clause", "words"), LIMITS)
def test_a_limit_is_the_number_in_its_clause(name: str, limit: str, clause: str, words: str) -> None:
    match = re.search(words, CLAUSES[clause].quote)
    assert match, CLAUSES[clause].quote
    number = 2 if match[1] == "two" else int(match[1].replace(",", ""))
    assert getattr(method(name).limits, limit) == (number / 100 if limit in SHARES else number)


def test_no_number_among_the_limits_goes_unproved() -> None:
    numbers = {
        (one.id, field.name)
        for one in STANDARD.methods
        for field in fields(Limits)
        if isinstance(getattr(one.limits, field.name), int | float)
    }
    assert numbers == {(name, limit) for name, limit, _, _ in LIMITS}


def test_the_word_range_is_1800_to_2200() -> None:
    assert method("project").limits.word_range == (1800, 2200)


def test_the_lists_among_the_limits_are_the_clauses_words() -> None:
    project, discussion = method("project").limits, method("discussion").limits
    excluded = CLAUSES["report_exclusions"].quote.lower().partition(" are not included")[0]
    assert re.split(", | and ", excluded) == list(project.excluded)
    covers = CLAUSES["presentation_covers"].quote.partition("•")[2].split("•")
    assert [part.strip() for part in covers] == list(project.covers)
    assert len(project.covers) == 5
    assert all(word in CLAUSES["portfolio_no_reflection"].quote for word in discussion.disallowed)
    assert len(discussion.disallowed) == 2


@pytest.mark.parametrize("clause", CLAUSES.values(), ids=CLAUSES)
def test_a_clause_is_quoted_word_for_word(clause: Clause) -> None:
    assert page.flat(clause.quote) in page.words()


@pytest.mark.parametrize("name", sorted(set(CLAUSES) - SAID_OTHERWISE))
def test_a_clause_is_as_strong_as_its_words(name: str) -> None:
    clause = CLAUSES[name]
    if clause.force is Force.FACT:
        assert not re.search(r"\bshould\b", clause.quote)
    else:
        assert re.search(FORCE_IN_WORDS[clause.force], clause.quote)


def test_a_clause_says_where_it_stands() -> None:
    headings = page.words().lower()
    for name, clause in CLAUSES.items():
        section = clause.section.lower().replace("professional discussion", "profession discussion")
        for part in re.split(r", |: ", section):
            assert part in headings, f"{name}: {part}"


def test_the_gateway_names_who_must_see_to_each_requirement() -> None:
    assert [(requirement.id, requirement.who) for requirement in STANDARD.gateway] == [
        ("employer_content", "employer"),
        ("ready", "apprentice"),
        ("english_maths", "provider"),
        ("minimum_months", "apprentice"),
        ("off_the_job", "provider"),
        ("portfolio", "apprentice"),
        ("policies", "employer"),
        ("employer_decision", "employer"),
    ]


def test_a_gateway_requirement_rests_on_a_clause_as_strong_as_itself() -> None:
    for requirement in STANDARD.gateway:
        clause = STANDARD.find_clause(requirement.clause or "")
        assert clause is not None
        assert requirement.force is clause.force


def test_english_and_maths_have_four_variants_that_the_plan_names() -> None:
    requirement = next(found for found in STANDARD.gateway if found.id == "english_maths")
    named = [
        ("level 2", "english_maths_variants"),
        ("education, health and care plan or a legacy statement", "english_maths_variants"),
        ("British Sign Language", "english_maths_variants"),
        ("funding rules", "gateway_english_maths"),
    ]
    assert len(requirement.variants) == len(named)
    for variant, (words, clause) in zip(requirement.variants, named, strict=True):
        assert words.lower() in variant.lower()
        assert words in CLAUSES[clause].quote


def test_the_overall_grade_is_the_grid_of_the_page() -> None:
    ours = [(row.grades["project"], row.grades["discussion"], row.overall) for row in STANDARD.overall_grades]
    assert ours == page.grades()
    assert len(ours) == 6


def test_the_file_is_written_as_the_format_writes_it() -> None:
    file = json.loads((DATA / "ST0505@1.1.json").read_text(encoding="utf-8"))
    assert STANDARD.to_dict() == file
