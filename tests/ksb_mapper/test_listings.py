import pytest

from ksb_mapper.pipeline import load_language_judge
from ksb_mapper.texts.listings import Listings


def listing_spans(text):
    return Listings(load_language_judge().weights.most_symbols).spans(text)


@pytest.mark.parametrize(
    "line",
    [
        "def handler(event, context):\n    return {'ok': True}\n",
        "for (int i = 0; i < n; i++) {\n",
        "sudo_user@host:~$ apt install nginx\n",
        "PS C:\\Users> Get-Service\n",
        "2026-03-03T10:42:13 started\n",
        "Mar  3 10:42:13 host sshd\n",
        "WARNING: disk is full\n",
    ],
)
def test_code_commands_and_logs_are_listings(line):
    assert listing_spans(line)


@pytest.mark.parametrize(
    "line",
    [
        "I fitted the switch (a 24-port one) and tested it.\n",
        "On 2026-03-03 I moved the share; nobody noticed.\n",
        "At 10:42 the phones came back.\n",
        "- The cost was £840 [see the invoice].\n",
        "Information for users: the printer is back.\n",
        "\n",
    ],
)
def test_sentences_are_not(line):
    assert listing_spans(line) == []


def test_all_between_two_fences_is_one_listing():
    text = "I ran this:\n```\nplain words here\nand here\n```\nIt worked.\n"

    (span,) = listing_spans(text)

    assert text[slice(*span)] == "```\nplain words here\nand here\n```\n"
