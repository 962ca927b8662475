"""Our plain wording beside the standards that come with Masterpiece."""

import pytest

from standards import Clause, Method, Standard, Theme, list_available, load, prompts_for
from standards.library import DATA

STANDARD = load("ST0505", "1.1")
PROMPTS = prompts_for(STANDARD)
THEMES = [(method, theme) for method in STANDARD.methods for theme in method.themes]


def parts_of_the_report() -> set[str]:
    """Situation, Task, Action, Result, Reflection, from the plan's own clause."""
    clause = STANDARD.find_clause("report_starr")
    assert isinstance(clause, Clause)
    return {part.strip().lower() for part in clause.quote.partition("•")[2].split("•")}


@pytest.mark.parametrize(("reference", "version"), list_available())
def test_prompts_name_only_methods_themes_and_parts_that_exist(reference: str, version: str) -> None:
    standard = load(reference, version)
    methods = {method.id: method for method in standard.methods}
    for name, sections in prompts_for(standard).items():
        parts = parts_of_the_report() if methods[name] == standard.project else set()
        assert set(sections) <= {theme.name for theme in methods[name].themes} | parts


def test_no_file_of_prompts_stands_without_its_standard() -> None:
    named = {path.name.removesuffix(".prompts.json") for path in DATA.glob("*.prompts.json")}
    assert named <= {f"{reference}@{version}" for reference, version in list_available()}


@pytest.mark.parametrize(("method", "theme"), THEMES, ids=lambda one: one.name)
def test_a_theme_has_a_question_an_example_and_what_a_pass_asks_for(method: Method, theme: Theme) -> None:
    prompt = PROMPTS[method.id][theme.name]
    assert prompt["question"].endswith("?")
    assert prompt["example"].endswith(".")
    assert prompt["pass"].endswith(".")


@pytest.mark.parametrize(("method", "theme"), THEMES, ids=lambda one: one.name)
def test_a_theme_says_what_a_distinction_asks_for_only_where_the_plan_does(
    method: Method, theme: Theme
) -> None:
    assert ("distinction" in PROMPTS[method.id][theme.name]) == bool(theme.distinction_descriptors)


def test_a_part_of_the_report_without_descriptors_asks_but_claims_nothing_for_the_plan() -> None:
    asked = {name: prompt for name, prompt in PROMPTS["project"].items() if name in parts_of_the_report()}
    assert set(asked) == parts_of_the_report() - {"action"}, "the six themes stand in for the action"
    for prompt in asked.values():
        assert set(prompt) == {"question", "example"}
        assert prompt["question"].endswith("?")


def test_the_wording_is_ours_and_plain() -> None:
    theirs = {
        descriptor.text.rstrip(".")
        for _, theme in THEMES
        for descriptor in (*theme.pass_descriptors, *theme.distinction_descriptors)
    }
    for sections in PROMPTS.values():
        for prompt in sections.values():
            assert set(prompt) <= {"question", "example", "pass", "distinction"}
            for words in prompt.values():
                assert "!" not in words
                assert "critically" not in words.lower()
                assert not any(text in words for text in theirs)


def test_a_standard_without_a_file_of_prompts_has_none() -> None:
    bare = Standard.from_dict(
        {"reference": "ST0505", "version": "0", "ksbs": [{"code": "K1", "text": "One."}]}
    )
    assert prompts_for(bare) == {}
