from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest

import standards
from ksb_mapper import Feedback, Mapper, NothingToMapTo, Passage, TextTooLong, UnknownMethod, load_mapper
from standards import Ksb, Standard
from tests.ksb_mapper.trade import WORKSHOP

DAY = (
    "On Monday I fitted a 24-port switch in the second-floor cabinet and put the printers on their own VLAN. "
    "I emailed the office manager to say when the printers would be off. "
    "Afterwards I raised a pull request so that the new switch settings were in the repository."
)


def test_every_ksb_is_ranked_once_best_first():
    ranked = load_mapper(WORKSHOP).rank(DAY)

    assert sorted(one.code for one in ranked) == ["B1", "K1", "K2", "S1", "S2"]
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)
    assert ranked[0].code == "S1"
    assert all(0 <= one.score <= 1 for one in ranked)


def test_the_words_of_the_trade_find_a_statement_that_shares_no_word_with_them():
    suggestions = load_mapper(WORKSHOP).suggest("Each fix went to its own branch and I merged it with git.")

    assert [suggestion.code for suggestion in suggestions] == ["K1"]


def test_a_suggestion_shows_the_very_sentence_and_where_it_stands():
    by_code = {suggestion.code: suggestion for suggestion in load_mapper(WORKSHOP).suggest(DAY)}

    assert by_code["S1"].excerpt.startswith("On Monday I fitted a 24-port switch")
    assert by_code["S1"].excerpt.endswith("VLAN.")
    assert by_code["K1"].excerpt.startswith("Afterwards I raised a pull request")
    for suggestion in by_code.values():
        assert DAY[suggestion.start : suggestion.end] == suggestion.excerpt


def test_offsets_and_locator_are_those_of_the_passage():
    second = Passage("First I labelled the leads.\n\nThen I fitted the network switch.", "page 2")

    (suggestion,) = load_mapper(WORKSHOP).suggest([("The cabinet is on the second floor.", "page 1"), second])

    assert (suggestion.code, suggestion.passage, suggestion.locator) == ("S1", 1, "page 2")
    assert suggestion.excerpt == "Then I fitted the network switch."
    assert second.text[suggestion.start : suggestion.end] == suggestion.excerpt


def test_a_sentence_that_says_what_was_done_is_shown_rather_than_a_heading():
    (suggestion,) = load_mapper(WORKSHOP).suggest(
        "Network devices\n\nI fitted the network switch in cabinet B."
    )

    assert suggestion.excerpt == "I fitted the network switch in cabinet B."


def test_a_sentence_that_says_what_was_done_is_shown_rather_than_one_that_rates_it():
    text = "I would rate my network skills as good. In cabinet B I fitted a switch with two VLANs."

    (suggestion,) = [one for one in load_mapper(WORKSHOP).suggest(text) if one.code == "S1"]

    assert suggestion.excerpt == "In cabinet B I fitted a switch with two VLANs."


def test_every_sentence_that_shows_a_ksb_about_as_well_is_one_of_its_places():
    first = "In cabinet B I fitted the network switch."
    second = "In cabinet C I fitted the network router."
    passages = [(f"{first} It rained all day.", "page 1"), (second, "page 2")]

    (suggestion,) = [one for one in load_mapper(WORKSHOP).suggest(passages) if one.code == "S1"]

    assert {(place.excerpt, place.locator) for place in suggestion.places} == {
        (first, "page 1"),
        (second, "page 2"),
    }
    assert suggestion.places[0].excerpt == suggestion.excerpt


def test_the_same_words_again_are_no_second_place():
    text = "I fitted the network switch.\nIt rained.\nI fitted the network switch."

    (suggestion,) = [one for one in load_mapper(WORKSHOP).suggest(text) if one.code == "S1"]

    assert [(place.excerpt, place.start) for place in suggestion.places] == [
        ("I fitted the network switch.", 0)
    ]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("- fitted the network switch in cabinet B", "fitted the network switch in cabinet B"),
        ("* [x] fitted the network switch in cabinet B", "fitted the network switch in cabinet B"),
        ("| fitted the network switch in cabinet B |", "fitted the network switch in cabinet B"),
    ],
)
def test_an_excerpt_is_the_words_without_the_list_s_or_table_s_marks(line, shown):
    text = f"Tasks of today\n{line}\n"

    (suggestion,) = [one for one in load_mapper(WORKSHOP).suggest(text) if one.code == "S1"]

    assert suggestion.excerpt == shown
    assert text[suggestion.start : suggestion.end] == shown


def test_a_line_that_only_leads_to_others_or_greets_is_not_shown_for_them():
    text = "Install and configure network devices:\nI fitted the network switch and the router in cabinet B."

    (suggestion,) = [one for one in load_mapper(WORKSHOP).suggest(text) if one.code == "S1"]

    assert [place.excerpt for place in suggestion.places] == [text.split("\n")[1]]


