"""A tutor who writes the words of another trade sees which statements they speak of, and which words serve nothing."""

from ksb_mapper.lexicon.concepts import Concept, Lexicon
from ksb_mapper.lexicon.illustrations import Illustration
from ksb_mapper.mapping.coverage import coverage_of
from tests.ksb_mapper.trade import WORKSHOP

CABLES = Concept("cables", ("network devices",), ("patched",))
LABELS = Concept("labels", ("devices", "test plan"), ("labelled",))
BARRELS = Concept("barrels", ("barrels",), ("racked off",))
VINES = Concept("vines", ("the care of vines",), ("pruned",))


def test_each_statement_has_the_concepts_that_it_speaks_of_in_order():
    coverage = coverage_of(Lexicon((LABELS, CABLES, BARRELS)), WORKSHOP)

    assert coverage.concepts == {
        "K1": (),
        "K2": ("labels",),
        "S1": ("cables", "labels"),
        "S2": (),
        "B1": (),
    }


def test_concepts_of_no_statement_are_named_in_order():
    assert coverage_of(Lexicon((VINES, CABLES, BARRELS)), WORKSHOP).unused_concepts == ("barrels", "vines")
    assert coverage_of(Lexicon((CABLES,)), WORKSHOP).unused_concepts == ()


def test_an_illustrated_statement_is_unserved_where_the_standard_has_none_like_it():
    of_this_trade = [Illustration(ksb.text, (f"{ksb.code} as it is written",)) for ksb in WORKSHOP.ksbs]
    of_another = Illustration("The care of barrels.", ("racked off the red",))

    coverage = coverage_of(Lexicon((), (*of_this_trade, of_another)), WORKSHOP)

    assert coverage.unserved == (of_another.statement,)


def test_a_lexicon_without_a_word_covers_nothing_and_leaves_nothing_over():
    coverage = coverage_of(Lexicon(()), WORKSHOP)

    assert set(coverage.concepts.values()) == {()}
    assert (coverage.unused_concepts, coverage.unserved) == ((), ())
