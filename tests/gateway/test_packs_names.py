import re

import pytest

from gateway.packs.names import Folder, safe_name

WINDOWS_REFUSES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@pytest.mark.parametrize(
    ("called", "named"),
    [
        ("Runbook & notes.pdf", "Runbook & notes.pdf"),
        ("Café Łukasz – plan.docx", "Café Łukasz – plan.docx"),
        ("Cafe\u0301.txt", "Café.txt"),
        ("minutes 3/4: why?.docx", "minutes 3-4- why-.docx"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1.notes.txt", "_com1.notes.txt"),
        ("LPT².txt", "_LPT².txt"),
        ("Console.txt", "Console.txt"),
        ("plan. . .", "plan"),
        (".htaccess", "htaccess"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("..", "file"),
        ("", "file"),
        ("two\nlines\t.txt", "two lines.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
    ],
)
def test_a_name_stays_as_near_to_what_she_called_it_as_every_system_allows(called: str, named: str) -> None:
    assert safe_name(called) == named


@pytest.mark.parametrize("called", ["x" * 300 + ".docx", "é" * 300 + ".docx", "文" * 300 + ".docx"])
def test_a_long_name_is_cut_and_keeps_its_ending(called: str) -> None:
    named = safe_name(called)
    assert named.endswith(".docx")
    assert len(named) <= 100
    assert len(named.encode()) <= 200
    assert named[0] == called[0]


@pytest.mark.parametrize("character", [chr(code) for code in range(32)] + list('<>:"/\\|?*'))
def test_nothing_that_windows_refuses_is_left(character: str) -> None:
    assert not WINDOWS_REFUSES.search(safe_name(f"a{character}b.txt"))


def test_what_is_called_the_same_is_numbered_before_its_ending() -> None:
    folder = Folder()
    assert [folder.name_for(name) for name in ("plan.docx", "Plan.DOCX", "plan.docx", "plan.pdf")] == [
        "plan.docx",
        "Plan (2).DOCX",
        "plan (3).docx",
        "plan.pdf",
    ]


def test_a_number_never_lands_on_a_name_that_is_taken() -> None:
    folder = Folder()
    assert [folder.name_for(name) for name in ("a (2).txt", "a.txt", "a.txt")] == [
        "a (2).txt",
        "a.txt",
        "a (3).txt",
    ]
