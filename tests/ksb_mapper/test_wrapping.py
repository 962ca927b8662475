"""A sentence that was broken to fit a width is one sentence; what a writer put on lines of its own stays apart."""

import textwrap

import pytest
from hypothesis import given, strategies

import standards
from ksb_mapper import LanguageRule, check_language, load_mapper, unbroken
from ksb_mapper.pipeline import read_sentence_spans
from ksb_mapper.texts.passages import lines
from ksb_mapper.texts.wrapping import unwrapped, wrap_width

PROSE = (
    "On Monday I took the lid off the planer and found that the belt had split along its whole length. "
    "I rang the maker, who still had two of them on the shelf, and fitted the first one before the afternoon "
    "shift came in. The second hangs on the hook behind the door of the tool store, with a label that says "
    "when it was bought. I ran four boards of ash through the machine and measured each at both ends, and "
    "none of them was out by more than a tenth of a millimetre."
)
SENTENCES = [f"{sentence.strip('.')}." for sentence in PROSE.split(". ")]
LIST = """The work was done in this order, and each part was signed for by the one who did it:
- I isolated the machine at the wall and hung my own padlock on the switch
- I took off the guard, the two long bolts and the cover of the cutter block
- I drew the knives and numbered them so that each went back where it was
"""
NOTES = """rang the maker about the belt and left a message with their stores department
isolated the machine at the wall
took off the guard and both of the long bolts on the outfeed side
hung the padlock
fitted the new belt and ran four boards of ash
measured them
"""


def sentences_of(text):
    return [" ".join(text[start:end].split()) for start, end in read_sentence_spans(text)]


