from textwrap import fill

import pytest

from ksb_mapper import LanguageRule, check_language
from ksb_mapper.language.doers import several_did, writer_did
from ksb_mapper.texts.marks import BULLETS


@pytest.mark.parametrize(
    "sentence",
    [
        "we built it together.",
        "after lunch we quickly fitted the leads.",
        "we've rolled it out to 300 desks.",
        "the migration was done by us over a weekend.",
        "our team replaced all the access points.",
        "we agreed a plan and wrote the tickets.",
        "us two wired the board.",
    ],
)
def test_what_several_did_is_known_by_a_deed_that_is_done(sentence):
    assert several_did(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "we use a product called mural.",
        "we have two sites and about eighty users.",
        "at the moment we work two days a week in the office.",
        "for now we can assume four answers.",
        "the guide says how we built it.",
        "as we agreed, the host keeps its name.",
        "we felt ready.",
        "we had no phones for two hours.",
        "our team is small.",
        "the week was long.",
    ],
)
def test_where_one_works_and_what_is_told_by_the_way_are_no_deed_of_several(sentence):
    assert not several_did(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "before we plugged the new units in i done the risk assessment",
        "i have done the testing",
        "i then priced the second link.",
        "i've labelled both ends.",
        "my part was the second floor.",
        "it was handed over by me.",
        "i was responsible for the leads.",
        "me and tom hung the door.",
        "i sat down and wrote the script.",
    ],
)
def test_the_writer_s_own_part_is_what_the_writer_did(sentence):
    assert writer_did(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "i was on the team.",
        "i enjoyed the project.",
        "i attended the kick-off.",
        "i think the site was cold.",
        "my manager gave us the job.",
        "i still have the board.",
        "two drives, i.e. a pair.",
    ],
)
def test_having_been_there_is_no_part_of_the_work(sentence):
    assert not writer_did(sentence)


WE, OWN = "We installed the switches.", "I planned the move."


def asked_of_we(text_or_passages):
    return [
        finding.excerpt
        for finding in check_language(text_or_passages).findings
        if finding.rule is LanguageRule.WE_WITHOUT_I
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("paragraph 1", "paragraph 2"),
        ('heading "Move", paragraph 1', 'heading "Move", paragraph 2'),
        ("page 3, paragraph 9", "page 4, paragraph 1"),
        ("Test, paragraph 1", "Test, list 1, item 1"),
        ("table 1, row 2, column 1, paragraph 1", "table 1, row 2, column 1, paragraph 2"),
        ("slide 4", "slide 4"),
    ],
)
def test_the_paragraph_beside_it_under_one_heading_answers_for_we(before, after):
    assert asked_of_we([(OWN, before), (WE, after)]) == []
    assert asked_of_we([(WE, before), (OWN, after)]) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("context card, “What did you do?”", "context card, “What came of it?”"),
        ("table 1, row 1", "table 1, row 2"),
        ("Test, table 1, row 2", "Test, table 1, row 2"),
        ("table 1, row 2, column 1, paragraph 1", "table 1, row 2, column 2, paragraph 1"),
        ('sheet "Costs", cell B7', 'sheet "Costs", cell B8'),
        ('heading "Plan", paragraph 1', 'heading "Move", paragraph 1'),
        ("slide 4", "slide 5"),
        ("paragraph 1", "footnote 1"),
        (None, None),
    ],
)
def test_another_answer_cell_or_heading_neither_excuses_nor_accuses(before, after):
    assert asked_of_we([(OWN, before), (WE, after)]) == [WE]
    assert asked_of_we([(WE, before), (OWN, after)]) == [WE]
    assert asked_of_we([(f"{WE} {OWN}", before), ("The week was short.", after)]) == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (f"{WE}\n\n{OWN}", []),
        (f"{OWN}\t{WE}", [WE]),
        ("| We fitted the leads | I ordered them |", ["| We fitted the leads | I ordered them |"]),
        ("| We fitted the leads, of which I fitted six | done |", []),
    ],
)
def test_in_one_passage_the_next_paragraph_answers_and_the_next_cell_does_not(text, asked):
    assert asked_of_we(text) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "We did the following:\n- Tom labelled the leads\n- The order was placed\n- I fitted the switch",
            [],
        ),
        ("We did the following:\n1. Tom labelled the leads\n2. Ann fitted it", ["We did the following:"]),
        (
            "With Tom I did the following:\n- The order was placed\n- The leads came\n- We fitted the switch",
            [],
        ),
        (
            "We did the following:\n- Tom labelled the leads\n\nThe week after was quiet. I fitted the switch.",
            ["We did the following:"],
        ),
        (
            [
                ("We did the following:", "Test, paragraph 1"),
                ("Tom labelled the leads.", "Test, list 1, item 1"),
                ("I fitted the switch.", "Test, list 1, item 2"),
            ],
            [],
        ),
    ],
)
def test_the_points_of_a_list_answer_for_what_leads_into_it_and_it_for_them(text, asked):
    assert asked_of_we(text) == asked


@pytest.mark.parametrize("bullet", BULLETS)
def test_a_list_is_one_whatever_its_bullet(bullet):
    assert asked_of_we(f"We did the following:\n{bullet} The leads came\n{bullet} I fitted the switch") == []


@pytest.mark.parametrize("width", [50, 72])
def test_a_line_s_end_in_mid_sentence_hides_nobody_s_part(width):
    text = f"{OWN} It took the whole of the second week of May. {WE} The phones followed a week after that."

    assert [one.replace("\n", " ") for one in asked_of_we(fill(text, width))] == [WE]
    assert asked_of_we(fill(f"{OWN} {WE}", width)) == []
