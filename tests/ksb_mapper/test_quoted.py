"""Whose words stand between quotation marks, and in the lines of a chat: hers are hers, another's are blanked."""

import pytest

from ksb_mapper import LanguageRule, check_language
from ksb_mapper.language.quoted import in_own_words


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("The librarian said, “I am lost.” I moved it.", "The librarian said,              I moved it."),
        ("She wrote 'I can't see it' at noon.", "She wrote                  at noon."),
        ('Customer feedback: "I am glad." Closed.', "Customer feedback:              Closed."),
        ('"I am glad," wrote the nurse.', "             wrote the nurse."),
        ('"I am glad" - customer, 3 May', "            - customer, 3 May"),
        ("09:15 User: I am stuck", "09:15 User:           "),
        ("User feedback (form): I am glad.", "User feedback (form):           "),
        (
            'A customer\'s reply to my first mail: "I am glad."',
            "A customer's reply to my first mail:             ",
        ),
        ("- 09:15 - Caller (Leeds): I am stuck", "- 09:15 - Caller (Leeds):           "),
    ],
)
def test_what_another_says_is_blanked_where_it_stands(line, own):
    assert in_own_words([line]) == [own]
    assert len(own) == len(line)


@pytest.mark.parametrize(
    "line",
    [
        "I told myself “I am ready”.",
        "I said 'I am glad' to the caller.",
        'i then wrote "I am sorry" to all of them.',
        "I set the title to “Known faults”.",
        "It isn't the users' fault, and it wasn't theirs.",
        'The bench is 24" wide and the screen 27".',
        "Result: “pass”.",
        "Asked about day one, he laughed and said, “Buy better boots.”",
        "Customer: Hill Farm. I fitted the router.",
        "Tutor feedback: I need to slow down.",
        "09:15 Server: restarted",
        "09:16 Me: I shared my screen",
    ],
)
def test_what_is_hers_or_nobody_s_is_let_be(line):
    assert in_own_words([line]) == [line]


def test_a_user_speaks_in_a_chat_without_times_too_where_she_answers_as_me():
    assert in_own_words(["User: I am stuck", "Me: I shared my screen"]) == [
        "User:           ",
        "Me: I shared my screen",
    ]
    assert in_own_words(["User: I am stuck"]) == ["User: I am stuck"]


def test_a_finding_beside_another_s_words_is_shown_with_them():
    text = "My mentor said “take your time”, and I was so grateful."

    (finding,) = check_language(text).findings

    assert (finding.rule, finding.excerpt) == (LanguageRule.REFLECTIVE, text)


def test_a_line_of_many_quotations_is_read_in_time_that_grows_with_its_length():
    line = "he said 'I am' " * 4_000

    assert in_own_words([line])[0] == "he said        " * 4_000
