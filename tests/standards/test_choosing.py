"""A standard as those on one of its options have it."""

import pytest

import standards
from tests.two_options import CORE, HANGER, TUNER, two_options


@pytest.mark.parametrize(("option", "own"), [("tuner", TUNER), ("bell_hanger", HANGER)])
def test_everywhere_it_names_only_what_is_core_or_of_the_option(option: str, own: tuple[str, ...]) -> None:
    hers = standards.for_option(two_options(), option)
    codes = {*CORE, *own}
    assert {ksb.code for ksb in hers.ksbs} == codes
    named = [duty.ksbs for duty in hers.duties]
    for method in hers.methods:
        named += [method.ksbs, *(theme.ksbs for theme in method.themes)]
        for theme in method.themes:
            named += [one.ksbs for one in (*theme.pass_descriptors, *theme.distinction_descriptors)]
    assert codes == {code for listed in named for code in listed}
    assert standards.Standard.from_dict(hers.to_dict()) == hers


def test_duties_and_themes_of_the_other_option_are_left_out() -> None:
    hers = standards.for_option(two_options(), "tuner")
    assert [duty.number for duty in hers.duties] == [1, 2, 3, 4]
    assert hers.portfolio is not None
    assert [theme.name for theme in hers.portfolio.themes] == ["Moulds", "Safety", "Tuning"]


def test_its_title_says_which_option_it_is() -> None:
    assert standards.for_option(two_options(), "tuner").label == "Bell founder (Tuner), ST9071, version 1.3"


def test_the_rule_that_counts_distinctions_goes_where_one_of_them_goes() -> None:
    content = two_options().to_dict()
    craft = content["methods"][0]["themes"][2]
    whole = standards.Standard.from_dict(content)
    assert whole.project is not None
    assert standards.for_option(whole, "tuner").project.distinction_rule == whole.project.distinction_rule
    craft["distinction"][0]["ksbs"] = ["S5"]
    fewer = standards.for_option(standards.Standard.from_dict(content), "tuner").project
    assert fewer is not None
    assert fewer.distinction_rule is None


def test_without_an_option_it_is_the_whole_standard() -> None:
    assert standards.for_option(two_options(), "") is not None
    assert standards.for_option(two_options(), "") == two_options()


def test_an_option_that_it_has_not_is_refused_by_name() -> None:
    with pytest.raises(
        standards.UnknownOption, match=r"no option “ringer”\. Its options: Tuner, Bell hanger\."
    ):
        standards.for_option(two_options(), "ringer")


def test_an_option_of_another_version_is_found_by_its_name_first() -> None:
    found = standards.matching_option(two_options(), standards.Option("tuner", "Bell  HANGER"))
    assert found is not None
    assert found.id == "bell_hanger"
    assert standards.matching_option(two_options(), standards.Option("ringer", "Ringer")) is None


def test_between_two_options_of_one_version_nothing_is_reworded() -> None:
    whole = two_options().to_dict()
    for ksb in whole["ksbs"]:
        if ksb["code"] in {"K5", "K6"}:
            ksb["text"] = f"How a bell is set up by its {ksb['options'][0]} in the tower."
    standard = standards.Standard.from_dict(whole)
    changed = standards.compare(
        standards.for_option(standard, "tuner"), standards.for_option(standard, "bell_hanger")
    )
    assert changed.reworded == ()
    assert [ksb.code for ksb in changed.gone] == list(TUNER)
    assert [ksb.code for ksb in changed.new] == list(HANGER)