@pytest.mark.parametrize("width", [55, 65, 72, 76, 80, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n", " \n"])
def test_a_sentence_broken_at_a_width_is_one_sentence(width, end):
    assert sentences_of(end.join(textwrap.wrap(PROSE, width))) == SENTENCES


def test_a_paragraph_of_two_lines_is_one_sentence():
    text = "I sanded all the treads by hand down to a grit of 180 and then gave\nthem two coats of oil."

    assert sentences_of(text) == [" ".join(text.split())]


def test_an_item_of_a_list_goes_on_in_the_line_below_and_the_next_item_is_another():
    text = textwrap.fill(PROSE, 72, initial_indent="- ", subsequent_indent="  ")

    assert sentences_of(f"{text}\n{text}") == [f"- {SENTENCES[0]}", *SENTENCES[1:]] * 2


def test_a_bulleted_list_stays_apart_in_a_wrapped_text():
    assert sentences_of(f"{LIST}\n{textwrap.fill(PROSE, 72)}") == [*LIST.strip().split("\n"), *SENTENCES]


def test_a_heading_stays_apart_from_the_wrapped_text_below_it():
    assert sentences_of(f"Replacing the belt\n{textwrap.fill(PROSE, 72)}") == [
        "Replacing the belt",
        *SENTENCES,
    ]


def test_a_paragraph_that_begins_without_a_blank_line_begins_a_sentence():
    short = "I cleaned the dust out of the hood and the duct as far as the gate and then\nswept the floor"

    assert sentences_of(f"{short}\n{textwrap.fill(PROSE, 72)}") == [" ".join(short.split()), *SENTENCES]


@pytest.mark.parametrize(
    "text",
    [
        NOTES,
        "Isolated the machine at the wall and hung my own padlock on it\nTook off the guard and both long bolts\n",
        "| part | where it was found when the lid came off the machine that day |\n| belt | split |\n",
        "def measure(boards):\n    return [board.width for board in boards if board.is_sound]\n\nprint(measure(x))",
        "> I took the lid off the planer and found that the belt had split along\n> its whole length.\n",
    ],
)
def test_lines_that_end_because_something_ends_stay_as_they_are(text):
    assert list(unwrapped(text, wrap_width([text]))) == list(lines(text))


def test_the_width_is_known_from_the_other_paragraphs():
    whole = textwrap.fill(PROSE, 72)
    last = "I wrote the number of the belt on the card of the machine, under its\nTIN-PLATE, in ink."

    assert sentences_of(f"{whole}\n\n{last}")[-1] == " ".join(last.split())


def test_the_excerpt_is_the_whole_sentence_and_its_offsets_hold():
    sentence = (
        "I fitted a 24 port switch in the cabinet on the second floor and put the printers, the phones and the "
        "door readers on a VLAN each."
    )
    text = textwrap.fill(f"The van came late on Monday because of the fog. {sentence} We left at five.", 72)

    (best,) = [
        one for one in load_mapper(standards.load("ST0505")).suggest([(text, "¶ 1")]) if one.code == "K10"
    ]

    assert " ".join(best.excerpt.split()) == sentence
    assert text[best.start : best.end] == best.excerpt


def test_what_is_asked_about_is_the_whole_sentence_though_its_cue_is_cut_in_two():
    sentence = (
        "When all of it was done and the machine was running again at four, looking back I felt proud of it."
    )
    wrapped = [textwrap.fill(f"{PROSE} {sentence} {PROSE}", width) for width in range(60, 90)]

    assert any("looking\nback" in text for text in wrapped)
    for text in wrapped:
        asked = [
            finding for finding in check_language(text).findings if finding.rule is LanguageRule.REFLECTIVE
        ]
        assert [" ".join(finding.excerpt.split()) for finding in asked] == [sentence]


def test_we_beside_i_is_no_finding_where_a_line_ends_between():
    text = textwrap.fill(
        "We met the customer at her house on the Tuesday morning and heard what she had in mind. There and then I "
        "measured the alcove and drew it.",
        91,
    )

    assert "\n" in text
    assert not check_language(text).findings


WORDS = strategies.sampled_from(
    ["I", "planed", "the", "oak.", "Then", "dry,", "glue", "- ", "2.", "TIN", "|", ":", "\n", "\n\n"]
)


@given(strategies.lists(WORDS, max_size=80).map(" ".join), strategies.integers(0, 130))
def test_no_character_moves_whatever_is_joined(text, width):
    for offset, line in unwrapped(text, width):
        there = text[offset : offset + len(line)]
        assert line == there.replace("\n", " ")


LOG = """Change: CHG0041 replace the core switch
Raised by: the network team
2026-03-10 09:14 old switch out
2026-03-10 09:41 new switch answers ping
> could you do it before nine?
Signed
D. Novak"""


@pytest.mark.parametrize("width", [60, 72, 80])
def test_only_the_breaks_that_kept_a_width_are_taken_out_of_a_text_and_offsets_hold(width):
    wrapped = textwrap.fill(PROSE, width)
    prose, log = unbroken([wrapped, LOG])
    assert prose == PROSE.replace("  ", " ")
    assert (len(prose), log) == (len(wrapped), LOG)


def test_a_text_that_nobody_wrapped_is_left_as_it_is():
    assert unbroken([LOG, "", SENTENCES[0]]) == [LOG, "", SENTENCES[0]]


WROTE = "I checked the disk of the web server before the change and cleared the logs."
SESSION = """admin@web01:~$ df -h /var/log and then look at the biggest of them all
Filesystem      Size  Used Avail Use% Mounted on
/dev/sda1        50G   47G  3.0G  94% /
admin@web01:~$ sudo journalctl --vacuum-size=500M and restart the service
admin@web01:~$ sudo systemctl restart nginx firewall network storage cloud"""
SYSLOG = """May  6 09:12:01 web01 sshd[912]: Failed password for root from 10.0.0.1 port
May  6 09:12:04 web01 sshd[912]: Failed password for root from 10.0.0.1 port
2026-05-06T09:12:07Z INFO the backup job has finished on the storage of the host"""
POWERSHELL = r"""PS C:\> Get-ADUser -Filter * | Export-Csv users.csv on the share of the team
PS C:\> Restart-Service Spooler on the print server of the second floor first"""
OF_A_SWITCH = """switch01# show vlan brief and the ports of each one of them at the same time
VLAN Name                             Status    Ports
10   network devices                  active    Gi1/0/1, Gi1/0/2, Gi1/0/3, Gi1/0/4"""


@pytest.mark.parametrize("listing", [SESSION, SYSLOG, POWERSHELL, OF_A_SWITCH])
def test_each_line_of_a_log_and_of_what_a_command_printed_stays_on_its_own(listing):
    text = f"{WROTE}\n{listing}\n{textwrap.fill(PROSE, 78)}"

    found = sentences_of(text)

    assert found[0] == WROTE
    for line in listing.split("\n"):
        assert " ".join(line.split()) in found
    assert found[-len(SENTENCES) :] == SENTENCES


def test_the_head_of_what_a_command_printed_is_no_place():
    text = (
        "Network device  Cloud storage  Operating system  Status\n"
        "sw-1          none           IOS               up\n"
    )

    places = [
        place.excerpt for one in load_mapper(standards.load("ST0505")).suggest(text) for place in one.places
    ]

    assert not any("Cloud storage" in place for place in places), places