def test_of_sentences_as_near_the_one_whose_neighbours_speak_of_it_too_is_shown_first():
    alone = "I fitted the network switch for the caretaker of the north building. He swept the yard that day."
    among = "I fitted the network switch for the teachers of the south building. The router there got its own port."

    (suggestion,) = load_mapper(WORKSHOP).suggest(f"{alone}\n\n{among}")

    assert suggestion.excerpt == among.split(". ")[0] + "."
    # What another paragraph says is of another job.
    (suggestion,) = load_mapper(WORKSHOP).suggest("\n\n".join([alone, *among.split(". ")]))
    assert suggestion.excerpt == alone.split(". ")[0] + "."


def test_lines_without_a_word_change_no_place():
    text = "-----\n\nI fitted the network switch in cabinet B.\n\n-----"

    (suggestion,) = load_mapper(WORKSHOP).suggest(text)

    assert suggestion.excerpt == "I fitted the network switch in cabinet B."


def test_a_place_that_shows_it_far_less_is_left_out():
    text = "In cabinet B I fitted the network switch and configured the router. The network was quiet."

    (suggestion,) = [one for one in load_mapper(WORKSHOP).suggest(text) if one.code == "S1"]

    assert [place.excerpt for place in suggestion.places] == [text.split(". ")[0] + "."]


def test_a_long_sentence_is_narrowed_to_the_clauses_that_show_it():
    padding = (
        "the van was late and the car park was full and nobody could say when the lift would be mended, " * 8
    )
    text = f"Although {padding}I fitted the network switch, {padding}and so to lunch."

    (suggestion,) = [one for one in load_mapper(WORKSHOP).suggest(text) if one.code == "S1"]

    assert "I fitted the network switch" in suggestion.excerpt
    assert len(suggestion.excerpt) <= 240


def test_a_method_limits_what_is_ranked_and_suggested():
    mapper = load_mapper(WORKSHOP)

    assert {one.code for one in mapper.rank(DAY, method="project")} == {"K2", "S1"}
    assert "S1" not in {one.code for one in mapper.suggest(DAY, method="discussion")}


def test_an_unknown_method_is_named_with_those_there_are():
    with pytest.raises(UnknownMethod, match=r"ST9001 has no assessment method “exam”.*project, discussion"):
        load_mapper(WORKSHOP).rank(DAY, method="exam")


def test_what_was_rejected_is_never_suggested_again():
    mapper = load_mapper(WORKSHOP)
    assert "S1" in {one.code for one in mapper.suggest(DAY)}

    again = mapper.suggest(DAY, feedback=Feedback(rejected=frozenset({"S1"})))

    assert "S1" not in {one.code for one in again}


def test_what_is_like_something_rejected_needs_more_to_be_shown():
    ksbs = (
        Ksb("K1", "Principles of network devices and their configuration."),
        Ksb("S1", "Install and configure network devices."),
        Ksb("S2", "Communicate with stakeholders."),
    )
    mapper = load_mapper(Standard("ST9002", "1.0", ksbs))
    text = (
        "I emailed the office manager and told her what the cabinet would cost. Later I spoke to the head of finance "
        "about the price. She asked for a quote, and I sent it to her. I also fitted a network switch."
    )

    def rejecting(code):
        return {one.code for one in mapper.suggest(text, feedback=Feedback(rejected=frozenset({code})))}

    assert "S1" in rejecting("S2")
    assert "S1" not in rejecting("K1")


def test_rejecting_every_ksb_leaves_nothing_to_suggest():
    every = frozenset(ksb.code for ksb in WORKSHOP.ksbs)

    assert load_mapper(WORKSHOP).suggest(DAY, feedback=Feedback(rejected=every)) == []


def test_accepting_a_code_never_hides_a_suggestion():
    mapper = load_mapper(WORKSHOP)
    every = frozenset(ksb.code for ksb in WORKSHOP.ksbs)

    plain = {one.code for one in mapper.suggest(DAY)}
    lenient = {one.code for one in mapper.suggest(DAY, feedback=Feedback(accepted=every))}

    assert plain <= lenient


def test_what_a_text_is_about_by_its_place_needs_less_to_be_shown():
    mapper = load_mapper(WORKSHOP)
    every = frozenset(ksb.code for ksb in WORKSHOP.ksbs)
    hardly = f"{DAY} I tested one port."

    plain = {one.code for one in mapper.suggest(hardly)}
    expected = {one.code for one in mapper.suggest(hardly, expected=every)}

    assert plain < expected, "more than without, and all of that"
    assert mapper.suggest("Nothing of the kind at all here.", expected=every) == []
    assert mapper.suggest(hardly, feedback=Feedback(rejected=every), expected=every) == []


