"""A tutor who writes the words of another trade sees which statements they speak of, and which words serve nothing."""

import json

from ksb_mapper.__main__ import main
from ksb_mapper.lexicon.concepts import Concept, Lexicon, read_lexicon
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


def test_lines_for_too_few_statements_are_unused_and_it_is_said_how_many_more_there_must_be(tmp_path, capsys):
    standard, lexicon = tmp_path / "workshop.json", tmp_path / "devices.toml"
    standard.write_text(json.dumps(WORKSHOP.to_dict()), encoding="utf-8")
    lexicon.write_text(
        '[[illustrated]]\nstatement = "Install and configure network devices."\nlines = ["racked the switch"]\n',
        encoding="utf-8",
    )

    coverage = coverage_of(read_lexicon(lexicon), WORKSHOP)
    assert (coverage.unserved, coverage.served, coverage.fewest_served) == ((), 1, 3)

    assert main(["lexicon", str(lexicon), "--standard", str(standard)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "By itself it has lines for 1 of the 5 statements of ST9001, too few to be used. "
        "Write lines for 3 at least."
    )


def test_a_lexicon_without_a_word_covers_nothing_and_leaves_nothing_over():
    coverage = coverage_of(Lexicon(()), WORKSHOP)

    assert set(coverage.concepts.values()) == {()}
    assert (coverage.unused_concepts, coverage.unserved) == ((), ())
