"""What a mail quotes of others, and what stands below its farewell, is not its writer's work."""

import pytest

import standards
from ksb_mapper import LanguageRule, check_language, load_mapper

DONE = "I configured the VLANs on the core switch and tested each port."
READY = "Hi Graham,\n\nThe desks are ready."
HEAD = "From: {}\nSent: 3 November 2025 10:12\nTo: Amy Dunn\nSubject: Desks\n\n"
DISCLAIMER = (
    "Kite Ltd. Unit 4, Harbour Way.\nRegistered in England.\n"
    "This email is confidential and complies with the Data Protection Act 2018.\n"
    "We scanned it for viruses with our security software. If it is not for you, tell the service desk."
)
LEADS_TO_ANOTHER_S = {
    "a line that says so": "-----Original Message-----\n",
    "a line of a phone that says so": "Begin forwarded message:\n\n",
    "a mail's head": HEAD.format("Graham Pell <g.pell@kite.example>"),
    "a head in bold": HEAD.format("Graham Pell").replace("From:", "**From:**").replace("Sent:", "**Sent:**"),
    "who wrote": "Graham Pell wrote:\n\n",
    "who wrote and when": "On Mon, 3 Nov 2025 at 10:12, Graham Pell <g.pell@kite.example> wrote:\n\n",
    "who wrote, over two lines": "On Mon, 3 Nov 2025 at 10:12, Graham Pell <g.pell@kite.example>\nwrote:\n\n",
    "marks": "> ",
}


@pytest.fixture(scope="module")
def mapper():
    return load_mapper(standards.load("ST0505"))


@pytest.mark.parametrize("way", LEADS_TO_ANOTHER_S)
def test_what_another_wrote_in_a_mail_shows_nothing_of_its_writer(way, mapper):
    lead = LEADS_TO_ANOTHER_S[way]

    assert mapper.suggest(f"{READY}\n\n{DONE}")
    assert mapper.suggest(f"{READY}\n\n{lead}{DONE}") == []


@pytest.mark.parametrize("way", LEADS_TO_ANOTHER_S)
def test_what_another_wrote_is_asked_of_its_data_and_not_of_its_language(way):
    said = "We installed the switches. I am so proud of how much I have learned. Ring 07700 900381."

    findings = check_language(f"{READY}\n\n{LEADS_TO_ANOTHER_S[way]}{said}").findings

    assert "07700 900381" in [finding.excerpt for finding in findings]
    assert {finding.rule for finding in findings} == {LanguageRule.PERSONAL_DATA}


def test_what_the_writer_says_between_marked_lines_is_the_writer_s(mapper):
    mail = f"On 3 Nov 2025 at 10:12, Graham Pell wrote:\n> Is the router in?\n{DONE}\n> And the firewall?\nNot yet.\n"

    assert {one.excerpt for one in mapper.suggest(mail)} == {DONE}


def test_a_text_of_marked_lines_alone_is_its_writer_s(mapper):
    assert {one.excerpt for one in mapper.suggest(f"> Hi Graham,\n> {DONE}\n")} == {DONE}


@pytest.mark.parametrize("above", ["", "Evidence 3: the move\n\n"])
def test_the_mail_at_the_top_is_the_writer_s_and_so_is_an_earlier_one_from_the_same_name(above, mapper):
    first = f"{above}{HEAD.format('Amy Dunn')}Hi Graham,\n\nThe desks are ready.\n\n"
    another_s = f"{HEAD.format('Graham Pell')}I rebuilt the firewall and its rules.\n\n"
    thread = f"{first}{another_s}{HEAD.format('Amy Dunn')}{DONE}"

    assert {one.excerpt for one in mapper.suggest(thread)} == {DONE}


def test_under_another_heading_the_writer_goes_on(mapper):
    passages = [
        ("The desks are ready.", 'heading "Mail", paragraph 1'),
        ("Graham Pell wrote:", 'heading "Mail", paragraph 2'),
        ("I rebuilt the firewall and its rules.", 'heading "Mail", paragraph 3'),
        ("What was done", 'heading "What was done"'),
        (DONE, 'heading "What was done", paragraph 1'),
    ]

    assert {one.passage for one in mapper.suggest(passages)} == {4}


@pytest.mark.parametrize(
    "words", ["I wrote:", "We wrote:", "On page 4 of the guide I wrote:", "The log wrote:"]
)
def test_what_the_writer_or_a_thing_wrote_is_no_mail_of_another(words, mapper):
    assert DONE in {one.excerpt for one in mapper.suggest(f"{READY}\n\n{words}\n\n{DONE}")}


@pytest.mark.parametrize(
    "farewell", ["Kind regards,\n\nAmy Dunn\n", "Kind regards,\n", "Thanks, Amy\n", "Thanks\nAmy\n"]
)
def test_nothing_below_a_farewell_shows_anything(farewell, mapper):
    mail = f"{READY}\n\n{farewell}{DISCLAIMER}"

    assert mapper.suggest(f"{READY}\n\n{DISCLAIMER}")
    assert mapper.suggest(mail) == []


@pytest.mark.parametrize(
    "goes_on",
    [
        f"Thanks,\nAmy\n\nIt was quiet then. {DONE}",
        f"Kind regards,\nAmy Dunn\nIT technician\n\n{DONE}",
        "Kind regards,\nMohammed Ali\n\nConfigured the VLANs on the core switch and tested each port.",
        "Kind regards,\nAmy\n\n- VLANs configured on the core switch and each port tested",
        "Kind regards,\nAmy\n\n2026-10-21 10:15 The VLANs on the core switch were configured.",
        "Thanks,\nThe VLANs on the core switch were configured.",
        "Thanks for the help\nThe VLANs on the core switch were configured.",
        "Regards the VLANs on the core switch\nThese were configured on the core switch.",
    ],
)
def test_work_that_goes_on_below_a_farewell_is_found(goes_on, mapper):
    assert {"K10", "K12"} & {one.code for one in mapper.suggest(f"{READY}\n\n{goes_on}")}
