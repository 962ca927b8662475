import pytest

from ksb_mapper.doers import several_did, writer_did


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