def test_at_most_as_many_suggestions_as_asked_for():
    mapper = load_mapper(WORKSHOP)

    assert [one.code for one in mapper.suggest(DAY, limit=1)] == [mapper.suggest(DAY)[0].code]
    assert mapper.suggest(DAY, limit=0) == []


@pytest.mark.parametrize("text", ["", " \n\t ", "…", "ok", "42", "🙂🙂", "مرحبا بالعالم"])
def test_a_text_that_shows_nothing_gets_no_suggestion_but_is_still_ranked(text):
    mapper = load_mapper(WORKSHOP)

    assert mapper.suggest(text) == []
    assert [one.code for one in mapper.rank(text)] == [ksb.code for ksb in WORKSHOP.ksbs]


def test_no_passages_are_no_suggestions():
    assert load_mapper(WORKSHOP).suggest([]) == []


def test_a_text_past_the_limit_is_refused_at_once_with_both_numbers():
    with pytest.raises(TextTooLong, match=r"1,200,000 characters and at most 1,000,000"):
        load_mapper(WORKSHOP).suggest("switch " * 171_428 + "swit")


def test_a_standard_without_statements_is_refused():
    with pytest.raises(NothingToMapTo, match="ST9001"):
        load_mapper(replace(WORKSHOP, ksbs=(), methods=()))


def test_the_mapper_of_a_standard_is_built_once():
    assert load_mapper(WORKSHOP) is load_mapper(replace(WORKSHOP))


def test_two_standards_that_claim_one_reference_and_version_are_kept_apart():
    other = replace(WORKSHOP, ksbs=WORKSHOP.ksbs[:2], methods=())

    assert len(load_mapper(other).rank(DAY)) == 2
    assert len(load_mapper(WORKSHOP).rank(DAY)) == 5


def test_while_the_mapper_of_one_standard_is_built_others_are_given_out_and_it_is_built_once(monkeypatch):
    slow = replace(WORKSHOP, reference="ST9010")
    begun, may_end = Event(), Event()
    built = []

    class SlowMapper(Mapper):
        def __init__(self, standard):
            built.append(standard.reference)
            if standard == slow:
                begun.set()
                assert may_end.wait(timeout=60)
            super().__init__(standard)

    monkeypatch.setattr("ksb_mapper.mapping.mappers.Mapper", SlowMapper)
    with ThreadPoolExecutor(max_workers=3) as threads:
        try:
            waiting = [threads.submit(load_mapper, slow)]
            assert begun.wait(timeout=60)
            waiting.append(threads.submit(load_mapper, slow))
            another = threads.submit(load_mapper, replace(WORKSHOP, reference="ST9011")).result(timeout=60)
        finally:
            may_end.set()

        first, second = (mapper.result(timeout=60) for mapper in waiting)

    assert another is not first is second
    assert built.count("ST9010") == 1


def test_a_behaviour_is_not_suggested_for_its_own_words_alone():
    conduct = (
        Ksb("K1", "Principles of network devices."),
        Ksb("B1", "Works independently, taking responsibility."),
    )
    mapper = load_mapper(Standard("ST9003", "1.0", conduct))

    words = {
        one.code
        for one in mapper.suggest("The pump runs independently; the responsibility lies with the plant.")
    }
    deeds = {one.code for one in mapper.suggest("Nobody asked, so I fixed it myself and saw it through.")}

    assert "B1" not in words
    assert "B1" in deeds


@pytest.mark.parametrize("sentence", ["I configured the switch.", "I closed the ticket.", "I emailed."])
def test_a_lone_short_sentence_is_not_sure(sentence):
    mapper = load_mapper(standards.load("ST0505"))

    assert all(one.score <= 0.5 for one in mapper.suggest(sentence))
    assert all(one.score <= 0.5 for one in mapper.rank(sentence))


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        (
            "I built the laptops with Intune, checked BitLocker was on, stored the keys in Entra",
            {"S7", "K19"},
        ),
        ("I used Copilot to draft the PowerShell script, checked it line by line", {"K14"}),
        ("I wrote up the change for approval before touching the switch.", {"K17", "S10"}),
        ("I passed AZ-900 in March.", {"S15"}),
    ],
)
def test_plain_work_gets_what_a_tutor_would_tick(sentence, codes):
    shown = {one.code for one in load_mapper(standards.load("ST0505")).suggest(sentence)}

    assert codes <= shown


@pytest.mark.parametrize(
    "sentence", ["Completed the Cisco networking basics course", "Completed the Linux essentials course"]
)
def test_a_course_on_a_thing_is_learning_before_it_is_the_thing(sentence):
    first, *_ = load_mapper(standards.load("ST0505")).suggest(sentence)

    assert first.code == "S15"
