"""What people say at home and in other trades shows no KSB of ours, however many of its words a standard uses.

`everyday_life.txt` holds 60 sentences of every day, 60 of other trades (a bakery, a nursery, a joiner's, a care home,
a salon, a farm, a warehouse, …), and 40 of both that nobody looked at while the lexicon was mended.
"""

from pathlib import Path

import pytest

import standards
from ksb_mapper import load_mapper
from ksb_mapper.pipeline import read_terms

SENTENCES = Path(__file__).with_name("everyday_life.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def mapper():
    return load_mapper(standards.load("ST0505"))


def test_of_120_sentences_about_other_things_five_show_something(mapper):
    misled = [sentence for sentence in SENTENCES[:120] if mapper.suggest(sentence)]

    assert len(misled) <= 5, misled


def test_of_40_that_were_kept_apart_two_show_something(mapper):
    assert len(SENTENCES) == 160
    assert len([sentence for sentence in SENTENCES[120:] if mapper.suggest(sentence)]) <= 2


@pytest.mark.parametrize(
    ("sentence", "misled_to"),
    [
        ("My colleague was on leave that week, so there were only two of us.", "B1"),
        ("My colleague was on leave that week, so there were only two of us.", "S4"),
        ("While she was away her sister fed the cat.", "S4"),
        ("The teacher of year four brought the children down to the hall.", "K2"),
        ("The schools and the council shut early because of the snow.", "K2"),
        ("I parked the van at the loading dock and waited by the door.", "K7"),
        ("The dock was slippery and two boats had sunk.", "K6"),
        ("I swept the yard before lunch and did the gutters after it.", "B3"),
        ("The window was open and the cat got out on to the roof.", "K8"),
        ("The hall has new windows, a new organ and a new floor.", "K18"),
        ("We waited inside until the rain had stopped.", "K19"),
        ("A branch broke off and fell across the lane.", "K17"),
        ("The exams in the lab begin on Monday, so the machines there come first.", "S15"),
        ("I logged the incident as our information security policy asks.", "K20"),
        ("Ports that nobody uses are shut down so that no device can be plugged in.", "S4"),
        ("She tripped on the step and bumped her knee.", "K20"),
    ],
)
def test_a_phrase_of_no_one_trade_shows_nothing(sentence, misled_to, mapper):
    assert misled_to not in {one.code for one in mapper.suggest(sentence)}


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("I fitted a docking station, two monitors, a keyboard and a mouse at each desk.", "K7"),
        ("I installed Windows 11 and set the updates to run at night.", "K8"),
        ("She was off sick, so I took it on myself without being asked and saw it through.", "B1"),
        ("The web server is hosted on a virtual host and reached by VPN.", "K11"),
        ("I passed the exam in May after a course in the evenings.", "S15"),
        ("The PCs in the library are shut down at night to save energy.", "S4"),
        ("I logged the incident as our information security policy asks.", "S13"),
        ("I raised a change request for Sunday’s maintenance window.", "K17"),
    ],
)
def test_the_same_words_in_the_trade_still_show_it(sentence, code, mapper):
    assert code in {one.code for one in mapper.suggest(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Emptied the recycle bin.",
        "I restored a mailbox from the recycle bin.",
        "The whole place was under a cloud of dust.",
        "There was a cloud of dust in the hall.",
        "The energy drink was spilt on the keyboard.",
        "I put the poster on the notice board.",
        "I booked the meeting room for the client.",
        "I gave her the Wi-Fi code.",
        "I turned the power off and on again.",
        "I printed the report on both sides.",
        "Ben felt the on-call rota was unfair.",
    ],
)
def test_words_of_the_trade_in_a_phrase_of_every_day_show_nothing(sentence, mapper):
    assert [one.code for one in mapper.suggest(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("We moved the mailboxes to the cloud and shut the old server down.", "K9"),
        ("I sent the old laptops to be recycled by a WEEE recycler.", "K21"),
        ("I set the laptops to sleep after ten minutes to save energy.", "K21"),
        ("I fitted a Wi-Fi access point and a switch in the cabinet.", "K10"),
    ],
)
def test_the_same_words_elsewhere_show_what_they_did(sentence, code, mapper):
    assert code in [one.code for one in mapper.suggest(sentence)]


def test_the_place_in_a_sentence_is_not_weighed_by_words_of_another_meaning():
    assert [term.name for _, term in read_terms("recycle bin")] == []
    assert "=sustainability" in [term.name for _, term in read_terms("recycle")]
