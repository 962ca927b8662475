import pytest

from standards import (
    Descriptor,
    KsbKind,
    Limits,
    MethodKind,
    Standard,
    StandardError,
    Theme,
    UnknownKsb,
    Words,
    WordsMean,
    code_order,
    load,
)

STANDARD = load("ST0505", "1.1")
BARE = Standard.from_dict({"reference": "XX1", "version": "2", "ksbs": [{"code": "K1", "text": "One."}]})


def test_codes_sort_by_kind_then_by_number() -> None:
    assert sorted(["B1", "S2", "K10", "S10", "K2"], key=code_order) == ["K2", "K10", "S2", "S10", "B1"]


def test_what_is_no_code_sorts_last() -> None:
    assert sorted(["?", "B6"], key=code_order) == ["B6", "?"]


def test_a_ksb_is_found_by_its_code() -> None:
    assert STANDARD.ksb("B6").text == "Demonstrate due diligence in all working practices."
    assert STANDARD.ksb("B6").kind is KsbKind.BEHAVIOUR


def test_an_unknown_code_is_refused_in_one_line_without_quotation_marks_around_it() -> None:
    with pytest.raises(UnknownKsb) as refused:
        STANDARD.ksb("K99")
    assert str(refused.value) == "ST0505 version 1.1 has no K99. Choose a code from its list."
    assert isinstance(refused.value, StandardError)
    assert isinstance(refused.value, KeyError)


def test_a_code_leads_to_its_method_and_its_theme() -> None:
    method = STANDARD.method_of("K13")
    assert method is not None
    assert method.kind is MethodKind.PORTFOLIO_DISCUSSION
    theme = method.theme_of("K13")
    assert theme is not None
    assert theme.name == "Data"


def test_a_code_of_the_other_method_has_no_theme_in_this_one() -> None:
    assert STANDARD.project is not None
    assert STANDARD.project.theme_of("K13") is None


def test_a_standard_without_a_plan_has_no_method_limit_or_clause() -> None:
    assert BARE.portfolio is None
    assert BARE.project is None
    assert BARE.method_of("K1") is None
    assert BARE.find_clause("report_words") is None


def test_the_label_leaves_out_a_title_that_nobody_gave() -> None:
    assert STANDARD.label == "IT solutions technician, ST0505, version 1.1"
    assert BARE.label == "XX1, version 2"


def test_words_without_a_tolerance_are_about_that_many() -> None:
    assert Limits(words=1500).word_range == (None, None)
    assert Limits(words=1500).words_allowed == "about 1,500 words"


def test_a_plan_may_mean_its_words_as_a_bound() -> None:
    most = Limits(words=3500, words_mean=WordsMean.AT_MOST)
    assert (most.word_range, most.words_allowed) == ((None, 3500), "at most 3,500 words")
    least = Limits(words=900, words_mean=WordsMean.AT_LEAST)
    assert (least.word_range, least.words_allowed) == ((900, None), "at least 900 words")


def test_a_plan_may_say_from_how_many_to_how_many() -> None:
    between = Limits(words=2000, words_least=1500)
    assert (between.word_range, between.words_allowed) == ((1500, 2000), "1,500 to 2,000 words")
    assert Limits(words=2000, words_least=1500, tolerance=0.1).word_range == (1350, 2200)


def test_a_theme_gives_what_each_grade_asks_for_under_the_plans_word() -> None:
    theme = Theme(
        "Fit", ("K1",), (Descriptor("Fits.", ("K1",)),), merit_descriptors=(Descriptor("Well.", ("K1",)),)
    )
    assert [(word, len(asked)) for word, asked in theme.graded(Words(middle="credit"))] == [
        ("pass", 1),
        ("credit", 1),
    ]


def test_a_tolerance_goes_both_ways() -> None:
    assert Limits(words=2500, tolerance=0.1).word_range == (2250, 2750)


def test_no_words_no_range() -> None:
    assert Limits(tolerance=0.1).word_range is None


def test_evidence_is_for_the_portfolios_ksbs_where_the_plan_has_a_portfolio() -> None:
    standard = load("ST0505")
    assert standard.evidenced == standard.portfolio


def test_without_a_portfolio_evidence_is_for_every_ksb_by_kind() -> None:
    content = {
        "reference": "ST9001",
        "version": "1.0",
        "ksbs": [{"code": code, "text": code, "options": []} for code in ("K1", "K2", "S1")],
    }
    method = Standard.from_dict(content).evidenced
    assert method.ksbs == ("K1", "K2", "S1")
    assert [(theme.name, theme.ksbs) for theme in method.themes] == [
        ("Knowledge", ("K1", "K2")),
        ("Skills", ("S1",)),
    ]


def test_a_portfolios_ksb_without_a_theme_stands_by_its_kind() -> None:
    content = load("ST0505").to_dict()
    portfolio = next(method for method in content["methods"] if method["kind"] == "portfolio_discussion")
    theme = portfolio["themes"].pop()
    method = Standard.from_dict(content).evidenced
    assert {code for one in method.themes for code in one.ksbs} == set(method.ksbs)
    assert set(theme["ksbs"]) == {
        code for one in method.themes[len(portfolio["themes"]) :] for code in one.ksbs
    }
