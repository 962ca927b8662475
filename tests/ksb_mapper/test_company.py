import random

import pytest

from ksb_mapper import load_mapper
from ksb_mapper.lexicon.company import Company
from standards import Ksb, Standard

LEARNING = {"learn": 1.0, "course": 1.0, "voucher": 1.0}
MORE_LEARNING = {"learn": 1.0, "voucher": 1.0, "exam": 1.0}
NETWORKS = {"switch": 1.0, "cable": 1.0, "course": 1.0}
MORE_NETWORKS = {"switch": 1.0, "cable": 1.0, "exam": 1.0}
COMPANY = Company([LEARNING, MORE_LEARNING, NETWORKS, MORE_NETWORKS])


def shown(*statements, least_known=0.0):
    """By which words each statement is shown, the clearest first."""
    return [
        [
            COMPANY.stems[column]
            for column in sorted(range(len(row)), key=lambda column: -row[column])
            if row[column] > 0
        ]
        for row in COMPANY.shown_by(statements, least_known)
    ]


def test_a_word_shows_the_statement_whose_words_it_stands_beside():
    learning, networks = shown({"learn": 1.0}, {"cable": 1.0})

    assert "voucher" in learning
    assert "voucher" not in networks
    assert "switch" in networks


def test_a_word_that_stands_beside_both_alike_shows_neither():
    for words in shown({"learn": 1.0}, {"cable": 1.0}):
        assert "exam" not in words
        assert "course" not in words


def test_a_word_that_one_document_holds_keeps_no_company():
    assert "timber" not in Company([{"timber": 1.0, "learn": 1.0}, {"learn": 1.0}, {}]).stems


def test_of_a_statement_that_the_documents_hardly_know_they_say_nothing():
    mostly_of_another_trade = {"learn": 1.0, "dough": 1.0, "yeast": 1.0, "oven": 1.0}

    assert shown(mostly_of_another_trade, {"cable": 1.0}, least_known=0.5)[0] == []
    assert "voucher" in shown(mostly_of_another_trade, {"cable": 1.0})[0]


def test_in_whatever_order_words_come_the_last_digit_is_the_same():
    words = [("learn", 1.0), *((f"unknown{number}", 1.0 + number / 7) for number in range(60))]
    orders = [dict(random.Random(number).sample(words, len(words))) for number in range(20)]

    assert len({COMPANY.shown_by([order, NETWORKS], 0.0).tobytes() for order in orders}) == 1


@pytest.mark.parametrize("documents", [[], [{}], [{"learn": 1.0}]])
def test_documents_with_nothing_in_common_say_nothing(documents):
    assert Company(documents).shown_by([{"learn": 1.0}, {}], 0.5).sum() == 0


def test_a_text_is_heard_by_the_company_of_its_words(monkeypatch):
    ksbs = (Ksb("K1", "Invoices."), Ksb("K2", "Cabling."))
    text = "A zeppelin, and then a zeppelin again."
    assert [one.code for one in load_mapper(Standard("ST9021", "1.0", ksbs)).rank(text)] == ["K1", "K2"]
    of_cables, of_invoices = {"cabl": 1.0, "zeppelin": 1.0}, {"invoic": 1.0, "meadow": 1.0}
    monkeypatch.setattr(
        "ksb_mapper.mapping.mapper.load_company",
        lambda: Company([of_cables, of_cables, of_invoices, of_invoices]),
    )

    mapper = load_mapper(Standard("ST9022", "1.0", ksbs))

    assert [one.code for one in mapper.rank(text)] == ["K2", "K1"]
    assert mapper.suggest(text) == [], "who keeps company shows nothing by that alone"
