"""The table of rules: every row rests on a clause of the plan, or on practice, which can stand in for the clause."""

import pytest

import standards
from ksb_mapper import LanguageRule
from portfolio.rules import Rule, all_rules, rules_for, source_of
from standards import Force, Standard

ORDER = [Force.FACT, Force.TYPICAL, Force.SHOULD, Force.MUST]


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
def test_a_rule_rests_on_a_clause_or_on_practice_and_practice_is_never_above_should(rule: Rule) -> None:
    assert rule.clause or rule.practice
    assert rule.force in (Force.MUST, Force.SHOULD)
    if not rule.clause:
        assert rule.force is Force.SHOULD


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
def test_st0505_has_the_clause_that_a_rule_names_and_it_is_at_least_as_strong(rule: Rule) -> None:
    if rule.clause:
        clause = standards.load("ST0505").find_clause(rule.clause)
        assert clause is not None
        assert ORDER.index(rule.force) <= ORDER.index(clause.force)


def test_a_clause_is_quoted_word_for_word_with_its_place() -> None:
    standard = standards.load("ST0505")
    source = source_of(all_rules()["reflective"], standard)
    clause = standard.find_clause("portfolio_no_reflection")
    assert clause is not None
    assert source.words == clause.quote
    assert source.cited == f"Assessment plan {standard.version}, {clause.section}"


def test_practice_never_poses_as_the_plan() -> None:
    source = source_of(all_rules()["we_without_i"], standards.load("ST0505"))
    assert "not the plan" in source.cited
    assert source.says != "The plan says"


BARE = Standard.from_dict({"reference": "ST9999", "version": "1.0", "ksbs": [{"code": "K1", "text": "x"}]})


def test_without_a_plan_practice_asks_for_evidence_of_every_ksb() -> None:
    rules = rules_for(BARE)
    assert {rule.clause for rule in rules.values()} == {None}
    assert {rule.force for rule in rules.values()} == {Force.SHOULD}
    assert {"ksb_without_item", "item_without_ksb", "link_without_locator"} <= set(rules)
    assert "not the plan" in source_of(rules["ksb_without_item"], BARE).cited
    assert "reflective" not in rules, "no practice forbids what a plan may ask for"


def test_a_plan_that_knows_no_portfolio_asks_for_no_evidence() -> None:
    test = {"id": "test", "name": "Test", "kind": "other", "ksbs": ["K1"]}
    rules = rules_for(Standard.from_dict({**BARE.to_dict(), "methods": [test]}))
    assert not {"ksb_without_item", "item_without_ksb"} & set(rules)


def test_practice_stands_in_for_a_clause_that_a_plan_with_a_portfolio_lacks() -> None:
    content = standards.load("ST0505").to_dict()
    del content["clauses"]
    for requirement in content["gateway"]:
        requirement.pop("clause", None)
    standard = Standard.from_dict(content)
    rule = rules_for(standard)["item_without_ksb"]
    assert all_rules()["item_without_ksb"].force is Force.MUST
    assert (rule.clause, rule.force) == (None, Force.SHOULD)
    assert "not the plan" in source_of(rule, standard).cited
    assert "reflective" not in rules_for(standard)


def test_every_rule_of_the_language_has_its_row() -> None:
    assert set(LanguageRule) - set(all_rules()) == set()
