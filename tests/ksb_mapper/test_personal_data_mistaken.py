"""Words, parts of sheets, makers and products that look like personal data, and the data that stands beside them."""

from collections import Counter

import pytest

from ksb_mapper import check_language
from ksb_mapper.personal_data.known import figure_of
from ksb_mapper.personal_data.outlines import PersonalDataKind
from ksb_mapper.personal_data.search import find_personal_data
from ksb_mapper.shipped import shipped_tables

KIND = PersonalDataKind


def found_in(text):
    return [text[piece.start : piece.end] for piece in find_personal_data(text)]


def test_one_user_name_said_again_and_again_is_shown_so_often_and_no_more():
    most = figure_of("figures", "most_repeats")

    for repeats in (most - 1, most, most * 2, most * 20):
        found = found_in("the username: qxzkk, " + "qxzkk " * repeats)

        assert found == ["qxzkk"] * (1 + min(repeats, most))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The password is Summer. Summer is warm.", ["Summer"]),
        ("The BIOS password is wombat.\nThe wombat sign fell off the door.", ["wombat"]),
        ("The password is Summer24!.\nI typed Summer24! twice.", ["Summer24!", "Summer24!"]),
        ("username: qxzkk, and qxzkk asked again as qxzkk-old", ["qxzkk", "qxzkk"]),
    ],
)
def test_a_password_that_is_a_word_is_not_one_wherever_the_word_is_said(text, found):
    assert found_in(text) == found


@pytest.mark.parametrize("blank", ["", "\n", "\n\n\n", "\n" * 40])
def test_a_table_takes_nothing_from_a_passage_below_it_that_begins_with_empty_lines(blank):
    passages = [
        ("Name,Username,Phone", ""),
        ("Zed Qux,zq001,07700 900123", ""),
        (f"{blank}Rang 07700 900555 today", ""),
    ]

    excerpts = [finding.excerpt for finding in check_language(passages).findings]

    assert excerpts == ["Zed Qux", "zq001", "07700 900123", "07700 900555"]


def test_an_address_over_lines_takes_what_was_found_in_them_and_leaves_what_stands_below():
    text = "14 Mill Rise\nThrapston\nNN14 4QX\nRing 07700 900555"

    assert found_in(text) == ["14 Mill Rise\nThrapston\nNN14 4QX", "07700 900555"]


def test_a_name_stands_once_in_a_list_and_is_either_a_word_too_or_nothing_else():
    names = shipped_tables("names.toml")

    for name, listed in names.items():
        words = listed.split(",") if name == "named_like_people" else listed.split()
        assert [word for word, times in Counter(words).items() if times > 1] == []
    assert set(names["given"].split()).isdisjoint(names["given_and_word"].split())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I had to dig deeper.", []),
        ("I need to dig around.", []),
        ("I had to dig through the logs on the server", []),
        ("could not ping anything.", []),
        ("I had to ping someone behind the server desk.", []),
        ("I had to ping sales about the order", []),
        ("We had to ping facilities so the network cable could be moved.", []),
        ("I had to dig trenches for the network cable", []),
        ("I had to dig wombat for the new DNS record", ["wombat"]),
        ("I could not ping FINANCE again", ["FINANCE"]),
        ("then ping printserver and it worked", ["printserver"]),
        ("I could not ping wombat, the switch port was down", ["wombat"]),
        ("I ran ping wombat and it worked", ["wombat"]),
        ("I typed `dig wombat` and it worked", ["wombat"]),
        ("ping wombat", ["wombat"]),
        ("then ping web7 and it worked", ["web7"]),
        ("then ping -c 4 wombat and it worked", ["wombat"]),
        ("then ping sales - they rang", []),
        ("then ping wombat -t and it worked", ["wombat"]),
        ("tracert rowan stopped at the third hop", ["rowan"]),
        ("then ssh wombat and restart it", ["wombat"]),
    ],
)
def test_what_is_pinged_in_a_sentence_is_a_machine_where_something_says_so(text, found):
    assert found_in(text) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I had to ping Dave first", "Dave"),
        ("I had to ping dave first", "dave"),
        ("then ping Priya on Teams", "Priya"),
        ("I could not ping Robin about the router again", "Robin"),
    ],
)
def test_who_is_pinged_is_somebody(text, name):
    (piece,) = find_personal_data(text)

    assert (piece.kind, text[piece.start : piece.end]) == (KIND.NAME, name)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I linked Sheet1!A1 to the summary", []),
        ("It reads Sheet2!$B$14, then Stock24!$C$3.", []),
        ("The formula takes Stock2024!B7 from the other workbook", []),
        ("It was Stock2024!B7 and is gone", ["Stock2024!B7"]),
        ("I opened the sheet with Sheet1!Ab9", ["Sheet1!Ab9"]),
        ("The password is Sheet1!A1", ["Sheet1!A1"]),
    ],
)
def test_a_cell_of_a_sheet_is_no_password_unless_it_is_said_to_be_one(text, found):
    assert found_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The drives from KINGSTON failed", []),
        ("I fitted disks from TOSHIBA", []),
        ("It was the server LENOVO shipped", []),
        ("The backup on PENNINE failed", ["PENNINE"]),
        ("The services on OAKRIDGE stopped", ["OAKRIDGE"]),
    ],
)
def test_a_maker_in_capitals_is_no_machine(text, found):
    assert found_in(text) == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The madams bought a styler, a scooper and a pledger", {}),
        ("I read the book by oreilly on it", {}),
        ("The gingham sledger broke, so thicks and currant glees went", {}),
        ("Requested by pshaw, closed by kdavies", {"pshaw": KIND.USERNAME, "kdavies": KIND.USERNAME}),
        ("nicola said it works", {"nicola": KIND.NAME}),
        ("I gave kdavies2 access to the share", {"kdavies2": KIND.USERNAME}),
    ],
)
def test_a_word_that_is_a_letter_and_a_surname_is_no_user_name(text, kinds):
    assert {text[piece.start : piece.end]: piece.kind for piece in find_personal_data(text)} == kinds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I saved it with Rich Text formatting on", []),
        ("It ran with Max Connections at 50, in a plan for Max Performance", []),
        ("I chose the field with Max length set to 20", []),
        ("I read the page to Grant Access and then left it", []),
        ("I sat with Max Pendlebury and Rich Ashworth", ["Max Pendlebury", "Rich Ashworth"]),
        ("I sat with Max Hastings and Grant Clements", ["Max Hastings", "Grant Clements"]),
        ("I gave Max access to the share and told Max users were out", ["Max", "Max"]),
        ("I gave Petra Lindholm access and helped Rose log on", ["Petra Lindholm", "Rose"]),
    ],
)
def test_a_setting_that_begins_as_a_name_does_is_nobody(text, found):
    assert found_in(text) == found
