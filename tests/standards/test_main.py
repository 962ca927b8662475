import subprocess
import sys
from pathlib import Path

import pytest

from standards import Standard, load
from standards.__main__ import main, summary

ROOT = Path(__file__).parents[2]


def test_show_prints_what_the_newest_version_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "ST0505"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("IT solutions technician, ST0505, version ")
    assert "44 (23 K, 15 S, 6 B)" in shown.out
    assert "Professional discussion underpinned by portfolio (portfolio_discussion, 25 KSBs)" in shown.out
    assert "  Core IT: K7 K8 K9 K10 K11 K12 S12 (4 pass, 1 distinction)" in shown.out
    assert "  Distinction: 3 of 6 descriptors" in shown.out
    assert shown.err == ""


def test_show_takes_a_version_after_the_at_sign(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "ST0505@1.1"]) == 0
    assert "ST0505, version 1.1" in capsys.readouterr().out


def test_no_line_is_wider_than_a_terminal_of_100() -> None:
    assert max(len(line) for text in summary(load("ST0505")) for line in text.splitlines()) <= 100


def test_what_a_standard_does_not_give_is_left_out() -> None:
    bare = Standard.from_dict({"reference": "XX1", "version": "2", "ksbs": [{"code": "S1", "text": "One."}]})
    assert list(summary(bare)) == ["XX1, version 2", "  KSBs            1 (0 K, 1 S, 0 B)"]


def test_options_are_named_with_how_much_is_theirs_alone() -> None:
    sails = Standard.from_dict(
        {
            "reference": "XX1",
            "version": "2",
            "options": [{"id": "o1", "name": "Sails"}, {"id": "o2", "name": "Masts"}],
            "ksbs": [{"code": "S1", "text": "One."}, {"code": "S2", "text": "Two.", "options": ["o2"]}],
        }
    )
    assert "  Options         Sails (0 KSBs of its own); Masts (1 KSB of its own)" in list(summary(sails))


@pytest.mark.parametrize("named", ["ST9999", "ST0505@0.1", "../ST0505"])
def test_an_unknown_standard_is_one_line_on_stderr_and_exit_2(
    named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", named]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "is not in the library. It has: " in shown.err


@pytest.mark.parametrize("arguments", [[], ["show"], ["frob"], ["show", "ST0505", "--loud"]])
def test_a_command_that_is_none_is_one_line_on_stderr_and_exit_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "Try: python -m standards show" in shown.err


def test_it_runs_as_a_module() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "standards", "show", "ST0000"], cwd=ROOT, capture_output=True, text=True
    )
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr.startswith("ST0000 is not in the library.")
