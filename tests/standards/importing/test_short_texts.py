"""Short texts, typed or copied in part: what they say is read, or it is a doubt; what is no standard is refused."""

import pytest

from standards import Imported, NotAStandard, import_page

OPTIONS = """Reference: ST9999
Version: 1.0
Title: Craft worker

Options
Potter
Smith

Duties
Duty 1 Prepare the workshop. (Core) K1
Duty 2 Throw. (Potter) K2 S1
Duty 3 Forge. (Smith) K3

Knowledge
K1: Safety. (Core)
K2: Clay. (Potter)
K3: Iron (wrought). (Smith)
Skills
S1: Throw pots. (Potter)
"""

PLAN = """Reference: ST9999
Version: 1.0
Title: Potter

Knowledge
K1: Safety.
K2: Clay.
Skills
S1: Throw pots.

End-point assessment plan
Assessment method 1: Interview
KSBs assessed: K1 K2
Assessment method 2: Practical test
KSBs assessed: S1, K9
"""


def whys(imported: Imported) -> list[str]:
    return [doubt.why for doubt in imported.doubts]


def test_options_in_brackets_are_read_where_the_page_lists_them() -> None:
    imported = import_page(OPTIONS)
    standard = imported.standard
    assert [option.name for option in standard.options] == ["Potter", "Smith"]
    assert {ksb.code: (ksb.text, ksb.options) for ksb in standard.ksbs} == {
        "K1": ("Safety.", ()),
        "K2": ("Clay.", ("potter",)),
        "K3": ("Iron (wrought).", ("smith",)),
        "S1": ("Throw pots.", ("potter",)),
    }
    assert [(duty.text, duty.core, duty.options) for duty in standard.duties] == [
        ("Prepare the workshop.", True, ()),
        ("Throw.", False, ("potter",)),
        ("Forge.", False, ("smith",)),
    ]
    assert imported.doubts == ()


def test_options_in_one_line_are_read_too() -> None:
    page = OPTIONS.replace("Options\nPotter\nSmith\n", "Options: Potter, Smith\n")
    assert [option.name for option in import_page(page).standard.options] == ["Potter", "Smith"]


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("Smith\n\n", "Smith\nGlazier\n\n", "the option Glazier, and nothing is marked as its own"),
        ("Options\nPotter\nSmith\n", "", "seem to name an option, and the page lists none"),
        ("Clay. (Potter)", "Clay. (Potter and glazier)", "something beside it that the page does not list"),
        ("Clay. (Potter)", "Clay. (Potter, core)", "something beside it that the page does not list"),
    ],
)
def test_options_that_cannot_be_read_are_doubted(before: str, after: str, why: str) -> None:
    assert before in OPTIONS
    assert any(why in one for one in whys(import_page(OPTIONS.replace(before, after))))


@pytest.mark.parametrize(
    "words",
    [
        "Potter and Smith",
        "smith, potter",
        "Potter/Smith",
        "Both options: Potter & Smith",
        "Potter and smith only",
    ],
)
def test_two_options_in_one_bracket_are_both_read(words: str) -> None:
    page = OPTIONS.replace("Clay. (Potter)", f"Clay. ({words})").replace(
        "Throw. (Potter)", f"Throw. ({words})"
    )
    imported = import_page(page.replace("Options\nPotter\nSmith\n", "Options\nPotter\nSmith\nGlazier\n"))
    standard = imported.standard
    assert standard.ksb("K2").text == "Clay."
    assert set(standard.ksb("K2").options) == {"potter", "smith"}
    throw = standard.duties[1]
    assert (throw.text, throw.core, set(throw.options)) == ("Throw.", False, {"potter", "smith"})
    assert whys(imported) == [
        "The page lists the option Glazier, and nothing is marked as its own. It is left out."
    ]


def test_an_option_with_and_in_its_name_is_one_and_not_two() -> None:
    page = OPTIONS.replace("Smith", "Potter and Smith")
    standard = import_page(page).standard
    assert [option.name for option in standard.options] == ["Potter", "Potter and Smith"]
    assert standard.ksb("K3").options == ("potter_and_smith",)


def test_an_option_that_only_brackets_for_two_name_is_known_all_the_same() -> None:
    page = OPTIONS.replace("(Smith)", "(Potter and Smith)")
    imported = import_page(page)
    assert [option.name for option in imported.standard.options] == ["Potter", "Smith"]
    assert set(imported.standard.ksb("K3").options) == {"potter", "smith"}
    assert imported.doubts == ()


def test_listed_options_that_nothing_names_are_doubted() -> None:
    bare = OPTIONS.replace(" (Potter)", "").replace(" (Smith)", "").replace(" (Core)", "")
    assert any("seems to list options" in why for why in whys(import_page(bare)))


def test_brackets_are_words_where_no_options_are_listed() -> None:
    imported = import_page(PLAN.replace("Clay.", "Clay (earthenware)."))
    assert imported.standard.ksb("K2").text == "Clay (earthenware)."
    assert not any("option" in why for why in whys(imported))


def test_the_ksbs_of_a_method_that_stand_under_its_name_are_its_own() -> None:
    imported = import_page(PLAN)
    assert [method.ksbs for method in imported.standard.methods] == [("K1", "K2"), ("S1",)]
    assert any("names K9, which the page does not define" in why for why in whys(imported))


def test_under_a_method_that_a_table_gives_others_the_line_is_doubted() -> None:
    table = "\nMapping of KSBs\nK1\nSafety.\nPractical test\nK2\nClay.\nInterview\nS1\nThrow pots.\nPractical test\n"
    imported = import_page(PLAN.replace(", K9", "") + table)
    assert imported.standard.methods[0].ksbs == ("K2",)
    assert any("gives “Interview” others than this line" in why for why in whys(imported))


def test_a_list_with_a_line_that_begins_like_a_code_is_no_standard() -> None:
    with pytest.raises(NotAStandard, match="a single line begins with a code, “K9 dog food"):
        import_page("hello\n\nShopping\nmilk\nK9 dog food\nbread\n")


@pytest.mark.parametrize("sign", ["Knowledge\n", "Reference: ST9999\n"])
def test_one_ksb_is_a_standard_where_anything_else_says_that_it_is_one(sign: str) -> None:
    assert [ksb.code for ksb in import_page(f"{sign}K9 dog food\n").standard.ksbs] == ["K9"]
