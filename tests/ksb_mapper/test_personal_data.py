import json
import re
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import pytest

from ksb_mapper import check_language
from ksb_mapper.personal_data.outlines import PersonalDataKind
from ksb_mapper.personal_data.search import find_personal_data

KIND = PersonalDataKind


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Sent to jo.o'lamb@mail.example.co.uk.", KIND.EMAIL, "jo.o'lamb@mail.example.co.uk"),
        ("Ring 01632 960123 first.", KIND.PHONE, "01632 960123"),
        ("Ring 07700 900 461.", KIND.PHONE, "07700 900 461"),
        ("On (020) 7946 0958 at noon", KIND.PHONE, "(020) 7946 0958"),
        ("+44 (0)7700 900461", KIND.PHONE, "+44 (0)7700 900461"),
        ("NI number QQ 12 34 56 C is wrong, AB123456C is right", KIND.NATIONAL_INSURANCE, "AB123456C"),
        ("The printer is on 10.20.30.41 now.", KIND.IP_ADDRESS, "10.20.30.41"),
        ("It answered at 192.168.4.7:8080.", KIND.IP_ADDRESS, "192.168.4.7"),
        ("Its address is 2001:db8::ff00:42:8329.", KIND.IP_ADDRESS, "2001:db8::ff00:42:8329"),
        ("MAC 00:1B:44:11:3A:B7 is blocked", KIND.MAC_ADDRESS, "00:1B:44:11:3A:B7"),
        ("Port security on 001b.4411.3ab7", KIND.MAC_ADDRESS, "001b.4411.3ab7"),
        ("The password is Winter2024!", KIND.CREDENTIAL, "Winter2024!"),
        ("api_key=9f8e7d6c5b4a", KIND.CREDENTIAL, "9f8e7d6c5b4a"),
        ("with AKIAIOSFODNN7EXAMPLE in it", KIND.CREDENTIAL, "AKIAIOSFODNN7EXAMPLE"),
        ("-----BEGIN RSA PRIVATE KEY-----", KIND.CREDENTIAL, "-----BEGIN RSA PRIVATE KEY-----"),
        ("Deliver to 4 Mill Lane, LS1 4DY please", KIND.ADDRESS, "4 Mill Lane, LS1 4DY"),
        ("My tutor Will Jenkins watched", KIND.NAME, "Will Jenkins"),
        ("Born 21st June 1975", KIND.DATE_OF_BIRTH, "21st June 1975"),
        ("The van AB12 CDE was outside", KIND.PLATE, "AB12 CDE"),
        ("I rebooted LON-DC01 at noon", KIND.HOST, "LON-DC01"),
    ],
)
def test_it_finds(text, kind, found):
    (piece,) = find_personal_data(text)

    assert (piece.kind, text[piece.start : piece.end]) == (kind, found)


@pytest.mark.parametrize(
    "text",
    [
        "Version 10.2.3.4 fixed it.",
        "We run v1.2.3.4 in test.",
        "Windows build 10.0.19045.3803",
        "The mask is 255.255.255.0 as usual.",
        "It listens on 127.0.0.1 only.",
        "Ticket INC0012345678 was closed.",
        "Ticket 4471998 took 0.5 hours at 10:42:13.",
        "From 09:00 to 17:30 on 03/03/2026",
        "Order 2026-03-0312345",
        "Ports 8080 and 8443 were open; error 0x80070005",
        "The password is required, so I reset the password.",
        "The password was changed and the token is valid.",
        "Password: ********",
        "token: [removed]",
        "Mention @jo in the channel",
        "Paper is A4 80GSM, cable is CAT6 100M",
        "Room QX1 1AA does not exist",
        "Serial 0000000000",
        "std::vector and a::b in the code",
        "SHA 3f2a9c",
    ],
)
def test_it_leaves_alone(text):
    assert find_personal_data(text) == []


def test_pieces_come_in_order_and_never_overlap():
    text = "jo@example.org, 01632 960123, 10.1.1.9 and LS1 4DY; password: hunter2x"

    pieces = find_personal_data(text)

    assert [piece.kind for piece in pieces] == [
        KIND.EMAIL,
        KIND.PHONE,
        KIND.IP_ADDRESS,
        KIND.POST_CODE,
        KIND.CREDENTIAL,
    ]
    assert all(before.end <= after.start for before, after in pairwise(pieces))


