from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from documents.__main__ import main
from tests.documents.making import write_docx


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return write_docx(tmp_path / "a & b.docx", "<w:p><w:r><w:t>build–test – done</w:t></w:r></w:p>")


def test_read_prints_passages_with_places(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(report)]) == 0
    assert capsys.readouterr().out == "[paragraph 1] build–test – done\n"
    assert main(["read", str(report), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["passages"][0]["locator"] == "paragraph 1"


def test_count_prints_the_number_and_lists_the_dashes_apart(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["count", str(report)]) == 0
    assert capsys.readouterr().out == "3\n"
    assert main(["count", str(report), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "words": 3,
        "dash_joined": ["build–test"],
        "lone_dashes": 1,
        "split_at_dashes": 3,
    }


def test_a_file_may_come_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"two words")))
    assert main(["count", "-"]) == 0
    assert capsys.readouterr().out == "2\n"


def test_bad_input_is_status_two_and_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.pdf").touch()
    for path in (tmp_path / "empty.pdf", tmp_path / "gone.pdf"):
        assert main(["probe", str(path)]) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert err.startswith(f"{path}: it ")


def test_a_command_typed_wrongly_is_one_line_that_says_what_to_try(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["read"])

    said = "The following arguments are required: FILE. Try: python -m documents read --help\n"
    assert (ended.value.code, capsys.readouterr().err) == (2, said)
