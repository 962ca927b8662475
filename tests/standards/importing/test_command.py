"""`python -m standards import`: what it writes where, and what it says."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from standards import load, load_file, standard_text
from standards.__main__ import main
from standards.library import DATA, list_available

PAGES = Path(__file__).with_name("pages")
SEED = Path(__file__).parents[1] / "ST0505_page.txt"


def test_without_out_the_standard_is_printed_and_the_doubts_go_to_standard_error(capsys: Any) -> None:
    assert main(["import", str(PAGES / "page.txt")]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["reference"] == "ST9071"
    assert shown.err.startswith("Doubt, line ")
    assert "foundry safety test" in shown.err


def test_out_may_be_a_file_or_a_folder(tmp_path: Path, capsys: Any) -> None:
    assert main(["import", str(PAGES / "page.html"), "--out", str(tmp_path / "bells.json")]) == 0
    assert main(["import", str(PAGES / "page.html"), "--out", str(tmp_path)]) == 0
    assert load_file(tmp_path / "bells.json") == load_file(tmp_path / "ST9071@1.3.json")
    assert "Bell founder, ST9071, version 1.3: written to" in capsys.readouterr().err


def test_a_folder_that_is_not_there_yet_is_made(tmp_path: Path, capsys: Any) -> None:
    assert main(["import", str(PAGES / "page.html"), "--out", f"{tmp_path}/new/er/"]) == 0
    assert load_file(tmp_path / "new" / "er" / "ST9071@1.3.json").title == "Bell founder"
    assert main(["import", str(PAGES / "page.html"), "--out", f"{tmp_path}/other/bells.json"]) == 0
    assert (tmp_path / "other" / "bells.json").is_file()


def test_what_was_written_can_be_shown(tmp_path: Path, capsys: Any) -> None:
    main(["import", str(PAGES / "page.html"), "--out", str(tmp_path)])
    capsys.readouterr()
    assert main(["show", str(tmp_path / "ST9071@1.3.json")]) == 0
    assert capsys.readouterr().out.startswith("Bell founder, ST9071, version 1.3\n")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0", "This is a picture, not a page."),
        (b"PK\x03\x04\x14\0", "This is a ZIP, a Word file or a spreadsheet, not a page."),
        (b"%PDF-1.7\n", "This is a PDF, not a page."),
        (b"\0\1\2\3" * 99, "This is not text."),
        (b"", "There is nothing to read: the file is empty."),
        (b"\n \n", "There is nothing to read: the file is empty."),
    ],
)
def test_a_file_that_is_no_page_gets_one_clear_line(
    content: bytes, line: str, tmp_path: Path, capsys: Any
) -> None:
    (tmp_path / "file").write_bytes(content)
    assert main(["import", str(tmp_path / "file")]) == 2
    said = capsys.readouterr().err
    assert said.startswith(line)
    assert said.count("\n") == 1


def test_the_shipped_file_is_made_again_to_the_letter(tmp_path: Path, capsys: Any) -> None:
    patch = DATA / "ST0505@1.1.patch.json"
    assert main(["import", str(SEED), "--patch", str(patch), "--out", str(tmp_path)]) == 0
    assert (tmp_path / "ST0505@1.1.json").read_bytes() == (DATA / "ST0505@1.1.json").read_bytes()
    assert "Doubt" not in capsys.readouterr().err


def test_a_patch_is_no_standard_of_the_library() -> None:
    assert ("ST0505", "1.1.patch") not in list_available()
    assert standard_text(load("ST0505", "1.1")) == (DATA / "ST0505@1.1.json").read_text(encoding="utf-8")


def test_a_minus_stands_for_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    stdin = io.TextIOWrapper(io.BytesIO((PAGES / "converted.md").read_bytes()))
    monkeypatch.setattr("sys.stdin", stdin)
    assert main(["import", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Bell founder"


def test_what_a_person_must_fill_in_is_said(tmp_path: Path, capsys: Any) -> None:
    assert main(["import", str(PAGES / "record.json"), "--out", str(tmp_path)]) == 0
    assert "To fill in: The record has no assessment plan" in capsys.readouterr().err


def test_a_reference_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    record = json.loads((PAGES / "record.json").read_text(encoding="utf-8"))
    source = tmp_path / "record.json"
    source.write_text(json.dumps({**record, "referenceNumber": "../../ST1"}), encoding="utf-8")
    out = tmp_path / "deep" / "out"
    out.mkdir(parents=True)
    assert main(["import", str(source), "--out", str(out)]) == 0
    assert [path.parent for path in tmp_path.rglob("*@1.3.json")] == [out]


def feed(tmp_path: Path) -> Path:
    record = json.loads((PAGES / "record.json").read_text(encoding="utf-8"))
    path = tmp_path / "feed.json"
    path.write_text(json.dumps([record, {**record, "version": "1.4"}, {"title": "Old"}]), encoding="utf-8")
    return path


def test_a_feed_goes_to_a_folder_a_file_for_each(tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "all"
    assert main(["import", str(feed(tmp_path)), "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["ST9071@1.3.json", "ST9071@1.4.json"]
    assert "2 standards written to" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["before_2018.txt"], "no KSBs in this page"),
        (["nowhere.txt"], "could not be opened: No such file or directory"),
        (["page.txt", "--patch", "page.txt"], "page.txt is not JSON"),
    ],
)
def test_bad_input_is_one_line_on_stderr_and_exit_2(
    arguments: list[str], complaint: str, capsys: Any
) -> None:
    named = [str(PAGES / one) if "." in one and one != "--patch" else one for one in arguments]
    assert main(["import", *named]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert complaint in shown.err
    assert shown.err.count("\n") == 1


def test_a_feed_without_a_folder_is_refused_and_says_what_to_do(tmp_path: Path, capsys: Any) -> None:
    assert main(["import", str(feed(tmp_path))]) == 2
    assert "Say which folder they go to: --out FOLDER" in capsys.readouterr().err
