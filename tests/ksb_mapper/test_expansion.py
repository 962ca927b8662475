from ksb_mapper import load_mapper
from ksb_mapper.lexicon.expansion import InverseDocumentFrequency, lines_by_statement, terms_of_lines
from ksb_mapper.mapping.statements import read_statement
from ksb_mapper.pipeline import load_ranking
from standards import Ksb, Standard

STATEMENTS = ["The drying of timber.", "Woodworking joints.", "Sharpening of hand tools."]
OF_TIMBER = ("left the boards in stick for six weeks",)
OF_CHISELS = ("honed the chisel on the 6000 grit stone",)


def serving(*illustrated):
    """The lines that serve each of the statements."""
    pairs = [(read_statement(statement), lines) for statement, lines in illustrated]
    return lines_by_statement(list(map(read_statement, STATEMENTS)), pairs, load_ranking().statement)


def test_lines_serve_the_statement_that_they_were_written_for():
    assert serving(("The drying of timber.", OF_TIMBER), ("Sharpening of hand tools.", OF_CHISELS)) == [
        OF_TIMBER,
        (),
        OF_CHISELS,
    ]


def test_lines_serve_a_statement_in_other_words_of_the_same_thing():
    assert serving(("Timber and its drying", OF_TIMBER), ("Woodworking joints", OF_CHISELS))[0] == OF_TIMBER


def test_where_few_statements_have_lines_none_is_heard_before_the_others():
    assert serving(("The drying of timber.", OF_TIMBER)) == [(), (), ()]


def test_lines_for_something_else_serve_none():
    assert serving(("Ordering of timber and other stock for the yard", OF_TIMBER)) == [(), (), ()]
    assert serving(("Bread.", ("proved the dough overnight",))) == [(), (), ()]


def test_each_line_serves_once():
    twice = ("The drying of timber.", OF_TIMBER)

    assert serving(twice, twice, ("Woodworking joints", OF_CHISELS))[0] == OF_TIMBER


def test_a_standard_without_statements_has_nothing_to_serve():
    assert lines_by_statement([], [({"timber": 1.0}, OF_TIMBER)], load_ranking().statement) == []


def test_what_two_lines_hold_counts_for_more_than_what_one_does_but_not_twice():
    terms = terms_of_lines([{"dough": 1.0, "oven": 1.0}, {"dough": 1.0}])

    assert terms["oven"] < terms["dough"] < 2 * terms["oven"]


def test_a_term_tells_the_more_the_fewer_statements_hold_it():
    idf = InverseDocumentFrequency([{"timber": 1.0}, {"timber": 1.0, "joint": 1.0}], load_ranking().statement)

    assert idf("timber") < idf("joint") < idf("bread")


def test_a_piece_in_the_words_of_illustrating_lines_shows_the_statement_before_one_like_it(monkeypatch):
    ksbs = (Ksb("K1", "Shaping of dough by hand."), Ksb("K2", "Fermentation of dough and its control."))
    day = (
        "The flour came at six and I stacked it. "
        "I knocked the dough back twice because the room was warm, and proved the rest in the retarder. "
        "Then I swept the floor."
    )
    assert [one.code for one in load_mapper(Standard("ST9002", "1.0", ksbs)).rank(day)] == ["K1", "K2"]
    lines = ("knocked the dough back and proved it in the retarder overnight, the room being warm",)
    monkeypatch.setattr(
        "ksb_mapper.mapping.statements._illustrated", lambda: ((read_statement(ksbs[1].text), lines),)
    )

    first, *_ = load_mapper(Standard("ST9003", "1.0", ksbs)).suggest(day)

    assert first.code == "K2"
    assert first.excerpt.startswith("I knocked the dough back")


def test_in_a_trade_that_has_lines_and_no_concepts_the_lines_words_show_a_statement(monkeypatch):
    ksbs = (Ksb("K1", "The seasoning of oak."), Ksb("K2", "Edge tools and their care."))
    illustrated = (
        ("The seasoning of oak.", ("stacked the boards in stick and read the meter at fourteen percent",)),
        ("Edge tools and their care.", ("honed the chisel on the stone and stropped the plane iron",)),
    )
    monkeypatch.setattr(
        "ksb_mapper.mapping.statements._illustrated",
        lambda: tuple((read_statement(statement), lines) for statement, lines in illustrated),
    )

    shown = load_mapper(Standard("ST9004", "1.0", ksbs)).suggest(
        "I honed every chisel on the stone before the course came in, and stropped the plane iron."
    )

    assert [one.code for one in shown] == ["K2"]