SET = [
    json.loads(line)
    for line in Path(__file__).with_name("personal_data_set.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("spoke to aisha about the rota", ["aisha"]),
        ("cheers, kasia", ["kasia"]),
        ("mrs kaur let us in", ["mrs kaur"]),
        ("paid by loan from the bank, with max load 2 t", []),
        ("Asked Rhiannon ap Dafydd to sign", ["Rhiannon ap Dafydd"]),
        ("Washed down at the Albert Hall end with a Charlotte sponge", []),
        ("someone@example.com bounced", []),
        ("The part is AB123456C, from the bearing list", []),
    ],
)
def test_names_without_capitals_and_of_families_are_found_and_words_are_not(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


def test_the_set_of_examples_and_near_misses_keeps_its_floors():
    """Half of the set holds something; the other half looks like it: versions, dates, tickets, ports, products."""
    expected = {(row["text"], kind, value) for row in SET for kind, value in row["found"]}
    found = {
        (row["text"], piece.kind, row["text"][piece.start : piece.end])
        for row in SET
        for piece in find_personal_data(row["text"])
    }

    assert len(SET) >= 200
    assert {kind for _, kind, _ in expected} == set(KIND)
    assert len(found & expected) / len(found) >= 0.98
    assert len(found & expected) / len(expected) >= 0.97


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("mysql -u root -pS3cr3tSauce! shop < dump.sql", "S3cr3tSauce!"),
        ("curl -u deploy:9sKd82mZq https://repo.example.org/upload", "9sKd82mZq"),
        ("net use Z: /user:%USERNAME% Bl4ckbird77", "Bl4ckbird77"),
        ("run it with --password Tuesday99! shop", "Tuesday99!"),
        ("blob?sp=rl&sig=9f%2BQ2bYk1LrN0aXhVtE4mUoPzWc7sDg5iJf", "9f%2BQ2bYk1LrN0aXhVtE4mUoPzWc7sDg5iJf"),
        ("Database=pay;User Id=sa;Password=Pa55ing-Place;", "Pa55ing-Place"),
        ("username admin password 7 0822455D0A16", "0822455D0A16"),
        ("the password for the guests is plumtree-41", "plumtree-41"),
    ],
)
def test_a_secret_is_found_in_a_command_and_without_what_stands_around_it(text, secret):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == [secret]


@pytest.mark.parametrize(
    "text",
    [
        "curl -u $USER:$PASS https://repo.example.org/upload",
        "export TOKEN=$(cat token.txt)",
        "The password policy for guests is at-least-14",
        "ssh -p 2222 build and docker run -p 8080:80 nginx",
        "The safe was 400 mm deep",
        "The gate was 2400 wide",
        "In the answer key 5 questions were wrong",
        "mysql in docker -p3306:3306 and mysql -port",
        "Use the --password option of the tool",
        "The password for the account is 14-characters long",
        "The key for the rack is tag-0147",
        "Order 5425 2334 3010 9903 came on Monday",
    ],
)
def test_a_command_without_a_secret_is_left_alone(text):
    assert find_personal_data(text) == []


def test_a_kind_is_a_plain_name_in_json_and_words_where_a_person_reads_it():
    (finding,) = check_language("Ring 07700 900 461.").findings

    assert json.loads(json.dumps(asdict(finding)))["kind"] == "phone"
    assert finding.kind is KIND("phone") is KIND("a phone number")
    assert all(kind.value.replace("_", "").isalpha() for kind in KIND)
    assert len({kind.label for kind in KIND}) == len(KIND)


