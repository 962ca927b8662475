import pytest

from ksb_mapper import LanguageRule, Verdict, check_language
from ksb_mapper.pipeline import load_language_judge
from ksb_mapper.texts.listings import Listings


def listing_spans(text):
    (spans,) = Listings(load_language_judge().weights.most_symbols).spans([text])
    return spans


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
        "my $left = 4;\n",
        "select name from staff join site on staff.site = site.id;\n",
        "break;\n",
        "// keep the old one for now;\n",
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


def prose_of(text):
    past, left = 0, []
    for start, end in listing_spans(text):
        left.append(text[past:start])
        past = end
    return "".join([*left, text[past:]])


@pytest.mark.parametrize(
    "program",
    [
        '#!/bin/sh\n# I am glad when this runs\necho "We will copy the files now"\ncp -r /srv/a /srv/b\n\n# Thank you\n'
        "exit 0\n",
        "def total(rows):\n    # I was not sure about this and I feel better now\n    return sum(rows)\n",
        'def greet():\n    """I am proud of this function.\n\n    It taught me.\n    """\n    print("I am glad")\n',
        '$users = Import-Csv .\\new.csv\n# I hope nobody minds\nWrite-Host "I am pleased to say it is done"\n',
        'Write-Host "I am happy to tell you that it worked" -ForegroundColor Green\n',
        "<#\nI learned a lot from writing this.\n#>\nGet-Service -Name Spooler | Restart-Service\n",
        'Traceback (most recent call last):\n  File "pay.py", line 8, in <module>\n    pay(3)\n'
        "ValueError: I do not feel able to pay this\n",
        "TypeError: I cannot add these\n",
        "@echo off\nrem I am worried about this one\necho Thank you, I feel much better\nrobocopy D:\\a E:\\a /MIR\n",
        "// I am proud of this loop\nfor (let i = 0; i < 4; i++) {\n  console.log('I can do it');\n}\n",
        "-- I think this join is good\nSELECT name FROM staff WHERE site = 'Leeds'\n",
        "/* I really enjoyed\n   writing this. */\nint n = read(line);\n",
        "cat <<EOF > motd\nWelcome, I am happy that you came.\nEOF\n",
        'git commit -m "I feel much better about this fix"\n',
        '# I hope that this is enough\nrsync -a --delete "$SRC/" "$DST/"\n',
    ],
)
def test_what_a_program_remarks_and_says_is_its_own_and_nobodys_sentence(program):
    left = prose_of(f"I wrote this:\n\n{program}\nIt ran in four minutes.\n")

    assert left.split("\n") == [
        "I wrote this:",
        *[""] * (left.count("\n") - 2),
        "It ran in four minutes.",
        "",
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "# What I learned\n\nI was slow with the script at first.\n",
        "# Plan\n- I will ask for the key\n- I feel ready\n",
        "## Reflection\n\nI ran rsync -a /srv /backup and felt proud when it worked.\n",
        'ran git commit -m "done" and was happy with it\n',
        "I got a ValueError: it told me that the row was empty.\n",
        "Error: I forgot the default gateway\n",
        "Set-up of the room: I am pleased with it\n",
        "Downtime = 4 hours because I forgot the UPS\n",
        'The label says "Thank you, I feel great"\n',
        "-- I am proud of this\n-- We built it together\n",
        "The script said:\n# I hope so\nand I was glad.\n",
        "Class of 12: I taught them all\n",
        "if I did it again I would ask first:\n",
        "* I learned to wait\n* I learned to ask\n",
        "for example:\n# Next step of mine\nI was glad\n",
        "class notes:\n# My own view\nI was glad\n",
        '"""I was told to wait" is what the note says.\nI was glad.\n',
        "1. import the list\n2. I was nervous about the rest\n",
    ],
)
def test_headings_lists_and_prose_that_names_a_command_stay_their_writers(prose):
    assert prose_of(prose) == prose


@pytest.mark.parametrize(
    "note",
    [
        "if only I had asked (sooner):",
        "for two users (Ann, Bob):",
        "while testing (see below):",
        "except Sunday (closed):",
        "if more than one of device(s) fail:",
        "learned loads today (finally);",
        "set up the printer for Ann and her two users;",
        "restarted print spooler > worked",
        "checked cable | replaced",
        "net cable | replaced",
        "rebooted server --fixed now",
        "phoned user -no answer -left voicemail",
        "git pull --rebase worked fine",
        "git training -Thursday",
        "ip phone -Sam Carter",
        "if stock < 3 order more:",
        "class Teachers:",
        "for users in leeds:",
        "from Leeds import works",
        "import failed",
        "Out-Patients (ward 4)",
        "id | surname | password",
        "function test (final)",
    ],
)
def test_a_note_with_a_mark_that_code_has_too_stays_its_writers_and_takes_nothing_with_it(note):
    text = f"# I felt ready\n{note}\n# I was glad\n; I hope that it lasts for a year\nreturn of the laptop pleased me\n"

    assert prose_of(text) == text


@pytest.mark.parametrize(
    "code",
    [
        "if len(rows) > 3:",
        "while (x < 3) {",
        "if x == 3:",
        "elif not total < 3 or total == limit:",
        "keytool -list -keystore k.jks",
        "for line in open(path):",
        "with open(path) as rows:",
        "except ValueError as wrong:",
        "class Printer(Base):",
        "class Printer:\n    copies = 3",
        "for user in users:\n    add(user)",
        "import os, sys",
        "from shop.orders import total, vat",
        "cat app.log | grep failed",
        "ping -c 4 gateway",
        "./deploy.sh --now",
        "git push origin main --force",
        "docker ps -a > /tmp/all.txt",
        'find . -name "*.log" -delete',
        "failed = []",
        "String name = reader.readLine();",
        "if [ -f motd ]; then",
        "Get-Service -ComputerName $server | Where-Object Status -eq Stopped",
    ],
)
def test_a_line_of_code_takes_the_remark_above_it_with_it(code):
    left = prose_of(f"I wrote this:\n\n# I felt ready\n{code}\n\nIt ran.\n")

    assert "I felt ready" not in left
    assert left.startswith("I wrote this:\n")
    assert left.endswith("\nIt ran.\n")


def test_prose_between_two_programs_and_below_one_stays():
    text = (
        "ls -l /srv\n# I feel fine\n\nI was proud of this.\n\n# What I learned\n\nI was slow.\n\n"
        "ls -l /srv\n\n# Next\n"
    )

    assert prose_of(text) == ("\nI was proud of this.\n\n# What I learned\n\nI was slow.\n\n\n# Next\n")


def test_a_program_of_which_each_line_is_a_passage_is_one():
    program = ["#!/bin/sh", "# I am glad when this runs", 'echo "We are going to copy it"', "exit 0"]

    report = check_language([(line, f"paragraph {number}") for number, line in enumerate(program)])

    assert (report.verdict, report.findings) == (Verdict.RECORD, ())


def test_a_secret_in_a_program_is_found_still():
    report = check_language("def f(x):\n    # I am proud of this\n    password = 'Kestrel-44!x'\n")

    assert [(one.rule, one.excerpt) for one in report.findings] == [
        (LanguageRule.PERSONAL_DATA, "Kestrel-44!x")
    ]
