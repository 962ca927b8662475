"""What the language room hears becomes places and hints, and few of them are asked about."""

from report_builder.appendix import MOST_EXCERPT, Place
from report_builder.reading.analysing import MOST_PER_KSB, analyse, choose
from standards import Standard, load
from tests.report_builder.a_report import NETWORK, TEAM

STANDARD: Standard = load("ST0505")
METHOD = next(method for method in STANDARD.methods if method is STANDARD.project)
LONG = "I installed and configured the access points " + "and measured again " * 60 + "."
PASSAGES = {
    "p1-action-build": [(NETWORK, "Build, paragraph 1"), (LONG, "Build, paragraph 2")],
    "p1-result": [(TEAM, "Result, paragraph 1")],
}


def place(excerpt: str, code: str = "S7", section: str = "p1-action-build") -> Place:
    return Place(code, section, "", excerpt)


def test_each_place_is_words_of_its_section_with_its_locator() -> None:
    analysis = analyse(PASSAGES, STANDARD, METHOD, suggests=True)
    assert analysis.problem == "" and analysis.places
    for found in analysis.places:
        text = {locator: text for text, locator in PASSAGES[found.section_key]}[found.locator]
        assert found.excerpt in text and len(found.excerpt) <= MOST_EXCERPT
        assert found.code in METHOD.ksbs


def test_the_ksbs_of_a_theme_are_heard_in_its_section_sooner_than_elsewhere() -> None:
    design = next(theme for theme in METHOD.themes if theme.name.casefold() == "design")
    options = f"I drew three options and scored them against the targets. {NETWORK} {NETWORK}"

    def heard_in(section: str) -> set[str]:
        analysis = analyse({section: [(options, "paragraph 1")]}, STANDARD, METHOD, suggests=True)
        return {found.code for found in analysis.places} & set(design.ksbs)

    assert heard_in("p1-action-build") < heard_in("p1-action-design") == heard_in("p2-action-design")


def test_what_a_colleague_says_in_pasted_minutes_is_no_place() -> None:
    minutes = {"p1-result": [(f"Ben: {NETWORK}\nAmira: {NETWORK}", "Result, paragraph 1")]}

    def shown(apprentice: str) -> str:
        analysis = analyse(minutes, STANDARD, METHOD, suggests=True, apprentice=apprentice)
        return " ".join(found.excerpt for found in analysis.places)

    assert "Ben" in shown("Cara Doe")
    assert "Ben" not in shown("Amira Khan") and "Amira" in shown("Amira Khan")


def test_nor_is_her_own_part_asked_for_in_what_a_colleague_says() -> None:
    minutes = {"p1-result": [(f"Ben: {TEAM}\nAmira: nine access points are up.", "Result, paragraph 1")]}

    def is_asked(apprentice: str) -> bool:
        read = analyse(minutes, STANDARD, METHOD, suggests=False, apprentice=apprentice)
        return "we_without_i" in {hint.rule for hint in read.hints}

    assert is_asked("Cara Doe")
    assert not is_asked("Amira Khan")


def test_without_suggestions_there_are_hints_alone() -> None:
    analysis = analyse(PASSAGES, STANDARD, METHOD, suggests=False)
    assert analysis.places == ()
    assert [(hint.rule, hint.excerpt) for hint in analysis.hints] == [("we_without_i", TEAM)]


def test_nothing_written_is_nothing_heard() -> None:
    analysis = analyse({"p1-task": []}, STANDARD, METHOD, suggests=True)
    assert (analysis.places, analysis.hints, analysis.problem) == ((), (), "")


def test_a_row_or_two_are_asked_about_counting_those_she_confirmed() -> None:
    found = [place("One."), place("Two."), place("Three."), place("Four.")]
    assert choose(found, confirmed=[], rejected=[]) == found[:MOST_PER_KSB]
    assert choose(found, confirmed=[place("Mine.")], rejected=[]) == found[:1]
    assert choose(found, confirmed=[place("Mine."), place("Too.")], rejected=[]) == []
    assert choose(found, confirmed=[], rejected=found[:2]) == found[2:]


def test_a_part_of_a_sentence_that_is_decided_is_not_asked_about_again() -> None:
    clause, sentence = place("moved four phones"), place("I  moved four phones, at night.")
    assert choose([clause], confirmed=[], rejected=[sentence]) == []
    assert choose([sentence], confirmed=[clause], rejected=[]) == []
    assert choose([clause, sentence], confirmed=[], rejected=[]) == [clause]
    elsewhere = place("moved four phones", section="p1-task")
    assert choose([elsewhere], confirmed=[], rejected=[sentence]) == [elsewhere]
