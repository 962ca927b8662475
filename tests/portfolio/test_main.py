"""`python -m portfolio check`: files held against a standard of the library, or against a standard file."""

import json
from pathlib import Path
from typing import Any

import pytest

from documents import MediaKind, Probe
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
    silent = tmp_path / "scan.txt"
    silent.write_text(" ", encoding="utf-8")
    assert main(["check", write_up, str(silent), "--standard", str(path), "--json"]) == 0
    found = {one["rule"]: one for one in json.loads(capsys.readouterr().out)}
    assert found["no_text"]["title"] == "“scan.txt” has no text that we could read"
    assert {one["force"] for one in found.values()} == {"should"}


def test_a_plain_piece_of_work_is_in_order_and_what_was_not_asked_is_said(write_up: str, capsys: Any) -> None:
    assert main(["check", write_up, "--standard", "ST0505"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Nothing found."
    assert lines[1].startswith("Not checked, because files alone do not say it: which KSBs they show")
    assert len(lines) == 2


@pytest.mark.parametrize(("minutes", "status"), [(1, 0), (200, 1)])
def test_a_clip_fails_by_its_length_alone(
    minutes: int, status: int, write_up: str, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = Probe("video/mp4", MediaKind.VIDEO, 5000, duration_seconds=minutes * 60.0)
    monkeypatch.setattr("portfolio.__main__.probe", lambda _: clip)
    assert main(["check", write_up, "--standard", "ST0505", "--json"]) == status
    found = {one["rule"]: one["force"] for one in json.loads(capsys.readouterr().out)}
    assert found == ({"video_too_long": "must"} if status else {})


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
