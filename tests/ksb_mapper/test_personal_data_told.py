"""Personal data as desks tell it: machines, accounts, secrets, colleagues, addresses, health; in prose and commands."""

import pytest

from ksb_mapper import check_language
from ksb_mapper.personal_data.outlines import PersonalDataKind
from ksb_mapper.personal_data.search import find_personal_data

KIND = PersonalDataKind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Moved the role from OLDDC01 to srv-fin-02", ["OLDDC01", "srv-fin-02"]),
        ("LEE-SW-ACC-14 and prod-db-primary were patched", ["LEE-SW-ACC-14", "prod-db-primary"]),
        ("The alarm said CPU 98% on web2", ["web2"]),
        ("A server named atlas7 was full", ["atlas7"]),
        ("The plan has web2 and atlas7 ideas", []),
        ("A WS-C2960X-24TS-L switch, a LaserJet M404dn printer and tag AT-004417", []),
        ("WEB-2214, AP-16 and SOP-IT-014 are about servers", []),
    ],
)
def test_a_machine_is_told_by_its_parts_or_by_what_is_said_of_machines(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("username: rpatel4, locked since Monday", {"rpatel4": KIND.USERNAME}),
        ("login: admin / Tr33top99", {"admin": KIND.USERNAME, "Tr33top99": KIND.CREDENTIAL}),
        ("Failed password for dpatel from the printer", {"dpatel": KIND.USERNAME}),
        ("Ticket from m.okoro, about the file main.py", {"m.okoro": KIND.USERNAME}),
        ("The username field and the login page were slow for every user", {}),
        ("The user said the account was locked, so I logged in as admin to test", {}),
        ("Tess is off with shingles", {"Tess": KIND.NAME, "off with shingles": KIND.HEALTH}),
        ("I set the screen for her epilepsy", {"epilepsy": KIND.HEALTH}),
        ("I have dyslexia, was off with flu and ran the stress test", {}),
        ("A guide to diabetes care was printed for the asthma clinic", {}),
        ("jo dot lamb at harbour dot co dot uk", {"jo dot lamb at harbour dot co dot uk": KIND.EMAIL}),
    ],
)
def test_accounts_health_and_spoken_addresses_are_found_by_their_kind(text, kinds):
    assert {text[piece.start : piece.end]: piece.kind for piece in find_personal_data(text)} == kinds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Steph in HR rang about Mark's laptop", ["Steph", "Mark"]),
        ("Bex and Pete B from Legal asked, so I told Rose about it", ["Bex", "Pete B", "Rose"]),
        ("Printers in Accounts stopped and someone in HR rang. Feedback from Finance said so.", []),
        ("I told Siri to stop and asked Alexa in the demo room", []),
    ],
)
def test_a_colleague_is_known_by_where_she_sits(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


def test_the_message_teaches_what_to_put_in_place_of_a_user_name_a_machine_and_an_illness():
    found = check_language("username: rpatel4 on srv-fin-02, whose owner is off with shingles").findings

    assert [(one.kind, one.message.split("? ")[0].rpartition(". ")[2]) for one in found] == [
        (KIND.USERNAME, "Would “user A” do"),
        (KIND.HOST, "Would its purpose do (the file server, a switch upstairs)"),
        (KIND.HEALTH, "Is it needed to follow what you did"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wildcard 0.0.0.255, group 224.0.0.5 and the ranges 10.0.0.0/8 and 192.168.0.0/16", []),
        ("The rule lets 10.44.0.0/16 reach 172.22.9.8.", ["10.44.0.0/16", "172.22.9.8"]),
        ("Everybody is firstname.surname@harbour.example, the share is \\\\server\\share", []),
        ("Asset tags LT-00417 and LT-00418 were swapped", []),
        ("LT-00417 would not dock", ["LT-00417"]),
        ("She was born in March 1961, he on 4 Nov 62", ["March 1961"]),
        ("Code for the front door is 2580", ["2580"]),
        ("Ms Afia Owusu lives at 14 mill lane, otley", ["Ms Afia Owusu", "14 mill lane, otley"]),
    ],
)
def test_what_every_network_and_manual_has_is_nobody_s(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("net user tess Br4mble!9 /add", {"tess": KIND.USERNAME, "Br4mble!9": KIND.CREDENTIAL}),
        ("The page on net user shows what it does", {}),
        ("SSID Visitors5 key lanterns88", {"lanterns88": KIND.CREDENTIAL}),
        ("SSID Visitors5 key rotation is monthly", {}),
        ("tacacs-server host core key Qu4rryBell", {"Qu4rryBell": KIND.CREDENTIAL}),
        ("snmp-server community hillfort RO", {"hillfort": KIND.CREDENTIAL}),
        ("The snmp-server community name was the old one", {}),
        (
            "smbclient -U tnash%m4rigold //files/scans",
            {"tnash": KIND.USERNAME, "m4rigold": KIND.CREDENTIAL},
        ),
        ("echo 'obell:Harvest88' | chpasswd", {"obell": KIND.USERNAME, "Harvest88": KIND.CREDENTIAL}),
        ("GRANT SELECT ON stock TO jnash;", {"jnash": KIND.USERNAME}),
        ("GRANT SELECT ON stock TO PUBLIC;", {}),
        (
            "ssh deploy7@web01.site.wexford.local",
            {"deploy7": KIND.USERNAME, "web01.site.wexford.local": KIND.HOST},
        ),
        ("jo.lamb@wexford.local asked", {"jo.lamb@wexford.local": KIND.EMAIL}),
        ("https://portal.harbour.example/users/dforde/photo", {"dforde": KIND.USERNAME}),
        ("https://portal.harbour.example/users/settings", {}),
    ],
)
def test_a_command_gives_away_who_signs_in_where_and_with_what(text, kinds):
    assert {text[piece.start : piece.end]: piece.kind for piece in find_personal_data(text)} == kinds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Temp password for the user: Harvest123.", ["Harvest123"]),
        ("I saw the password (Plum!789) on a note.", ["Plum!789"]),
        ("His temporary password, Ferry-Oak-41, was on a note.", ["Ferry-Oak-41"]),
        ("She used Orchard1 as her password everywhere.", ["Orchard1"]),
        ("password123 is a bad password in the guide", []),
        ("The recorder signs in with admin and Wren12345.", ["Wren12345"]),
        ("Staff wifi changed, it's Otter!Mill6 now.", ["Otter!Mill6"]),
        ("The wifi is 802.11ac and it is WPA3.", []),
        ("Key safe by the gate is 1066.", ["1066"]),
        ("The gate code has changed to 8812.", ["8812"]),
        ("To open the safe turn to 34-12-77.", ["34-12-77"]),
        ("The gate at the yard is 2400 wide and the alarm panel is a 9651", []),
        ("I unlocked jnash in AD, raised by kforde at noon.", ["jnash", "kforde"]),
        ("I disabled mysql, updated xcopy and created networks by hand.", []),
        ("Ticket 07700900412 closed, then I rang 07700900412.", ["07700900412"]),
    ],
)
def test_a_secret_and_an_account_are_found_as_people_tell_them(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She lives at 3b Weaver Fold, off the Otley road.", ["3b Weaver Fold"]),
        ("Unit 4b Canal Works, Shipley", ["Unit 4b Canal Works, Shipley"]),
        ("It went to Low Moor Farm, Dale Track.", ["Low Moor Farm, Dale Track"]),
        ("Top Floor Flat, 81 Quay Parade, Whitby", ["Top Floor Flat, 81 Quay Parade, Whitby"]),
        ("1 The Paddock, Church Lane, Wem", ["1 The Paddock, Church Lane, Wem"]),
        ("Bay Tree House, 5 Station Road, Wem", ["Bay Tree House, 5 Station Road, Wem"]),
        ("The resident of 3 Foundry Cottages, Wem says so", ["3 Foundry Cottages, Wem"]),
        ("We used 12 Park Benches and 4 Green Tests at home, moved to Unit 4 Managing Change.", []),
    ],
)
def test_an_address_without_a_post_code_is_found_with_its_house(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a colleague who has bipolar", ["has bipolar"]),
        ("My manager tested positive for Covid", ["tested positive for Covid"]),
        ("She set the chair for his bad back and he gets migraines", ["bad back", "gets migraines"]),
        ("He is still signed off with his back", ["signed off with his back"]),
        ("Tess Lamb has extra time (dyslexia).", ["Tess Lamb", "dyslexia"]),
        ("The Health Week has leaflets (dyslexia).", []),
        ("He has MS Office and she has MS Teams, the page needs a scan", []),
        ("Rack move on 18 Jan, then Jan to Sept and Jan 2026", []),
        ("Jan rang on 18 Jan", ["Jan"]),
        ("Jul 8 22:40:17 lychfield sshd[20418]: Failed password", ["lychfield"]),
        ("key for $TOKEN@git.harbour.example and oauth2:$TOKEN@", []),
    ],
)
def test_an_illness_told_aside_is_found_and_a_product_or_a_month_is_none(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "sqlcmd -S tern4 -U stockapp -P Teasel#5",
            {"tern4": KIND.HOST, "stockapp": KIND.USERNAME, "Teasel#5": KIND.CREDENTIAL},
        ),
        (
            "docker login -u pipebot -p Zinc.Bucket9",
            {"pipebot": KIND.USERNAME, "Zinc.Bucket9": KIND.CREDENTIAL},
        ),
        (
            "psql postgresql://ledger:Quince71@tern.mill.local/x",
            {"ledger": KIND.USERNAME, "Quince71": KIND.CREDENTIAL, "tern.mill.local": KIND.HOST},
        ),
        (
            "curl -u tnorris:Maple!44 https://a.example",
            {"tnorris": KIND.USERNAME, "Maple!44": KIND.CREDENTIAL},
        ),
        (
            "net use X: \\\\tern\\scans P4pyrus! /user:jbarton",
            {"jbarton": KIND.USERNAME, "P4pyrus!": KIND.CREDENTIAL},
        ),
        ("Logged on to the till as mbell, not as an admin", {"mbell": KIND.USERNAME}),
        ("mysql -u $DB_USER -p$DB_PASS, curl -u $A:$B, docker login -u you --password-stdin", {}),
        ("ping tests, ssh keys and the -u and -p options of docker login", {}),
    ],
)
def test_each_argument_of_a_command_is_found_as_what_the_program_takes_it_for(text, kinds):
    found = {text[piece.start : piece.end]: piece.kind for piece in find_personal_data(text)}

    assert {words: kind for words, kind in found.items() if not words.startswith("\\\\")} == kinds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The box called atlas was full, its hostname is now wagtail.", ["atlas", "wagtail"]),
        ("I ran ssh heron and RDP'd on to osprey", ["heron", "osprey"]),
        ("Services on jupiter were restarted", ["jupiter"]),
        ("The spooler on PENNINE and the uplink of core-sw-loft", ["PENNINE", "core-sw-loft"]),
        ("A service called nginx, a server called back, services on AZURE, a walk to Jupiter", []),
        ("I remoted into laptops and RDP'd into Citrix; the hostname is wrong", []),
    ],
)
def test_a_machine_with_a_plain_name_is_one_where_it_is_called_so_or_signed_in_to(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The BIOS password is wombat on all of them.", ["wombat"]),
        ("key for the guest wifi is plum jam sunday, no capitals", ["plum jam sunday"]),
        ("The password is known, was expired, is too weak and is case sensitive.", []),
        ("Password: required", []),
    ],
)
def test_a_password_of_letters_alone_is_found_where_the_sentence_says_it_is_one(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Will Draper asked, kdavies closed it, and Jaydon Pryce, born in Leeds, read it",
            ["Will Draper", "kdavies", "Jaydon Pryce"],
        ),
        ("The bradford office, New York and South Shields were ranking the parking", []),
    ],
)
def test_a_surname_tells_a_person_whose_first_name_is_a_word_and_a_user_name(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Name,DOB,Postcode\nRuthie Garside,03/05/1961,BD4 7RR",
            ["Ruthie Garside", "03/05/1961", "BD4 7RR"],
        ),
        ("Asset,Model,Owner\nLT-0551,Latitude 5440,Nell Farrier", ["Nell Farrier"]),
        ("id | surname | password\n---+---+---\n 7 | Ollerton | Gr4vel88", ["Ollerton", "Gr4vel88"]),
        ("Name,Version,Status\nFirefox,128,done", []),
        (
            "Name,Username,Phone\nVbn Asdfg,,07700 900123\nHjk Lpoiu,hl003,07700 900456",
            ["Vbn Asdfg", "07700 900123", "Hjk Lpoiu", "hl003", "07700 900456"],
        ),
        (
            "Name\tUsername\tPhone\nVbn Asdfg\t\t07700 900123\nHjk Lpoiu\thl003\t",
            ["Vbn Asdfg", "07700 900123", "Hjk Lpoiu", "hl003"],
        ),
        (
            "| Name | Username | Notes |\n|---|---|---|\n|| hl003 | away |\n| Hjk Lpoiu || back |",
            ["hl003", "Hjk Lpoiu"],
        ),
        (
            'Name,Username,Notes\n,hl003,\n"Lpoiu, Hjk",,"away, back"\n,,\nVbn Asdfg,va004,',
            ["hl003", "Lpoiu, Hjk", "Vbn Asdfg", "va004"],
        ),
        ("Name,Username,Team\nHjk Lpoiu,hl003,\nName,Username,Team", ["Hjk Lpoiu", "hl003"]),
        ("Name,Version,Owner\nFirefox,,\nPlum,,3", []),
        ("Name,Username,Phone\nNobody came,\nVbn Asdfg,va004,07700 900123", ["07700 900123"]),
        ("Deliver to:\n14 Mill Rise\nThrapston\nNN14 4QX", ["14 Mill Rise\nThrapston\nNN14 4QX"]),
        ("22 Laptops\nLeeds LS1 4DY", ["LS1 4DY"]),
        ("Regards,\nHollis", ["Hollis"]),
        ("Many thanks\nService Desk", []),
        ("I rang Ms Vandermeer.\nVandermeer was out.", ["Ms Vandermeer", "Vandermeer"]),
    ],
)
def test_a_table_an_address_and_a_signature_are_read_over_their_lines(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kind regards,\nJ. Smith\nIT", ["J. Smith"]),
        ("Many thanks\n\nHollis\n", ["Hollis"]),
        ("Deliver to:\n14 Mill Rise\nThrapston\nNN14 4QX\nby noon", ["14 Mill Rise\nThrapston\nNN14 4QX"]),
        ("Name,Username,Phone\nVbn Asdfg,,07700 900123\n", ["Vbn Asdfg", "07700 900123"]),
        ("Many thanks\nService Desk\nIT", []),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_several_lines_say_is_found_however_they_end(text, found, end):
    text = text.replace("\n", end)

    pieces = [text[piece.start : piece.end] for piece in find_personal_data(text)]

    assert pieces == [piece.replace("\n", end) for piece in found]


def test_a_table_is_read_to_its_last_row():
    rows = [f"Hjk Lpoiu,hl{number:04}," for number in range(1_000)]

    pieces = find_personal_data("\n".join(["Name,Username,Notes", *rows]))

    assert len(pieces) == 2 * len(rows)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "I asked Mark to hold it, told Joy and gave Petra Lindholm access.",
            ["Mark", "Joy", "Petra Lindholm"],
        ),
        ("I clicked Mark as read, ticked it and Grant access was the Grace period of a Bill.", []),
        ("ok so kev rang about danny's laptop and baz terminated it", ["kev", "danny", "baz"]),
    ],
)
def test_a_name_that_is_a_word_is_somebody_amid_a_sentence_and_one_in_small_letters_by_what_is_done(
    text, found
):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She has been slow since her hip op and he had a fit.", ["hip op", "had a fit"]),
        ("Type 2 diabetic, slipped on the ramp, broken wrist.", ["Type 2 diabetic", "broken wrist"]),
        ("The price had a fall and the pen had a broken wrist strap.", []),
    ],
)
def test_health_said_in_passing_is_found(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found


def test_an_address_over_lines_is_shown_whole_where_a_person_reads_it():
    (finding,) = check_language(
        "I took the dock to this house.\n14 Mill Rise\nThrapston\nNN14 4QX\n"
    ).findings

    assert (finding.kind, finding.excerpt) == (KIND.ADDRESS, "14 Mill Rise\nThrapston\nNN14 4QX")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The row of a patient: 4010232137, 09.01.1937, ward 4.", ["4010232137", "09.01.1937"]),
        ("Order 4010232137 came on 09.01.2024.", []),
        ("The patient system logged event 4010232138 on 09.01.2024.", []),
    ],
)
def test_a_patient_s_number_is_told_by_its_check_digit_and_the_date_beside_it_is_a_birth(text, found):
    assert [text[piece.start : piece.end] for piece in find_personal_data(text)] == found
