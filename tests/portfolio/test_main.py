"""`python -m portfolio check`: files held against a standard of the library, or against a standard file."""

import json
from pathlib import Path
from typing import Any

import pytest

from portfolio.__main__ import main

BARE = {"reference": "ST9073", "version": "1.0", "ksbs": [{"code": "K1", "text": "How bells are tuned."}]}


@pytest.fixture
def write_up(tmp_path: Path) -> str:
    path = tmp_path / "write-up.txt"
    path.write_text("I tuned the tenor bell on the lathe and measured its partials.", encoding="utf-8")
    return str(path)


def test_a_standard_file_serves_as_the_standard(write_up: str, tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(BARE), encoding="utf-8")
    assert main(["check", write_up, "--standard", str(path), "--json"]) == 0
    found = {one["rule"]: one for one in json.loads(capsys.readouterr().out)}
    assert found["item_without_ksb"]["title"] == "“write-up.txt” is not mapped to any KSB"
    assert found["ksb_without_item"]["title"] == "1 KSB without evidence: K1"
    assert {one["force"] for one in found.values()} == {"should"}


def test_the_plans_own_clause_makes_it_a_must(write_up: str, capsys: Any) -> None:
    assert main(["check", write_up, "--standard", "ST0505", "--json"]) == 1
    found = {one["rule"]: one for one in json.loads(capsys.readouterr().out)}
    assert (found["item_without_ksb"]["force"], found["item_without_ksb"]["clause"]) == (
        "must",
        "portfolio_mapped",
    )


@pytest.mark.parametrize("named", ["ST0000", "none.json"])
def test_a_standard_that_is_not_there_is_one_line(named: str, write_up: str, capsys: Any) -> None:
    assert main(["check", write_up, "--standard", named]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_command_typed_wrongly_is_one_line_that_says_what_to_try(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "work.txt"])

    said = "The following arguments are required: --standard. Try: python -m portfolio check --help\n"
    assert (ended.value.code, capsys.readouterr().err) == (2, said)