def test_the_message_names_the_kind():
    messages = [
        finding.message
        for finding in check_language(
            "Ring 07700 900 461. NHS number 943 476 5919. Sort code 20-45-77."
        ).findings
    ]

    assert [message.partition(",")[0] for message in messages] == [
        "This looks like a phone number",
        "This looks like an NHS number",
        "This looks like a bank account",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The admin password was changed from Summer23 to a random one.", ["Summer23"]),
        ("I changed the router's admin password from Falcon88 to one of 20 characters.", ["Falcon88"]),
        ("The password on the router was reset to Falcon88 by noon.", ["Falcon88"]),
        ("Password rotated from Autumn!9 to Winter99", ["Autumn!9", "Winter99"]),
        ("The password was changed from 8-character to 14-character minimum", []),
        ("The password policy was updated from 2019v1 to 2021v2", []),
        ("The password hash was changed from MD5 to SHA256", []),
        ("Password reset from INC0012345 closed", []),
        ("I changed the password to 14-characters", []),
    ],
)
def test_a_password_is_found_where_it_was_changed_and_a_rule_about_passwords_is_none(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chelsea ordered 3 laptops and Georgia signed for them.", ["Chelsea", "Georgia"]),
        ("The lift stuck, so Jordan rang the landlord.", ["Jordan"]),
        ("People in Chelsea ordered 3 laptops.", []),
        ("We flew to Georgia, signed the lease and came back.", []),
        ("Bill sent, Grant requested, April signed off as a month.", []),
        ("Wayne Enterprises sent the invoice.", []),
        ("Adam Wright & Sons fitted the door, Adam Wright rang.", ["Adam Wright"]),
        ("I set the James Bond themed wallpaper.", []),
        ("Reg plate checked, Reg: to follow", ["Reg"]),
        ("Reg asked about the rota", ["Reg"]),
    ],
)
def test_a_place_s_name_is_a_person_before_what_a_person_does_and_a_firm_s_is_none(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "is_plate"),
    [
        ("The AB12 CDE van has new brake pads", True),
        ("Reg AB12 CDE was parked outside", True),
        ("AB12 CDE: two front tyres", True),
        ("Fitted CR24 OLD bolts", False),
        ("Swapped the CR24 OLD steel brackets", False),
        ("I ordered 4 x CR24 OLD", False),
        ("12 boxes of CR24 OLD came on Monday", False),
    ],
)
def test_a_plate_is_no_part_in_a_list(text, is_plate):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == (
        [re.search(r"\w\w\d\d \w{3}", text)[0]] if is_plate else []
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("From: Kerry-Ann Lund <k.lund@harbour.example>", ["Kerry-Ann Lund", "k.lund@harbour.example"]),
        ("From: Lund, Ann <k.lund@harbour.example>", ["Lund, Ann", "k.lund@harbour.example"]),
        ("From: Harbour Bakery <orders@harbour.example>", ["orders@harbour.example"]),
        ("Siobhán Ní Bhriain rang", ["Siobhán Ní Bhriain"]),
        ("Assigned to: J. Kowalczyk", ["J. Kowalczyk"]),
        ("Signed off on the day by D. Okonkwo, foreman.", ["D. Okonkwo"]),
        ("Signed off on the third attempt by Windows Update", []),
        ("KARIM HADDAD was on the badge, ACCESS DENIED on the screen", ["KARIM HADDAD"]),
        ("Grace M. Okafor came", ["Grace M. Okafor"]),
        ("A Ms Teams call", []),
        ("Nurse Adeyemi counted, the Nurse Station was shut", ["Nurse Adeyemi"]),
        ("Till mended at Hilda's Cafe", []),
    ],
)
def test_a_name_is_found_in_the_head_of_a_message_in_capitals_and_with_an_initial(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at Rose Cottage, Mill Lane, Alford LN13 9AA", ["Rose Cottage, Mill Lane, Alford LN13 9AA"]),
        ("The Old Forge, Chapel Lane, Wem SY4 5AA", ["The Old Forge, Chapel Lane, Wem SY4 5AA"]),
        ("Unit 4, Riverside Business Park, Hull HU3 4XX", ["Unit 4, Riverside Business Park, Hull HU3 4XX"]),
        ("6a Hatter's Yard, Hexham NE46 9TP", ["6a Hatter's Yard, Hexham NE46 9TP"]),
        ("27 Mill Lane, Stoke-on-Trent ST4 8QH on Friday", ["27 Mill Lane, Stoke-on-Trent ST4 8QH"]),
        ("12 Main Street, Hull on Friday", ["12 Main Street, Hull"]),
        ("Ship it to 9 rue des Lilas, 35000 Rennes", ["9 rue des Lilas, 35000 Rennes"]),
        ("Kantstraße 41, 10625 Berlin", ["Kantstraße 41, 10625 Berlin"]),
        ("Rua das Flores 12, 4050-262 Porto", ["Rua das Flores 12, 4050-262 Porto"]),
        ("Route 66, 12345 miles", []),
    ],
)
def test_an_address_is_found_whole_here_and_abroad(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The visitor's car is A123 BCD, in bay 4.", ["A123 BCD"]),
        ("A Land Rover, ABC 123T, was blocking the gate.", ["ABC 123T"]),
        ("His plate was 231-D-4471 from Dublin.", ["231-D-4471"]),
        ("ANPR read KX 05 PLB", ["KX 05 PLB"]),
        ("Torqued bracket K99 ARM to 20 Nm on the van", []),
        ("The reg hive on A123 ABC failed to load", []),
        ("The lorry carried ABC 1234 pallets", []),
        ("Resistor A123 BCD was dry", []),
    ],
)
def test_an_older_plate_is_found_where_a_vehicle_is_spoken_of(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NI number on the form was JT 48 21 73 B", ["JT 48 21 73 B"]),
        ("nino ab123456c", ["ab123456c"]),
        ("DOB on the care plan is 14/03/1941", ["14/03/1941"]),
        ("Date of birth (patient): 04/07/1999", ["04/07/1999"]),
        ("DOB: 14-Mar-1941", ["14-Mar-1941"]),
        ("Drawing AB 10 42 77 C was used", []),
        (
            "ravi@hull-nuc:~$ uptime; hostname STK-SW-3F-02; host name left blank",
            ["hull-nuc", "STK-SW-3F-02"],
        ),
        ("Sort 20-44-51 acc 40911832, sort order 20-44-51", ["20-44-51", "40911832"]),
        ("The born-again server was rebuilt on 12/03/2021", []),
        ("Upgraded the firewall from 10.2.4.11 to 10.2.7.3", []),
        ("Rolled the switch back from 10.1.4.2 to 10.1.3.9", []),
        ("Updated the DNS record from 10.2.4.11 to 10.2.7.3", ["10.2.4.11", "10.2.7.3"]),
        ("Patched the host on 10.4.4.19", ["10.4.4.19"]),
        ("fe80::1%eth0 answered, std::vector did not", ["fe80::1"]),
        ("The placeholder is 00:00:00:00:00:00, all hear ff:ff:ff:ff:ff:ff", []),
        ("MAC address B827EB4F1595", ["B827EB4F1595"]),
        ("git@github.com and noreply@harbour.example", []),
        ("ping build-07.corp.harbour.net, then nas.corp", ["build-07.corp.harbour.net", "nas.corp"]),
        ("WKS-ACC-0147 and srv-02.ad.wexford.co.uk", ["WKS-ACC-0147", "srv-02.ad.wexford.co.uk"]),
    ],
)
def test_a_number_is_told_by_what_is_said_around_it(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("admin / Winter2023$ still worked", ["Winter2023$"]),
        ("manager / Tier2Support rota agreed", []),
        ("Username kgriffiths, pass Tr0ut-Fly9", ["kgriffiths", "Tr0ut-Fly9"]),
        ("I set the SNMP community string to gr4nite-ro", ["gr4nite-ro"]),
        ("PSK changed to WPA3-SAE mode", []),
        ("redis://:p4ssw0rd@cache:6379", ["p4ssw0rd"]),
        ("SharedAccessKey=QWxhZGRpbjpvcGVuIHNl", ["QWxhZGRpbjpvcGVuIHNl"]),
        ("PIN for the door is 7741", ["7741"]),
        ("The licence key is XK7P2-9QWRT-MM3VB-7LZ0A", ["XK7P2-9QWRT-MM3VB-7LZ0A"]),
        ("passcode 4471 for the tablet", ["4471"]),
    ],
)
def test_a_secret_is_found_as_a_pair_in_a_setting_and_behind_what_it_is_for(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Councillor Tomlinson rang about the fob.", ["Councillor Tomlinson"]),
        ("The Councillor Portal was down, so Councillor Support rang.", []),
        ("The form said born on the 3rd of June 1991.", ["3rd of June 1991"]),
        ("The branch was born on the third floor.", []),
    ],
)
def test_a_councillor_and_a_birthday_in_words_are_found(text, found):
    assert [finding.excerpt for finding in check_language(text).findings if finding.kind] == found
