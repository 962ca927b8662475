"""What a text tells us before anything is stored."""

import textwrap

import pytest

import standards
from documents import Passage
from portfolio.reading import analyse
from tests.portfolio.conftest import LOG

PROUD = "I felt proud of how I checked the operating system version and kernel on every Ubuntu server."
ST0505 = standards.load("ST0505")


def excerpts(*texts: str) -> list[str]:
    passages = [Passage(text, f"line {number}") for number, text in enumerate(texts, start=1)]
    return [found["excerpt"] for found in analyse(passages, ST0505, kind="evidence").suggestions]


def test_a_sentence_told_off_for_reflection_is_not_offered_as_evidence() -> None:
    analysis = analyse([Passage(PROUD, "line 1")], ST0505, kind="evidence")
    assert [found["rule"] for found in analysis.language] == ["reflective"]
    assert analysis.suggestions == []


def test_work_that_is_still_to_be_done_is_not_offered_as_evidence() -> None:
    planned = "Next month I will check the operating system version and kernel on every Ubuntu server."
    analysis = analyse([Passage(planned, "line 1")], ST0505, kind="evidence")
    assert [found["rule"] for found in analysis.language] == ["not_yet_done"]
    assert analysis.suggestions == []


def test_the_record_beside_a_reflection_is_offered_at_its_own_place() -> None:
    text = f"{PROUD} {LOG.decode()}"
    analysis = analyse([Passage(text, "line 1")], ST0505, kind="evidence")
    assert analysis.suggestions
    for found in analysis.suggestions:
        assert found["excerpt"] in LOG.decode()
        assert text[found["start"] :].startswith(found["excerpt"])


def test_the_same_words_without_the_feeling_are_offered() -> None:
    assert excerpts(PROUD.removeprefix("I felt proud of how ")) != []


def test_what_follows_a_reflection_in_a_text_of_broken_lines_is_offered_whole() -> None:
    done = (
        "I fitted a 24 port switch in the cabinet on the second floor and put the printers, the phones and the door "
        "readers on a VLAN each."
    )
    text = textwrap.fill(f"{done} {PROUD} {done.replace('second', 'third')}", 72)
    offered = {" ".join(excerpt.split()) for excerpt in excerpts(text)}
    assert {done, done.replace("second", "third")} & offered
    assert not [excerpt for excerpt in offered if "proud" in excerpt]


def test_what_a_colleague_says_in_a_log_of_several_is_not_offered_as_hers() -> None:
    log = f"Ben: {LOG.decode()}\nAmira: I fitted a 24 port switch in the cabinet and put the printers on a VLAN."

    def offered(apprentice: str) -> str:
        read = analyse([Passage(log, "line 1")], ST0505, kind="evidence", apprentice=apprentice)
        return " ".join(found["excerpt"] for found in read.suggestions)

    assert "Ben" in offered("Cara Doe")
    assert "Ben" not in offered("Amira Khan") and "VLAN" in offered("Amira Khan")


@pytest.mark.parametrize(("kind", "is_asked"), [("evidence", False), ("witness", True)])
def test_nor_is_she_asked_about_it_but_in_a_witness_statement_it_is_the_witness_who_writes(
    kind: str, is_asked: bool
) -> None:
    praise = "I believe she is a brilliant and dedicated asset to the whole team."
    log = f"Ben: {PROUD} {praise}\nAmira: I fitted a 24 port switch in the cabinet."

    read = analyse([Passage(log, "line 1")], ST0505, kind=kind, apprentice="Amira Khan")

    told = [one for one in read.language if one["rule"] in ("reflective", "opinion", "self_assessment")]
    assert bool(told) == is_asked
