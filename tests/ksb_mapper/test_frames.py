"""What stands around the work is the place of a KSB only where nothing else shows it."""

import pytest

import standards
from ksb_mapper import load_mapper
from ksb_mapper.texts.frames import is_frame

SWITCH = (
    "I fitted a network switch in the cabinet on the second floor and gave the printers a VLAN of their own."
)
OLD_AND_NEW = (
    "She answered 14 calls on the old desktops and the new laptops, and all of them inside the service level."
)
BLOCKED = "I blocked the domain at the mail gateway, because it is how the phishing got past the filter."
TESTED = "I ran the test script on both tablets and wrote down what was expected and what came out."

FRAMES = {
    "a title": ("Types of network devices and components\n{}", SWITCH, "K10"),
    "a title of its own passage": ("Types of network devices and components\n\n{}", SWITCH, "K10"),
    "a heading": (
        "I went to Hove by train on the Monday.\n\nThe network switches and routers\n{}",
        SWITCH,
        "K10",
    ),
    "a Markdown heading": (
        "I went to Hove.\n\n## Types of network devices and components\n{}",
        SWITCH,
        "K10",
    ),
    "a label of a form": (
        "Ticket: INC0012345\nCategory: Network > Network devices > Components\n{}",
        SWITCH,
        "K10",
    ),
    "a summary line": (
        "Ticket: INC0012345\nSummary: Network devices and their components\n{}",
        SWITCH,
        "K10",
    ),
    "the head of a table": (
        "Ran on 3 May.\nTest case | Test script | Expected | Test result\nName | 1 | shown | pass\n{}",
        TESTED,
        "K16",
    ),
    "a name and a job below a farewell": (
        "{}\n\nKind regards,\n\nAmy Dunn\nCyber security analyst, cyber security team\n",
        BLOCKED,
        "K19",
    ),
    "an introduction": (
        "I am Dana Wright, her line manager, and I have supervised her on the service desk since September, where "
        "she supports several legacy solutions. {}",
        OLD_AND_NEW,
        "S12",
    ),
    "a second introduction": (
        "My name is Dana. I manage the service desk and support all legacy and new solutions here. {}",
        OLD_AND_NEW,
        "S12",
    ),
    "thanks": ("Thank you for your help with the network devices and components.\n\n{}", SWITCH, "K10"),
}


@pytest.fixture(scope="module")
def mapper():
    return load_mapper(standards.load("ST0505"))


def first_places(mapper, text):
    return {
        one.code: " ".join(one.excerpt.split())
        for one in mapper.suggest([(passage, None) for passage in text.split("\n\n")], limit=44)
    }


@pytest.mark.parametrize("frame", FRAMES)
def test_what_stands_around_the_work_is_not_the_place_where_the_work_is_told(frame, mapper):
    text, deed, code = FRAMES[frame]

    assert first_places(mapper, text.format(deed))[code] == deed


def test_a_title_is_the_place_where_nothing_else_shows_it(mapper):
    text = (
        "Network switches, routers and VLANs\n\nIt took from nine to half past four, and we had lunch at one."
    )

    assert first_places(mapper, text)["K10"] == "Network switches, routers and VLANs"


def test_what_only_the_job_below_a_farewell_names_is_not_suggested(mapper):
    text = (
        "I went to Hove by train on the Monday and came back on the Tuesday.\n\nYours faithfully,\n\nDana Wright\n"
        "Service delivery manager, Stakeholder Management\n2 April 2025\n"
    )

    assert first_places(mapper, text) == {}
    assert "K2" in first_places(mapper, text.replace("Yours faithfully,\n\n", ""))


def test_of_two_sentences_about_as_near_the_fuller_one_is_the_place(mapper):
    text = f"Network devices and VLANs. It rained all day. {SWITCH}"

    assert first_places(mapper, text)["K10"] == SWITCH


@pytest.mark.parametrize(
    "line",
    [
        "Reset MFA and cleared the cached credentials",
        "Result: the PC boots, event log clean, user logged in and printed",
        "Action: swapped the fuser",
        "Approved by the CAB on Tuesday.",
        "I am installing the new switch on Friday.",
        "Thanks to the new rule, the queue was empty by ten and nobody had to ring in the whole of the next week, "
        "nor did anybody from the branch in Hove.",
        "- Load version 17.3 on the standby switch",
        "2. Check that all 48 ports come up",
        "Name resolution failed on both servers",
        "switchport trunk allowed vlan 10,20,99",
        "Name | 1 | shown | pass",
    ],
)
def test_a_line_that_says_what_was_done_is_no_frame(line):
    above = "Ticket: INC0012345\nUser rang at nine\n"

    assert not is_frame(line, above, "\nI closed the ticket at ten and told the user what had been wrong.\n")


@pytest.mark.parametrize(
    "line", ["4 June 2025", "Tuesday, 4 June 2025", "On 04/06/2025 at 09:12", "2025-06-04", "Fri 3rd May:"]
)
def test_a_date_alone_is_a_frame(line):
    assert is_frame(line, "I went to Hove.\n", "\nI fitted the switch.")
