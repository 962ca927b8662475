"""What a witness tells of himself is known from what he tells of the one he watched."""

import pytest

from ksb_mapper import told_of_the_witness_alone

ABOUT = "Amira Khan"


def told(text: str, about: str = ABOUT) -> list[str]:
    return [text[start:end] for _, start, end in told_of_the_witness_alone(text, about)]


@pytest.mark.parametrize(
    "sentence",
    [
        "I configured the VLANs myself.",
        "I have twenty years' experience of cloud services.",
        "I’ve run the firewall for ten years.",
        "Before that I migrated the mail servers for the council.",
        "The day after, I tested the backups.",
        "The VLANs I configured myself.",
        "My own work is on cloud services and databases.",
        "In my role I patch the servers every month.",
        "I configured the switch for her.",
        "I showed Amira how the backup is restored.",
        "I set up the trunk ports for the apprentice.",
        "I configured Azure for the schools and their users.",
        "I configured the tenant before he joined.",
        "I had set up the VPN long before the apprentice started with us.",
        "I patched the servers while she was on leave.",
        "I ran the migration two years before Amira came to the school.",
    ],
)
def test_his_own_deeds_and_experience_are_his(sentence):
    assert told(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "I watched her configure the VLANs.",
        "I personally saw the restore run to its end.",
        "I have seen the new rack, built and labelled.",
        "I can confirm that the firewall rules were tested.",
        "I asked for a rollback plan and she wrote one.",
        "I gave the ticket to Amira, who configured the VLANs.",
        "I was in the room when Khan replaced the switch.",
        "I let the apprentice run the migration.",
        "I reviewed the change after she started the migration.",
        "I stood by while she racked the server.",
        "I reviewed the change when he submitted it.",
        "I used Amira's script to move the mailboxes.",
        "My apprentice configured the VLANs.",
        "She configured the VLANs.",
        "Amira tested both uplinks with my cable tester.",
        "The ticket I raised was closed by noon.",
        "The VLANs were configured before the school opened.",
        "He told me about the backup.",
    ],
)
def test_what_he_saw_another_do_is_not(sentence):
    assert told(sentence) == []


def test_without_her_name_what_he_saw_is_still_known():
    assert told("I watched Mo configure the VLANs.", "") == []
    assert told("I configured the VLANs myself.", "") == ["I configured the VLANs myself."]


def test_each_is_found_where_it_stands():
    text = "I watched Amira all day. I configured the VLANs myself. She tested them."
    passages = [("Statement", "paragraph 1"), (text, "paragraph 2")]
    ((number, start, end),) = told_of_the_witness_alone(passages, ABOUT)
    assert (number, text[start:end]) == (1, "I configured the VLANs myself.")


def test_a_sentence_that_was_broken_to_keep_a_width_is_one():
    text = (
        "I have looked after the network of this group of schools for twenty years and I\n"
        "configured the first virtual networks and every firewall in it. On the 14th of May\n"
        "the apprentice joined us in the server room of the new building and there and then\n"
        "she configured the trunk ports of both of the switches while all of us were looking\n"
        "on."
    )
    (own,) = told(text)
    assert own.startswith("I have looked") and own.endswith("every firewall in it.")


def test_what_his_mail_quotes_of_her_and_has_below_his_farewell_is_not_his_own():
    mail = "\n".join(
        (
            "I have run the network for ten years.",
            "I watched Amira replace the switch on 3 March.",
            "Kind regards,",
            "Tom Reid",
            "My office hours are 9 to 5.",
            "On 2 March 2026 at 10:14 Amira Khan wrote:",
            "> I configured the trunk ports and tested both uplinks.",
        )
    )

    assert told(mail) == ["I have run the network for ten years."]
